"""What a reader sees of a fact: what the ledger's events change of it, and what they leave as it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.handling import Tlp, is_looser
from bot.domain.ledger import CORRECTED, Body, Event, Kept, fold

SHOWN_FIELDS = (
    "claim",
    "quotes",
    "attribution",
    "quantities",
    "when",
    "stance",
    "hedges",
    "likelihood",
    "credibility",
    "tlp",
)
"""A change of tags or notes alone is no reason to correct a message."""
MENTIONED = ""
"""In place of a wording's hash: a message names the fact beside another, as it was worded by then."""
PAST = "past"
"""In place of a wording's hash: a message tells what was held on a past day, which stays true."""

WITHHELD = "withheld"
"""In place of a wording's hash: nothing is left of the fact, which is no longer for that channel."""


@dataclass(frozen=True, slots=True)
class View:
    """A fact as a message shows it."""

    wording: dict[str, Any]
    """The fields that are shown; empty once redacted."""
    is_redacted: bool = False
    is_retracted: bool = False
    superseded_by: tuple[str, ...] = ()

    @property
    def tlp(self) -> Tlp:
        """Its own marking; CLEAR where it has its document's."""
        found: Tlp = self.wording.get("tlp", "CLEAR")
        return found


def until(history: Iterable[Event], seq: int) -> tuple[Event, ...]:
    """Return what had happened to a fact up to an event."""
    return tuple(event for event in history if event.seq <= seq)


def is_news(event: Event) -> bool:
    """Tell whether an event may make a message untrue; a first load is no news."""
    return event.kind in CORRECTED and event.origin != "baseline"


def first_view(history: Iterable[Event], content_hash: str) -> View:
    """Return a fact as it was shown under a hash."""
    return View(_shown(body_under(history, content_hash)))


def view(history: Sequence[Event]) -> View | None:
    """Return a fact as it stands after these events; None before the first."""
    kept = standing(history)
    if kept is None:
        return None
    return View(
        wording=_shown(kept.body),
        is_redacted=kept.standing.is_redacted,
        is_retracted=kept.standing.retraction is not None,
        superseded_by=kept.standing.superseded_by,
    )


def differs(history: Sequence[Event], content_hash: str, from_seq: int) -> bool:
    """Tell whether a message that showed a fact under a hash, up to an event, does not say what holds."""
    before = view(until(history, from_seq)) or first_view(history, content_hash)
    now = view(history)
    if content_hash == WITHHELD:
        return False
    if content_hash == PAST:
        is_redacted = now is not None and now.is_redacted and not before.is_redacted
        return is_redacted or (now is not None and is_looser(before.tlp, now.tlp))
    return now != before


def standing(history: Sequence[Event]) -> Kept | None:
    """Return what the ledger keeps of one object after these events; None before the first."""
    return next(iter(fold(history).values()), None)


def body_under(history: Iterable[Event], content_hash: str) -> Body | None:
    """Return a fact as it was worded under a hash; None if that was redacted."""
    return next((event.body for event in history if event.content_hash == content_hash and event.body), None)


def _shown(body: Body | None) -> dict[str, Any]:
    return {name: body[name] for name in SHOWN_FIELDS if name in body} if body else {}
