"""Makes the bench's own facts and questions in `bench/data`: all invented, the same every time.

    python bench/matching_data.py [--check | --names]

The names are of `knowledge/`, kept in `names.jsonl.gz` so that a new name there changes no figure (`--names`
chooses them anew); sentences and questions are filled in from `patterns.yaml` and `outside.yaml`, which are
written by hand. `--check` makes everything again and compares; the exit code is 1 when a file differs.
"""

import argparse
import gzip
import itertools
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from matching_corpus import Line, plain, read_lines
from matching_made import SEED, Bearer, FactMaker
from matching_questions import QuestionMaker

DATA = Path(__file__).parent / "data"
KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
HELD = {"place": 110, "group": 120, "org": 36, "outside": 60}
"""How many names of each kind are kept; no fact bears those outside."""


def choose_names() -> Iterator[Line]:
    """Choose names of `knowledge/`: countries, groups, organisations, and some that no fact will bear."""
    from bot.factbase.files import read_knowledge  # noqa: PLC0415  # the data are made without the product

    chance = random.Random(SEED)  # noqa: S311  # reproducible, not secret
    entities = [entry.entity for entry in read_knowledge(KNOWLEDGE).entities.values()]
    groups = {
        "place": [each for each in entities if "iso" in each.ids],
        "group": [each for each in entities if each.kind == "armed-group"],
        "org": [each for each in entities if each.kind in {"organization", "office"}],
    }
    chosen = {kind: chance.sample(found, HELD[kind]) for kind, found in groups.items()}
    known = {word for each in itertools.chain(*chosen.values()) for word in _words(each.names)}
    kept = {each.id for each in itertools.chain(*chosen.values())}
    # A name that shares a word with one that is held would rightly find it.
    strangers = [each for each in entities if each.id not in kept and not _words(each.names) & known]
    chosen["outside"] = chance.sample([each for each in strangers if "en" in each.names], HELD["outside"])
    for kind, found in chosen.items():
        for each in found:
            yield {"kind": kind, "names": {tag: list(names) for tag, names in each.names.items()}}


def _words(names: dict[str, tuple[str, ...]]) -> set[str]:
    return {word for name in itertools.chain(*names.values()) for word in plain(name).split()}


def made_files() -> dict[str, bytes]:
    """Make the facts and the questions, as the bytes of their files before packing."""
    bearers = [Bearer(**line) for line in read_lines(DATA / "names.jsonl.gz")]
    patterns, outside = (
        yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8")) for name in ("patterns", "outside")
    )
    maker = FactMaker(patterns, bearers)
    questions = QuestionMaker(maker, patterns, bearers).questions(outside)
    return {"facts.jsonl.gz": as_lines(maker.facts), "queries.jsonl.gz": as_lines(questions)}


def as_lines(objects: Iterable[Line]) -> bytes:
    """Write objects as JSON lines."""
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in objects)


def differing() -> list[str]:
    """Return the names of the files that are not what is made."""
    # What is packed is compared, not the packing: that differs from one version of zlib to the next.
    return [
        name
        for name, content in made_files().items()
        if gzip.decompress((DATA / name).read_bytes()) != content
    ]


def main() -> None:
    """Write the files, or check them."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--check", action="store_true", help="write nothing; tell whether the files differ")
    options.add_argument("--names", action="store_true", help="choose the names anew from knowledge/ first")
    arguments = options.parse_args()
    if arguments.check:
        differ = differing()
        print(f"differ: {', '.join(differ)}" if differ else "bench/data is what its patterns make")
        sys.exit(bool(differ))
    if arguments.names:
        write({"names.jsonl.gz": as_lines(choose_names())})
    write(made_files())


def write(files: dict[str, bytes]) -> None:
    """Pack files into the folder of data."""
    for name, content in files.items():
        (DATA / name).write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main()
