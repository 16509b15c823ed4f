"""Check `tags`: what a fact is tagged with is known, and the document names it."""

from collections.abc import Iterator

from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding
from bot.factbase.naming import Mentions


def check_tags(case: FactInContext) -> Iterator[Finding]:
    """Report unknown ids as errors; say how a subject or place that no quote names came to be tagged."""
    fact, known = case.fact, case.vocabulary.entities
    for tag in fact.entity_ids:
        if tag not in known:
            yield case.finding(
                "error", "tags", f"“{tag}” is not an entity. Add it to knowledge/entities/ or correct the id."
            )
    for tag in fact.topics:
        if tag not in case.vocabulary.topics:
            yield case.finding(
                "error", "tags", f"“{tag}” is not a topic. Add it to knowledge/topics.yaml or correct the id."
            )
    in_quotes = _mentions(case, case.quoted)
    in_paragraphs = _mentions(case, tuple(paragraph.text for paragraph in case.paragraphs))
    for tag in dict.fromkeys((*fact.subjects, *fact.places)):
        if tag in known and tag not in in_quotes.named:
            yield _unquoted(case, tag, in_quotes, in_paragraphs)


def _mentions(case: FactInContext, texts: tuple[str, ...]) -> Mentions:
    found = [case.vocabulary.names.mentions(text) for text in texts]
    return Mentions(
        frozenset().union(*(each.named for each in found)),
        frozenset().union(*(each.implied for each in found)),
    )


def _unquoted(case: FactInContext, tag: str, in_quotes: Mentions, in_paragraphs: Mentions) -> Finding:
    name = case.vocabulary.entities[tag].name
    if tag in in_quotes.implied:
        return case.finding(
            "info", "tags", f"{name} is only implied by a quote, by a demonym or a part of it. Nothing to do."
        )
    if tag in in_paragraphs.named | in_paragraphs.implied:
        return case.finding(
            "info", "tags", f"{name} is named beside the quote, not in it. Check who or what the quote means."
        )
    return case.finding(
        "warning", "tags", f"{name} is named nowhere near the quote. Remove the tag, or quote what names it."
    )
