"""English words that say which way something goes: up or down, better or worse."""

import re
from typing import Literal, TypeAlias

from bot.documents.quantities import blotted

Direction: TypeAlias = Literal["more", "less", "better", "worse"]

OPPOSITES: tuple[tuple[Direction, Direction], ...] = (("more", "less"), ("better", "worse"))

# Words with an everyday meaning beside are left out: "mounted an attack", "spread", "cut off", "gained".
_WORDS: dict[Direction, str] = {
    "more": (
        r"increas\w*|rise[sn]?|rising|rose|grow(?:s|n|ing|th)?|grew|surg(?:e[sd]?|ing)|upsurge|uptick|resurg\w*"
        r"|(?<!de-)(?<!de)escalat\w*|soar\w*|climb(?:s|ed|ing)?|expan(?:d\w*|sion)|intensif\w*|swell\w*|swollen"
        r"|spik(?:e[sd]?|ing)|mounting|heighten\w*|strengthen\w*|stronger|boost\w*|accelerat\w*|multipl(?:y|ies|ied)"
        r"|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|proliferat\w*|more|larger|bigger|greater|higher"
        r"|(?:go|goes|going|went|gone)\s+up"
    ),
    "less": (
        r"lessen\w*|diminish\w*|reduc\w*|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin\w*|decreas\w*|hinder\w*"
        r"|hindrance|weaken\w*|weaker|shr[iau]nk\w*|ebb\w*|subsid(?:e[sd]?|ing)|dwindl\w*|wan(?:e[sd]?|ing)|curb\w*"
        r"|curtail\w*|imped\w*|hamper\w*|impair\w*|degrad\w*|erod\w*|undermin\w*|plung\w*|plummet\w*|slump\w*"
        r"|halv\w*|slow(?:ed|s|ing|er|down)|de-?escalat\w*|fewer|less|lesser|lower(?:s|ed|ing)?|smaller"
        r"|(?:go|goes|going|went|gone)\s+down"
    ),
    "better": r"improv\w*|better|eas(?:e[sd]|ing)",
    "worse": r"worsen\w*|worse|deteriorat\w*|aggravat\w*",
}
# "More or less" and "once more" go nowhere, "fewer men than ISIS" ranks two, and a city's fall is no decline.
_IDLE = re.compile(
    r"\bmore or less\b|\bonce more\b|\bnonetheless\b"
    r"|\b(?i:more|less|fewer|larger|bigger|smaller|greater|higher|lower|stronger|weaker)\b"
    r"[^.;]{0,60}? than (?:in |the )*(?=[A-Z])"
    r"|\b(?i:the fall) of (?=[A-Z])|\bf(?:e|a)ll(?:en|s)? to (?:the )?(?=[A-Z])"
)
_DIRECTIONS = {
    direction: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for direction, words in _WORDS.items()
}


def directions_in(text: str) -> frozenset[Direction]:
    """Tell which directions an English text speaks of; bounds ("more than ten") are none."""
    spoken = _spoken(text)
    return frozenset(direction for direction, words in _DIRECTIONS.items() if words.search(spoken))


def direction_words(text: str) -> tuple[str, ...]:
    """List the words by which an English text speaks of a direction, each once."""
    spoken = _spoken(text)
    found = (match[0] for words in _DIRECTIONS.values() for match in words.finditer(spoken))
    return tuple(dict.fromkeys(found))


def _spoken(text: str) -> str:
    return _IDLE.sub("", blotted(text, "#"))
