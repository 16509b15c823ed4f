"""Facts by the million: those of a corpus, then their sentences about invented names; and what they cost.

The ids of the corpus stay, so its questions keep their answers. The words of the names are put together anew,
or made letter by letter as in the names that are there; numbers are changed. The seed makes the same facts
every time.
"""

import itertools
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from matching_corpus import Line, Question, plain, read_lines
from matching_crowd import quantile
from matching_figures import quality
from matching_measuring import ask_all
from matching_protocol import Program

SEED = 7
A_NAME = 25
"""Facts for each invented name, about."""
LONGEST = 16
"""Letters of an invented word."""
UPDATES = 20
_NUMBER = r"\d{2,}"


class Inventor:
    """Invents names like those of a corpus."""

    def __init__(self, lines: Sequence[Line], avoided: frozenset[str]) -> None:
        self._chance = random.Random(SEED)  # noqa: S311  # reproducible, not secret
        self._avoided = avoided
        names = dict.fromkeys(each["name"] for line in lines for each in line["entities"])
        self._words: list[str] = [
            word for name in names for word in name.split() if plain(word) not in avoided
        ]
        self._next: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(plain(word) for name in names for word in name.split()):
            letters = f"^^^{word}$"
            for at in range(len(letters) - 3):
                self._next[letters[at : at + 3]].append(letters[at + 3])
        self._taken = {plain(name) for name in names}

    def entity(self) -> Line:
        """Invent a name and one or two others for it."""
        while True:
            some = self._chance.choice((1, 2, 2, 3))
            name = " ".join(self._chance.choice((self._word, self._known))() for _ in range(some))
            if plain(name) not in self._taken:
                break
        self._taken.add(plain(name))
        letters = "".join(word[0] for word in name.split()).upper()
        return {
            "name": name,
            "aliases": [f"{self._word()} {name}", f"{letters}{self._chance.randrange(999)}"],
        }

    def _known(self) -> str:
        return self._chance.choice(self._words)

    def _word(self) -> str:
        while True:
            letters = "^^^"
            while letters[-1] != "$" and len(letters) < LONGEST:
                letters += self._chance.choice(self._next[letters[-3:]])
            word = letters[3:].rstrip("$")
            if len(word) > 3 and word not in self._avoided:  # noqa: PLR2004  # shorter ones would be codes
                return word.capitalize()


class Sentence:
    """A fact that can be told of others."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._bearers = {name: name for name in line["places"]}
        for each in line["entities"]:
            self._bearers |= dict.fromkeys((each["name"], *each["aliases"]), each["name"])
        longest_first = sorted(map(re.escape, self._bearers), key=len, reverse=True)
        gaps = re.compile(rf"(?<!\w)({'|'.join([*longest_first, _NUMBER])})(?!\w)")
        self._pieces = gaps.split(line["text"])
        """Every second one is a name or a number."""

    def told_of(self, entities: Sequence[Line], fact_id: str, chance: random.Random) -> Line:
        """Tell it of some of these, with other numbers."""
        others = {bearer: chance.choice(entities) for bearer in dict.fromkeys(self._bearers.values())}
        pieces = list(self._pieces)
        for at in range(1, len(pieces), 2):
            bearer = self._bearers.get(pieces[at])
            pieces[at] = others[bearer]["name"] if bearer else str(chance.randrange(10 ** len(pieces[at])))
        return {
            "id": fact_id,
            "text": "".join(pieces),
            "entities": [others[each["name"]] for each in self._line["entities"]],
            "places": [others[place]["name"] for place in self._line["places"]],
            "topics": self._line["topics"],
            "source": "invented",
        }


def million_facts(facts: Path, questions: Sequence[Question], count: int) -> Iterator[Line]:
    """Yield the facts of a file, then made ones, until there are `count`."""
    lines = list(read_lines(facts))
    yield from lines[:count]
    # What is asked and not held must stay so.
    avoided = frozenset(word for each in questions if each.is_outside for word in plain(each.text).split())
    inventor = Inventor(lines, avoided)
    entities = [inventor.entity() for _ in range(max(2, (count - len(lines)) // A_NAME))]
    sentences = [Sentence(line) for line in lines]
    chance = random.Random(SEED)  # noqa: S311  # reproducible, not secret
    for number in range(len(lines), count):
        yield chance.choice(sentences).told_of(entities, f"retold{number}", chance)


def write_million(facts: Path, questions: Sequence[Question], count: int, path: Path) -> None:
    """Write many facts into a file."""
    with path.open("w", encoding="utf-8") as file:
        for line in million_facts(facts, questions, count):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def measure_million(command: Sequence[str], facts: Path, questions: Sequence[Question]) -> dict[str, float]:
    """Let the product index a large file, save its index, take changes; then open the index, and answer."""
    index = facts.with_suffix(".index")
    figures: dict[str, float] = {}
    with Program(command, {}) as program:
        figures["build s"] = _took_s(program, {"op": "load", "facts": str(facts)})
        figures["resident MB, built"] = program.resident_mb
        figures["save s"] = _took_s(program, {"op": "save", "index": str(index)})
        figures |= _updates(program, facts)
    figures["saved MB"] = index.stat().st_size / 1e6
    with Program(command, {}) as program:
        opened = program.request({"op": "open", "facts": str(facts), "index": str(index)})
        return {**figures, "open a saved index s": opened["s"], **_answers(program, questions)}


def _answers(program: Program, questions: Sequence[Question]) -> dict[str, float]:
    answered, took = ask_all(program, questions)
    return {
        "resident MB": program.resident_mb,
        "p50 ms": quantile(took, 0.5),
        "p99 ms": quantile(took, 0.99),
        "right first": quality(answered).right_first,
    }


def _took_s(program: Program, asked: Line) -> float:
    started = time.perf_counter()
    program.request(asked)
    return time.perf_counter() - started


def _updates(program: Program, facts: Path) -> dict[str, float]:
    """Add, revise and retract facts, each until the answers show it; return the longest of each in ms."""
    longest = dict.fromkeys(("added", "revised", "retracted"), 0.0)
    for number, line in enumerate(itertools.islice(read_lines(facts), UPDATES)):
        name = line["entities"][0]["name"] if line["entities"] else line["places"][0]
        first, then = (f"{word}{number}" for word in ("bellwether", "weathervane"))
        fact = {**line, "id": f"later{number}", "text": f"{line['text']} {first}"}
        acts = {
            "added": ({"op": "put", "fact": fact}, f"{name} {first}"),
            "revised": ({"op": "put", "fact": {**fact, "text": f"{line['text']} {then}"}}, f"{name} {then}"),
            "retracted": ({"op": "retract", "id": fact["id"]}, f"{name} {then}"),
        }
        for act, (asked, question) in acts.items():
            started = time.perf_counter()
            program.request(asked)
            is_shown = fact["id"] in dict(program.ask(question))
            longest[act] = max(longest[act], (time.perf_counter() - started) * 1000)
            if is_shown is (act == "retracted"):
                raise SystemExit(f"{facts}: a fact was {act}, and the answers to “{question}” do not show it")
    return {f"{act} until answered ms": took for act, took in longest.items()}
