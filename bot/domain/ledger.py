"""The ledger: what was done to facts, entities, topics and sources, and what that leaves standing.

Events are only ever added. What stands is the fold of the events, in the order of `seq`; the state of
an earlier day is the fold of the events up to it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, TypeAlias

from bot.domain.entities import Entity, Topic
from bot.domain.facts import Fact, Source

TargetKind: TypeAlias = Literal["fact", "entity", "topic", "source"]
EventKind: TypeAlias = Literal[
    "add",
    "revise",
    "retract",
    "restore",
    "supersede",
    "verify",
    "dispute",
    "flag",
    "settle",
    "redact",
]
"""settle: somebody looked at the open flags and disputes, and the fact stands. redact: the words are
taken away for good, their hash stays."""
Origin: TypeAlias = Literal["baseline", "sync", "act"]
"""baseline: the first load of a base, which is no news · sync: a file changed · act: a person acted."""
Content: TypeAlias = Fact | Entity | Topic | Source
Body: TypeAlias = dict[str, Any]
"""A whole object as JSON has it, without the fields that have their default."""

CORRECTED: frozenset[EventKind] = frozenset({"retract", "revise", "supersede", "restore", "redact"})
"""After these, a message that showed the fact no longer says what holds."""
_JUDGED_FIELDS = ("status", "reason")
_SLACK = "slack:"
_SHORT_REVIEW = timedelta(days=90)
_LONG_REVIEW = timedelta(days=365)
_SLOW_TOPICS = frozenset({"history", "officials"})
"""What changes slowly: a verification holds a year."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an event is about."""

    kind: TargetKind
    id: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted."""

    id: str
    """`slack:U…`, `cli:<name>` or `file:<edited_by>`: where the name is from, and who bears it there."""
    name: str

    @classmethod
    def in_slack(cls, user_id: str, name: str) -> "Actor":
        """Name somebody who acts in Slack."""
        return cls(f"{_SLACK}{user_id}", name)

    @property
    def slack_id(self) -> str:
        """Their id in Slack; empty if they acted elsewhere."""
        return self.id.removeprefix(_SLACK) if self.id.startswith(_SLACK) else ""

    def is_same_person(self, other: "Actor") -> bool:
        """Tell whether two actors are, or may be, one person: by id, or by a name they share."""
        return self.id == other.id or self.name.casefold() == other.name.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event before the ledger has given it its number and its time."""

    kind: EventKind
    target: Target
    actor: Actor
    content_hash: str
    """Of the wording that the act is about."""
    body: Body | None = None
    """The whole object, for add and revise; None also once it was redacted."""
    changed: tuple[str, ...] = ()
    """revise: the fields that changed · supersede: the fact that takes its place · restore: the fact
    that no longer does, or nothing where a retraction is lifted."""
    review_by: date | None = None
    """verify: the day from which the verification is stale."""
    note: str = ""
    """Why, in the actor's words."""
    origin: Origin = "act"
    cause: str = ""
    """What must not act twice (a trigger of Slack's); at most one event bears it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(NewEvent):
    """One entry of the ledger."""

    seq: int
    """From 1, strictly rising, never reused: the order of what happened."""
    at: datetime
    """Aware, UTC; never before that of a lower `seq`, whatever the clock did."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A flag, a dispute, a retraction or a redaction: who said so, when and why."""

    by: Actor
    at: datetime
    why: str
    seq: int


