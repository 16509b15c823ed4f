"""What stands of a fact when an act on it is decided."""

from collections.abc import Iterable
from datetime import datetime

from rapidfuzz import fuzz, process

from bot.curation.rules import Act, ActRefusedError, Seen, fact_target
from bot.domain.ledger import Kept
from bot.domain.telling import named_in_standing
from bot.storage import ledger, markings
from bot.storage.engine import Session

NEAR_IDS = 3
NEAR_ENOUGH = 80.0
"""0–100: two wrong characters in an id."""


async def seen(session: Session, act: Act, now: datetime) -> Seen:
    """Gather what stands of the facts of an act; raise ActRefusedError if one is unknown."""
    kept = await known_fact(session, act.fact_id)
    [last] = await ledger.numbered(session, [kept.standing.last_seq])
    replacing = {act.by: await known_fact(session, act.by)} if act.kind == "supersede" else {}
    if act.kind in {"supersede", "restore"}:
        replacing |= await _onward(session, (*kept.standing.superseded_by, *replacing))
    named = named_in_standing(kept.standing).union(replacing)
    hidden = await markings.above(session, named, act.ceiling)
    return Seen(kept, last, now.date(), replacing, hidden)


async def known_fact(session: Session, fact_id: str) -> Kept:
    """Return what stands of a fact; raise ActRefusedError, with the nearest ids, if it is unknown."""
    target = fact_target(fact_id)
    found = await ledger.kept(session, [target])
    if target in found:
        return found[target]
    known = await ledger.ids(session, "fact")
    if not known:
        raise ActRefusedError(f"The ledger is empty, and knows no fact {fact_id}. Run `footnote sync` first.")
    raise unknown_fact(fact_id, known)


def unknown_fact(fact_id: str, known: Iterable[str]) -> ActRefusedError:
    """Return the refusal of an id that is none of those known, with the nearest of them."""
    found = process.extract(fact_id, [*known], scorer=fuzz.ratio, limit=NEAR_IDS, score_cutoff=NEAR_ENOUGH)
    meant = " or ".join(sorted(str(name) for name, _, _ in found))
    mend = f"Did you mean {meant}?" if meant else "Look its id up in an answer."
    return ActRefusedError(f"The ledger knows no fact {fact_id}. {mend}")


async def _onward(session: Session, fact_ids: tuple[str, ...]) -> dict[str, Kept]:
    """Return these facts, what takes their place, and so on."""
    found: dict[str, Kept] = {}
    asked = set(fact_ids)
    while asked:
        more = await ledger.kept(session, map(fact_target, asked))
        found |= {target.id: each for target, each in more.items()}
        asked = {by for each in more.values() for by in each.standing.superseded_by} - {*found}
    return found
