"""Check `direct`: what is given as a direct quotation stands in quotation marks."""

from collections.abc import Iterator

from bot.documents.quotations import quotations
from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding


def check_direct(case: FactInContext) -> Iterator[Finding]:
    """Report a fact that claims to quote directly, while its first quote lies outside quotation marks."""
    if case.fact.attribution.how != "direct":
        return
    first = case.passages[0]
    quoted = quotations(case.document, case.document.paragraph_at(first.start) or 0)
    if not any(each.start <= first.start and first.end <= each.end for each in quoted):
        yield case.finding(
            "error",
            "direct",
            "its first quote does not lie in quotation marks. Quote only what stands between them, "
            "or write `how: paraphrase`.",
        )
