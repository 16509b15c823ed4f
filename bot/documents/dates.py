"""Dates that English text counts from the day it was written: "last month", "since November"."""

import re

from bot.domain import Passage

_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?+)"
)
_WEEKDAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SPAN = "(?:day|week|weekend|month|quarter|year|decade|century|spring|summer|autumn|fall|winter)"
_SPANS = "(?:hour|day|week|month|year|decade)s?"
_COUNT = r"(?:\d{1,4}|[a-z]{1,9}(?:[ -][a-z]{1,9})?)"
_NO_YEAR = r"(?!,?\s+(?:of\s+)?\d{4}\b)"

# Words are matched in any case, the names of months only capitalised: "may" and "march" are verbs.
_RELATIVE = re.compile(
    "|".join(
        (
            r"\b(?i:yesterday|today|tomorrow|tonight)\b",
            rf"\b(?i:last|past|next|this|previous|coming)\s+(?:(?i:{_SPAN}|night)\b|{_WEEKDAY}\b|{_MONTH}{_NO_YEAR})",
            rf"\b(?i:(?:the\s+)?(?:last|past)\s+{_COUNT}\s+{_SPANS})\b",
            rf"\b(?i:(?:(?:over|more\s+than|nearly|almost|about|some)\s+)?{_COUNT}\s+{_SPANS}\s+(?:ago|earlier|later))\b",
            rf"\b(?i:since|until|by|in|from|during|(?:early|late|mid)-?)\s*\b{_MONTH}(?!\s+\d{{1,2}}\b){_NO_YEAR}",
            rf"\b(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}\b){_NO_YEAR}",
            rf"\b{_WEEKDAY}\b",
        )
    )
)


def relative_dates(text: str) -> tuple[Passage, ...]:
    """Find the expressions whose date depends on when the text was written; in order, without overlap."""
    return tuple(Passage(match[0], *match.span()) for match in _RELATIVE.finditer(text))
