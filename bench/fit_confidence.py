"""Fits the weights of `bot/matching/confidence.py` to questions of which it is known what answers them.

    python bench/fit_confidence.py [--data FOLDER] [--facts FILE]

Read are only the questions for tuning (dev), of `bench/data` or of a folder of its form. The weights are
those of a logistic regression with a small quadratic penalty, by Newton's method. What they reach and promise
is measured on tenths of the questions that they were not fitted to; beside it stands what the product's own
weights do. Nothing is written: copy the weights by hand.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matching_corpus import Corpus, Question, read_corpus
from matching_figures import Answered, reliability
from matching_measuring import unpacked
from matching_server import Server
from matching_tables import print_reliability, print_table
from numpy.typing import NDArray

from bot.matching.confidence import FITTED, Evidence, chance, features

DATA = Path(__file__).parent / "data"
# Against weights that grow without bound where few questions tell.
PENALTY = 0.3
STEPS, FOLDS, SEED = 50, 10, 0
THRESHOLDS = (0.4, 0.5, 0.6, 0.66, 0.7, 0.8)
Floats = NDArray[np.float64]
Judged = tuple[Question, Evidence, str]
"""A question, what speaks for the first fact of its answer, and the id of that."""


def fit(rows: Floats, right: Floats) -> Floats:
    """Return the bias and the weights that make what happened likeliest."""
    known = np.c_[np.ones(len(rows)), rows]
    weights = np.zeros(known.shape[1])
    penalty = np.diag([0.0] + [PENALTY] * rows.shape[1])
    for _ in range(STEPS):
        likely = _sigmoid(known @ weights)
        slope = known.T @ (likely - right) + penalty @ weights
        bend = (known * (likely * (1 - likely))[:, None]).T @ known + penalty
        weights -= np.linalg.solve(bend, slope)
    return weights


def crossed(rows: Floats, right: Floats) -> Floats:
    """Return the chance of each row by weights fitted to other rows."""
    folds = np.random.default_rng(SEED).integers(0, FOLDS, len(rows))
    found = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = folds == fold
        weights = fit(rows[~out], right[~out])
        found[out] = _sigmoid(np.c_[np.ones(out.sum()), rows[out]] @ weights)
    return found


def _sigmoid(values: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-values))
    return found


def judge(corpus: Corpus, questions: Sequence[Question]) -> list[Judged]:
    """Ask every question, and keep those that something speaks for."""
    server = Server(is_ranking=True)
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as directory:
        server.load(unpacked(corpus.facts, Path(directory)))
        judged = []
        for question in questions:
            evidence = server.matcher.evidence(question.text)
            hits = server.ask(question.text, 1)
            if evidence is not None and not evidence.passes_over and hits:
                judged.append((question, evidence, hits[0][0]))
    return judged


def report(questions: Sequence[Question], judged: Sequence[Judged]) -> None:
    """Print the weights, what they reach at several thresholds, and what they promise."""
    rows = np.array([features(evidence) for _, evidence, _ in judged])
    right = np.array([float(fact_id in question.relevant) for question, _, fact_id in judged])
    fitted = _answered(judged, crossed(rows, right).tolist())
    own = _answered(judged, [chance(evidence) for _, evidence, _ in judged])
    weights = zip(("bias", *FITTED), fit(rows, right).tolist(), strict=True)
    print_table(
        f"Fitted to {len(judged)} answers to {len(questions)} questions",
        ("of", "weight"),
        ((name, f"{weight:.2f}") for name, weight in weights),
    )
    print_table(
        "Thresholds: right first, and out of scope answered",
        ("least confidence", "fitted: right", "out of scope", "the product's: right", "out of scope"),
        (
            (f"{least:.2f}", *_at(fitted, questions, least), *_at(own, questions, least))
            for least in THRESHOLDS
        ),
    )
    print_reliability(reliability(fitted), "Reliability of what was fitted, on other tenths")
    print_reliability(reliability(own), "Reliability of the product's own weights")


def _answered(judged: Sequence[Judged], chances: Sequence[float]) -> list[Answered]:
    return [
        Answered(question, [(fact_id, likely)])
        for (question, _, fact_id), likely in zip(judged, chances, strict=True)
    ]


def _at(answered: Sequence[Answered], questions: Sequence[Question], least: float) -> tuple[float, float]:
    """Return the shares of questions in scope answered right, and of those outside answered."""
    given = [each for each in answered if each.score >= least]
    outside = sum(question.is_outside for question in questions)
    right = sum(each.is_right() for each in given)
    wrong = sum(each.question.is_outside for each in given)
    return right / max(1, len(questions) - outside), wrong / max(1, outside)


def main() -> None:
    """Read the questions for tuning, ask them, and print what fits."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=DATA, help="a folder of facts and questions")
    options.add_argument("--facts", default="", help="which file of facts, where the folder has several")
    arguments = options.parse_args()
    corpus = read_corpus(arguments.data, arguments.facts)
    questions = [each for each in corpus.questions if not each.is_test]
    report(questions, judge(corpus, questions))


if __name__ == "__main__":
    main()
