"""Amounts are read from English text: ranges, bounds, currencies, percent, and words too vague to bound.

"three to five thousand" is 3,000–5,000, "between $10 to $25 million" is USD 10–25 million, "over ten"
has only a lower bound, "several hundreds of millions" has none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.numerals import CURRENCY_SIGNS, SCALES, Number, Token, read_number, tokens_of

# A dollar without its country is the American one, as in the press agencies' style books.
_CURRENCY_WORDS = {
    **{code.lower(): code for code in CURRENCY_SIGNS.values()},
    **{code: code.upper() for code in ("afn", "cny", "iqd", "irr", "pkr", "rub", "syp")},
    **dict.fromkeys(("dollar", "dollars"), "USD"),
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("ruble", "rubles", "rouble", "roubles"), "RUB"),
    **dict.fromkeys(("afghani", "afghanis"), "AFN"),
    "yuan": "CNY",
    "yen": "JPY",
}
_PERCENT = (("%",), ("percent",), ("per", "cent"))
_FLOORS = (
    "at least",
    "no fewer than",
    "not less than",
    "no less than",
    "upwards of",
    "more than",
    "over",
    "above",
    "a minimum of",
)
_CEILINGS = (
    *(
        "at most",
        "no more than",
        "not more than",
        "up to",
        "as many as",
        "as much as",
        "fewer than",
        "less than",
        "a maximum of",
    ),
    *("nearly", "almost", "under", "below"),
)
_BOUNDS = {
    **{tuple(words.split()): "floor" for words in _FLOORS},
    **{tuple(words.split()): "ceiling" for words in _CEILINGS},
}
_BOUNDS_AFTER = {"or more": "floor", "or fewer": "ceiling", "or less": "ceiling"}
_LONGEST_BOUND = max(map(len, _BOUNDS))
_BEGINNINGS = frozenset(words[0] for words in _BOUNDS)
_DASHES = ("-", "‐", "‑", "–", "—")
_VAGUE_SCALES = frozenset({f"{word}s" for word in SCALES} | {"tens", "scores"})
_VAGUE = frozenset({"several", "numerous", "many", "few", "various", "countless", "multiple"}) | _VAGUE_SCALES


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as a text has it, and the numbers it means; offsets in code points."""

    raw: str
    start: int
    end: int
    low: float | None
    high: float | None
    """Bounds, included; a plain number is both, an open end is None ("over ten", "up to ten")."""
    unit: str | None
    """An ISO 4217 code, `percent`, or None: the text counts things, or does not say."""
    is_vague: bool = False
    """The words have no bounds: "several", "hundreds of millions"."""


@dataclass(frozen=True, slots=True)
class _Money:
    number: Number
    unit: str | None
    end: int


def read_amounts(text: str) -> tuple[Amount, ...]:
    """Read every amount of an English text, in order; a year is one too. Time is linear in the text."""
    tokens = tokens_of(text)
    amounts = []
    at = 0
    while at < len(tokens):
        found = _amount(text, tokens, at) or _vague(text, tokens, at)
        if found is None:
            at += 1
            continue
        amount, at = found
        amounts.append(amount)
    return tuple(amounts)


def blotted(text: str, blot: str) -> str:
    """Put a sign in the place of every amount: its words ("more", "no fewer") then say nothing else."""
    kept, at = "", 0
    for amount in read_amounts(text):
        kept, at = f"{kept}{text[at : amount.start]}{blot}", amount.end
    return kept + text[at:]


def _amount(text: str, tokens: Sequence[Token], begin: int) -> tuple[Amount, int] | None:
    bound, at = _bound(tokens, begin)
    is_between = bound is None and tokens[at].word in ("between", "from")
    first = _money(tokens, at + is_between)
    if first is None:
        return None
    last = _other_end(tokens, first, is_between=is_between)
    if last is not None:
        low, high = _ends(first.number, last.number)
        start, end = tokens[begin].start, tokens[last.end - 1].end
        return Amount(text[start:end], start, end, low, high, first.unit or last.unit), last.end
    value, stop = first.number.value, first.end
    after = _BOUNDS_AFTER.get(" ".join(token.word for token in tokens[stop : stop + 2]))
    if after and bound is None:
        bound, stop = after, stop + 2
    floor, ceiling = None if bound == "ceiling" else value, None if bound == "floor" else value
    start, end = tokens[begin + is_between].start, tokens[stop - 1].end
    return Amount(text[start:end], start, end, floor, ceiling, first.unit), stop


def _bound(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    # Every word of a text is looked at, and few begin a bound.
    lengths = range(_LONGEST_BOUND, 0, -1) if tokens[at].word in _BEGINNINGS else ()
    for length in lengths:
        words = tuple(token.word for token in tokens[at : at + length])
        if words in _BOUNDS and at + length < len(tokens):
            return _BOUNDS[words], at + length
    return None, at


def _money(tokens: Sequence[Token], at: int) -> _Money | None:
    """Read a number with the currency or percent that stands on either side of it."""
    unit = None
    if at + 1 < len(tokens) and tokens[at].word == "us" and tokens[at + 1].word == "$":
        at += 1
    if at < len(tokens):
        unit = CURRENCY_SIGNS.get(tokens[at].word) or _CURRENCY_WORDS.get(tokens[at].word)
    if unit is not None:
        at += 1
    number = read_number(tokens, at) if at < len(tokens) else None
    if number is None:
        return None
    after, end = _unit_after(tokens, number.end)
    return _Money(number, unit or after, number.end if unit else end)


def _unit_after(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    words = tuple(token.word for token in tokens[at : at + 2])
    for percent in _PERCENT:
        if words[: len(percent)] == percent:
            return "percent", at + len(percent)
    skipped = 1 if words[:1] == ("us",) else 0
    sign = words[skipped] if len(words) > skipped else ""
    unit = _CURRENCY_WORDS.get(sign) or CURRENCY_SIGNS.get(sign)
    return unit, at + skipped + 1 if unit else at


def _other_end(tokens: Sequence[Token], first: _Money, *, is_between: bool) -> _Money | None:
    """Read the rest of a range: `to five thousand`, `- 15%`, after "between" also `and 25 million`."""
    if first.end >= len(tokens):
        return None
    joins = tokens[first.end].word in ("to", *_DASHES) or (is_between and tokens[first.end].word == "and")
    last = _money(tokens, first.end + 1) if joins else None
    if last is None or (first.unit and last.unit and first.unit != last.unit):
        return None
    low, high = _ends(first.number, last.number)
    return last if low <= high else None


def _ends(first: Number, last: Number) -> tuple[float, float]:
    """Share the scale of a range's end with its beginning, unless that would turn the range round."""
    shares = first.scale == 1 and first.value * last.scale <= last.value
    return (first.value * last.scale if shares else first.value), last.value


def _vague(text: str, tokens: Sequence[Token], begin: int) -> tuple[Amount, int] | None:
    """Read words that name no number: "numerous", "several hundreds of millions", "a few thousand"."""
    if tokens[begin].word not in _VAGUE:
        return None
    at = end = begin + 1
    while at < len(tokens) and (
        tokens[at].word in _VAGUE_SCALES or tokens[at].word in SCALES or tokens[at].word == "of"
    ):
        at += 1
        end = end if tokens[at - 1].word == "of" else at
    start, stop = tokens[begin].start, tokens[end - 1].end
    return Amount(text[start:stop], start, stop, low=None, high=None, unit=None, is_vague=True), end
