"""Checks `numbers`, `quantity`: the numbers of a claim and the bounds of an amount are the source's own."""

import re
from collections.abc import Iterator, Sequence
from math import isclose

from bot.documents.numerals import CURRENCY_SIGNS
from bot.documents.quantities import Amount, read_amounts
from bot.documents.quoting import occurrences
from bot.domain import Quantity, When
from bot.factbase.checks.case import FactInContext, excerpt
from bot.factbase.findings import Finding

_YEARS = range(1000, 3000)
_ONLY_YEARS = re.compile(r"\D*\b\d{4}\b(?:\D+\b\d{4}\b)?\D*")
_CODE_LENGTH = len(next(iter(CURRENCY_SIGNS.values())))


def check_numbers(case: FactInContext) -> Iterator[Finding]:
    """Report each amount and year of the claim that neither a quote nor a derived date states.

    A bound is a part of the amount: "five thousand" is not "up to five thousand", nor an end of
    "three to five thousand".
    """
    quoted = [amount for text in case.quoted for amount in read_amounts(text)]
    for amount in read_amounts(case.fact.claim):
        if not (_is_stated(amount, quoted) or _is_dated(amount, quoted, case.fact.when)):
            yield case.finding(
                "error",
                "numbers",
                f"the claim says “{amount.raw}”, its quotes do not. Quote the words that say it, "
                "or correct the claim; a year that was worked out needs `when` with `derived`.",
            )


def check_quantities(case: FactInContext) -> Iterator[Finding]:
    """Report each quantity whose words are not quoted, or do not mean the bounds it gives."""
    for quantity in case.fact.quantities:
        problem = _problem(quantity, case.quoted)
        if problem:
            yield case.finding("error", "quantity", f"the amount {excerpt(quantity.raw)} {problem}")


def _is_stated(claimed: Amount, quoted: Sequence[Amount]) -> bool:
    stated = [amount for amount in quoted if claimed.unit in (None, amount.unit)]
    if claimed.low is not None and claimed.low == claimed.high:
        return any(_is_near(claimed.low, each.low) and _is_near(claimed.low, each.high) for each in stated)
    return (claimed.low is None or any(_is_near(claimed.low, each.low) for each in stated)) and (
        claimed.high is None or any(_is_near(claimed.high, each.high) for each in stated)
    )


def _is_near(claimed: float, quoted: float | None) -> bool:
    return quoted is not None and isclose(claimed, quoted)


def _is_dated(claimed: Amount, quoted: Sequence[Amount], when: When) -> bool:
    """Tell whether years stand in the quotes, be it as the end of a span, or were worked out."""
    ends = {end for end in (claimed.low, claimed.high) if end is not None}
    if claimed.unit or not _ONLY_YEARS.fullmatch(claimed.raw):
        return False
    spoken = {end for amount in quoted for end in (amount.low, amount.high) if not amount.unit}
    return all(end in _YEARS and (end in spoken or _is_derived(end, when)) for end in ends)


def _is_derived(year: float, when: When) -> bool:
    if not when.derived:
        return False
    ends = ((each.earliest_on or each.latest_on, each.latest_on or each.earliest_on) for each in when.ranges)
    return any(first.year <= year <= last.year for first, last in ends if first and last)


def _problem(quantity: Quantity, quoted: Sequence[str]) -> str:
    surroundings = [_whole_amounts(text, quantity.raw) for text in quoted]
    if not any(surroundings):
        return "is not in a quote. Copy its words from the document."
    amounts = read_amounts(quantity.raw)
    if len(amounts) > 1:
        return "holds several amounts. Make each a quantity of its own."
    meanings = [_meaning(amount) for amount in amounts]
    wholes = [whole for places in surroundings for whole in places]
    if not any(all(_meaning(amount) in meanings for amount in whole) for whole in wholes):
        return f"is cut out of {excerpt(wholes[0][0].raw)}. Copy the whole amount."
    bounds = (quantity.low, quantity.best, quantity.high)
    if not amounts or amounts[0].is_vague:
        return "" if bounds == (None, None, None) else "names no number. Remove low, best and high."
    [amount] = amounts
    if bounds not in _meanings(amount):
        return f"means {_in_words(amount)}. Give it these bounds and no others."
    if amount.unit and quantity.unit != amount.unit:
        return f"is in {amount.unit}, not in {quantity.unit}. Correct the unit."
    if amount.unit is None and (quantity.unit == "percent" or _is_currency_code(quantity.unit)):
        return f"does not say {quantity.unit}. Include the word or sign that does."
    return ""


def _whole_amounts(text: str, raw: str) -> list[list[Amount]]:
    """For each place of the words in the text, list the amounts of the text that they share in."""
    return [
        [amount for amount in read_amounts(text) if amount.start < place.end and place.start < amount.end]
        for place in occurrences(text, raw)
    ]


def _meaning(amount: Amount) -> tuple[float | None, float | None, str | None]:
    return amount.low, amount.high, amount.unit


def _meanings(amount: Amount) -> tuple[tuple[float | None, float | None, float | None], ...]:
    """List the bounds that may be given: a range's ends, for a plain number also the number alone."""
    low, high = amount.low, amount.high
    if low == high:
        return (low, None, high), (low, low, high), (None, low, None)
    return ((low, None, high),)


def _in_words(amount: Amount) -> str:
    named = (("low", amount.low), ("high", amount.high))
    return " and ".join(f"{name} {bound:,.12g}" for name, bound in named if bound is not None)


def _is_currency_code(unit: str) -> bool:
    return len(unit) == _CODE_LENGTH and unit.isalpha() and unit.isupper()
