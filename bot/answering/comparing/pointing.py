"""Words that point back: "its", "they" or "the group" name whom the sentence before speaks of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.answering.comparing.speech import without_speech
from bot.answering.comparing.statements import FindMentions
from bot.documents.normalizing import normalized
from bot.matching.mentions import Mention

Pointer: TypeAlias = Literal["it", "its", "they", "their", "group", "organisation", "person"]

LEAD = (
    r"^\W*(?:(?:and|but|yet|so|still|however|meanwhile|today|now|also|moreover|besides|furthermore"
    r"|additionally|currently|recently)\b,?\s+|(?:in|since|by|at|during|across|inside|within|before|after)"
    r"\s[^,]{2,60},\s+){0,2}"
)
"""What may stand before who acts."""
# "Measures have reduced its reserves": what is many owns nothing by "its".
_OF_MANY = r"^\W*(?:there are|(?:\w+\s+){1,3}(?:have|are|were))\s+(?:\w+\s+){1,4}"
_THE = r"\bthe\s+(?:(?:terror(?:ist)?|armed|militant|jihadist|extremist|insurgent)\s+)?"
_ALONE = r"\b(?!\s+(?:of|that|which|who|called|known|in|from)\b)"
_POINTERS: Mapping[Pointer, re.Pattern[str]] = {
    "it": re.compile(rf"{LEAD}(?P<word>it)\b", re.IGNORECASE),
    "its": re.compile(rf"(?:{LEAD}|{_OF_MANY})(?P<word>its)\b", re.IGNORECASE),
    "they": re.compile(rf"{LEAD}(?P<word>they)\b", re.IGNORECASE),
    "their": re.compile(rf"{LEAD}(?P<word>their)\b", re.IGNORECASE),
    "person": re.compile(rf"{LEAD}(?P<word>he|she|his|her)\b", re.IGNORECASE),
    "group": re.compile(rf"(?P<word>{_THE}(?:group|movement)){_ALONE}", re.IGNORECASE),
    "organisation": re.compile(rf"(?P<word>{_THE}organi[sz]ation){_ALONE}", re.IGNORECASE),
}
# "It is likely that", "it took years": it points at nobody.
_EMPTY_IT = re.compile(
    r"\bit(?:'s|\s+(?:is|was|has been|had been|(?:will|would|may|might|can|could) be|seems?|appears?|remains"
    r"|looks))\b(?:\W+\w+){0,8}?\W+(?:that|whether|how|why|who|which|if|though|hard|easy|likely|unlikely"
    r"|possible|impossible|important|difficult|necessary|time|clear|unclear|true|false|said|to be|too)\b"
    r"|\bit\s+(?:took|takes|rain\w*|snow\w*|turns)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """Whom a sentence speaks of, by the words with which the next one may point back to them."""

    by: Mapping[Pointer, Mention] = field(default_factory=dict)
    """The texts are the names as the message first writes them."""
    pointed: int = 0
    """Sentences since that one, which only pointed back."""


NOBODY = SpokenOf()


def pointing_back(clause: str, to: SpokenOf, find_mentions: FindMentions) -> FindMentions:
    """Return what finds the names of a clause, and its first word that points back, as a name.

    No word points back where the clause names somebody else who may be meant: before it, after a comma, or as
    who speaks.
    """
    if not to.by:
        return find_mentions
    text = normalized(clause).text
    spoken, said = without_speech(text, find_mentions)
    open_to = {
        pointer: mention
        for pointer, mention in to.by.items()
        if not (pointer == "it" and _EMPTY_IT.search(text))
        and not any(_fits(each, pointer) or _is_place(each, pointer) for each in spoken.mentions)
        and not _is_another_told(pointer, said, find_mentions(said))
    }

    def find(part: str) -> tuple[Mention, ...]:
        named = find_mentions(part)
        pointing = sorted(_pointing(part, open_to), key=lambda each: each.start)[:1]
        is_apart = pointing and all(
            each.end <= pointing[0].start or pointing[0].end <= each.start for each in named
        )
        return tuple(sorted((*named, *pointing), key=lambda each: each.start)) if is_apart else named

    return find if open_to else find_mentions


def points_back(mention: Mention) -> bool:
    """Tell whether a mention only points back, by the words that it is given."""
    return len(mention.text) != mention.end - mention.start


def name_in(mention: Mention) -> str:
    """Return the name that a mention writes, or that it points back to."""
    return mention.text.rpartition("(")[2].rstrip(")") if points_back(mention) else mention.text


def _pointing(part: str, open_to: Mapping[Pointer, Mention]) -> Iterator[Mention]:
    for pointer, meant in open_to.items():
        found = _POINTERS[pointer].search(part)
        if found:
            start, end = found.span("word")
            said = f"{part[start:end]} ({meant.text})"
            yield Mention(start, end, said, meant.entity_ids, meant.kind, meant.wider, meant.how)


def _is_another_told(pointer: Pointer, said: str, named: tuple[Mention, ...]) -> bool:
    found = _POINTERS[pointer].search(said)
    if not found:
        return False
    start, end = found.span("word")
    before = (each for each in named if each.start < start)
    after = (each for each in named if "," in said[end : each.start])
    return any(_fits(each, pointer) or _is_place(each, pointer, owning=True) for each in before) or any(
        _fits(each, pointer) for each in after
    )


def _fits(mention: Mention, pointer: Pointer) -> bool:
    """Tell whether a word may point at somebody of this kind."""
    if pointer == "person":
        return mention.kind == "person"
    if pointer == "group":
        return mention.kind in ("armed-group", "community")
    return mention.kind not in ("person", "place")


def _is_place(mention: Mention, pointer: Pointer, *, owning: bool = False) -> bool:
    """Tell whether it may point at a state: as who speaks, or as what owns."""
    return mention.kind == "place" and pointer in (
        ("its", "their") if owning else ("it", "its", "they", "their")
    )
