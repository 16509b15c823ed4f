"""Check `attribution`: the document says it from whom the fact says it is."""

import re
from collections.abc import Iterator

from bot.documents.quoting import stands_in
from bot.factbase.checks.case import FactInContext, excerpt
from bot.factbase.findings import Finding

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_attribution(case: FactInContext) -> Iterator[Finding]:
    """Report ids of the chain that are unknown, and a speaker whom the document does not name there."""
    attribution = case.fact.attribution
    unknown = [
        link for link in attribution.chain if _ID.fullmatch(link) and link not in case.vocabulary.entities
    ]
    for link in unknown:
        yield case.finding(
            "error",
            "attribution",
            f"“{link}” in the chain is not an entity. Correct the id, or describe the speaker in words.",
        )
    if attribution.how == "own-voice" or attribution.speaker in unknown or _is_named(case):
        return
    where = "before the quote" if attribution.how == "carried" else "in the paragraph of the first quote"
    yield case.finding(
        "error",
        "attribution",
        f"the speaker {excerpt(attribution.speaker)} is not named {where}. Quote where the document says so, "
        "or give the document's `words` for the speaker and `resolution: inferred`.",
    )


def _is_named(case: FactInContext) -> bool:
    attribution = case.fact.attribution
    paragraph = case.paragraphs[0].text
    is_described = not _ID.fullmatch(attribution.speaker)
    # A description in our words ("unnamed reports") says itself that no name was inferred.
    may_be_unnamed = is_described or attribution.resolution == "inferred"
    if may_be_unnamed and stands_in(paragraph, attribution.words):
        return True
    text = _text_before(case) if attribution.how == "carried" else paragraph
    if is_described:
        return stands_in(text, attribution.speaker)
    return attribution.speaker in case.vocabulary.names.mentions(text).named


def _text_before(case: FactInContext) -> str:
    """Return the paragraph before that of the first quote, and what precedes the quote in its own."""
    first = case.passages[0]
    index = case.document.paragraph_at(first.start) or 0
    return case.document.text[case.document.paragraphs[max(0, index - 1)].start : first.start]
