"""Made-up facts, as many as one likes, about the entities and topics of `knowledge/`: for measuring only.

Claims have 8–20 words, their frequencies follow Zipf's law over 20,000 English words; each sentence of a
document is the quote of one fact. A seed gives the same facts every time.

    python bench/many_facts.py DIRECTORY [--facts 100000]     writes them as dossiers with their documents
"""

import argparse
import calendar
import hashlib
import itertools
import json
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from bot.documents.dates import relative_dates
from bot.documents.denials import read_polarity
from bot.documents.directions import directions_in
from bot.documents.hedging import hedges_in
from bot.documents.quantities import read_amounts
from bot.domain import CitedFact, Entity, Fact, FactBase, Passage, Source, Topic
from bot.domain.ledger import Actor, NewEvent, Target, TargetKind, body_of, content_hash
from bot.factbase.files import read_knowledge
from bot.factbase.stored_facts import terms_to_store
from bot.matching.text import words
from bot.storage import ledger
from bot.storage.engine import Database
from bot.storage.ledger import Located

ROOT = Path(__file__).parent.parent
KNOWLEDGE = ROOT / "knowledge"
FACTS_A_SOURCE = 35
VOCABULARY = 20_000
PUBLISHERS = 40
SHORTEST, LONGEST = 8, 20
FIRST_DAY, DAYS = date(2015, 1, 1), 3650
ACCESSED = date(2026, 11, 24)
# The head of Zipf's law in English: what hardly any sentence does without.
FUNCTION_WORDS = tuple(
    "the of and to a for on with as by from its their this that was were had been".split()  # noqa: SIM905  # prose
)
# Month 5 is left out: "May" is a hedge, too.
MONTHS = {number: name for number, name in enumerate(calendar.month_name) if number not in {0, 5}}

Written = tuple[Source, str, tuple[Fact, ...]]
"""A source, its document's text, and the facts that rest on it."""


