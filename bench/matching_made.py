"""Made-up facts for the bench: sentences written by hand, with names and numbers put in by chance."""

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matching_corpus import Line

SEED = 6
PLACES_A_GROUP = 3
OCCASIONS_A_TOPIC = 27
"""Who and where; each has one to three sentences, which makes about 3,000 facts."""
ALIASED = 0.25
"""Of names in sentences, that many stand under another than their first."""
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Bearer:
    """A name to make facts about."""

    kind: str
    """place, group, org; outside: kept for questions that nothing answers."""
    names: dict[str, list[str]]
    """By language, the preferred one first."""

    @property
    def name(self) -> str:
        """The preferred English name."""
        return self.names["en"][0]

    @property
    def entity(self) -> Line:
        """The name as a line of facts carries it."""
        every = dict.fromkeys(itertools.chain.from_iterable(self.names.values()))
        return {"name": self.name, "aliases": [name for name in every if name != self.name]}


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who is named together in some facts of a topic."""

    topic: str
    bearers: dict[str, Bearer]
    """By the gap that each fills."""
    fact_ids: tuple[str, ...]


class FactMaker:
    """Makes facts of patterns and names."""

    def __init__(self, patterns: dict[str, Any], bearers: Sequence[Bearer]) -> None:
        self._patterns = patterns
        self._bearers = bearers
        self._chance = random.Random(SEED)  # noqa: S311  # reproducible, not secret
        self.facts: list[Line] = []
        self.occasions = [occasion for topic in patterns for occasion in self._occasions(topic)]

    def _of_kind(self, kind: str) -> list[Bearer]:
        return [bearer for bearer in self._bearers if bearer.kind == kind]

    @cached_property
    def _homes(self) -> dict[str, list[Bearer]]:
        """Where each group is met."""
        places = self._of_kind("place")
        groups = self._of_kind("group")
        return {group.name: self._chance.sample(places, PLACES_A_GROUP) for group in groups}

    def _occasions(self, topic: str) -> Iterator[Occasion]:
        sentences = self._patterns[topic]["sentences"]
        gaps = set(_GAP.findall(" ".join(sentences))) - {"n", "year"}
        seen: set[frozenset[str]] = set()
        while len(seen) < OCCASIONS_A_TOPIC:
            filled = {gap: self._chance.choice(self._of_kind(gap.rstrip("2"))) for gap in sorted(gaps)}
            if {"group", "place"} <= gaps:
                filled["place"] = self._chance.choice(self._homes[filled["group"].name])
            named = frozenset(bearer.name for bearer in filled.values())
            if len(named) < len(gaps) or named in seen:
                continue
            seen.add(named)
            chosen = self._chance.sample(sentences, self._chance.randint(1, len(sentences)))
            yield Occasion(topic, filled, tuple(self._fact(topic, each, filled) for each in chosen))

    def _fact(self, topic: str, sentence: str, filled: dict[str, Bearer]) -> str:
        fact_id = f"made{len(self.facts):05}"
        words = {gap: self._called(bearer) for gap, bearer in filled.items()}
        number = self._chance.choice((self._chance.randrange(3, 99), self._chance.randrange(100, 999)))
        text = sentence.format(**words, n=number, year=self._chance.randrange(2001, 2026))
        self.facts.append(
            {
                "id": fact_id,
                "text": text[0].upper() + text[1:],
                "entities": [bearer.entity for bearer in filled.values()],
                "places": [bearer.name for bearer in filled.values() if bearer.kind == "place"],
                "topics": [topic.replace("-", " ")],
                "source": "invented",
            }
        )
        return fact_id

    def _called(self, bearer: Bearer) -> str:
        is_aliased = self._chance.random() < ALIASED
        return self._chance.choice(bearer.names["en"]) if is_aliased else bearer.name
