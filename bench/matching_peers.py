"""The peers as programs of the bench: what else one would take to find facts, each set up as its users do.

    python bench/matching_peers.py NAME [--libraries FOLDER]

All get the same folded text: names with aliases, the fact, its places and topics; questions without words
that carry nothing. The libraries that the project does not have are loaded when their peer is chosen.
"""

import argparse
import importlib
import sqlite3
import sys
import tempfile
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from matching_corpus import Line, plain, read_lines
from matching_protocol import Hits, serve
from rapidfuzz import fuzz, process

STOP_WORDS = frozenset(
    "a an and are at by do does for from has have how in is it of on or the to was what when who".split()  # noqa: SIM905  # prose
)
NAMES, TEXT, TOPICS = 2.0, 1.0, 1.5
"""What a hit in each field weighs, with every peer that has fields."""
FUZZY_FROM, TWO_FROM, TWO_CORRECTED_FROM = 4, 8, 6
"""Letters from which on one edit is forgiven, two are, and two are corrected."""
NAMES_TRIED = 5


def fields(line: Line) -> tuple[str, str, str]:
    """Return a fact's names, text, places and topics, folded."""
    names = [name for each in line["entities"] for name in (each["name"], *each["aliases"])]
    return plain(" ".join(names)), plain(line["text"]), plain(" ".join([*line["places"], *line["topics"]]))


def content_words(text: str) -> list[str]:
    """Return a question's words without those that carry nothing, unless it has no others."""
    words = plain(text).split()
    return [word for word in words if word not in STOP_WORDS] or words


class Peer(ABC):
    """Something that finds facts."""

    def load(self, path: Path) -> int:
        """Index a file of facts, and say how many there are."""
        self.ids: list[str] = []
        self.index(self._noted(path))
        return len(self.ids)

    def _noted(self, path: Path) -> Iterable[Line]:
        for line in read_lines(path):
            self.ids.append(line["id"])
            yield line

    @abstractmethod
    def index(self, lines: Iterable[Line]) -> None:
        """Take in the facts."""

    @abstractmethod
    def search(self, text: str, limit: int) -> Hits:
        """Find facts, best first."""


class FuzzyTexts(Peer):
    """rapidfuzz over every fact's text."""

    def index(self, lines: Iterable[Line]) -> None:
        """Keep the texts."""
        self._texts = [" ".join(fields(line)) for line in lines]

    def search(self, text: str, limit: int) -> Hits:
        """Compare the question with every text."""
        found = process.extract(plain(text), self._texts, scorer=fuzz.token_set_ratio, limit=limit)
        return [(self.ids[number], score) for _, score, number in found]


class FuzzyNames(Peer):
    """rapidfuzz over all names, then over the texts of those who bear the nearest: the usual small bot."""

    def index(self, lines: Iterable[Line]) -> None:
        """Keep the texts, and who bears which name."""
        self._texts: list[str] = []
        held: dict[str, set[int]] = defaultdict(set)
        for number, line in enumerate(lines):
            self._texts.append(" ".join(fields(line)[1:]))
            for each in (*line["entities"], *({"name": name, "aliases": []} for name in line["places"])):
                for name in (each["name"], *each["aliases"]):
                    held[plain(name)].add(number)
        self._held = {name: numbers for name, numbers in held.items() if len(name) > 2}  # noqa: PLR2004  # a code
        self._names = [*self._held]

    def search(self, text: str, limit: int) -> Hits:
        """Find the nearest names, then the best of their facts."""
        asked = plain(text)
        scores: dict[int, float] = {}
        for name, score, _ in process.extract(asked, self._names, scorer=fuzz.WRatio, limit=NAMES_TRIED):
            for number in self._held[name]:
                scores[number] = max(scores.get(number, 0), score)
        # The text only orders facts of equally near names.
        by_text = {number: fuzz.token_set_ratio(asked, self._texts[number]) / 100 for number in scores}
        best = sorted(scores, key=lambda number: (-scores[number] - by_text[number], number))
        return [(self.ids[number], scores[number]) for number in best[:limit]]