@dataclass(frozen=True)
class Maker:
    """Makes sentences and facts by chance, from what `knowledge/` and the dictionary hold."""

    entities: dict[str, Entity]
    topics: dict[str, Topic]
    chance: random.Random

    def sources(self, facts: int) -> Iterator[Written]:
        """Yield sources with 35 facts each, until there are as many facts as asked for."""
        numbers = itertools.count()
        while facts > 0:
            yield self._source(next(numbers), min(facts, FACTS_A_SOURCE))
            facts -= FACTS_A_SOURCE

    @cached_property
    def _words(self) -> tuple[list[str], list[float]]:
        """The words of sentences, and their cumulated frequencies; none that a check reads anything into."""
        named = {
            word.key
            for entity in self.entities.values()
            for name in (*entity.demonyms, *itertools.chain.from_iterable(entity.names.values()))
            for word in words(name)
        }
        english = (ROOT / "bot/matching/english.txt").read_text("utf-8").split()
        self.chance.shuffle(english)
        plain = (word for word in english if word not in named and _says_nothing(word))
        kept = [*FUNCTION_WORDS, *itertools.islice(plain, VOCABULARY - len(FUNCTION_WORDS))]
        return kept, list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, len(kept) + 1)))

    @cached_property
    def _actors(self) -> Sequence[Entity]:
        return self._of_kinds("armed-group", "organization", "person")

    @cached_property
    def _places(self) -> Sequence[Entity]:
        return self._of_kinds("place")

    @cached_property
    def _publishers(self) -> Sequence[Entity]:
        return self._of_kinds("organization")[:PUBLISHERS]

    def _of_kinds(self, *kinds: str) -> Sequence[Entity]:
        """Return entities whose English names are words of letters, in an order of their own."""
        found = [
            entity
            for entity in self.entities.values()
            if entity.kind in kinds and entity.name.replace(" ", "").isalpha() and entity.name.isascii()
        ]
        self.chance.shuffle(found)
        return found

    def _source(self, number: int, facts: int) -> Written:
        publisher = self._publishers[number % PUBLISHERS]
        published = FIRST_DAY + timedelta(days=(number // PUBLISHERS * 37) % DAYS)
        source_id = f"agency{number % PUBLISHERS + 1:02}-{published:%y%m%d}"
        made = [self._fact(f"{source_id}.{each:02}", publisher.id, published) for each in range(1, facts + 1)]
        paragraphs = (" ".join(f["quotes"][0]["exact"] for f in each) for each in _by_seven(made))
        text = "\n\n".join(paragraphs) + "\n"
        source = Source.model_validate(
            {
                "id": source_id,
                "kind": "news",
                "title": self._sentence("", 7).rstrip("."),
                "publisher": publisher.name,
                "url": f"https://example.org/{source_id}",
                "published": published,
                "accessed": ACCESSED,
                "language": "en",
                "file": f"{source_id}.txt",
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
            }
        )
        return source, text, tuple(map(Fact.model_validate, made))

    def _fact(self, fact_id: str, publisher: str, published: date) -> dict[str, Any]:
        """Make the fields of a fact whose quote is its claim."""
        chance, topics = self.chance, [*self.topics]
        actor, place = _zipf(chance, self._actors), _zipf(chance, self._places)
        ending = f" in {place.name}"
        fact: dict[str, Any] = {"id": fact_id, "subjects": [actor.id], "places": [place.id]}
        if chance.random() < 0.1:  # noqa: PLR2004  # a tenth of the facts has an amount
            amount = chance.randrange(20, 9000)
            fact["quantities"] = [{"raw": f"{amount:,} fighters", "best": amount, "unit": "fighters"}]
            ending += f" with {amount:,} fighters"
        if chance.random() < 0.2:  # noqa: PLR2004  # a fifth has a date
            month = chance.choice([*MONTHS])
            fact["when"] = {"event": f"{published.year - 1}-{month:02}"}
            ending += f" since {MONTHS[month]} {published.year - 1}"
        length = chance.randint(SHORTEST, LONGEST) - len(f"{actor.name}{ending}".split())
        sentence = self._sentence(actor.name, max(3, length), ending)
        is_said = chance.random() < 0.3 and actor.kind in {"person", "organization"}  # noqa: PLR2004
        chain, how = ([actor.id], "paraphrase") if is_said else ([publisher], "own-voice")
        related = chance.random()
        number = int(fact_id[-2:])
        if number > 1 and related < 0.03:  # noqa: PLR2004  # three facts of a hundred bear on the one before
            kind = ("contradicts", "qualifies", "supersedes")[int(related * 100)]
            fact[kind] = [f"{fact_id[:-2]}{number - 1:02}"]
        return fact | {
            "claim": sentence,
            "quotes": [{"exact": sentence}],
            "attribution": {"chain": chain, "how": how},
            "topics": sorted({_zipf(chance, topics) for _ in range(chance.randint(1, 3))}),
        }

    def _sentence(self, opening: str, length: int, ending: str = "") -> str:
        known, frequencies = self._words
        middle = " ".join(self.chance.choices(known, cum_weights=frequencies, k=length))
        return f"{opening} {middle}{ending}.".strip() if opening else f"{middle.capitalize()}{ending}."


def _says_nothing(word: str) -> bool:
    """Tell whether checks read no hedge, denial, direction, date or amount into a word."""
    read = (directions_in(word), hedges_in(word), relative_dates(word), read_amounts(word))
    polarity = read_polarity(word)
    return len(word) > 2 and not any(map(tuple, read)) and not (polarity.denials or polarity.negative_words)  # noqa: PLR2004


def _zipf(chance: random.Random, things: Sequence[Any]) -> Any:  # noqa: ANN401  # whatever the things are
    """Choose one: the first often, the last seldom."""
    return things[min(int(len(things) ** chance.random()) - 1, len(things) - 1)]


def _by_seven(made: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(made), 7):
        yield made[start : start + 7]


def many_facts(facts: int = 100_000, *, seed: int = 1) -> Iterator[Written]:
    """Yield made-up sources with their documents and facts, the same for the same seed."""
    read = read_knowledge(KNOWLEDGE)
    entities = {entry.entity.id: entry.entity for entry in read.entities.values()}
    return Maker(entities, dict(read.topics), random.Random(seed)).sources(facts)  # noqa: S311  # reproducible


def many_cited(facts: int = 100_000, *, seed: int = 1) -> FactBase:
    """Return a base of made-up facts, each with its quote's place in the document."""
    read = read_knowledge(KNOWLEDGE)
    cited = {}
    for source, text, made in many_facts(facts, seed=seed):
        for fact in made:
            quote = fact.quotes[0].exact
            start = text.index(quote)
            cited[fact.id] = CitedFact(fact, source, (Passage(quote, start, start + len(quote)),))
    entities = {entry.entity.id: entry.entity for entry in read.entities.values()}
    return FactBase(entities, read.topics, cited)


async def fill_with_many(database: Database, facts: int, now: datetime, *, seed: int = 1) -> None:
    """Take made-up facts over into an empty ledger, as its first load, with all names and documents."""
    base = many_cited(facts, seed=seed)
    sources = {each.source.id: each.source for each in base.facts.values()}
    contents: list[Fact | Source | Entity | Topic] = [
        *base.entities.values(),
        *base.topics.values(),
        *sources.values(),
        *(each.fact for each in base.facts.values()),
    ]
    located = {
        fact_id: Located(each.passages, terms_to_store(each.fact)) for fact_id, each in base.facts.items()
    }
    async with database.begin() as session:
        await ledger.append(session, [_added(each) for each in contents], now, located)


def _added(content: Fact | Source | Entity | Topic) -> NewEvent:
    kind = type(content).__name__.lower()
    return NewEvent(
        kind="add",
        target=Target(cast("TargetKind", kind), content.id),
        actor=Actor("file:bench", "bench"),
        content_hash=content_hash(content),
        body=body_of(content),
        origin="baseline",
    )


def write_dossiers(directory: Path, facts: int = 100_000, *, seed: int = 1) -> None:
    """Write `knowledge/` and `seeds/` under a directory: entities, topics, dossiers and documents."""
    for folder in ("knowledge/facts", "seeds"):
        (directory / folder).mkdir(parents=True, exist_ok=True)
    shutil.copytree(KNOWLEDGE / "entities", directory / "knowledge/entities", dirs_exist_ok=True)
    shutil.copy(KNOWLEDGE / "topics.yaml", directory / "knowledge")
    for source, text, made in many_facts(facts, seed=seed):
        (directory / "seeds" / source.file).write_text(text, "utf-8")
        (directory / f"knowledge/facts/{source.id}.yaml").write_text(_dossier(source, made), "utf-8")


def _dossier(source: Source, facts: Sequence[Fact]) -> str:
    """Write a dossier; what JSON writes is YAML, and written a hundred times as fast."""
    about = "".join(f"  {field}: {_json(value)}\n" for field, value in _stated(source).items())
    items = "".join(
        "  - " + "    ".join(f"{field}: {_json(value)}\n" for field, value in _stated(fact).items())
        for fact in facts
    )
    return f"source:\n{about}\nedited_by: Made up\n\nfacts:\n{items}\nno_facts: []\n"


def _stated(record: Source | Fact) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Write the dossiers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    parser.add_argument("--facts", type=int, default=100_000)
    arguments = parser.parse_args()
    write_dossiers(arguments.directory, arguments.facts)
    print(f"{arguments.directory}: {arguments.facts} made-up facts. Check them with `footnote check`.")


if __name__ == "__main__":
    main()
