"""The checks of one fact; each finding bears the name of its check."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from bot.factbase.checks.attribution import check_attribution
from bot.factbase.checks.case import FactInContext
from bot.factbase.checks.dates import check_dates, check_relative_dates
from bot.factbase.checks.handling import check_handling
from bot.factbase.checks.ids import check_id
from bot.factbase.checks.numbers import check_numbers, check_quantities
from bot.factbase.checks.quotes import check_quotes
from bot.factbase.checks.tags import check_tags
from bot.factbase.findings import Finding

Check: TypeAlias = Callable[[FactInContext], Iterator[Finding]]

_ALWAYS: tuple[Check, ...] = (check_id, check_quotes, check_dates, check_handling)
# These read the quotes; a quote that is not found would make each of them complain about it again.
_WITH_EVERY_QUOTE_FOUND: tuple[Check, ...] = (
    check_numbers,
    check_quantities,
    check_tags,
    check_attribution,
    check_relative_dates,
)


def check_fact(case: FactInContext) -> Iterator[Finding]:
    """Run every check of one fact."""
    for check in _ALWAYS:
        yield from check(case)
    if len(case.passages) == len(case.fact.quotes):
        for check in _WITH_EVERY_QUOTE_FOUND:
            yield from check(case)
