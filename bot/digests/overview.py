"""What a summary chooses from: the best facts by topic, the newest of all, what is in doubt or due. Pure.

All facts of a large base are gone through for it; that is done beside the loop, over what does not change.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bot.digests.following import Following
from bot.digests.outcomes import Outcome
from bot.domain import FactBase
from bot.domain.facts import source_of
from bot.matching import Matcher

BUSIEST = 5
"""Topics shown where a channel follows more than topics: what fits one message."""
CONSIDERED = 300
"""The newest facts, among which the best are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a state says of its facts, copied: the matcher changes in place."""

    base: FactBase
    published: Mapping[str, date]
    """By source."""
    by_topic: Mapping[str, frozenset[str]]
    superseded: frozenset[str]
    """By another fact's words; the ledger knows of others."""
    contradicting: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, base: FactBase, matcher: Matcher) -> "Snapshot":
        """Copy a state; the matcher is the base's."""
        return cls(
            base=base,
            published={source.id: source.published for source, _ in matcher.sources},
            by_topic={topic: matcher.on_topic(topic) for topic in base.topics},
            superseded=matcher.relations.superseded(),
            contradicting=matcher.relations.pairs("contradicts"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a subscription follows, found in one state."""

    following: Following
    fact_ids: frozenset[str]
    newest_first: tuple[str, ...]
    """The same, by when their documents were published."""
    newest_on: date | None
    """When the newest of these documents was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The facts about one topic, the best first: what is verified, then what is newest."""

    name: str
    best_first: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a summary may show of what is followed."""

    topics: tuple[Ranked, ...]
    """Those asked for, then the busiest."""
    newest: tuple[str, ...]
    """Neither of these is disputed or superseded, nor any of the best."""
    contradicting: tuple[tuple[str, str], ...]
    """Every pair, that with the newest document first."""
    disputed: tuple[str, ...]
    due: tuple[tuple[date, str], ...]
    """As in an outcome."""


def followed_by(following: Following, fact_ids: frozenset[str], published: Mapping[str, date]) -> Followed:
    """Order what is followed; `published` is by source."""
    by_source: defaultdict[str, list[str]] = defaultdict(list)
    for each in fact_ids:
        by_source[source_of(each)].append(each)
    newest_first = sorted(by_source, key=lambda source: (-published[source].toordinal(), source))
    return Followed(
        following=following,
        fact_ids=fact_ids,
        newest_first=tuple(each for source in newest_first for each in sorted(by_source[source])),
        newest_on=published[newest_first[0]] if newest_first else None,
    )


def overview_of(snapshot: Snapshot, followed: Followed, outcome: Outcome, today: date) -> Overview:
    """Choose from what is followed; the outcome is of a summary, verifications hold as of today."""
    return _Chooser(snapshot, followed, today).overview(outcome)


class _Chooser:
    def __init__(self, snapshot: Snapshot, followed: Followed, today: date) -> None:
        self._snapshot = snapshot
        self._base = snapshot.base
        self._followed = followed
        self._today = today

    def overview(self, outcome: Outcome) -> Overview:
        fact_ids = self._followed.fact_ids
        return Overview(
            topics=tuple(
                Ranked(name=name, best_first=tuple(self._best_first(found)), total=len(found))
                for name, found in self._topics()
            ),
            newest=tuple(self._newest(fact_ids)),
            contradicting=tuple(self._contradicting()),
            disputed=tuple(each for each in outcome.disputed if each in fact_ids),
            due=tuple(
                (review_by, each)
                for review_by, each in outcome.due
                if each in fact_ids and not self._is_superseded(each)
            ),
        )

    def _topics(self) -> list[tuple[str, AbstractSet[str]]]:
        known, following, fact_ids = self._base.topics, self._followed.following, self._followed.fact_ids
        found = {each: on_topic & fact_ids for each, on_topic in self._snapshot.by_topic.items()}
        shown = [each for each in following.about if each in known]
        if not shown or len(shown) < len(following.about):
            busiest = sorted(filter(found.get, known), key=lambda each: (-len(found[each]), each))
            shown = list(dict.fromkeys((*shown, *busiest)))[: max(BUSIEST, len(shown))]
        if not shown and fact_ids:
            return [(following.title(known), fact_ids)]
        return [(known[each].name, found[each]) for each in shown]

    def _best_first(self, fact_ids: AbstractSet[str]) -> Sequence[str]:
        return sorted(self._newest(fact_ids), key=lambda each: not self._is_verified(each))

    def _newest(self, fact_ids: AbstractSet[str]) -> Iterator[str]:
        newest = (each for each in self._followed.newest_first if each in fact_ids)
        return (each for each in islice(newest, CONSIDERED) if not self._is_doubtful(each))

    def _contradicting(self) -> Iterable[tuple[str, str]]:
        """Return each pair once; what another fact takes the place of contradicts nobody."""
        followed = self._followed.fact_ids
        pairs = {(min(pair), max(pair)) for pair in self._snapshot.contradicting}
        held = [pair for pair in pairs if not followed.isdisjoint(pair) and all(map(self._holds, pair))]
        return sorted(held, key=lambda pair: (-max(map(self._published, pair)).toordinal(), pair))

    def _holds(self, fact_id: str) -> bool:
        return fact_id in self._base.facts and not self._is_superseded(fact_id)

    def _is_superseded(self, fact_id: str) -> bool:
        standing = self._base.standings.get(fact_id)
        judged = standing.superseded_by if standing else ()
        return fact_id in self._snapshot.superseded or any(other in self._base.facts for other in judged)

    def _is_doubtful(self, fact_id: str) -> bool:
        standing = self._base.standings.get(fact_id)
        is_disputed = standing is not None and bool(standing.disputes)
        return is_disputed or self._is_superseded(fact_id)

    def _is_verified(self, fact_id: str) -> bool:
        standing = self._base.standings.get(fact_id)
        verification = standing.verification if standing else None
        return verification is not None and verification.review_by >= self._today

    def _published(self, fact_id: str) -> date:
        return self._snapshot.published[source_of(fact_id)]
