"""Sounds: a word's consonants as they are heard, so that Daesh and Daech, Khorasan and Khurasan are alike.

Names of other scripts reach us in many Latin spellings: vowels come and go, letters are doubled, and one
sound is written kh, h or x. What is left when that is taken away is the skeleton; two words with one
skeleton are compared by their letters (Jaro-Winkler similarity, 0–1, which forgives endings sooner than
beginnings; W. Winkler, "String comparator metrics and enhanced decision rules in the Fellegi-Sunter model of
record linkage", 1990). The skeleton is in the manner of Soundex (R. Russell, 1918), in letters, not cut off.
"""

import re

from rapidfuzz.distance import JaroWinkler

from bot.matching.arrays import Arrays
from bot.matching.postings import Postings
from bot.matching.spelling import allowed_edits, edits_between
from bot.matching.strings import StringTable

# The spellings of one sound, the longest first.
_HEARD = (
    ("tch", "c"),
    ("sch", "s"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("sh", "s"),
    ("ch", "s"),
    ("dj", "j"),
    ("zh", "j"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("x", "ks"),
    ("z", "s"),
)
_HEARD_AS = dict(_HEARD)
_SPELLING = re.compile("|".join(spelt for spelt, _ in _HEARD))
_SILENT = re.compile("[aeiouyhw]")
_DOUBLED = re.compile(r"(.)\1+")
# Two consonants are shared by too many short words.
_SHORTEST_SKELETON = 2
_LEAST_ALIKE = 0.8
_WIDEST = 200


def skeleton(key: str) -> str:
    """Return a folded Latin word's consonants as they are heard; empty if it has none, or is not Latin."""
    if not (key.isascii() and key.isalpha()):
        return ""
    heard = _SPELLING.sub(lambda match: _HEARD_AS[match.group()], key)
    return _DOUBLED.sub(r"\1", heard[:1] + _SILENT.sub("", heard[1:]))


def is_by_ear(typed: str, name: str) -> bool:
    """Tell whether a folded word sounds like one of a folded name, and is no typing error for it."""
    heard = skeleton(typed)
    alike = [word for word in name.split(" ") if skeleton(word) == heard] if heard else []
    return bool(alike) and all(edits_between(typed, word) > allowed_edits(len(typed)) for word in alike)


class Sounds:
    """The words of a table by their skeletons."""

    def __init__(self, words: StringTable, saved: Arrays | None = None) -> None:
        """Listen to some words; or take what was saved of them."""
        self._words = words
        self._by_skeleton = Postings() if saved is None else Postings.of_arrays(saved)
        if saved is None:
            for number, word in enumerate(words):
                self._by_skeleton.put((skeleton(word),), number)
            self._by_skeleton = self._by_skeleton.frozen()

    def arrays(self) -> Arrays:
        """Return the arrays to save; the words are not among them."""
        return self._by_skeleton.arrays()

    def like(self, typed: str) -> list[tuple[float, str]]:
        """Return the words that sound like a folded one, each with its similarity: most alike first."""
        heard = skeleton(typed)
        if len(heard) < _SHORTEST_SKELETON:
            return []
        words = map(self._words.__getitem__, self._by_skeleton.get(heard)[:_WIDEST].tolist())
        alike = ((JaroWinkler.similarity(typed, word), word) for word in words)
        return sorted(((score, word) for score, word in alike if score >= _LEAST_ALIKE), reverse=True)
