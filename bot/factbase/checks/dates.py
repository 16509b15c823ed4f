"""Check `dates`: dates agree with the day of publication, and relative dates were worked out."""

from collections.abc import Iterator

from bot.documents.dates import relative_dates
from bot.domain import parse_edtf
from bot.factbase.checks.case import FactInContext
from bot.factbase.dossiers import Dossier
from bot.factbase.findings import Finding


def check_dates(case: FactInContext) -> Iterator[Finding]:
    """Report a date that begins after the source was published."""
    published = case.dossier.source.published
    when = case.fact.when
    for field, text in (("event", when.event), ("as_of", when.as_of), ("said", when.said)):
        begins_on = parse_edtf(text).earliest_on if text else None
        if begins_on and begins_on > published:
            yield case.finding(
                "error",
                "dates",
                f"`{field}: {text}` begins after the source was published ({published}). Correct the date.",
            )


def check_relative_dates(case: FactInContext) -> Iterator[Finding]:
    """Report a relative date in a quote that was not worked out, or does not say how it was."""
    expressions = [found.text for text in case.quoted for found in relative_dates(text)]
    if not expressions:
        return
    when = case.fact.when
    if not when.stated:
        yield case.finding(
            "warning", "dates", f"the quote says “{expressions[0]}”. Work the date out and give it in `when`."
        )
    elif not when.derived:
        yield case.finding(
            "warning",
            "dates",
            f"the quote says “{expressions[0]}”. Say in `derived` how the date was worked out.",
        )


def check_source_dates(dossier: Dossier) -> Iterator[Finding]:
    """Report a source that was accessed before it was published."""
    source = dossier.source
    if source.accessed < source.published:
        message = (
            f"{source.id} was accessed ({source.accessed}) before it was published ({source.published}). "
            "Correct the dates."
        )
        yield Finding("error", "dates", dossier.file, dossier.source_line, None, message)
