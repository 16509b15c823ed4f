"""A file of the bench's facts, read as a fact base of the product's: names become entities.

Places are entities of kind place; of the others no kind is given, and none is guessed. Facts are read from
the file when they are looked at, as the bot reads them from its database.
"""

import json
import os
import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from matching_corpus import Line

from bot.domain import CitedFact, Entity, Fact, FactBase, Passage, Source, Topic
from bot.domain.facts import Attribution, Quote
from bot.factbase.files import read_knowledge
from bot.matching import Matcher, Prepared
from bot.storage.index_files import Arrays

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
DAY = date(2024, 1, 1)
LONGEST_NAME, LONGEST_CLAIM = 120, 300
_GIVEN = {"id", "note", "claim", "quotes", "attribution", "subjects", "places", "topics"}
_DEFAULTS = {
    name: each.get_default(call_default_factory=True)
    for name, each in Fact.model_fields.items()
    if name not in _GIVEN
}
_ANY = re.compile(r"[^a-z0-9]+")
SOURCE = "bench-240101"
"""All facts stand in one source that says nothing of itself."""


class Lines:
    """A file of facts; only the place of each line is kept, so that the memory measured is the product's."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._begins = array("q", [0])
        """Where each line begins, and where the last one ends."""

    def read(self) -> Iterator[Line]:
        """Read the file through."""
        for raw in self._file:
            self._begins.append(self._begins[-1] + len(raw))
            yield json.loads(raw)

    def __getitem__(self, number: int) -> Line:
        begin, end = self._begins[number : number + 2]
        # Reading at a place moves no cursor: many threads may.
        return dict(json.loads(os.pread(self._file.fileno(), end - begin, begin)))

    def __len__(self) -> int:
        return len(self._begins) - 1


class Held(Mapping[str, CitedFact]):
    """Facts by id, each read when it is looked at; ids end in the number of the line, or in a later one."""

    def __init__(self, lines: Lines, later: Mapping[str, Line], ever_put: int) -> None:
        self._lines = lines
        self._later = later
        """What was put and not removed, by id."""
        self._ever_put = ever_put

    def put(self, line: Line) -> tuple["Held", str]:
        """Return the facts with one more, or with another text of one that was put; and its id."""
        known = self._later_id(line["id"])
        fact_id = known or _fact_id(len(self._lines) + self._ever_put)
        return Held(self._lines, {**self._later, fact_id: line}, self._ever_put + (not known)), fact_id

    def remove(self, original: str) -> tuple["Held", str]:
        """Return the facts without one that was put; and its id."""
        fact_id = self._later_id(original)
        later = {each: line for each, line in self._later.items() if each != fact_id}
        return Held(self._lines, later, self._ever_put), fact_id

    def _later_id(self, original: str) -> str:
        return next((fact_id for fact_id, line in self._later.items() if line["id"] == original), "")

    def __getitem__(self, fact_id: str) -> CitedFact:
        line = self._later.get(fact_id) or self._lines[_number(fact_id)]
        fact = fact_of(fact_id, line)
        return CitedFact(fact, source(), tuple(_passages(fact)))

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self._later or _number(str(fact_id)) < len(self._lines)

    def __iter__(self) -> Iterator[str]:
        yield from map(_fact_id, range(len(self._lines)))
        yield from self._later

    def __len__(self) -> int:
        return len(self._lines) + len(self._later)


def _fact_id(number: int) -> str:
    return f"{SOURCE}.{number:02}"


def _number(fact_id: str) -> int:
    return int(fact_id.rpartition(".")[2])


def read_base(path: Path) -> tuple[FactBase, Held]:
    """Read a file of facts; return them as a base, and once more as what can be added to."""
    lines = Lines(path)
    names: dict[str, dict[str, None]] = {}
    topics: dict[str, Topic] = {}
    places: set[str] = set()
    for line in lines.read():
        for each in line["entities"]:
            known = names.setdefault(each["name"], {each["name"]: None})
            known.update(dict.fromkeys(each["aliases"]))
        for name in line["places"]:
            names.setdefault(name, {name: None})
            places.add(name)
        for name in line["topics"]:
            topics.setdefault(topic_id_of(name), Topic(id=topic_id_of(name), names={"en": (name,)}))
    entities = {id_of(name): _entity(name, known, is_place=name in places) for name, known in names.items()}
    held = Held(lines, {}, 0)
    return FactBase(entities, {**shipped_topics(), **topics}, held), held


def shipped_topics() -> dict[str, Topic]:
    """Return the product's own topics: what is typed for one, whatever the facts are tagged with."""
    return {each.id: each for each in read_knowledge(KNOWLEDGE).topics.values()}


def english() -> frozenset[str]:
    """Return the product's list of ordinary English words."""
    return frozenset(files("bot.matching").joinpath("english.txt").read_text("utf-8").split())


def shipped_matcher(base: FactBase, *, saved: Arrays | None = None, **options: float) -> Matcher:
    """Make a matcher as the product does, over a base that was read here, or from what was saved of it."""
    known = Prepared(sources={SOURCE: source()})
    return Matcher(base, english(), known, saved=saved, **options)


def fact_of(fact_id: str, line: Line) -> Fact:
    """Make a fact of a line: its text is the claim, as far as that goes, and the quote; its id, the note."""
    places = tuple(map(id_of, line["places"]))
    others = (id_of(each["name"]) for each in line["entities"])
    text = line["text"]
    return Fact.model_construct(
        **_DEFAULTS,
        id=fact_id,
        note=line["id"],
        claim=text[:LONGEST_CLAIM],
        quotes=(Quote.model_construct(exact=text, prefix="", suffix="", translation=""),),
        attribution=_spoken_by(line["source"]),
        subjects=tuple(each for each in dict.fromkeys(others) if each not in places),
        places=places,
        topics=tuple(map(topic_id_of, line["topics"])),
    )


@cache
def _spoken_by(corpus: str) -> Attribution:
    return Attribution(chain=(f"{corpus} corpus",), how="own-voice")


@cache
def source() -> Source:
    """Return the source that all facts stand in."""
    return Source.model_construct(
        id=SOURCE,
        kind="other",
        title="-",
        publisher="-",
        published=DAY,
        accessed=DAY,
        language="en",
        file="-",
        sha256="0" * 64,
    )


@cache
def id_of(name: str) -> str:
    """Make an id of a name; two names never share one."""
    slug = _ANY.sub("-", name.lower())[:60].strip("-") or "x"
    return slug if slug == name.lower() else f"{slug}-{zlib.crc32(name.encode()):x}"


def topic_id_of(name: str) -> str:
    """Make an id of a topic's name that no shipped topic has."""
    return f"bench-{id_of(name)}"


def _entity(name: str, names: Iterable[str], *, is_place: bool) -> Entity:
    kept = tuple(each[:LONGEST_NAME] for each in names if each.strip())
    kind = "place" if is_place else "armed-group"
    return Entity(id=id_of(name), names={"en": kept or (name,)}, kind=kind)


def _passages(fact: Fact) -> Iterator[Passage]:
    for quote in fact.quotes:
        yield Passage(quote.exact, 0, len(quote.exact))
