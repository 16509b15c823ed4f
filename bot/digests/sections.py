"""The sections of a digest: what a window of events did to facts becomes what its readers are told. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.delivery.views import SHOWN_FIELDS
from bot.digests.showing import Showing
from bot.domain.answers import ShownFact
from bot.domain.digests import Confirmed, Contradiction, CorrectedFact, Verdict
from bot.domain.ledger import Event, EventKind, Kept, Standing, fold

_NEW_WORDS = frozenset({"contradicts", *SHOWN_FIELDS})
"""A revision of these may contradict what the wording before did not."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a window of events did to one fact."""

    before: Kept | None
    """As it stood at the beginning of the window; None if it was added since."""
    now: Kept
    events: tuple[Event, ...]
    """Those of the window, without a first load, which is no news."""

    @property
    def fact_id(self) -> str:
        """The fact's id."""
        return self.now.target.id

    def last(self, kind: EventKind) -> Event | None:
        """Return the last event of a kind in the window."""
        return next((event for event in reversed(self.events) if event.kind == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """What has changed, by section; a fact is told in the first one that fits, and no other.

    Only the two sides of a contradiction may be told before.
    """

    corrected: tuple[CorrectedFact, ...] = ()
    new: tuple[ShownFact, ...] = ()
    disputed: tuple[ShownFact, ...] = ()
    contradicting: tuple[Contradiction, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()

    @property
    def told(self) -> frozenset[str]:
        """The ids of all facts in them but those that only contradict another."""
        shown = (*self.new, *self.disputed, *(each.shown for each in self.confirmed))
        return frozenset(each.cited.fact.id for each in shown) | _told_as_corrected(self.corrected)


def changes_in(histories: Iterable[Sequence[Event]], from_seq: int, to_seq: int) -> tuple[Change, ...]:
    """Say what the events after one number, up to another, did to each fact; by the first of them."""
    changes = []
    for history in histories:
        known = [event for event in history if event.seq <= to_seq]
        past = [event for event in known if event.seq <= from_seq or event.origin == "baseline"]
        events = tuple(known[len(past) :])
        if events:
            before = next(iter(fold(past).values()), None)
            changes.append(Change(before, fold([*past, *events])[events[0].target], events))
    return tuple(sorted(changes, key=lambda change: change.events[0].seq))


def sections_of(changes: Sequence[Change], showing: Showing, messages: Mapping[str, int]) -> Sections:
    """Sort changes into sections; `messages` says in how many messages each fact stands.

    What was over within the window is told nowhere: a fact that came and went, or came with its successor; a
    retraction that was lifted, a dispute about a wording that has changed. Flags are for curators.
    """
    corrected = corrected_in(changes, showing, messages)
    told = _told_as_corrected(corrected)
    added = {change.fact_id: change for change in changes if change.before is None and _is_active(change)}
    new = [
        fact_id
        for fact_id, change in added.items()
        if fact_id not in told and added.keys().isdisjoint(change.now.standing.superseded_by)
    ]
    rest = [
        change for change in changes if change.before and _is_active(change) and change.fact_id not in told
    ]
    disputed = [change.fact_id for change in rest if _is_disputed_since(change)]
    confirmed = [
        (change, event)
        for change in rest
        if change.fact_id not in disputed and (event := _confirmation(change))
    ]
    return Sections(
        corrected=corrected,
        new=tuple(map(showing.show, new)),
        disputed=tuple(map(showing.show, disputed)),
        contradicting=showing.contradictions(_with_new_words(changes, showing)),
        confirmed=tuple(
            Confirmed(
                showing.show(change.fact_id),
                "verified" if event.kind == "verify" else "settled",
                _name(event),
                event.at.date(),
            )
            for change, event in confirmed
        ),
    )


def corrected_in(
    changes: Iterable[Change], showing: Showing, messages: Mapping[str, int]
) -> tuple[CorrectedFact, ...]:
    """Say which facts no longer hold as readers knew them; `messages` as in `sections_of`."""
    return tuple(
        told for change in changes if (told := _corrected(change, showing, messages.get(change.fact_id, 0)))
    )


def _corrected(change: Change, showing: Showing, messages: int) -> CorrectedFact | None:
    """Say what became of a fact that stood before; None if readers see it as it was."""
    if change.before is None:
        return None
    before, now = change.before.standing, change.now.standing
    successors = frozenset(filter(showing.stands, set(now.superseded_by) - set(before.superseded_by)))
    found = _verdict(change, successors, showing)
    if found is None:
        return None
    verdict, event = found
    instead = showing.in_place_of(sorted(successors)) if verdict == "superseded" else ()
    return CorrectedFact(
        fact_id=change.fact_id,
        content_hash=now.content_hash,
        verdict=verdict,
        # What was taken down has no body any more, not even as it was.
        was=str((change.before.body or {}).get("claim", "")),
        by=_name(event),
        at=event.at,
        why=event.note,
        now=showing.show(change.fact_id) if verdict in {"revised", "restored"} else None,
        instead=tuple(map(showing.show, instead)),
        messages=messages,
    )


def _verdict(change: Change, successors: AbstractSet[str], showing: Showing) -> tuple[Verdict, Event] | None:
    """Return what weighs most, and the event that brought it about."""
    before, now = change.before, change.now
    if before is None:
        return None
    if not _is_active(change):
        return _withdrawal(change, before.standing)
    if not before.standing.is_active:
        return _verdict_by("restored", change.last("restore"))
    if successors:
        superseding = [
            event
            for event in change.events
            if event.kind == "supersede" and not successors.isdisjoint(event.changed)
        ]
        return "superseded", superseding[-1]
    if _is_reworded(before, now):
        return _verdict_by("revised", change.last("revise"))
    is_freed = set(before.standing.superseded_by) - set(now.standing.superseded_by)
    if is_freed and not showing.in_place_of(now.standing.superseded_by):
        return _verdict_by("restored", change.last("restore"))
    return None


def _withdrawal(change: Change, before: Standing) -> tuple[Verdict, Event] | None:
    """Say how a fact went; of one that was gone before, its readers know."""
    if not before.is_active:
        return None
    if change.now.standing.is_redacted:
        return _verdict_by("redacted", change.last("redact"))
    return _verdict_by("retracted", change.last("retract"))


def _verdict_by(verdict: Verdict, event: Event | None) -> tuple[Verdict, Event] | None:
    return (verdict, event) if event else None


def _is_reworded(before: Kept, now: Kept) -> bool:
    old, new = before.body or {}, now.body or {}
    return any(old.get(name) != new.get(name) for name in SHOWN_FIELDS)


def _is_disputed_since(change: Change) -> bool:
    return any(doubt.seq >= change.events[0].seq for doubt in change.now.standing.disputes)


def _confirmation(change: Change) -> Event | None:
    """Return the last event that says of the wording that stands that it does."""
    found = [
        event
        for event in change.events
        if event.kind in {"verify", "settle"} and event.content_hash == change.now.standing.content_hash
    ]
    return found[-1] if found else None


def _with_new_words(changes: Iterable[Change], showing: Showing) -> list[str]:
    return [
        change.fact_id
        for change in changes
        if showing.stands(change.fact_id) and any(map(_brings_words, change.events))
    ]


def _brings_words(event: Event) -> bool:
    is_revised = event.kind == "revise" and not _NEW_WORDS.isdisjoint(event.changed)
    return is_revised or event.kind in {"add", "restore"}


def _is_active(change: Change) -> bool:
    return change.now.standing.is_active


def _told_as_corrected(corrected: Iterable[CorrectedFact]) -> frozenset[str]:
    told = {each.fact_id for each in corrected}
    return frozenset(told | {shown.cited.fact.id for each in corrected for shown in each.instead})


def _name(event: Event) -> str:
    return event.actor.name or event.actor.id
