"""Ranking: how much of a question each fact explains, and in which order they are shown."""

import math
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.domain import CitedFact, Match, Reason, Topic
from bot.matching.gazetteer import Gazetteer
from bot.matching.index import FactIndex
from bot.matching.meanings import Part
from bot.matching.numbers import Number, numbers_in
from bot.matching.questions import Wanted
from bot.matching.selection import Found
from bot.matching.stopwords import STOP_WORDS
from bot.matching.terms import bounds, days_of
from bot.matching.text import tokens, words
from bot.matching.wording import Field

# How well a fact explains a part: being about it, before being about a piece of it, before only being
# said by it; in its own words, before its dates, its speaker's name, its document's title.
_DIRECT, _NARROWER, _SPEAKER = 1.0, 0.8, 0.6
# A word of two topics ("poorer": finance, decline) is met by one of them, but better by both.
_ONE_OF_TOPICS = 0.9
_FIELDS: dict[Field, tuple[float, str]] = {
    "quote": (1.0, "in the quote"),
    "claim": (1.0, "in the claim"),
    "date": (0.9, "in the date"),
    "speaker": (0.8, "in the speaker"),
    "title": (0.5, "in the source’s title"),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks for, as far as it orders the facts found."""

    wants: frozenset[Wanted]
    wordings: tuple[tuple[AbstractSet[str], float], ...]
    """For each word that asks for a topic, the facts that say it themselves, and how rare that is."""
    has_topics: bool


class Ranking:
    """Turns the facts that were selected into matches, best first."""

    def __init__(self, gazetteer: Gazetteer, topics: dict[str, Topic], index: FactIndex) -> None:
        self._gazetteer = gazetteer
        self._topics = topics
        self._index = index

    def rank(
        self, facts: Iterable[str], found: Sequence[Found], wants: frozenset[Wanted]
    ) -> tuple[Match, ...]:
        """Order facts by what they explain, what is wanted, wording, newest, id; superseded ones last."""
        weights = [self._rarity(each.facts) for each in found]
        matches = [self._match(self._index.facts[fact_id], found, weights) for fact_id in facts]
        topics = [each.part for each in found if each.part.meaning.topic_ids]
        asked = _Asked(wants, tuple(self._wordings(topics)), bool(topics))
        return tuple(sorted(matches, key=lambda match: self._order(match, asked)))

    def _rarity(self, facts: AbstractSet[str]) -> float:
        return math.log1p(len(self._index.facts) / max(1, len(facts)))

    def _wordings(self, topics: Iterable[Part]) -> Iterator[tuple[AbstractSet[str], float]]:
        for part in topics:
            for word in words(part.reading.typed):
                if word.key not in STOP_WORDS:
                    facts = self._index.wording.stating(word.key)
                    yield facts, self._rarity(facts)

    def _order(self, match: Match, asked: _Asked) -> tuple[float | str, ...]:
        fact = match.cited.fact
        return (
            self._index.is_superseded(fact.id),
            -len(match.why),
            -match.score,
            -sum(self._has(match.cited, want) for want in asked.wants),
            -round(sum(rarity for facts, rarity in asked.wordings if fact.id in facts), 6),
            # What is taken for granted inside another claim says less than what is claimed.
            fact.attribution.how == "presupposed",
            # A fact about few things says more of each.
            len(fact.topics) if asked.has_topics else 0,
            -max(days_of(match.cited)).toordinal(),
            fact.id,
        )

    def _has(self, cited: CitedFact, want: Wanted) -> bool:
        fact = cited.fact
        match want:
            case "amount":
                return any(bounds(quantity) for quantity in fact.quantities)
            case "place":
                return bool(fact.places)
            case "date":
                return bool(fact.when.event or fact.when.as_of)
            case "person":
                named = (
                    self._gazetteer.entities.get(entity_id)
                    for entity_id in (*fact.subjects, *fact.attribution.chain)
                )
                return any(one is not None and one.kind in {"person", "organization"} for one in named)

    def _match(self, cited: CitedFact, found: Sequence[Found], weights: Sequence[float]) -> Match:
        explained = 0.0
        why = []
        for each, weight in zip(found, weights, strict=True):
            if cited.fact.id in each.facts:
                share, reason = self._explain(each.part, cited)
                explained += weight * share
                why.append(reason)
        # Rounded, so that sums of the same parts in floating point stay equal and the date decides.
        return Match(cited, round(explained / sum(weights), 6), tuple(why))

    def _explain(self, part: Part, cited: CitedFact) -> tuple[float, Reason]:
        meaning, typed, how = part.meaning, part.reading.typed, part.reading.how
        if meaning.entity_ids:
            return self._explain_name(part, cited)
        if meaning.topic_ids:
            shared = [topic_id for topic_id in meaning.topic_ids if topic_id in cited.fact.topics]
            share = _DIRECT if len(shared) == len(meaning.topic_ids) else _ONE_OF_TOPICS
            return share, Reason(typed, how, self._topics[shared[0]].name)
        if meaning.number:
            share, stated = _stated(meaning.number, cited)
            return share, Reason(typed, how, stated)
        share, where = _FIELDS[self._index.wording.field_of(meaning.word, cited.fact.id)]
        return share, Reason(typed, how, f"{meaning.word} ({where})")

    def _explain_name(self, part: Part, cited: CitedFact) -> tuple[float, Reason]:
        [asked] = part.meaning.entity_ids
        typed, name = part.reading.typed, self._gazetteer.name_of(asked)
        tags = cited.fact.entity_ids
        if asked in tags:
            return _DIRECT, Reason(typed, part.reading.how, name)
        for tag in tags:
            if asked in self._gazetteer.ancestors(tag):
                narrower = f"{self._gazetteer.name_of(tag)} (part of {name})"
                return _NARROWER, Reason(typed, "narrower", narrower)
        chain = cited.fact.attribution.chain
        speaker = next(
            entity_id
            for entity_id in chain
            if entity_id == asked or asked in self._gazetteer.ancestors(entity_id)
        )
        return _SPEAKER, Reason(typed, "speaker", self._gazetteer.name_of(speaker))


def _stated(number: Number, cited: CitedFact) -> tuple[float, str]:
    """Say where a fact states a number, and how well: in an amount or the claim, else in dates or quotes."""
    for quantity in cited.fact.quantities:
        stated = bounds(quantity)
        if stated and min(stated) <= number.value <= max(stated):
            return _DIRECT, quantity.raw
    if any(each.value == number.value for each in numbers_in(tokens(cited.fact.claim))):
        return _DIRECT, f"{number} (in the claim)"
    share, where = _FIELDS["date"]
    if any(day.year == number.value for day in days_of(cited)):
        return share, f"{number} ({where})"
    return share, f"{number} (in the quote)"