@dataclass(frozen=True, slots=True)
class Verification:
    """A named person has held this wording against its source."""

    by: Actor
    at: datetime
    review_by: date


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger says of one object, beside its content."""

    content_hash: str
    added_at: datetime
    editor: Actor
    """Who wrote the wording that stands: not the person who may verify it."""
    last_seq: int
    revised_at: datetime | None = None
    verification: Verification | None = None
    disputes: tuple[Doubt, ...] = ()
    flags: tuple[Doubt, ...] = ()
    retraction: Doubt | None = None
    superseded_by: tuple[str, ...] = ()
    redaction: Doubt | None = None

    @property
    def is_redacted(self) -> bool:
        """Whether its words were taken away for good."""
        return self.redaction is not None

    @property
    def is_active(self) -> bool:
        """Whether it may be shown."""
        return self.retraction is None and self.redaction is None

    def is_stale(self, today: date) -> bool:
        """Tell whether its verification has run out."""
        return self.verification is not None and self.verification.review_by < today


@dataclass(frozen=True, slots=True)
class Kept:
    """One object as the ledger keeps it."""

    target: Target
    body: Body | None
    standing: Standing


class LedgerError(ValueError):
    """An event does not follow from the ones before it."""


def body_of(content: Content) -> Body:
    """Write an object as the ledger keeps it; fields that get a default later do not change it."""
    return content.model_dump(mode="json", exclude_defaults=True)


def content_hash(content: Content) -> str:
    """Hash an object's wording (SHA-256, hex): all but a fact's `status` and `reason`, which are judged."""
    wording = {name: value for name, value in body_of(content).items() if name not in _JUDGED_FIELDS}
    return hashlib.sha256(
        json.dumps(wording, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the fields in which two bodies differ."""
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))


def review_by(fact: Fact, verified_on: date) -> date:
    """Return the day until which a verification holds: a year for history and officials, else 90 days."""
    is_slow = bool(fact.topics) and _SLOW_TOPICS.issuperset(fact.topics)
    return verified_on + (_LONG_REVIEW if is_slow else _SHORT_REVIEW)


def fold(events: Iterable[Event]) -> dict[Target, Kept]:
    """Return what stands after these events, which come in the order of `seq`."""
    kept: dict[Target, Kept] = {}
    for event in events:
        kept[event.target] = apply(kept.get(event.target), event)
    return kept


def apply(before: Kept | None, event: Event) -> Kept:
    """Return one object as it stands after one more event; LedgerError if that cannot follow."""
    if event.kind == "add":
        if before is not None:
            raise LedgerError(f"{event.target.id} was added before: an id never returns")
        standing = Standing(event.content_hash, event.at, event.actor, event.seq)
        return Kept(event.target, event.body, standing)
    if before is None:
        raise LedgerError(f"{event.target.id} cannot be changed before it is added")
    if event.kind == "revise":
        standing = replace(
            before.standing,
            content_hash=event.content_hash,
            revised_at=event.at,
            editor=event.actor,
            # They were about another wording.
            verification=None,
            disputes=(),
            flags=(),
            last_seq=event.seq,
        )
        return Kept(event.target, event.body, standing)
    body = None if event.kind == "redact" else before.body
    return Kept(event.target, body, replace(_judged(before.standing, event), last_seq=event.seq))


def _judged(standing: Standing, event: Event) -> Standing:
    return replace(standing, **_judgement(standing, event))


def _judgement(standing: Standing, event: Event) -> dict[str, Any]:
    """Return what an act of judgement changes."""
    doubt = Doubt(event.actor, event.at, event.note, event.seq)
    settled: dict[str, Any] = {"flags": (), "disputes": ()}
    match event.kind:
        case "verify":
            verification = Verification(event.actor, event.at, event.review_by or event.at.date())
            return {"verification": verification, "flags": ()}
        case "flag" | "dispute":
            name = f"{event.kind}s"
            return {name: (*getattr(standing, name), doubt)}
        case "retract":
            return {**settled, "retraction": doubt}
        case "redact":
            return {**settled, "redaction": doubt}
        case "restore" if event.changed:
            left = tuple(other for other in standing.superseded_by if other not in event.changed)
            return {"superseded_by": left}
        case "restore":
            return {"retraction": None}
        case "supersede":
            return {
                "superseded_by": tuple(dict.fromkeys((*standing.superseded_by, *event.changed))),
                "flags": (),
            }
        case _:  # settle: add and revise are no judgement
            return settled
