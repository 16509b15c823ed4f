"""The words of facts born in Slack: read from a form, checked, and made into events."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.curation.rules import fact_target
from bot.domain import Fact
from bot.domain.handling import STRICTEST, Tlp
from bot.domain.ledger import NewEvent, body_of
from bot.factbase.checking import Remark, check_in_ledger, read_fact
from bot.factbase.stored_facts import terms_to_store
from bot.storage import ledger
from bot.storage.engine import Session
from bot.storage.ledger import Located

_UNNUMBERED = "00"
"""What stands for the number of a fact that has none yet."""
_NOT_IN_FORMS = frozenset({"id", "status", "reason"})
"""The first is given, the others are judgement."""


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """A fact as somebody fills it into a form."""

    source_id: str
    fields: Mapping[str, Any]
    """As a dossier has them (claim, quotes, attribution, …); `id`, `status` and `reason` are not read."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A fact that no error keeps out."""

    fact: Fact
    located: Located


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of checking a fact."""

    ready: Ready | None
    """None if a remark is an error."""
    remarks: tuple[Remark, ...]


async def read_draft(
    session: Session, draft: ProposedFact, fact_id: str = "", *, ceiling: Tlp = STRICTEST
) -> Drafted:
    """Build a fact from what was filled in, and check it; without a number unless its id is given.

    It is held against what is within a ceiling.
    """
    fields = {name: value for name, value in draft.fields.items() if name not in _NOT_IN_FORMS}
    fact = read_fact({**fields, "id": fact_id or f"{draft.source_id}.{_UNNUMBERED}"})
    return await examine(session, fact, ceiling) if isinstance(fact, Fact) else Drafted(None, fact)


async def examine(session: Session, fact: Fact, ceiling: Tlp = STRICTEST) -> Drafted:
    """Check a fact against its document and what the ledger holds within a ceiling."""
    checked = await check_in_ledger(session, fact, ceiling)
    if checked.is_refused:
        return Drafted(None, checked.remarks)
    return Drafted(Ready(fact, Located(checked.passages, terms_to_store(fact))), checked.remarks)


def merged(fact: Fact, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a fact's fields with some of them replaced; None takes one away."""
    return {name: value for name, value in {**body_of(fact), **fields}.items() if value is not None}


async def replacements(session: Session, event: NewEvent, before: Collection[str]) -> list[NewEvent]:
    """Say of other facts that the one of this event takes their place from now on, or no longer does."""
    now = set((event.body or {}).get("supersedes", ()))
    older = await ledger.kept(session, map(fact_target, now ^ set(before)))
    return [
        replace(
            event,
            kind="supersede" if target.id in now else "restore",
            target=target,
            content_hash=each.standing.content_hash,
            body=None,
            changed=(event.target.id,),
            cause="",
        )
        for target, each in sorted(older.items(), key=lambda known: known[0].id)
        if not each.standing.is_redacted
    ]
