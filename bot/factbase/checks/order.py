"""Check `order`: who did what to whom stays so from quote to claim."""

import re
from collections.abc import Iterator
from itertools import combinations

from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding
from bot.factbase.naming import NameIndex, Naming

# "Hindered by the Taliban", not "by attacking the Taliban": the second name acts.
_BY = re.compile(r"\bby\s+(?:(?!\w+ing\b)\w+\s+){0,3}$")
# "ISIS, which the Taliban has fought": the second name acts here, too.
_WHOM = re.compile(r"\W*(?:against\s+|from\s+)?(?:which|that|whom)\s+(?:the\s+)?")
_LIST = re.compile(r"[\s,&]*(?:(?:and|or|as well as)\s+)?(?:the\s+)?")
# Two places have an order only where a word sends one to the other.
_FROM_TO = re.compile(r"\s*(?:in\s+)?(?:to|into|than|towards?|over|against)\s+(?:in\s+)?(?:the\s+)?")


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
    if not first or not second or any(_names(naming, pair[1]) for naming in first):
        return None
    early, late = sorted((first, second), key=lambda places: places[0].start)
    if early[-1].end > late[0].start:
        return None
    between = text[early[-1].end : late[0].start]
    if _LIST.fullmatch(between) or (are_places and not _FROM_TO.fullmatch(between)):
        return None
    is_inverted = bool(_BY.search(between) or _WHOM.fullmatch(between))
    return pair[(early is first) == is_inverted]


def _names(naming: Naming, entity_id: str) -> bool:
    return entity_id in naming.named | naming.described
