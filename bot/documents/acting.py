"""Who does it to whom: which of two names that stand in an English text acts."""

import re
from collections.abc import Sequence
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Where a name begins and ends; offsets in code points."""

# "Hindered by the Taliban", not "by attacking the Taliban": the second name acts.
_BY = re.compile(r"\bby\s+(?:(?!\w+ing\b)\w+\s+){0,3}$")
# "ISIS, which the Taliban has fought": the second name acts here, too.
_WHOM = re.compile(r"\W*(?:against\s+|from\s+)?(?:which|that|whom)\s+(?:the\s+)?")
_LIST = re.compile(r"[\s,&]*(?:(?:and|or|as well as)\s+)?(?:the\s+)?")
# Two places have an order only where a word sends one to the other.
_FROM_TO = re.compile(r"\s*(?:in\s+)?(?:to|into|than|towards?|over|against)\s+(?:in\s+)?(?:the\s+)?")


def first_acts(
    text: str, first: Sequence[Span], second: Sequence[Span], *, are_places: bool = False
) -> bool | None:
    """Tell whether the first of two names acts on the second, or stands before it; None: it is not told.

    Each name is given by the places where it stands, in order.
    """
    if not first or not second:
        return None
    early, late = sorted((first, second), key=lambda places: places[0][0])
    if early[-1][1] > late[0][0]:
        return None
    between = text[early[-1][1] : late[0][0]]
    if _LIST.fullmatch(between) or (are_places and not _FROM_TO.fullmatch(between)):
        return None
    is_inverted = bool(_BY.search(between) or _WHOM.fullmatch(between))
    return (early is first) != is_inverted
