"""The checks of one fact; each finding bears the name of its check."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from bot.factbase.checks.attribution import check_attribution
from bot.factbase.checks.case import FactInContext
from bot.factbase.checks.dates import check_dates, check_relative_dates
from bot.factbase.checks.direct import check_direct
from bot.factbase.checks.direction import check_direction
from bot.factbase.checks.handling import check_handling
from bot.factbase.checks.hedges import check_hedged_wording, check_hedges
from bot.factbase.checks.ids import check_id
from bot.factbase.checks.names import check_names
from bot.factbase.checks.negation import check_negation
from bot.factbase.checks.numbers import check_numbers, check_quantities
from bot.factbase.checks.order import check_order
from bot.factbase.checks.quotes import check_quotes
from bot.factbase.checks.tags import check_tags
from bot.factbase.checks.translation import remark_translation
from bot.factbase.findings import Finding

Check: TypeAlias = Callable[[FactInContext], Iterator[Finding]]

_ALWAYS: tuple[Check, ...] = (check_id, check_quotes, check_dates, check_handling)
# These read the quotes; a quote that is not found would make each of them complain about it again.
_WITH_EVERY_QUOTE_FOUND: tuple[Check, ...] = (
    check_numbers,
    check_quantities,
    check_tags,
    check_names,
    check_attribution,
    check_direct,
    check_hedges,
    check_relative_dates,
    remark_translation,
)
# These know English only.
_IN_ENGLISH: tuple[Check, ...] = (check_hedged_wording, check_negation, check_direction, check_order)


def check_fact(case: FactInContext) -> Iterator[Finding]:
    """Run every check of one fact."""
    for check in _ALWAYS:
        yield from check(case)
    if case.has_every_place:
        for check in (*_WITH_EVERY_QUOTE_FOUND, *(_IN_ENGLISH if case.english else ())):
            yield from check(case)
