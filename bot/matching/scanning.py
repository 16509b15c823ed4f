"""Names that stand in a running text: the longest wins, so that "ISIS-K" does not name ISIS."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from bot.matching.text import Word, words

_JOINS = ("and", "or")
# "North, West, East and Central Africa" is the longest list that is likely to share its last word.
_MAX_SHARING = 4
# "North and South Korean army" shares two.
_MAX_SHARED = 3
_Bearer = TypeVar("_Bearer")


def scan(
    text: str,
    find: Callable[[Sequence[Word]], _Bearer | None],
    is_name: Callable[[_Bearer], bool],
    longest: int,
) -> Iterator[tuple[Sequence[Word], _Bearer]]:
    """Yield the names of a text in order, each with its words; a word belongs to one name at most.

    `find` tells whom some words name, at most `longest` of them. The first word of "Western and Central
    Asia" is yielded as "Western Asia", unless by itself it `is_name` of somebody.
    """
    read = words(text)
    at = 0
    while at < len(read):
        sharing = _sharing(text, read[at : at + _MAX_SHARING + _MAX_SHARED + 1], find, is_name)
        length, bearer = (1, sharing) if sharing else _longest(read[at : at + longest], find)
        if bearer:
            yield read[at : at + length], bearer
        at += length


def _longest(
    read: Sequence[Word], find: Callable[[Sequence[Word]], _Bearer | None]
) -> tuple[int, _Bearer | None]:
    for length in range(len(read), 0, -1):
        bearer = find(read[:length])
        if bearer:
            return length, bearer
    return 1, None


def _sharing(
    text: str,
    read: Sequence[Word],
    find: Callable[[Sequence[Word]], _Bearer | None],
    is_name: Callable[[_Bearer], bool],
) -> _Bearer | None:
    """Tell whom the first word names together with what a list shares at its end."""
    join = 1
    last = min(len(read), _MAX_SHARING) - 1
    while join < last and read[join].key not in _JOINS and _gap(text, read, join) == ",":
        join += 1
    if join + 1 >= len(read) or read[join].key not in _JOINS or _gap(text, read, join) not in ("", ","):
        return None
    alone = find(read[:1])
    if alone and is_name(alone):
        return None
    shares = (read[join + 2 : join + 2 + length] for length in range(_MAX_SHARED, 0, -1))
    found = (find((read[0], *share)) for share in shares if share)
    return next((each for each in found if each), None)


def _gap(text: str, read: Sequence[Word], at: int) -> str:
    """Return the signs between a word and the one before it."""
    return text[read[at - 1].end : read[at].start].strip()
