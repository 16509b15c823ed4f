"""Numbers as questions and facts write them: 2017, 3,000, 10 million, $25m."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.matching.text import Token, Word

_NUMBER = re.compile(r"(\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,9})?)(k|m|mn|b|bn)?")
_SCALES = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
# Spelt out they count only before a scale: "five thousand", but not "one of them".
_SMALL = "one two three four five six seven eight nine ten eleven twelve"
_SPELT_OUT = {word: str(value) for value, word in enumerate(_SMALL.split(), 1)}
# A plain number between these is a year, not an amount: 2017 is no share of "3,000 to 5,000".
_YEARS = range(1900, 2101)
# What begins with a digit sorts before this, and whatever begins with a letter after it.
_AFTER_DIGITS = ":"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was typed, and how many words it took."""

    value: float
    words: int
    is_year: bool
    is_money: bool = False
    """Typed with a currency sign, so that it is no number of fighters."""

    def __str__(self) -> str:
        return f"{self.value:.0f}" if self.is_year else f"{self.value:,.12g}"


def spells_number(key: str) -> bool:
    """Tell whether a folded word spells a small number out."""
    return key in _SPELT_OUT


def read_number(words: Sequence[Word | Token]) -> Number | None:
    """Read the number that these words begin with, with the scale behind it, if there is one."""
    scale = words[1].key.removesuffix("s") if len(words) > 1 else ""
    return _read(words[0].key, scale if scale in _SCALES else "", is_money=words[0].is_money)


# Most numbers are years, or small.
@lru_cache(maxsize=2**12)
def _read(key: str, scale: str, *, is_money: bool) -> Number | None:
    match = _NUMBER.fullmatch(_SPELT_OUT.get(key, key) if scale else key)
    if match is None:
        return None
    digits, suffix = match.groups()
    scale = suffix or scale
    value = float(digits.replace(",", "")) * _SCALES.get(scale, 1)
    if not scale:
        is_year = not is_money and digits.isdigit() and int(digits) in _YEARS
        return Number(value, 1, is_year=is_year, is_money=is_money)
    return Number(value, 1 if suffix else 2, is_year=False, is_money=is_money)


def scales(key: str) -> bool:
    """Tell whether a folded word, behind a number, is a part of it."""
    return key.removesuffix("s") in _SCALES


def numbers_in(words: Sequence[Word | Token]) -> Iterator[Number]:
    """Yield every number of a text, each with its scale."""
    for place, word in enumerate(words):
        if word.key < _AFTER_DIGITS or word.key in _SPELT_OUT:
            number = read_number(words[place : place + 2])
            if number is not None:
                yield number
