"""The closest facts: where no fact explains a question to the letter, those that account for most of it.

Each word of the question may mean words of names, of topics and of the facts, each as likely as it is alike;
a fact accounts for a word as well as the best of these that it holds. What it accounts for in all is a share
of the question's information, as in `ranking`, and an unknown word weighs most. Facts that can tell what is
wanted (an amount, a person) are lifted a little.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.asking import AskedWord
from bot.matching.confidence import Evidence, chance
from bot.matching.factset import NO_FACTS, FactSet
from bot.matching.ordering import Keys, first_places, in_steps
from bot.matching.ranking import Scored, Weighed, score
from bot.matching.text import words
from bot.matching.view import View
from bot.matching.vocabulary import EXACT
from bot.matching.wanting import Wanted, lifts
from bot.matching.ways import NO_WAY, Way

MOST_CLOSE = 50
# How alike a word must be to one of a longer name, to be taken for it rather than for the name it is itself.
_SURELY = 0.8
# Rare words bring the facts to look at, until there are so many.
_MOST_CANDIDATES = 4000
_MOST_COUNTED = 12


@dataclass(frozen=True, slots=True)
class Bond:
    """A part of a question that must not be passed over."""

    typed: str
    facts: FactSet
    """What explains it, as it was read."""
    is_loose: bool
    """A name beside plain words: the words of the fact may be meant, rather than whom it is about."""

    def is_held(self, asked: Sequence[AskedWord], scored: Scored) -> NDArray[np.bool_]:
        """Tell of each fact whether it explains the part, or else holds a longer name or the very words."""
        held = self.facts.holds(scored.facts.numbers)
        keys = {word.key for word in words(self.typed)}
        if not keys:
            return held
        covered = {key: np.zeros(len(held), np.bool_) for key in keys}
        for one, best in zip(asked, scored.best, strict=True):
            if one.word.key in keys:
                enough = np.array([*(self._is_enough(way) for way in one.ways), False])
                covered[one.word.key] |= enough[best]
        held |= np.all(list(covered.values()), axis=0)
        return held

    def _is_enough(self, way: Way) -> bool:
        is_of_longer = way.is_wider and way.alike >= _SURELY
        return is_of_longer or (self.is_loose and way.how in {"name", "word"})


@dataclass(frozen=True, slots=True)
class Closest:
    """The closest facts, at most MOST_CLOSE, and what speaks for the first."""

    weighed: Sequence[Weighed]
    scored: Scored
    order: NDArray[np.int64]
    """Places among the scored facts, best first."""
    evidence: Evidence

    @property
    def first(self) -> int:
        """The number of the best fact."""
        return int(self.scored.facts.numbers[self.order[0]])


def find_closest(
    asked: Sequence[AskedWord], wants: frozenset[Wanted], bonds: Sequence[Bond], view: View, least: float
) -> Closest | None:
    """Return the facts that account for most of a question.

    None if there are none, or if it is sure that the first would be less than `least` likely to answer.
    """
    whole = sum(each.weight for each in asked)
    if not whole or chance(_at_best(asked, whole)) < least:
        return None
    candidates = _candidates(asked)
    if not candidates:
        return None
    weighed = [each.weighed for each in asked]
    scored = score(candidates, weighed)
    best = first_places(_keys(scored, asked, wants, view), len(candidates), MOST_CLOSE)
    kept = np.sort(best)
    close = scored.only(kept)
    passed = sum((~bond.is_held(asked, close)).astype(np.int64) for bond in bonds) + np.zeros(len(kept))
    order = np.searchsorted(kept, best)
    order = order[np.argsort(passed[order], kind="stable")]
    first = int(order[0])
    ways = [
        (one, one.ways[place] if place != NO_WAY else None)
        for one, place in zip(asked, close.best[:, first].tolist(), strict=True)
    ]
    evidence = _evidence(float(close.wholes[first]), ways, whole, passes_over=bool(passed[first]))
    return Closest(weighed, close, order, evidence)


def _candidates(asked: Sequence[AskedWord]) -> FactSet:
    """Return the facts that hold one of the rarer words."""
    ways = [way.facts for each in sorted(asked, key=lambda one: one.reach) for way in each.ways]
    found = NO_FACTS
    for facts in ways:
        if len(found) + len(facts) <= _MOST_CANDIDATES:
            found |= facts
    if found or not ways:
        return found
    # Every word is common: the facts that hold several come before those that hold one.
    counts = np.zeros(max(int(facts.numbers[-1]) for facts in ways if facts) + 1, np.int8)
    for facts in ways[:_MOST_COUNTED]:
        counts[facts.numbers] += 1
    return FactSet(np.sort(np.argsort(-counts, kind="stable")[:_MOST_CANDIDATES]).astype(np.int32))


def _keys(scored: Scored, asked: Sequence[AskedWord], wants: frozenset[Wanted], view: View) -> Keys:
    numbers = scored.facts.numbers
    lifted = scored.wholes.copy()
    for lift, facts in lifts(view, wants):
        lifted += lift * facts.holds(numbers)
    stated = np.zeros(len(numbers))
    for each in asked:
        stated += each.weight * view.held(each.word.key).stating().holds(numbers)
    columns = (
        view.superseded.holds(numbers).astype(np.int64),
        -in_steps(lifted),
        -in_steps(stated),
        view.column("words")[numbers].astype(np.int64),
        view.places_by_id(numbers),
    )
    return [column.__getitem__ for column in columns]


def _at_best(asked: Sequence[AskedWord], whole: float) -> Evidence:
    """Return what would speak for a fact that accounted for every word as well as any does."""
    ways = [(one, one.ways[0]) for one in asked if one.ways]
    return Evidence(
        share=sum(one.weight * way.share for one, way in ways) / whole,
        missing=max((one.weight for one in asked if not one.ways), default=0.0) / whole,
        whole=max((way.covers for one in asked for way in one.ways if way.is_wider), default=0.0),
        named=sum(one.weight for one in asked if any(way.covers == EXACT for way in one.ways)) / whole,
        lone_edits=0.0,
        wordy=0.0,
    )


def _evidence(
    share: float, ways: Sequence[tuple[AskedWord, Way | None]], whole: float, *, passes_over: bool
) -> Evidence:
    missing = [one for one, way in ways if way is None]
    held = [(one, way) for one, way in ways if way is not None]
    # "desert lions window" asks for more than the lions; "bin desert lions" does not.
    is_more_asked = any(one.is_plain for one in missing)
    is_lone = len(ways) == 1
    return Evidence(
        share=share,
        missing=max((one.weight for one in missing), default=0.0) / whole,
        whole=0.0 if is_more_asked else max((way.covers for _, way in held if way.is_wider), default=0.0),
        named=sum(one.weight for one, way in held if way.covers == EXACT) / whole,
        lone_edits=sum(len(one.word.key) * (EXACT - way.alike) for one, way in held) if is_lone else 0.0,
        wordy=sum(one.weight * (EXACT - way.alike) for one, way in held if not way.covers) / whole,
        passes_over=passes_over,
    )
