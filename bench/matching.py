"""How well and how fast matching finds the right facts, or keeps silent: the product beside its peers.

    python bench/matching.py [--quick] [--data FOLDER] [--systems a,b] [--ablate | --load | --million [N]]

Each system is a process of its own, and all are asked the same in one run. Right is an answer whose first
fact is one of those that answer; half of the questions choose thresholds, the other half is counted. The
corpus is `bench/data` (invented: see its README.md) unless `--data` names a folder of that form. Peers whose
libraries are not there are left out, and it is said how to get these.

The last line sums up; the exit code is 1 when a target of `matching_targets.py` is missed; those of quality
are for `bench/data`. `--ablate` prints what each part of the product is worth, and judges nothing.
"""

import argparse
import shlex
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matching_ablation import ablate
from matching_corpus import Corpus, read_corpus
from matching_figures import calibration_error, quality, reliability, shipped
from matching_hostile import measure_hostile
from matching_load import measure_load
from matching_measuring import Measured, Run, measure, unpacked
from matching_million import measure_million, write_million
from matching_protocol import Program
from matching_systems import LIBRARIES, PEERS, PRODUCT, QUICK, missing, peer_command, product_command
from matching_tables import (
    Row,
    print_figures,
    print_kinds,
    print_reliability,
    print_shipped,
    print_systems,
)
from matching_targets import OF_A_MILLION, OF_ANY_DATA, OF_OWN_DATA, UNDER_LOAD, Target, missed

DATA = Path(__file__).parent / "data"
QUICK_QUESTIONS = 700
BUDGET_S, QUICK_BUDGET_S = 90.0, 10.0
"""What one system may be asked for, so that a slow one holds nobody up."""
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure."""

    run: Run
    systems: Sequence[str]
    left_out: Mapping[str, str]
    """What to do to have them, by system."""
    libraries: Path
    product: Sequence[str]
    """The program that stands for the product; empty for this project's."""


def compare(plan: Plan) -> dict[str, float]:
    """Run every system, print the tables, and return the product's figures."""
    for name, remedy in plan.left_out.items():
        print(f"left out: {name}. To have it: {remedy}")
    rows = []
    own = None
    for name in plan.systems:
        print(f"{name} …", file=sys.stderr)
        if name == PRODUCT:
            own = measure(product_command(plan.product), plan.run)
            measured = measure(product_command(plan.product, is_ranking=True), plan.run)
        else:
            command, environment = peer_command(name, plan.libraries)
            measured = measure(command, plan.run, environment)
        rows.append(Row(name, measured, quality(measured.answered)))
    print_systems(rows)
    print_kinds(rows)
    return {**_own_figures(rows[plan.systems.index(PRODUCT)], own), **_hostile_figures(plan)} if own else {}


def _own_figures(ranked: Row, own: Measured) -> dict[str, float]:
    """Print what only the product is asked, and return what there are targets for."""
    silent = shipped(own.answered)
    bins = reliability([each for each in ranked.measured.answered if each.question.is_test])
    print_shipped(silent, own)
    print_reliability(bins)
    return {
        "right first": ranked.quality.right_first,
        "right in 5": ranked.quality.right_in_5,
        "as shipped, right first": silent.right_first,
        "as shipped, out of scope answered": silent.outside_answered,
        "calibration error": calibration_error(bins),
        "p50 ms": own.p50_ms,
        "p99 ms": own.p99_ms,
    }


def _hostile_figures(plan: Plan) -> dict[str, float]:
    with Program(product_command(plan.product), {}) as program:
        program.load(plan.run.facts)
        return measure_hostile(program, plan.run.questions)


def million(plan: Plan, count: int, directory: Path) -> dict[str, float]:
    """Measure the product over many facts; words of facts are no questions there, since sentences repeat."""
    facts = directory / "facts-million.jsonl"
    questions = [each for each in plan.run.questions if not each.kind.startswith("keyword")]
    print(f"writing {count:,} facts …", file=sys.stderr)
    write_million(plan.run.facts, questions, count, facts)
    figures = measure_million(product_command(plan.product), facts, questions)
    print_figures(f"{count:,} facts", figures)
    return figures


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=DATA, help="a folder of facts and questions")
    options.add_argument("--facts", default="", help="which file of facts, where the folder has several")
    options.add_argument("--systems", default="", help=f"some of {PRODUCT}, {', '.join(PEERS)}")
    options.add_argument("--queries", type=int, default=None, help="ask only the first so many questions")
    options.add_argument("--skip-kinds", default="", help="kinds of questions to leave out")
    options.add_argument("--quick", action="store_true", help="few questions and peers: under a minute")
    options.add_argument("--libraries", type=Path, default=LIBRARIES, help="where the peers' libraries are")
    options.add_argument("--product", default="", help="measure this program as the product")
    mode = options.add_mutually_exclusive_group()
    mode.add_argument("--ablate", action="store_true", help="what each part of the product is worth")
    mode.add_argument("--load", action="store_true", help="32 askers at once beside one")
    mode.add_argument("--million", type=int, nargs="?", const=MILLION, help="the product over so many facts")
    return options.parse_args()


def read_plan(arguments: argparse.Namespace, corpus: Corpus, directory: Path) -> Plan:
    """Decide what is measured."""
    skipped = set(arguments.skip_kinds.split(","))
    asked = [each for each in corpus.questions if each.kind not in skipped]
    count = arguments.queries or (QUICK_QUESTIONS if arguments.quick else len(asked))
    usual = [PRODUCT, *(QUICK if arguments.quick else PEERS)]
    wanted = arguments.systems.split(",") if arguments.systems else usual
    if unknown := set(wanted) - {PRODUCT, *PEERS}:
        raise SystemExit(
            f"--systems: there is no {', '.join(sorted(unknown))}. There are {PRODUCT}, {', '.join(PEERS)}"
        )
    lacking = {name: missing(name, arguments.libraries) for name in wanted if name != PRODUCT}
    return Plan(
        Run(
            unpacked(corpus.facts, directory),
            asked[:count],
            QUICK_BUDGET_S if arguments.quick else BUDGET_S,
        ),
        [name for name in wanted if not lacking.get(name)],
        {name: remedy for name, remedy in lacking.items() if remedy},
        arguments.libraries,
        shlex.split(arguments.product),
    )


def main() -> None:
    """Measure, print and judge."""
    arguments = read_arguments()
    corpus = read_corpus(arguments.data, arguments.facts)
    figures: Mapping[str, float] = {}
    targets: Sequence[Target] = ()
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as directory:
        plan = read_plan(arguments, corpus, Path(directory))
        if arguments.ablate:
            ablate(plan.product, plan.run)
        elif arguments.load:
            targets = UNDER_LOAD
            figures = measure_load(product_command(plan.product), plan.run.facts, plan.run.questions)
        elif arguments.million:
            targets = OF_A_MILLION if arguments.million >= MILLION else ()
            figures = million(plan, arguments.million, Path(directory))
        else:
            is_own = arguments.data.resolve() == DATA.resolve()
            judged = (*OF_OWN_DATA, *OF_ANY_DATA) if is_own else OF_ANY_DATA
            targets = judged if PRODUCT in plan.systems else ()
            figures = compare(plan)
    failed = missed(figures, targets)
    reached = ", ".join(f"{name} {value:.3g}" for name, value in figures.items())
    verdict = f"MISSED: {'; '.join(failed)}" if failed else "met" if targets else "measured"
    print(f"matching: {verdict}: {reached}" if figures else f"matching: {verdict}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
