"""What a question wants to be told (whom, where, when, how many), and which facts can tell it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, TypeAlias

from bot.matching.factset import FactSet
from bot.matching.terms import Trait
from bot.matching.text import WORDS_READ, words
from bot.matching.view import View

Wanted: TypeAlias = Literal["amount", "person", "place", "date"]
_WANTED: dict[str, Wanted] = {
    "who": "person",
    "whom": "person",
    "where": "place",
    "when": "date",
    **dict.fromkeys(("year", "month", "date"), "date"),
    **dict.fromkeys(("country", "countries", "region", "regions", "place", "places"), "place"),
    **dict.fromkeys(("number", "amount", "figure", "figures", "total", "count"), "amount"),
    **dict.fromkeys(("estimate", "estimates", "estimated"), "amount"),
}
# Nouns that name an answer of the kind wanted, in a topic or in a fact's own words.
_NAMING: dict[Wanted, tuple[str, ...]] = {
    "amount": ("number", "total", "amount", "size", "strength", "count", "rate", "population"),
    "person": ("leader", "leadership", "chief", "head", "commander", "president", "minister"),
    "place": ("location", "area", "region", "base", "headquarters", "deployment"),
    "date": ("date", "history", "foundation", "establishment"),
}
# Of the share of a question that a fact accounts for: enough to decide among facts that account for as much.
_BY_TOPIC, _BY_KIND = 0.06, 0.04


def wanted(text: str) -> frozenset[Wanted]:
    """Tell what a question asks to be told: it orders what is found, and finds nothing by itself."""
    keys = [word.key for word in words(text, limit=WORDS_READ)]
    found = {_WANTED[key] for key in keys if key in _WANTED}
    if any(first == "how" and then in {"many", "much"} for first, then in pairwise(keys)):
        found.add("amount")
    return frozenset(found)


def lifts(view: View, wants: frozenset[Wanted]) -> Iterator[tuple[float, FactSet]]:
    """Yield the facts that can tell what is wanted, with how much that lifts them."""
    for want in sorted(wants):
        yield _BY_TOPIC, view.naming(want, _NAMING[want])
        if want == "amount":
            yield _BY_KIND, view.with_trait(Trait.COUNTED)
