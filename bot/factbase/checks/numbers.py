"""Checks `numbers`, `quantity`: the numbers of a claim and the bounds of an amount are the source's own."""

from collections.abc import Iterator
from math import isclose

from bot.documents.numerals import CURRENCY_SIGNS
from bot.documents.quantities import Amount, StatedNumber, numbers_in, read_amounts
from bot.documents.quoting import stands_in
from bot.domain import Quantity, When, parse_edtf
from bot.factbase.checks.case import FactInContext, excerpt
from bot.factbase.findings import Finding

_YEARS = range(1000, 3000)
_CODE_LENGTH = len(next(iter(CURRENCY_SIGNS.values())))


def check_numbers(case: FactInContext) -> Iterator[Finding]:
    """Report each number and year of the claim that neither a quote nor a derived date states."""
    quoted = [number for text in case.quoted for number in numbers_in(text)]
    for number in numbers_in(case.fact.claim):
        if not any(_is_same(number, other) for other in quoted) and not _is_derived(number, case.fact.when):
            yield case.finding(
                "error",
                "numbers",
                f"the claim says “{number.raw}”, its quotes do not. Quote the words that say it, "
                "or correct the claim; a year that was worked out needs `when` with `derived`.",
            )


def check_quantities(case: FactInContext) -> Iterator[Finding]:
    """Report each quantity whose words are not quoted, or do not mean the bounds it gives."""
    for quantity in case.fact.quantities:
        problem = _problem(quantity, case.quoted)
        if problem:
            yield case.finding("error", "quantity", f"the amount {excerpt(quantity.raw)} {problem}")


def _is_same(claimed: StatedNumber, quoted: StatedNumber) -> bool:
    return isclose(claimed.value, quoted.value) and claimed.unit in (None, quoted.unit)


def _is_derived(number: StatedNumber, when: When) -> bool:
    if not when.derived or number.unit or number.value not in _YEARS:
        return False
    dates = (parse_edtf(text) for text in (when.event, when.as_of, when.said) if text)
    ends = ((date.earliest_on or date.latest_on, date.latest_on or date.earliest_on) for date in dates)
    return any(first.year <= number.value <= last.year for first, last in ends if first and last)


def _problem(quantity: Quantity, quoted: tuple[str, ...]) -> str:
    if not any(stands_in(text, quantity.raw) for text in quoted):
        return "is not in a quote. Copy its words from the document."
    amounts = read_amounts(quantity.raw)
    if len(amounts) > 1:
        return "holds several amounts. Make each a quantity of its own."
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
