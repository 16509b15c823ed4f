"""Made-up questions for the bench: of every kind that analysts type, and of kinds that nothing answers."""

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from matching_corpus import Line, plain
from matching_made import SEED, Bearer, FactMaker, Occasion
from matching_mistakes import HUMAN, KEYBOARD, Slip, heard, misspelt

MADE = {
    "entity": 40,
    "alias": 40,
    "script": 36,
    "typo_human": 50,
    "typo_kbd": 40,
    "variant": 40,
    "keyword": 40,
    "entity_topic": 50,
    "entity_topic_typo": 30,
    "multi_entity": 40,
    "natural": 80,
}
"""How many questions of each kind are made."""
GIBBERISH, HELD_OUT = 12, 24
SHORTEST_MISSPELT = 6
"""Letters of the longest word: one slip in a shorter one makes another word."""
_SPOKEN = re.compile(r"\b[a-z]{4,}\b")
_SAYING_NOTHING = """
about after before each every from gave given have into kept made make million mostly over showed taken taught
than that their they those thousand through turned until went were with within without year
"""
"""Words of sentences that nobody would ask with."""
_BESIDE_NAMES = ("{name} {word}", "{word} {name}", "{word} in {name}", "{name}: {word}")
_SCRIPTS = ("ar", "fa", "ru")


