"""Remark `translation`: which checks read a translation, because the document is not in English."""

from collections.abc import Iterator

from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding

_READ = "hedges, negation, direction and order"


def remark_translation(case: FactInContext) -> Iterator[Finding]:
    """Say that the checks that read English read a translation, or could not read at all."""
    if case.is_in_english:
        return
    if case.english:
        message = f"{_READ} were checked in the quotes' translation. Nothing to do."
    else:
        message = f"not checked: {_READ}, for a quote has no translation. Add one."
    yield case.finding("info", "translation", message)
