"""Confidence: the chance (0–1) that the best fact found answers the question, from what speaks for it.

What a question asks and what a fact gives are weighed by information: a word weighs the logarithm of how many
facts there are for each that holds it. Some shares of that weight say how likely the answer is right, and a
logistic regression says how much each of them counts: `bench/fit_confidence.py` fits it on questions of which
it is known what answers them, and checks it on others (J. Platt, "Probabilistic outputs for support vector
machines", 1999). At a half, a fact is as likely right as not. Of several facts for one question, that which
accounts for more of it is the surer one.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

# Fitted; a change of what is found, or of how it is weighed, calls for fitting them anew.
_BIAS = -4.29
_WEIGHTS: Mapping[str, float] = {
    "share": 7.13,
    "missing": -2.31,
    "whole": 1.99,
    "named": 0.93,
    "lone_edits": -0.29,
    "wordy": -1.55,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the best fact found; shares are of the weight of all words of the question."""

    share: float
    """How much of the question the fact accounts for, each word as well as it does (0–1)."""
    missing: float
    """The share of the weightiest word that the fact does not account for."""
    whole: float
    """How much of a name of several words is typed, if the fact bears one and all else that is asked may be
    more of the name; 0 if not (0–1)."""
    named: float
    """The share of what is typed exactly as a name of what the fact is about."""
    lone_edits: float
    """If all that is asked is one corrected word, what its edits count for: nothing else bears it out."""
    wordy: float
    """What corrections to words of the facts, rather than to names, lose: the share of each times how unlike
    it is."""
    passes_over: bool = False
    """The fact is not about a name, number or tagged topic of the question."""


FITTED = tuple(each.name for each in fields(Evidence) if each.name in _WEIGHTS)


def features(evidence: Evidence) -> tuple[float, ...]:
    """Return the numbers that the regression weighs, in the order of the fields."""
    return tuple(getattr(evidence, name) for name in FITTED)


def chance(evidence: Evidence) -> float:
    """Return the chance that the fact answers the question, 0–1; one that passes a name over is no answer."""
    if evidence.passes_over:
        return 0.0
    weighed = sum(_WEIGHTS[name] * value for name, value in zip(FITTED, features(evidence), strict=True))
    return 1 / (1 + math.exp(-_BIAS - weighed))


def chance_of(share: float, best: Evidence) -> float:
    """Return the chance of another fact of the same answer, which accounts for so much of the question."""
    return chance(replace(best, share=min(share, best.share)))
