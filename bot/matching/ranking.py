"""Ranking: how much of a question each fact accounts for, and in which order they are shown.

A part of a question weighs the logarithm of how many facts there are for each that explains it (inverse
document frequency, IDF; K. Spärck Jones, "A statistical interpretation of term specificity and its
application in retrieval", 1972): what few facts hold tells most. A fact's share is the sum of the weights of
what it explains, each as well as it does, over the weight of the whole question. That is BM25 (S. Robertson
and H. Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009) without its terms for how
often a word stands in a text, and how long that is: facts are a sentence or two, and length only breaks ties.
"""

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.confidence import Evidence
from bot.matching.factset import FactSet, Numbers
from bot.matching.meanings import Part
from bot.matching.ordering import STEPS, Key, Keys, in_steps
from bot.matching.selection import Found
from bot.matching.stopwords import STOP_WORDS
from bot.matching.terms import Trait
from bot.matching.text import words
from bot.matching.view import View
from bot.matching.wanting import Wanted, lifts
from bot.matching.ways import Way, best_of, shares_of

_TRAITS: dict[Wanted, Trait] = {
    "amount": Trait.AMOUNT,
    "place": Trait.PLACE,
    "date": Trait.DATE,
    "person": Trait.PERSON,
}
# Of the share: a fact that has what is wanted goes before others that explain about as much.
_TELLS = 0.05
# Nothing else of the question bears out that this word, of a hundred thousand, was meant.
_LONE_WORD = 0.85
# Nor that another form of it was, if it is more than a plural: "sailing" for "sails"; nor that the facts
# are meant that only happen to hold an ordinary word.
_LONE_FORM = _LONE_ORDINARY = 0.6
# A question read without a correction, and explained in every part, is accounted for at least so well.
_READ_SO = 0.8
# Several things to order by stand in one integer, the weightiest in its highest digits, since the first key
# decides nearly all of an order (`ordering`). Each stays below its bound: a question has at most 64 words; a
# share is at most 1, and all that lifts it below 1.
_MOST_PARTS = 64
_MOST_SHARE = 4 * STEPS
_MOST_TOPICS = 64


