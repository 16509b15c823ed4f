"""How good answers are: right first, silent where nothing answers, and as sure as they should be.

Figures are of the questions for figures (test); where a threshold is needed, it is chosen on the others.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matching_corpus import Question
from matching_protocol import Hits

MOST_OUTSIDE = 0.05
"""Share of questions out of scope that may be answered, where silence is bought with refusals."""
MOST_THRESHOLDS = 400
BINS = 10


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and what a system found."""

    question: Question
    hits: Hits

    @property
    def score(self) -> float:
        """The first hit's; minus infinity where there is none, so that no threshold lets it through."""
        return self.hits[0][1] if self.hits else float("-inf")

    def is_right(self, within: int = 1) -> bool:
        """Tell whether a right fact is among the first."""
        return any(fact_id in self.question.relevant for fact_id, _ in self.hits[:within])


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a system's answers are; shares of questions, 0–1."""

    right_first: float
    right_in_5: float
    outside_answered: float
    """Out of scope and answered, at the threshold of the best F1."""
    refused: float
    """In scope and refused, at the lowest threshold that lets 5 % of those out of scope through."""
    by_kind: dict[str, float]
    """Right first, by kind of question."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """How a system's own silence does."""

    right_first: float
    """Of questions in scope, those answered with a right fact first."""
    outside_answered: float
    by_kind: dict[str, float]
    """Of questions out of scope, those answered, by kind."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about one confidence."""

    least: float
    """Where the bin begins; it is a tenth wide."""
    answers: int
    confidence: float
    """Mean of what was promised, 0–1."""
    right: float
    """Share of what was kept, 0–1; an answer to a question out of scope is wrong."""


def quality(answered: Sequence[Answered]) -> Quality:
    """Judge answers given without a silence of the system's own."""
    inside, outside = _sides(answered, is_test=True)
    tuning_inside, tuning_outside = _sides(answered, is_test=False)
    best = _best_threshold(tuning_inside, tuning_outside)
    strict = _strict_threshold([*tuning_inside, *tuning_outside], tuning_outside)
    return Quality(
        right_first=_share(inside, Answered.is_right),
        right_in_5=_share(inside, lambda each: each.is_right(5)),
        outside_answered=_share(outside, lambda each: each.score >= best),
        refused=_share(inside, lambda each: each.score < strict),
        by_kind=_by_kind(inside, Answered.is_right),
    )


def shipped(answered: Sequence[Answered]) -> Shipped:
    """Judge answers and silences as the system gives them."""
    inside, outside = _sides(answered, is_test=True)
    return Shipped(
        _share(inside, Answered.is_right),
        _share(outside, lambda each: bool(each.hits)),
        _by_kind(outside, lambda each: bool(each.hits)),
    )


def reliability(answered: Sequence[Answered]) -> list[Bin]:
    """Hold the confidence of first hits against how many are right, in ten bins."""
    binned: dict[int, list[Answered]] = defaultdict(list)
    for each in answered:
        if each.hits:
            binned[min(int(each.score * BINS), BINS - 1)].append(each)
    return [
        Bin(
            number / BINS,
            len(found),
            sum(each.score for each in found) / len(found),
            _share(found, Answered.is_right),
        )
        for number, found in sorted(binned.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error (Naeini 2015): how far promise and truth lie apart on average."""
    answers = sum(each.answers for each in bins)
    return sum(each.answers * abs(each.confidence - each.right) for each in bins) / max(1, answers)


def _sides(answered: Sequence[Answered], *, is_test: bool) -> tuple[list[Answered], list[Answered]]:
    """Return those in scope and those outside, of one half."""
    half = [each for each in answered if each.question.is_test == is_test]
    inside = [each for each in half if not each.question.is_outside]
    return inside, [each for each in half if each.question.is_outside]


def _share(answered: Sequence[Answered], holds: Callable[[Answered], bool]) -> float:
    return sum(map(holds, answered)) / max(1, len(answered))


def _by_kind(answered: Sequence[Answered], holds: Callable[[Answered], bool]) -> dict[str, float]:
    kinds = sorted(answered, key=lambda each: each.question.kind)
    return {
        kind: _share([*found], holds)
        for kind, found in itertools.groupby(kinds, key=lambda each: each.question.kind)
    }


def _thresholds(answered: Sequence[Answered]) -> list[float]:
    scores = sorted({each.score for each in answered if each.hits})
    step = max(1, len(scores) // MOST_THRESHOLDS)
    return [*scores[::step], float("inf")]


def _best_threshold(inside: Sequence[Answered], outside: Sequence[Answered]) -> float:
    """Return the threshold with the best F1: of answers that are right, and of questions that get one."""
    both = [*inside, *outside]

    def f1(threshold: float) -> float:
        answers = [each for each in both if each.score >= threshold]
        right = sum(not each.question.is_outside and each.is_right() for each in answers)
        return 2 * right / max(1, len(answers) + len(inside))

    return max(_thresholds(both), key=f1)


def _strict_threshold(answered: Sequence[Answered], outside: Sequence[Answered]) -> float:
    """Return the lowest threshold that lets few questions out of scope through."""
    allowed = MOST_OUTSIDE * len(outside)
    return next(
        threshold
        for threshold in _thresholds(answered)
        if sum(each.score >= threshold for each in outside) <= allowed
    )
