"""JSON lines between the bench and a program that answers questions: one object a line, one line in reply.

`{"op": "load", "facts": PATH}` gets `{"ok": true, "n": HOW MANY}`; `{"q": QUESTION, "k": MOST}` gets
`{"hits": [{"id", "score"}]}`, best first, and none where the program has no answer. Programs may
know more operations.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from matching_corpus import Line

Hits = Sequence[tuple[str, float]]
"""Ids of facts with their scores, best first."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
"""Environment: whoever is measured has one core."""


class Program:
    """A program in a process of its own."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # ours, or what the person at the keyboard named
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **ONE_THREAD, **environment},
        )
        self._asking, self._replying = (
            cast("IO[str]", self._process.stdin),
            cast("IO[str]", self._process.stdout),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def request(self, asked: Line) -> Line:
        """Send one object and return the reply; SystemExit if the program ends instead."""
        self._asking.write(json.dumps(asked) + "\n")
        self._asking.flush()
        reply = self._replying.readline()
        if not reply:
            raise SystemExit(f"{self._process.args!r}: ended when it was sent {str(asked)[:200]}")
        return dict(json.loads(reply))

    def load(self, facts: Path) -> int:
        """Let it index a file, and return how many facts it has."""
        return int(self.request({"op": "load", "facts": str(facts)})["n"])

    def ask(self, text: str, limit: int = 10) -> Hits:
        """Ask a question."""
        hits = self.request({"q": text, "k": limit})["hits"]
        return [(hit["id"], float(hit["score"])) for hit in hits]

    @property
    def resident_mb(self) -> float:
        """What it holds of the machine's memory now."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("utf-8")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


def serve(
    load: Callable[[Path], int], ask: Callable[[str, int], Hits], **more: Callable[[Line], Line]
) -> None:
    """Answer the lines of standard input until it ends; `more` are operations by name."""
    for received in sys.stdin:
        asked = json.loads(received)
        op = asked.get("op", "")
        if not op:
            hits = ask(asked["q"], asked["k"])
            reply: Line = {"hits": [{"id": fact_id, "score": float(score)} for fact_id, score in hits]}
        elif op == "load":
            reply = {"ok": True, "n": load(Path(asked["facts"]))}
        elif op in more:
            reply = {"ok": True, **more[op](asked)}
        else:
            reply = {"ok": False, "problem": f"no operation {op}: there are load, {', '.join(more)}"}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()