@dataclass(frozen=True, slots=True)
class Weighed:
    """A part of a question, how facts account for it, and how much it tells."""

    part: Part
    ways: Sequence[Way]
    weight: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Facts, and how much of a question each accounts for."""

    facts: FactSet
    best: NDArray[np.int16]
    """By part and fact, the place of the way in which the fact accounts for it, or NO_WAY."""
    shares: NDArray[np.float64]
    """0–1, by part and fact."""
    wholes: NDArray[np.float64]
    """0–1, of the whole question, by fact."""

    def only(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> "Scored":
        """Return those at some rising places, or those marked."""
        facts = FactSet(self.facts.numbers[kept])
        return Scored(facts, self.best[:, kept], self.shares[:, kept], self.wholes[kept])


class Ranking:
    """Orders facts for one question."""

    def __init__(self, view: View, wants: frozenset[Wanted], english: Container[str]) -> None:
        """Rank by what the question `wants` to be told, where facts account for as much of it.

        `english` are words that are nobody's name.
        """
        self._view = view
        self._wants = wants
        self._english = english

    def weigh(self, found: Found) -> Weighed:
        """Say how much a part tells, by how many facts explain it."""
        return Weighed(found.part, found.ways, self._rarity(found.facts))

    def keys(self, scored: Scored, parts: Sequence[Part]) -> Keys:
        """Return what facts are ordered by: what they explain and can tell, wording, length, newest, id.

        Facts whose place another one takes come last.
        """
        numbers = scored.facts.numbers
        superseded = self._view.superseded.holds(numbers)
        explained = (scored.shares > 0).sum(axis=0)
        share = in_steps(scored.wholes + self._lifts(numbers))
        first = (superseded * _MOST_PARTS + (_MOST_PARTS - explained)) * _MOST_SHARE - share
        wordings = list(self._wordings(part for part in parts if part.meaning.topic_ids))
        keys: list[Key] = [first.__getitem__]
        if wordings:
            keys.append(lambda places: _unstated(wordings, numbers[places]))
        keys.append(lambda places: self._reserve(numbers[places], has_topics=bool(wordings)))
        if any(part.meaning.word for part in parts):
            # A shorter fact says more of the words that it holds.
            keys.append(lambda places: self._column("words", numbers[places]))
        keys.append(lambda places: -self._column("newest", numbers[places]))
        keys.append(lambda places: self._view.places_by_id(numbers[places]))
        return keys

    def evidence(self, weighed: Sequence[Weighed], scored: Scored, best: int) -> Evidence:
        """Say what speaks for the best fact, by its place, where every part is explained by some."""
        whole = sum(each.weight for each in weighed) or 1.0
        parts = [(each.weight / whole, each.part) for each in weighed]
        is_held = (scored.shares[:, best] > 0).tolist()
        named = [
            (share, part)
            for (share, part), held in zip(parts, is_held, strict=True)
            if held and part.meaning.is_name
        ]
        first = parts[0][1]
        is_lone = len(parts) == 1
        is_lone_word = is_lone and " " not in first.reading.typed
        # What the fact leaves to other names that stand beside it is not missing; a topic it is not about is.
        left = [(share, part) for (share, part), held in zip(parts, is_held, strict=True) if not held]
        beside = sum(share for share, part in left if part.meaning.is_name)
        missing = max((share for share, part in left if not part.meaning.is_name), default=0.0)
        share = float(scored.wholes[best]) / (1 - beside)
        if not missing and all(part.meaning.how != "spelling" for _, part in parts):
            share = max(share, _READ_SO)
        return Evidence(
            share=share * (self._lone(first) if is_lone else 1.0),
            missing=missing,
            whole=max((part.meaning.alike for _, part in named if " " in part.reading.typed), default=0.0),
            named=sum(share for share, part in named if part.meaning.how != "spelling"),
            lone_edits=len(first.reading.typed) * (1 - first.meaning.alike) if is_lone_word else 0.0,
            wordy=sum(share * (1 - part.meaning.alike) for share, part in parts if part.meaning.word),
        )

    def _lone(self, part: Part) -> float:
        """Say how much of its share is left to a word that is all that was asked."""
        meaning, written = part.meaning, self._view.index.wording.written
        if meaning.how == "spelling" and meaning.word:
            return _LONE_WORD
        if meaning.how != "word" or meaning.is_literal:
            return 1.0
        if meaning.word in self._english:
            return _LONE_ORDINARY
        forms = (meaning.word, f"{meaning.word}s", meaning.word.removesuffix("s"))
        return 1.0 if any(each in written for each in forms) else _LONE_FORM

    def _lifts(self, numbers: Numbers) -> NDArray[np.float64]:
        """Say how much facts are lifted because they can tell what is wanted."""
        traits = self._view.column("traits")[numbers]
        lifted = np.zeros(len(numbers))
        for want in self._wants:
            lifted += _TELLS * ((traits & _TRAITS[want]) != 0)
        for lift, facts in lifts(self._view, self._wants):
            lifted += lift * facts.holds(numbers)
        return lifted

    def _reserve(self, numbers: Numbers, *, has_topics: bool) -> NDArray[np.int64]:
        """Say what speaks against facts: what is taken for granted says less than what is claimed.

        A fact about few things says more of each, where things are asked about.
        """
        presupposed = (self._view.column("traits")[numbers] & Trait.PRESUPPOSED) != 0
        about = self._column("topics", numbers) if has_topics else 0
        reserve: NDArray[np.int64] = presupposed * _MOST_TOPICS + np.minimum(about, _MOST_TOPICS - 1)
        return reserve

    def _column(self, name: str, numbers: Numbers) -> NDArray[np.int64]:
        return self._view.column(name)[numbers].astype(np.int64)

    def _wordings(self, topics: Iterable[Part]) -> Iterator[tuple[FactSet, float]]:
        """Yield for each word that asks for a topic the facts that say it, and how rare that is."""
        for part in topics:
            for word in words(part.meaning.spelt or part.reading.typed):
                if word.key not in STOP_WORDS:
                    facts = self._view.held(word.key).stating()
                    yield facts, self._rarity(facts)

    def _rarity(self, facts: FactSet) -> float:
        return rarity(len(facts), len(self._view))


def rarity(count: int, among: int) -> float:
    """Say how much it tells of a fact that it is one of `count` among so many (IDF)."""
    return math.log1p(among / max(1, count))


def _unstated(wordings: Sequence[tuple[FactSet, float]], numbers: Numbers) -> NDArray[np.int64]:
    """Return the negative weight of the words that facts say themselves."""
    stated = np.zeros(len(numbers))
    for facts, rarity in wordings:
        stated -= rarity * facts.holds(numbers)
    return in_steps(stated)


def score(facts: FactSet, weighed: Sequence[Weighed]) -> Scored:
    """Say how much of a question each of some facts accounts for."""
    shape = (len(weighed), len(facts))
    best = np.array([best_of(each.ways, facts.numbers) for each in weighed], np.int16).reshape(shape)
    shares = np.zeros(shape)
    for place, each in enumerate(weighed):
        shares[place] = shares_of(each.ways, best[place]) * each.part.meaning.alike
    weights = np.array([each.weight for each in weighed])
    return Scored(facts, best, shares, weights @ shares / (weights.sum() or 1.0))
