"""Whom a sentence speaks of, so that the next may point back: one actor, or nobody."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.answering.comparing.pointing import LEAD, NOBODY, Pointer, SpokenOf, name_in, points_back
from bot.answering.comparing.speech import without_speech
from bot.answering.comparing.statements import FindMentions
from bot.documents.normalizing import normalized
from bot.matching.mentions import Mention
from bot.matching.stopwords import STOP_WORDS

_MOST_POINTED = 2
"""So many sentences in a row may point back to one name."""
_HEAD = re.compile(rf"{LEAD}(?:the\s+)?", re.IGNORECASE)
_ACTING = re.compile(
    r"\s+(?:(?:still|also|once|now|never|no longer|not|\w+ly)\s+){0,2}"
    r"(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|\w{3,}ed|continues|remains|maintains"
    r"|keeps|says|hinders|retains|rules|poses|faces|wants|denies|split|lost|held|grew|rose|fell|fought|broke"
    r"|won|began|took|drew|ran|made|came|went|left|built|sent|spoke|met)\b",
    re.IGNORECASE,
)
_OWNING = re.compile(r"'s?\s")
_WORD = re.compile(r"\w+")
_OWNERS = frozenset({"its", "their", "his", "her"})
_A_GROUP = (
    r"(?:group|organi[sz]ation|movement|militia|faction|network|branch|offshoot|affiliate|rival|enemy|army"
    r"|gang|government|regime|party|state|coalition|alliance|cell|company|bank|agency|force)\b(?!\s+of\b)"
)
_OTHER_GROUP = re.compile(rf"\b{_A_GROUP}", re.IGNORECASE)
_IS_A_GROUP = re.compile(
    rf"\b(?:is|was|remains) (?:still )?(?:an?|the) (?:[\w-]+ ){{0,3}}{_A_GROUP}", re.IGNORECASE
)
# Months and days name nobody.
_WRITTEN_BIG = re.compile(
    r"\b(?!(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z]\w+"
)
# What "it" may point at instead: not what somebody is ("is a threat").
_ONE_THING = re.compile(r"(?<!\bis )(?<!\bwas )(?<!remains )\ban?\s", re.IGNORECASE)
# What "they" may.
_MANY_THINGS = re.compile(r"\b(?:\w{2,}[^suia\W]s|people|men|women|children|troops)\b", re.IGNORECASE)


def spoken_of(sentence: str, find_mentions: FindMentions, before: SpokenOf) -> SpokenOf:
    """Return whom the next sentence may point back to; the mentions found are those that point back, too.

    Nobody, where more than one could be meant: another group, or a name that the base does not know.
    """
    spoken, said = without_speech(normalized(sentence).text, find_mentions)
    mentions = find_mentions(said)
    named = (*spoken.mentions, *mentions)
    pointed = before.pointed + 1 if any(map(points_back, named)) else 0
    rest = _without(mentions, said)
    if pointed >= _MOST_POINTED or _has_unknown_name(rest):
        return NOBODY
    found = _open_to(said, rest, mentions, named)
    by = {pointer: replace(each, text=name_in(each)) for pointer, each in found}
    return SpokenOf(by, pointed) if by else NOBODY


def _open_to(
    said: str, rest: str, mentions: Sequence[Mention], named: Sequence[Mention]
) -> Iterator[tuple[Pointer, Mention]]:
    """Yield each word that may point back, with whom it means."""
    first = mentions[0] if mentions and _HEAD.fullmatch(said[: mentions[0].start]) else None
    person = _only(each for each in named if each.kind == "person")
    if person and (person not in mentions or person is first):
        yield "person", person
    if _OTHER_GROUP.search(_IS_A_GROUP.sub(" ", rest)):
        return
    groups = _only(each for each in named if each.kind in ("armed-group", "community"))
    if groups and groups.kind == "armed-group" and (first or _begins_plainly(said)):
        yield "group", groups
    actor = _only(each for each in named if each.kind not in ("person", "place"))
    is_state_told = any(each.kind == "place" and _ACTING.match(said, each.end) for each in mentions)
    if actor and actor is first and actor.kind in ("armed-group", "organization") and not is_state_told:
        yield from ((pointer, actor) for pointer in _pointers(said, rest, actor))


def _pointers(said: str, rest: str, actor: Mention) -> Iterator[Pointer]:
    """Yield the words that may point at who acts, or owns what acts, unless at a thing named after."""
    acting = _ACTING.match(said, actor.end)
    is_owner = said[actor.start : actor.end].lower() in _OWNERS or bool(_OWNING.match(said, actor.end))
    if not (acting or is_owner):
        return
    after = rest[acting.end() if acting and not is_owner else actor.end :]
    has_many = bool(_MANY_THINGS.search(after))
    yield from ("its", "organisation")
    if not has_many:
        yield "their"
    if not is_owner and not has_many:
        yield "they"
    if not is_owner and not _ONE_THING.search(rest):
        yield "it"


def _only(found: Iterable[Mention]) -> Mention | None:
    """Return the one who is named, where it is told who; None where there are more, or nobody is."""
    each = list(found)
    ids = {one.entity_ids for one in each}
    return each[0] if len(ids) == 1 and len(each[0].entity_ids) == 1 else None


def _without(mentions: Iterable[Mention], text: str) -> str:
    """Blank the names in a text; what is left keeps its place."""
    for each in mentions:
        text = f"{text[: each.start]}{' ' * (each.end - each.start)}{text[each.end :]}"
    return text


def _has_unknown_name(rest: str) -> bool:
    """Tell whether a word is written like a name that the base does not know; the first always is."""
    return any(rest[: word.start()].strip("\"'“‘( ") for word in _WRITTEN_BIG.finditer(rest))


def _begins_plainly(said: str) -> bool:
    """Tell whether the first word is surely no name: "The presence of ISIS"."""
    return any(each[0].lower() in STOP_WORDS for each in islice(_WORD.finditer(said), 1))
