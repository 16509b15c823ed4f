"""The product's matcher as a program of the bench: names, index and threshold as they are shipped.

    python bench/matching_server.py [--ranking] [--without PART]...

Where a name has several bearers, the bot asks which one; here the facts of all of them are the answer, best
first. `--ranking` turns the silence off: every question gets the ten best facts with their confidence.
`{"op": "save", "index": PATH}` saves the index, and `{"op": "open", "facts", "index"}` opens it instead of
building one, which took so many `"s"` besides reading the facts. `{"op": "put", "fact": LINE}` adds a fact or
revises it, `{"op": "retract", "id": ID}` takes back one that was put. `{"op": "crowd", "questions", "askers",
"how"}` lets many ask at once, in threads or coroutines. `{"op": "once", "q"}` answers as the bot does, which
asks back where a name has several bearers, and tells the `"ms"` and how many `"answers"` it shows.
"""

import argparse
import gc
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import structlog
from matching_base import Held, read_base, shipped_matcher  # beside this file
from matching_corpus import Line
from matching_crowd import in_coroutines, in_threads
from matching_parts import PARTS, leave_out
from matching_protocol import Hits, serve

from bot.matching import Matcher
from bot.storage.index_files import Arrays, read_arrays, write_arrays

KEY = "bench"
"""What a saved index was made of is known here: the bench has just saved it."""
PAGE = 5


class Server:
    """One matcher over one file of facts."""

    matcher: Matcher

    def __init__(self, *, is_ranking: bool) -> None:
        self._options: dict[str, Any] = {"least_confidence": 0.0} if is_ranking else {}

    def load(self, path: Path) -> int:
        """Index a file of facts, and say how many there are."""
        gc.disable()
        self._read(path)
        self._index(None)
        return len(self._held)

    def save(self, asked: Line) -> Line:
        """Save the index; before any fact is put."""
        write_arrays(Path(asked["index"]), KEY, self.matcher.arrays())
        return {}

    def open(self, asked: Line) -> Line:
        """Open a saved index of a file of facts; SystemExit if it is none."""
        gc.disable()
        self._read(Path(asked["facts"]))
        started = time.perf_counter()
        saved = read_arrays(Path(asked["index"]), KEY)
        if saved is None:
            raise SystemExit(f"{asked['index']} cannot be opened. Look at the log above, and save it again")
        self._index(saved)
        return {"s": time.perf_counter() - started}

    def _read(self, path: Path) -> None:
        self._base, self._held = read_base(path)

    def _index(self, saved: Arrays | None) -> None:
        self.matcher = shipped_matcher(self._base, saved=saved, **self._options)
        gc.freeze()
        gc.enable()

    def ask(self, text: str, limit: int) -> Hits:
        """Return the file's ids of the facts that answer, each with its confidence."""
        understood = self.matcher.understand(text)
        matches = [*understood.matches[:limit]]
        if understood.is_ambiguous:
            for lead in understood.choices:
                matches += self.matcher.understand(text, lead.entity_id).matches[:limit]
            matches.sort(key=lambda match: -match.confidence)
        return [(match.cited.fact.note, match.confidence) for match in matches[:limit]]

    def once(self, asked: Line) -> Line:
        """Answer with a page of facts, or with a question which one was meant."""
        started = time.perf_counter()
        shown = [*self.matcher.understand(asked["q"]).matches[:PAGE]]
        return {"ms": (time.perf_counter() - started) * 1000, "answers": len(shown)}

    def put(self, asked: Line) -> Line:
        """Add a fact about names that are held, or revise one."""
        self._change(*self._held.put(asked["fact"]))
        return {}

    def retract(self, asked: Line) -> Line:
        """Take back a fact that was put."""
        self._change(*self._held.remove(asked["id"]))
        return {}

    def _change(self, held: Held, fact_id: str) -> None:
        self._held = held
        self._base = replace(self._base, facts=held)
        self.matcher.replace(self._base, {fact_id})

    def crowd(self, asked: Line) -> Line:
        """Let many ask the questions at once, and return what they saw."""
        together = {"threads": in_threads, "coroutines": in_coroutines}[asked["how"]]
        return asdict(together(lambda text: self.ask(text, 10), asked["questions"], asked["askers"]))


def main() -> None:
    """Read requests from standard input until it ends."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument(
        "--ranking", action="store_true", help="answer every question, whatever its confidence"
    )
    options.add_argument("--without", choices=PARTS, action="append", default=[], help="leave a part out")
    arguments = options.parse_args()
    # Standard output is for replies alone.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    for part in arguments.without:
        leave_out(part)
    server = Server(is_ranking=arguments.ranking)
    more = {name: getattr(server, name) for name in ("save", "open", "once", "put", "retract", "crowd")}
    serve(server.load, server.ask, **more)


if __name__ == "__main__":
    main()
