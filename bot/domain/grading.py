"""How good a source and a claim are, in the words of the Admiralty scale.

Source of the scale: NATO AJP-2.1 (the "Admiralty code"). F and 6 mean *cannot be judged*. They are
not the worst grade and not a middle value, so nothing may average them or sort by them.
"""

from typing import Literal, TypeAlias

Reliability: TypeAlias = Literal["A", "B", "C", "D", "E", "F"]
Credibility: TypeAlias = Literal[1, 2, 3, 4, 5, 6]

RELIABILITY_WORDS: dict[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "not yet judged",
}
NOT_JUDGED: Credibility = 6

CREDIBILITY_WORDS: dict[Credibility, str] = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "not yet judged",
}


def reliability_in_words(reliability: Reliability) -> str:
    """Say a source's reliability: `usually reliable (B)`, or `not yet judged` for F."""
    words = RELIABILITY_WORDS[reliability]
    return words if reliability == "F" else f"{words} ({reliability})"


def credibility_in_words(credibility: Credibility) -> str:
    """Say a claim's credibility: `probably true (2)`, or `not yet judged` for 6."""
    words = CREDIBILITY_WORDS[credibility]
    return words if credibility == NOT_JUDGED else f"{words} ({credibility})"
