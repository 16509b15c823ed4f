"""Check `quote`: each quote stands in its document in one place, whole, within one paragraph."""

from collections.abc import Iterator
from typing import assert_never

from bot.documents.quoting import NotFound
from bot.factbase.checks.case import FactInContext, excerpt
from bot.factbase.findings import Finding


def check_quotes(case: FactInContext) -> Iterator[Finding]:
    """Report each quote that has not exactly one place in the document."""
    file = f"seeds/{case.dossier.source.file}"
    lines = case.entry.quote_lines
    for quote, place, line in zip(case.fact.quotes, case.found, lines, strict=True):
        if isinstance(place, NotFound):
            message = f"the quote {excerpt(quote.exact)} {not_found_in_words(place, file)}"
            yield case.finding("error", "quote", message, line=line)


def not_found_in_words(missing: NotFound, file: str) -> str:
    """Say why a quote has no place in a document, and what to do: the rest of a sentence, and one more."""
    match missing.reason:
        case "absent":
            return f"is not in {file}. Copy the words from the document."
        case "misplaced":
            return f"does not stand between its prefix and suffix in {file}. Copy both from the document."
        case "cut":
            return f"begins or ends within a word or number of {file}. Quote it whole."
        case "split":
            return f"runs over the end of a paragraph of {file}. Make it two quotes."
        case "several":
            return (
                f"stands in {missing.places} places of {file}. Add a prefix or suffix, or quote more words."
            )
        case _:
            assert_never(missing.reason)
