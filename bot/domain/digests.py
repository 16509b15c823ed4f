"""Digests: who gets which and when, and what one of them says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Literal, TypeAlias

from bot.domain.answers import ShownFact
from bot.domain.assessment import Holdings, SourceSummary
from bot.domain.charts import Chart
from bot.domain.handling import Tlp
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule

DigestKind: TypeAlias = Literal["changes", "summary"]
"""changes: what happened since the last one · summary: how things stand."""
Quiet: TypeAlias = Literal["silence", "line"]
"""What is posted where nothing has changed: nothing, or one line."""
SubscriptionState: TypeAlias = Literal["active", "paused"]
DeliveryState: TypeAlias = Literal["open", "sent", "quiet", "failed", "stopped"]
"""quiet: nothing had changed, and nothing was posted · failed: it will not be taken, which pauses the
subscription · stopped: the subscription was removed meanwhile."""
Verdict: TypeAlias = Literal["retracted", "revised", "superseded", "restored", "redacted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What whoever subscribes a channel may choose."""

    schedule: Schedule
    about: tuple[str, ...] = ()
    """Ids of entities and topics: facts about any of them; empty for the whole base."""
    kind: DigestKind = "changes"
    quiet: Quiet = "line"
    least_credibility: int | None = None
    """Only facts graded 1 to this (1–5) on the Admiralty scale; None for all, graded or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One channel's wish for digests, and how far they have come."""

    id: str
    """`d-` and five letters or digits: short enough to be typed."""
    team_id: str
    channel: str
    owner: Actor
    """Who made it, and is told when it has to pause."""
    wishes: Wishes
    created_at: datetime
    cursor: int
    """The last event of the ledger that its channel was told of, or that was there when it began."""
    covered_at: datetime
    """Up to when its channel was told; the beginning of the next period."""
    next_at: datetime | None
    """When the next one is due; None while it is paused."""
    is_first: bool = True
    """Nothing was posted yet: the first post is a summary, whatever the kind."""
    state: SubscriptionState = "active"
    paused_because: str = ""
    """A code of Slack's (`is_archived`) or of ours (`became_shared`), or `by <name>`."""
    under_way: str = ""
    """The key of the delivery that is being posted; no other begins before it is over."""
    outside: bool = False
    """Whoever made or resumed it knew that others than our own are in its channel: it tells what is CLEAR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What one digest covers: the events after `from_seq` up to `to_seq`, and the time between two runs."""

    from_seq: int
    to_seq: int
    from_at: datetime
    to_at: datetime
    """When it is due; aware, UTC."""
    missed: int = 0
    """How many runs in between were missed and are covered, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedFact:
    """A fact that readers knew and that no longer holds as they knew it."""

    fact_id: str
    content_hash: str
    """Of the wording that stands, or stood last."""
    verdict: Verdict
    was: str
    """The claim as it stood at the beginning of the window; empty once it was taken down."""
    by: str
    """By name."""
    at: datetime
    why: str
    now: ShownFact | None = None
    """As it stands now, where it does: revised or restored."""
    instead: tuple[ShownFact, ...] = ()
    """superseded: what stands in its place."""
    messages: int = 0
    """In how many messages it stood; each is corrected."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts that contradict each other."""

    about: str
    """What both are about, by name; empty where they share no name."""
    sides: tuple[ShownFact, ShownFact]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A fact that a person held against its source and found to stand."""

    shown: ShownFact
    how: Literal["verified", "settled"]
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class DueForReview:
    """A fact whose verification has run out."""

    fact_id: str
    claim: str
    curator: str
    """Who verified it last, by name."""
    review_by: date


@dataclass(frozen=True, slots=True)
class AskedInVain:
    """A question that nothing answered."""

    text: str
    times: int


@dataclass(frozen=True, slots=True)
class TopicPicture:
    """The best facts about one topic, and how many there are."""

    name: str
    shown: tuple[ShownFact, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AmountPicture:
    """What the facts say of one amount, taken together; a vague one has no bounds."""

    unit: str
    scope: str
    low: float | None
    high: float | None
    shown: tuple[ShownFact, ...]


@dataclass(frozen=True, slots=True)
class Further:
    """How many more there are of what a summary shows only some of."""

    disputed: int = 0
    contradicting: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """How things stand, for what a channel follows."""

    topics: tuple[TopicPicture, ...]
    amounts: tuple[AmountPicture, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one digest says, before anybody has drawn it."""

    subscription: Subscription
    kind: DigestKind
    title: str
    """What it is about, by name."""
    window: Window
    corrected: tuple[CorrectedFact, ...] = ()
    new: tuple[ShownFact, ...] = ()
    disputed: tuple[ShownFact, ...] = ()
    contradicting: tuple[Contradiction, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    due: tuple[DueForReview, ...] = ()
    """changes: what has become due in the period · summary: what has been due the longest."""
    further: Further = Further()
    """Only in a summary: changes are told whole."""
    asked: tuple[AskedInVain, ...] = ()
    picture: Picture | None = None
    """Only in a summary."""
    charts: tuple[Chart, ...] = ()
    holdings: Holdings
    """Of what it is about, not of the whole base."""
    sources: SourceSummary | None = None
    """Over the facts that it shows; None where it shows none."""
    tlp: Tlp
    """The strictest marking of what it shows or counts."""

    @property
    def shown(self) -> tuple[ShownFact, ...]:
        """The facts that it shows whole, each as often as it is told, in the order of the sections."""
        pictured = (topic.shown for topic in self.picture.topics) if self.picture else ()
        corrected = ((each.now,) if each.now else each.instead for each in self.corrected)
        confirmed = tuple(each.shown for each in self.confirmed)
        return tuple(chain(*pictured, *corrected, self.new, self.disputed, confirmed))

    @property
    def is_quiet(self) -> bool:
        """Whether nothing has changed; what was asked in vain alone is no change."""
        changed = (self.corrected, self.new, self.disputed, self.contradicting, self.confirmed, self.due)
        return self.kind == "changes" and not any(changed)


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a digest, drawn: the first stands in the channel, the others in its thread."""

    text: str
    blocks: tuple[Mapping[str, Any], ...]
    facts: tuple[tuple[str, str], ...] = ()
    """The id of each fact that it shows, and the hash of the wording; as in a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One digest on its way, or what became of it."""

    key: str
    """`digest:<subscription>:<due_at>`; its messages add `:<part>`."""
    subscription_id: str
    channel: str
    kind: DigestKind
    due_at: datetime
    made_at: datetime
    from_seq: int
    to_seq: int
    parts: tuple[Part, ...]
    """Fixed when it is made, so that a retry says what the first try said; dropped once it is over, unless it
    failed: then it may go on."""
    tlp: Tlp
    """The strictest marking of what it says."""
    parts_total: int
    sent: int = 0
    """How many of its messages stand."""
    state: DeliveryState = "open"
    ts: str = ""
    """Of its first message, once that stands."""
    error: str = ""
    finished_at: datetime | None = None
    attempts: int = 0
    """Tries of the message that is being posted, or was last."""