class Sqlite(Peer):
    """SQLite's full-text search, by words or by three letters."""

    def __init__(self, tokenizer: str) -> None:
        self._tokenizer = tokenizer

    def index(self, lines: Iterable[Line]) -> None:
        """Fill a table of full text."""
        self._directory = tempfile.TemporaryDirectory()
        self._rows = sqlite3.connect(Path(self._directory.name) / "facts.db")
        self._rows.execute("PRAGMA journal_mode = off")
        self._rows.execute(
            f"CREATE VIRTUAL TABLE f USING fts5(names, text, topics, tokenize='{self._tokenizer}')"
        )
        self._rows.executemany("INSERT INTO f VALUES (?, ?, ?)", map(fields, lines))
        self._rows.execute("INSERT INTO f(f) VALUES ('optimize')")
        self._rows.commit()

    def search(self, text: str, limit: int) -> Hits:
        """Let any of the words, or any three letters of them, match."""
        words = content_words(text)
        if self._tokenizer == "trigram":
            words = [*dict.fromkeys(word[at : at + 3] for word in words for at in range(len(word) - 2))]
        if not words:
            return []
        found = self._rows.execute(
            "SELECT rowid, bm25(f, ?, ?, ?) AS score FROM f WHERE f MATCH ? ORDER BY score LIMIT ?",
            (NAMES, TEXT, TOPICS, " OR ".join(f'"{word}"' for word in words), limit),
        )
        return [(self.ids[row - 1], -score) for row, score in found]


class Tantivy(Peer):
    """tantivy, a search engine in the manner of Lucene, with fuzzy terms."""

    def index(self, lines: Iterable[Line]) -> None:
        """Write the facts, all in one field."""
        self._library: Any = importlib.import_module("tantivy")
        schema = self._library.SchemaBuilder()
        schema.add_text_field("text", stored=False)
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        self._schema = schema.build()
        self._directory = tempfile.TemporaryDirectory()
        index = self._library.Index(self._schema, path=self._directory.name)
        writer = index.writer(256_000_000, 1)
        for line in lines:
            writer.add_document(self._library.Document(text=[" ".join(fields(line))], id=[line["id"]]))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, text: str, limit: int) -> Hits:
        """Let any word match, or any word that is one or two edits from it at half the weight."""
        query = self._library.Query
        should = self._library.Occur.Should
        clauses = []
        for word in content_words(text):
            clauses.append((should, query.term_query(self._schema, "text", word)))
            if len(word) >= FUZZY_FROM:
                near = query.fuzzy_term_query(
                    self._schema, "text", word, distance=1 + (len(word) >= TWO_FROM)
                )
                clauses.append((should, query.boost_query(near, 0.5)))
        found = self._searcher.search(query.boolean_query(clauses), limit).hits if clauses else ()
        return [(self._searcher.doc(place)["id"][0], score) for score, place in found]


class CorrectedBm25(Peer):
    """BM25 by bm25s, on words that SymSpell has corrected."""

    def index(self, lines: Iterable[Line]) -> None:
        """Count the words."""
        texts = [" ".join(fields(line)).split() for line in lines]
        self._ranked: Any = importlib.import_module("bm25s").BM25()
        self._ranked.index(texts, show_progress=False)
        self._correcting: Any = importlib.import_module("symspellpy")
        self._corrections = self._correcting.SymSpell(2, 7)
        for word, count in Counter(word for text in texts for word in text).items():
            self._corrections.create_dictionary_entry(word, count)

    def search(self, text: str, limit: int) -> Hits:
        """Correct each word that no fact holds, then rank."""
        known = self._ranked.vocab_dict
        words = [word for word in map(self._corrected, content_words(text)) if word in known]
        if not words:
            return []
        most = min(limit, len(self.ids))
        [numbers], [scores] = self._ranked.retrieve([words], k=most, show_progress=False, n_threads=1)
        return [(self.ids[number], score) for number, score in zip(numbers, scores, strict=True) if score > 0]

    def _corrected(self, word: str) -> str:
        if word in self._ranked.vocab_dict or len(word) < FUZZY_FROM:
            return word
        most = 1 + (len(word) >= TWO_CORRECTED_FROM)
        found = self._corrections.lookup(word, self._correcting.Verbosity.TOP, max_edit_distance=most)
        return str(found[0].term) if found else word


PEERS = {
    "rapidfuzz-texts": FuzzyTexts,
    "rapidfuzz-names": FuzzyNames,
    "sqlite": lambda: Sqlite("unicode61"),
    "sqlite-trigram": lambda: Sqlite("trigram"),
    "tantivy": Tantivy,
    "symspell-bm25": CorrectedBm25,
}


def main() -> None:
    """Read requests from standard input until it ends."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("peer", choices=PEERS)
    options.add_argument(
        "--libraries", default="", help="a folder of libraries that the project does not have"
    )
    arguments = options.parse_args()
    sys.path.append(arguments.libraries)
    peer = PEERS[arguments.peer]()
    serve(peer.load, peer.search)


if __name__ == "__main__":
    main()
