"""Check `names`: a claim brings in no name that its source does not give."""

import calendar
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from bot.documents.quantities import read_amounts
from bot.documents.quoting import stands_in
from bot.domain import When
from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding
from bot.matching.text import Word, normalise, words

_MONTHS = tuple(month.lower() for month in calendar.month_name)
_ABBREVIATION = 3
_SHARING = re.compile(r"\b(\w+) (?:and|or) \w+ (?=(\w+)\b)")


def check_names(case: FactInContext) -> Iterator[Finding]:
    """Report each name of the claim that neither the paragraph of a quote nor a tagged entity bears."""
    texts = case.surroundings
    known, rest = _known_names(case, texts)
    folded = [_folded(text) for text in texts]
    months = _months_of(case.fact.when)
    unknown = [
        name
        for name in _unknown_names(case.fact.claim, rest)
        if not any(f" {normalise(name)} " in text for text in folded) and not _is_month(name, folded, months)
    ]
    for name in (*known, *unknown):
        yield case.finding(
            "warning",
            "names",
            f"the claim names “{name}”, the paragraph of its quotes does not. "
            "Use the document's name, tag the entity, or remove the name.",
        )


def _known_names(case: FactInContext, texts: Sequence[str]) -> tuple[list[str], list[Word]]:
    """Find the claim's known names that are not given, and its words that belong to no known name."""
    claim, names = case.fact.claim, case.vocabulary.names
    given = {*case.fact.entity_ids, *case.fact.attribution.chain}
    for naming in chain.from_iterable(map(names.namings, texts)):
        given |= naming.named | naming.described
    strange = []
    # A currency (USD 10 million) is no name.
    amounts = read_amounts(claim)
    rest = [word for word in words(claim) if not any(each.start <= word.start < each.end for each in amounts)]
    for naming in names.namings(claim):
        name = claim[naming.start : naming.end]
        # In lower case a known name may be an everyday word.
        if name != name.lower():
            rest = [word for word in rest if not naming.start <= word.start < naming.end]
            if not (naming.named | naming.described) & given and not any(
                stands_in(text, name) for text in texts
            ):
                strange.append(name)
    return strange, rest


def _unknown_names(claim: str, rest: Sequence[Word]) -> Iterator[str]:
    """Yield the runs of capitalised words, of those that belong to no known name."""
    begin = end = -1
    for word in rest:
        if not _is_name(claim, word):
            continue
        if begin >= 0 and claim[end : word.start].strip(" -‐‑.'’"):
            yield claim[begin:end]
            begin = -1
        begin, end = (word.start if begin < 0 else begin), word.end
    if begin >= 0:
        yield claim[begin:end]


def _is_name(claim: str, word: Word) -> bool:
    text = claim[word.start : word.end]
    before = claim[: word.start].rstrip(" \u00a0\"'“‘(")
    # What begins a sentence is capitalised anyway; only capitals within the word then tell a name.
    begins = not before or before[-1] in ".:!?"
    return len(text) > 1 and (text[1:] != text[1:].lower() if begins else text[0].isupper())


def _folded(text: str) -> str:
    """Fold a text, and read "North and South Kivu" as "North Kivu", too."""
    folded = f" {normalise(text)} "
    return folded + "".join(f" {first} {last} " for first, last in _SHARING.findall(folded))


def _is_month(name: str, folded: Sequence[str], months: frozenset[str]) -> bool:
    """Tell whether a name is a month that a paragraph abbreviates, or that a derived date falls in."""
    month = name.lower()
    return month in _MONTHS and (
        month in months or any(f" {month[:_ABBREVIATION]} " in text for text in folded)
    )


def _months_of(when: When) -> frozenset[str]:
    if not when.derived:
        return frozenset()
    days = (day for each in when.ranges for day in (each.earliest_on, each.latest_on) if day)
    return frozenset(_MONTHS[day.month] for day in days)