class QuestionMaker:
    """Asks for facts that were made, and for what was not."""

    def __init__(self, maker: FactMaker, patterns: dict[str, Any], bearers: Sequence[Bearer]) -> None:
        self._patterns = patterns
        self._occasions = maker.occasions
        self._facts = maker.facts
        self._chance = random.Random(SEED + 1)  # noqa: S311  # reproducible, not secret
        self._named: dict[str, set[str]] = defaultdict(set)
        for fact in maker.facts:
            for entity in fact["entities"]:
                self._named[entity["name"]].add(fact["id"])
        self._held = [bearer for bearer in bearers if bearer.name in self._named]
        self._outside = [bearer for bearer in bearers if bearer.kind == "outside"]
        self._taken = {plain(name) for bearer in bearers for name in bearer.names["en"]}

    def questions(self, outside: dict[str, list[str]]) -> list[Line]:
        """Make all questions, shuffled; every second of a kind is for tuning, the others are for figures."""
        makers: dict[str, Callable[[], Iterator[Line]]] = {
            "entity": lambda: self._about_names(lambda bearer: [bearer.name]),
            "alias": lambda: self._about_names(lambda bearer: bearer.names["en"][1:]),
            "script": self._in_other_scripts,
            "typo_human": lambda: self._about_names(lambda bearer: self._misspelt(bearer, HUMAN)),
            "typo_kbd": lambda: self._about_names(lambda bearer: self._misspelt(bearer, KEYBOARD)),
            "variant": lambda: self._about_names(self._heard),
            "keyword": self._keywords,
            "entity_topic": lambda: self._with_topics(lambda bearer: [bearer.name]),
            "entity_topic_typo": lambda: self._with_topics(lambda bearer: self._misspelt(bearer, HUMAN)),
            "multi_entity": self._two_names,
            "natural": self._natural,
        }
        made = {kind: list(itertools.islice(makers[kind](), count)) for kind, count in MADE.items()}
        made |= {kind: [{"q": self._filled(text)} for text in texts] for kind, texts in outside.items()}
        made["oos_heldout"] = [{"q": each.name} for each in self._chance.sample(self._outside, HELD_OUT)]
        made["oos_gibberish"] = [{"q": self._gibberish()} for _ in range(GIBBERISH)]
        return self._shuffled([line for kind, asked in made.items() for line in _lines(kind, asked)])

    def _shuffled(self, things: Sequence[Any]) -> list[Any]:
        return self._chance.sample(things, len(things))

    def _typed(self, name: str) -> str:
        return name.lower() if self._chance.random() < 0.5 else name  # noqa: PLR2004  # one in two

    def _about_names(self, spellings: Callable[[Bearer], Sequence[str]]) -> Iterator[Line]:
        """Ask for a name in one of the spellings that it offers; the facts of all who bear it are right."""
        for bearer in self._shuffled(self._held):
            offered = [name for name in spellings(bearer) if plain(name)]
            if offered:
                asked = self._chance.choice(offered)
                entity = asked if plain(asked) in self._taken else bearer.name
                yield {"q": self._typed(asked), "entity": plain(entity)}

    def _misspelt(self, bearer: Bearer, slips: tuple[Slip, ...]) -> list[str]:
        name = plain(bearer.name)
        if max(map(len, name.split())) < SHORTEST_MISSPELT:
            return []
        return [spelt for spelt in (misspelt(name, slips, self._chance),) if spelt not in self._taken]

    def _heard(self, bearer: Bearer) -> list[str]:
        name = plain(bearer.name)
        long = len(name) > SHORTEST_MISSPELT
        return [spelt for spelt in heard(name) if spelt not in self._taken] if long else []

    def _in_other_scripts(self) -> Iterator[Line]:
        for bearer in self._shuffled(self._held):
            written = [name for tag in _SCRIPTS for name in bearer.names.get(tag, ())]
            if written:
                name = self._chance.choice(written)
                bearing = [each.name for each in self._held if name in itertools.chain(*each.names.values())]
                yield {"q": name, "relevant": sorted(set().union(*(self._named[each] for each in bearing)))}

    def _keywords(self) -> Iterator[Line]:
        """Ask with two words of a fact that are no names; every fact that holds both is right."""
        held = {fact["id"]: set(_SPOKEN.findall(fact["text"])) for fact in self._facts}
        for fact in self._shuffled(self._facts):
            names = itertools.chain(*((each["name"], *each["aliases"]) for each in fact["entities"]))
            words = sorted(held[fact["id"]] - {*plain(" ".join(names)).split()} - {*_SAYING_NOTHING.split()})
            if len(words) > 1:
                asked = self._chance.sample(words, 2)
                relevant = [fact_id for fact_id, kept in held.items() if kept.issuperset(asked)]
                yield {"q": " ".join(asked), "relevant": relevant}

    def _with_topics(self, spellings: Callable[[Bearer], Sequence[str]]) -> Iterator[Line]:
        for occasion in self._shuffled(self._occasions):
            bearer = self._chance.choice([*occasion.bearers.values()])
            offered = spellings(bearer)
            if offered:
                asked = self._chance.choice(self._patterns[occasion.topic]["asked"])
                pattern = self._chance.choice(_BESIDE_NAMES)
                text = pattern.format(name=self._typed(offered[0]), word=asked)
                yield {"q": text, "relevant": self._facts_of(occasion, [bearer])}

    def _two_names(self) -> Iterator[Line]:
        for occasion in self._shuffled(self._occasions):
            if len(occasion.bearers) > 1:
                both = self._shuffled([*occasion.bearers.values()])
                relevant = self._named[both[0].name] & self._named[both[1].name]
                yield {"q": " ".join(self._typed(each.name) for each in both), "relevant": sorted(relevant)}

    def _natural(self) -> Iterator[Line]:
        """Ask whole questions in words of their own; each pattern comes before any comes twice."""
        patterns = [(topic, text) for topic, each in self._patterns.items() for text in each["questions"]]
        for topic, text in self._shuffled(patterns):
            occasion = self._chance.choice([each for each in self._occasions if each.topic == topic])
            bearers = [*occasion.bearers.values()]
            filled = text.format(**{gap: self._typed(each.name) for gap, each in occasion.bearers.items()})
            yield {"q": filled, "relevant": self._facts_of(occasion, bearers)}

    def _facts_of(self, occasion: Occasion, bearers: Sequence[Bearer]) -> list[str]:
        """Return the topic's facts about all of these."""
        named = set.intersection(*(self._named[bearer.name] for bearer in bearers))
        of_topic = (each.fact_ids for each in self._occasions if each.topic == occasion.topic)
        return sorted(named & set(itertools.chain(*of_topic)))

    def _filled(self, text: str) -> str:
        of_kind = {
            kind: [each.name for each in self._held if each.kind == kind] for kind in ("place", "group")
        }
        return text.format(**{kind: self._chance.choice(names) for kind, names in of_kind.items()})

    def _gibberish(self) -> str:
        return "".join(self._chance.choices("abcdefghijklmnopqrstuvwxyz", k=self._chance.randint(5, 11)))


def _lines(kind: str, asked: Sequence[Line]) -> Iterator[Line]:
    for number, each in enumerate(asked):
        yield {**each, "kind": kind, "oos": kind.startswith("oos"), "split": ("dev", "test")[number % 2]}
