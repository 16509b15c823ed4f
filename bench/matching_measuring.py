"""Runs one program over a corpus: how long it takes to load, what it holds, and what it answers how fast."""

import gzip
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matching_corpus import Question
from matching_crowd import quantile
from matching_figures import Answered
from matching_protocol import Program

WARMING = 3
"""Questions asked before the clock runs."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a program did."""

    load_s: float
    resident_mb: float
    """After loading: the whole process, its language's runtime included."""
    answered: tuple[Answered, ...]
    took_ms: tuple[float, ...]
    """Of each question, the way through the pipe included."""

    @property
    def p50_ms(self) -> float:
        """The median of the latencies."""
        return quantile(self.took_ms, 0.5)

    @property
    def p99_ms(self) -> float:
        """What one question in a hundred exceeds."""
        return quantile(self.took_ms, 0.99)


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked of a program."""

    facts: Path
    """Unpacked."""
    questions: Sequence[Question]
    budget_s: float = float("inf")
    """Asking ends after so long; the figures are of what was asked until then."""


def measure(command: Sequence[str], run: Run, environment: Mapping[str, str] | None = None) -> Measured:
    """Start a program, let it load the facts and ask the questions."""
    with Program(command, environment or {}) as program:
        started = time.perf_counter()
        program.load(run.facts)
        load_s = time.perf_counter() - started
        resident_mb = program.resident_mb
        answered, took = ask_all(program, run.questions, run.budget_s)
    return Measured(load_s, resident_mb, answered, took)


def ask_all(
    program: Program, questions: Sequence[Question], budget_s: float = float("inf")
) -> tuple[tuple[Answered, ...], tuple[float, ...]]:
    """Ask one question after the other; return the answers, and the milliseconds of each."""
    for question in questions[:WARMING]:
        program.ask(question.text)
    answered, took = [], []
    begun = time.perf_counter()
    for question in questions:
        asked = time.perf_counter()
        hits = program.ask(question.text)
        took.append((time.perf_counter() - asked) * 1000)
        answered.append(Answered(question, hits))
        if time.perf_counter() - begun > budget_s:
            break
    return tuple(answered), tuple(took)


def unpacked(facts: Path, directory: Path) -> Path:
    """Return the file, unpacked into a directory if it is packed."""
    if facts.suffix != ".gz":
        return facts.resolve()
    plain = directory / facts.stem
    with gzip.open(facts) as packed, plain.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return plain
