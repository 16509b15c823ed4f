"""How well messages are checked: 340 sentences about the first document, with what a careful reader accepts.

Half of them, chosen by the hash of their text, are kept for the final figures: the fact-check was written
with the other half in sight only. Run it with `python bench/fact_check.py` (a few seconds). `--quick` leaves
out the measuring of time; `--half tuning` lists what goes wrong there. Exits with 1 where a target is missed.
"""

import argparse
import hashlib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal

import yaml

from bot.answering.desk import AnswerDesk
from bot.answering.fact_check import check_text
from bot.domain import FactBase
from bot.domain.fact_checks import Verdict
from bot.factbase.load import load_base
from bot.matching import Matcher

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "bench/data/fact_check.yaml"
FIRST_SOURCE = "afintl-240216"
LEAST_PRECISION = 0.95
MOST_MS = 50.0
"""A sentence, at the median."""
VERDICTS: tuple[Verdict, ...] = ("supported", "contradicted", "partly", "related", "nothing")
DECIDING: tuple[Verdict, ...] = ("supported", "contradicted")
Half = Literal["tuning", "final"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A made-up sentence, and the verdicts that a careful reader accepts, the fullest first.

    Of more than one the last is meant.
    """

    text: str
    kind: str
    expect: tuple[Verdict, ...]

    @property
    def half(self) -> Half:
        """Which half it is in; the text alone decides."""
        digest = hashlib.sha256(self.text.encode()).digest()
        return "final" if digest[-1] % 2 else "tuning"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence, and what became of it."""

    sentence: Sentence
    verdict: Verdict
    took_ms: float

    @property
    def is_right(self) -> bool:
        """Tell whether a careful reader accepts the verdict."""
        return self.verdict in self.sentence.expect


def main() -> int:
    """Check every sentence of the halves asked for, and print how that went."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="check each sentence once")
    options.add_argument(
        "--half", choices=("tuning", "final"), help="only one half; of `tuning` what is wrong, too"
    )
    asked = options.parse_args()
    desk = _desk()
    halves: list[Half] = [asked.half] if asked.half else ["tuning", "final"]
    sentences = list(read_sentences())
    _run(desk, sentences[:3])
    is_met = True
    for half in halves:
        checked = _run(desk, [each for each in sentences if each.half == half])
        is_met &= _print_half(half, checked)
        if asked.half == "tuning":
            print(
                *(f"  {each.verdict}: {each.sentence.text}" for each in checked if not each.is_right),
                sep="\n",
            )
    if not asked.quick:
        is_met &= _print_times(_run(desk, sentences))
    print(f"fact-check: {'every target met' if is_met else 'A TARGET WAS MISSED'}")
    return 0 if is_met else 1


def read_sentences() -> Iterator[Sentence]:
    """Yield the made-up sentences, in the order of their file."""
    for group in yaml.safe_load(SENTENCES.read_text("utf-8")):
        for text in group["sentences"]:
            yield Sentence(text, group["kind"], tuple(group["expect"]))


def _desk() -> AnswerDesk:
    base = load_base(ROOT / "knowledge", ROOT / "seeds").base
    facts = {fact_id: cited for fact_id, cited in base.facts.items() if cited.source.id == FIRST_SOURCE}
    english = frozenset((ROOT / "bot/matching/english.txt").read_text("utf-8").split())
    first = FactBase(base.entities, base.topics, facts)
    return AnswerDesk(first, Matcher(first, english))


def _run(desk: AnswerDesk, sentences: Sequence[Sentence]) -> list[Checked]:
    checked = []
    for each in sentences:
        # Of the processor, so that what else the machine does is left out.
        began = time.process_time()
        found = check_text(desk, each.text).sentences
        took_ms = (time.process_time() - began) * 1000
        checked.append(Checked(each, found[-1].verdict if found else "nothing", took_ms / max(1, len(found))))
    return checked


def _print_half(half: Half, checked: Sequence[Checked]) -> bool:
    print(f"\n{half}: {len(checked)} sentences")
    print(f"{'':24}" + "".join(f"{verdict:>14}" for verdict in VERDICTS) + f"{'accepted':>14}")
    by_kind: dict[str, list[Checked]] = defaultdict(list)
    for each in checked:
        by_kind[each.sentence.kind].append(each)
    for kind, found in by_kind.items():
        counts = Counter(each.verdict for each in found)
        right = sum(each.is_right for each in found)
        cells = "".join(f"{counts[verdict] or '·':>14}" for verdict in VERDICTS)
        print(f"{kind:24}{cells}{f'{right}/{len(found)}':>14}")
    are_met = [_print_verdict(verdict, checked) for verdict in DECIDING]
    return all(are_met)


def _print_verdict(verdict: Verdict, checked: Sequence[Checked]) -> bool:
    given = [each for each in checked if each.verdict == verdict]
    right = sum(each.is_right for each in given)
    full = [each for each in checked if each.sentence.expect[0] == verdict]
    found = sum(each.verdict == verdict for each in full)
    precision = right / len(given) if given else 0.0
    recall = found / len(full)
    is_met = precision >= LEAST_PRECISION
    print(
        f"{verdict:12} precision {precision:.3f} ({right} of {len(given)}; at least {LEAST_PRECISION}"
        f"{'' if is_met else ': MISSED'}) · recall {recall:.3f} ({found} of {len(full)})"
    )
    return is_met


def _print_times(checked: Sequence[Checked]) -> bool:
    took = sorted(each.took_ms for each in checked)
    middle = median(took)
    print(
        f"\na sentence: {middle:.1f} ms at the median, {took[-1]:.1f} ms at most (at most {MOST_MS:.0f} ms)"
    )
    return middle <= MOST_MS


if __name__ == "__main__":
    sys.exit(main())
