"""Many askers of one process: 32 at once, in threads and as coroutines, beside one."""

from collections.abc import Sequence
from pathlib import Path

from matching_corpus import Question
from matching_crowd import Crowd
from matching_protocol import Program
from matching_tables import print_table

ASKERS = 32
HOWS = ("threads", "coroutines")


def measure_load(command: Sequence[str], facts: Path, questions: Sequence[Question]) -> dict[str, float]:
    """Let one and many ask the same questions, print what they saw, and return what there are targets for."""
    texts = [question.text for question in questions]
    with Program(command, {}) as program:
        program.load(facts)
        _crowd(program, texts, 1, "coroutines")
        seen = {(how, askers): _crowd(program, texts, askers, how) for how in HOWS for askers in (1, ASKERS)}
    heads = ("askers", "questions/s", "p50 ms", "p99 ms", "longest alone ms")
    cells = (
        (f"{askers} in {how}", each.per_s, each.p50_ms, each.p99_ms, each.longest_ms)
        for (how, askers), each in seen.items()
    )
    print_table("At once, in one process", heads, cells)
    one, many = seen["coroutines", 1], seen["coroutines", ASKERS]
    return {
        "throughput of 32 coroutines over one's": many.per_s / one.per_s,
        "p99 of 32 coroutines over one's": many.p99_ms / one.p99_ms,
        # Whoever asks waits for 31 others, on one core: 1 is a queue where everyone gets a fair turn.
        "p99 of 32 coroutines over 32 turns": many.p99_ms / (ASKERS * 1000 / one.per_s),
        "longest hold of the loop ms": max(one.longest_ms, many.longest_ms),
    }


def _crowd(program: Program, texts: Sequence[str], askers: int, how: str) -> Crowd:
    reply = program.request({"op": "crowd", "questions": list(texts), "askers": askers, "how": how})
    return Crowd(**{name: reply[name] for name in Crowd.__slots__})
