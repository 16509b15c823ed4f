"""One number is read from words or digits: `3,000`, `twenty-five hundred`, `10.5 million`, `$10bn`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split())}
TENS = {word: value * 10 for value, word in enumerate(_TENS_WORDS.split(), start=2)}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SCALES_AFTER_NUMBERS = {**SCALES, **{f"{word}s": scale for word, scale in SCALES.items()}}
CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_SCALE_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}

# At most 15 digits: a longer row is the number of a document or an account, not an amount. Digits
# after a letter belong to a name (G20); groups are parted by commas or by spaces that do not break.
_TOKEN = re.compile(
    r"""
    (?P<digits> (?<![\w.,]) (?: \d{1,3} (?:[,\u00a0\u202f\u2009]\d{3})+ | \d{1,15} ) (?:\.\d{1,15})? (?!\d) )
    (?P<suffix> (?:k|mn|m|bn|tn|st|nd|rd|th)\b )?
    | [^\W\d]+ | \d+ | [^\w\s]
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number in digits or a sign of the text, lower-cased, with its place."""

    word: str
    start: int
    end: int
    value: float | None = None
    """The number, where digits spell one."""
    scale: float = 1.0
    """What a suffix (`10bn`) multiplies it by."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that the tokens up to `end` spell; `scale` is the part that a range can share."""

    value: float
    scale: float
    end: int


def tokens_of(text: str) -> tuple[Token, ...]:
    """Split a text into words, numbers and signs; in time linear to its length."""
    return tuple(_token(match) for match in _TOKEN.finditer(text))


def _token(match: re.Match[str]) -> Token:
    word, digits = match[0].lower(), match["digits"]
    if digits is None:
        return Token(word, *match.span())
    value = float(re.sub(r"[^\d.]", "", digits))
    suffix = (match["suffix"] or "").lower()
    # "500m" is a distance, "$500m" is money.
    is_length = suffix == "m" and match.string[match.start() - 1 : match.start()] not in CURRENCY_SIGNS
    scale = 1.0 if is_length else _SCALE_SUFFIXES.get(suffix, 1.0)
    return Token(word, *match.span(), value * scale, scale)


def read_number(tokens: Sequence[Token], at: int) -> Number | None:
    """Read the number that begins at a token, if one does. "One" by itself is a pronoun, no number."""
    first = tokens[at]
    if first.value is not None:
        return _scaled(tokens, _with_half(tokens, Number(first.value, first.scale, at + 1)))
    opening = _article(tokens, at)
    if opening is not None:
        return _scaled(tokens, opening)
    number = _below_hundred(tokens, at)
    if number is None:
        return None
    scaled = _scaled(tokens, _with_half(tokens, number))
    while (more := _continued(tokens, scaled)) is not None:
        scaled = more
    return None if (scaled.end == at + 1 and first.word == "one") else scaled


def _article(tokens: Sequence[Token], at: int) -> Number | None:
    """Read "a" or "half a" before a scale: "a dozen", "half a million"."""
    if tokens[at].word not in ("a", "half"):
        return None
    half = tokens[at].word == "half"
    end = at + 1 + half
    words = tuple(token.word for token in tokens[at + half : end + 1])
    return Number(0.5 if half else 1, 1, end) if words[:1] == ("a",) and words[-1] in SCALES else None


def _with_half(tokens: Sequence[Token], number: Number) -> Number:
    end = number.end + 3
    words = tuple(token.word for token in tokens[number.end : end])
    return Number(number.value + 0.5, number.scale, end) if words == ("and", "a", "half") else number


def _below_hundred(tokens: Sequence[Token], at: int) -> Number | None:
    word = tokens[at].word if at < len(tokens) else ""
    if word in SMALL:
        return Number(SMALL[word], 1, at + 1)
    if word not in TENS:
        return None
    rest = at + 2 if at + 1 < len(tokens) and tokens[at + 1].word in "-‐‑" else at + 1
    ones = SMALL.get(tokens[rest].word, 0) if rest < len(tokens) else 0
    return (
        Number(TENS[word] + ones, 1, rest + 1) if 0 < ones < SMALL["ten"] else Number(TENS[word], 1, at + 1)
    )


def _scaled(tokens: Sequence[Token], number: Number) -> Number:
    value, scale, end = number.value, number.scale, number.end
    while end < len(tokens) and tokens[end].word in _SCALES_AFTER_NUMBERS:
        factor = _SCALES_AFTER_NUMBERS[tokens[end].word]
        value, scale, end = value * factor, scale * factor, end + 1
    return Number(value, scale, end)


def _continued(tokens: Sequence[Token], number: Number) -> Number | None:
    """Read on after a scale: "one hundred | and five", "two thousand | three hundred"."""
    at = number.end
    if number.scale == 1 or at >= len(tokens):
        return None
    part = _below_hundred(tokens, at + 1 if tokens[at].word == "and" else at)
    if part is None:
        return None
    part = _scaled(tokens, part)
    # What follows a scale is smaller than it: "three hundred two million" is (300 + 2) million.
    if part.value < number.scale:
        return Number(number.value + part.value, 1 if part.scale == 1 else part.scale, part.end)
    if part.scale > number.scale and part.value / part.scale < number.scale:
        return Number((number.value + part.value / part.scale) * part.scale, part.scale, part.end)
    return None
