"""Check `order`: who did what to whom stays so from quote to claim."""

from collections.abc import Iterator
from itertools import combinations

from bot.documents.acting import first_acts
from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding
from bot.factbase.naming import NameIndex, Naming


def check_order(case: FactInContext) -> Iterator[Finding]:
    """Report two tagged entities that change places between a quote and the claim."""
    fact, names = case.fact, case.vocabulary.names
    actors = {*fact.subjects, *fact.objects}
    for first, second in combinations(fact.entity_ids, 2):
        are_places = not {first, second} <= actors
        claimed = _first_of(names, fact.claim, (first, second), are_places=are_places)
        quoted = {_first_of(names, text, (first, second), are_places=are_places) for text in case.english}
        quoted.discard(None)
        # Where no quote names both, the tags tell: subjects act, objects are acted on.
        if not any({first, second} <= names.mentions(text).named for text in case.english) and (
            first in fact.subjects and second in {*fact.objects} - {*fact.subjects}
        ):
            quoted = {first}
        if claimed and quoted and claimed not in quoted:
            known = case.vocabulary.entities
            other = known[second if claimed == first else first].name
            yield case.finding(
                "warning",
                "order",
                f"{known[claimed].name} comes before {other} in the claim, and after it in the quote "
                "or the tags. Keep who did what to whom.",
            )


def _first_of(names: NameIndex, text: str, pair: tuple[str, str], *, are_places: bool) -> str | None:
    """Return which of two entities acts, or stands first; None where the text does not tell."""
    namings = names.namings(text)
    first, second = ([naming for naming in namings if _names(naming, each)] for each in pair)
    if any(_names(naming, pair[1]) for naming in first):
        return None
    spans = ([(naming.start, naming.end) for naming in each] for each in (first, second))
    acts = first_acts(text, *spans, are_places=are_places)
    return None if acts is None else pair[not acts]


def _names(naming: Naming, entity_id: str) -> bool:
    return entity_id in naming.named | naming.described
