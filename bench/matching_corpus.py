"""A folder of facts and questions to measure with, read as far as the bench needs it.

Facts are lines of JSON in `facts*.jsonl` or `.jsonl.gz`: `{"id", "text", "entities": [{"name", "aliases"}],
"places", "topics", "source"}`. Questions are such lines in `queries.jsonl` or its `.gz`: `{"q", "kind",
"oos", "split"}`; where `oos` (out of scope: nothing answers) is false also `relevant`, the ids of the facts
that answer, or `entity`, a name whose bearers' facts answer.
"""

import gzip
import html
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Line = dict[str, Any]
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile(r"[’'`ʿʾ‘]")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what answers it."""

    text: str
    kind: str
    is_outside: bool
    """Nothing in the facts answers it: silence is right."""
    is_test: bool
    """Figures are of these; thresholds are chosen on the others."""
    relevant: frozenset[str]
    """Ids of the facts of which any is a right answer."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Facts in a file, and questions about them."""

    facts: Path
    questions: tuple[Question, ...]


def plain(text: str) -> str:
    """Fold a text to lower-case ASCII words, as every peer gets it."""
    decomposed = unicodedata.normalize("NFKD", html.unescape(text))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(_APOSTROPHES.sub("", bare.lower())))


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the objects of a file of JSON lines, packed or not."""
    is_packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if is_packed else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_corpus(folder: Path, facts: str = "") -> Corpus:
    """Read a folder; `facts` names the file where there are several. SystemExit if files are missing."""
    found = sorted(folder.glob(facts or "facts*.jsonl*"))
    if len(found) != 1:
        names = ", ".join(path.name for path in found) or "none"
        raise SystemExit(f"{folder}: one file of facts is needed, found: {names}. Name it with --facts")
    queries = sorted(folder.glob("queries.jsonl*"))
    if not queries:
        raise SystemExit(f"{folder}: queries.jsonl is missing. Name a folder that has it with --data")
    asked = list(read_lines(queries[0]))
    bearing = _facts_bearing({each["entity"] for each in asked if "entity" in each}, found[0])
    return Corpus(found[0], tuple(_question(each, bearing) for each in asked))


def _question(asked: Line, bearing: dict[str, frozenset[str]]) -> Question:
    relevant = frozenset(asked["relevant"]) if "relevant" in asked else bearing.get(asked.get("entity", ""))
    return Question(
        asked["q"], asked["kind"], asked["oos"], asked["split"] == "test", relevant or frozenset()
    )


def _facts_bearing(wanted: Iterable[str], facts: Path) -> dict[str, frozenset[str]]:
    """Return the facts of all who bear a name, by its folded form: as an entity or as a place."""
    bearers: dict[str, set[str]] = {name: set() for name in wanted}
    held = defaultdict(set)
    for line in read_lines(facts):
        for entity in line["entities"]:
            held[entity["name"]].add(line["id"])
            for name in {plain(each) for each in (entity["name"], *entity["aliases"])} & bearers.keys():
                bearers[name].add(entity["name"])
        for place in line["places"]:
            held[place].add(line["id"])
    return {
        name: frozenset().union(*(held[bearer] for bearer in bearing)) for name, bearing in bearers.items()
    }
