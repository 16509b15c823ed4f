"""Ordinary English: words that were typed as they are meant, and what they say about other words."""

from collections.abc import Container

# Shorter words are found at the ends of too many others.
_SHORTEST_HALF = 4
# How likely a correction still is if the word typed is two ordinary words written as one ("sunflower": a name
# that is not known), or if what it would be corrected to is itself an ordinary word ("cheat": Chad).
_IF_COMPOUND, _IF_TO_ORDINARY = 0.85, 0.85


class Ordinary:
    """Ordinary lower-case words of English."""

    def __init__(self, words: frozenset[str], also: Container[str] = ()) -> None:
        """Hold some words; and others that are typed as they are meant."""
        self._words = words
        self._also = also

    def and_also(self, others: Container[str]) -> "Ordinary":
        """Return the same words, and others."""
        return Ordinary(self._words, others)

    def __contains__(self, key: object) -> bool:
        return key in self._words or key in self._also

    def is_compound(self, key: str) -> bool:
        """Tell whether a folded word is two ordinary ones written as one."""
        halves = range(_SHORTEST_HALF, len(key) - _SHORTEST_HALF + 1)
        return any(key[:middle] in self._words and key[middle:] in self._words for middle in halves)

    def trust(self, typed: str, meant: str) -> float:
        """Say how much of a correction's likeness is left (0-1), as far as ordinary English tells."""
        trust = _IF_COMPOUND if self.is_compound(typed) else 1.0
        return trust * (_IF_TO_ORDINARY if meant in self._words else 1.0)
