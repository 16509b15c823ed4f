"""Who is said to say it is told apart from what is said: "According to the UN, …", "…, Voronkov said"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.matching.mentions import Mention

_SAY = (
    r"(?:says?|said|stated|announc(?:es|ed)|not(?:es|ed)|report(?:s|ed)|mention(?:s|ed)|indicat(?:es|ed)"
    r"|highlight(?:s|ed)|remark(?:s|ed)|warn(?:s|ed)|told \w+|confirm(?:s|ed)|reveal(?:s|ed)|add(?:s|ed)"
    r"|believ(?:es|ed)|estimat(?:es|ed)|conclud(?:es|ed)|declar(?:es|ed)|emphasi[sz](?:es|ed)|stress(?:es|ed)"
    r"|elaborat(?:es|ed) on|point(?:s|ed) out|argu(?:es|ed)|wrote|writes|claims?|claimed|find|found)"
)
_TO = r"(?:\s+(?:that|how))?[\s,:]+[\"'“]?"
# What stands before the verb is a speaker's name and title: short, and without a full stop.
_OPENING = re.compile(
    rf"(?P<who>[^.;:!?]{{2,240}}?)\b(?:{_SAY})\b(?P<by>\s+by\s+[^,.;]{{2,60}}?\s+that\b)?{_TO}", re.IGNORECASE
)
_ACCORDING = re.compile(r"according to (?P<who>[^,.;]{2,120}),\s+", re.IGNORECASE)
_CLOSING = re.compile(
    rf"(?:,?\s+according to (?P<source>[^,.;]{{2,120}})"
    rf"|,\s+(?:(?P<who>[^,.;]{{2,80}}?)\s+{_SAY}(?: of \w+)?|{_SAY}\s+(?P<speaker>[^,.;]{{2,80}})))[.!]?$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not|never|no|nobody|none|nor|few|if|whether|will|would|may|might|could|should)\b|n't\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\s*(?:yet|also|he|she|they|it (?:was|is|has been)(?: also)?|,|\s)+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Whom a sentence names as speaking, in its own words; both empty where it names nobody."""

    words: str = ""
    mentions: tuple[Mention, ...] = ()
    is_open: bool = False
    """It is not said that anybody says it: "did not say", "may say"."""


def without_speech(text: str, find_mentions: Callable[[str], tuple[Mention, ...]]) -> tuple[Spoken, str]:
    """Return who is said to say a statement, and the statement without that."""
    for pattern in (_ACCORDING, _OPENING):
        found = pattern.match(text)
        if found:
            words = found["who"] + (found["by"] or "" if pattern is _OPENING else "")
            spoken = Spoken(words.strip(" ,"), find_mentions(words), bool(_OPEN.search(words)))
            if (spoken.mentions or spoken.is_open or _PRONOUN.fullmatch(words)) and text[
                found.end() :
            ].strip():
                return spoken, text[found.end() :]
    found = _CLOSING.search(text)
    if found and found.start():
        words = found["source"] or found["who"] or found["speaker"]
        mentions = find_mentions(words)
        if mentions:
            return Spoken(words.strip(), mentions), text[: found.start()]
    return Spoken(), text
