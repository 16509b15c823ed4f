"""What a digest is about: names as they were typed become ids of entities and topics, and ids names."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.digests.composing import State
from bot.digests.errors import DigestRequestError
from bot.digests.following import Following
from bot.digests.requests import split_and
from bot.digests.wording import echo, one_of
from bot.domain import Reading, Understanding
from bot.domain.clocks import PRESENT, read_clocks

MOST_FOLLOWED = 20
"""Names in one subscription: more are better followed as everything, or in two."""
_NEAREST = 5


class Naming:
    """Reads names as questions are read, by what is answered from at the moment."""

    def __init__(self, state: Callable[[], State]) -> None:
        self._state = state

    def resolve(self, typed: Sequence[str]) -> tuple[str, ...]:
        """Return the ids that were meant, each once: exact names and topics, or one that is misspelt.

        DigestRequestError for what nobody knows, what several are called, or too much.
        """
        if len(typed) > MOST_FOLLOWED:
            raise DigestRequestError(
                f"A digest is about at most {MOST_FOLLOWED} names. Ask for two digests, or for one about all."
            )
        return tuple(dict.fromkeys(each for piece in typed for each in self._ids(piece)))

    def unknown(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids that the base does not know, or knows no more."""
        base = self._state().base
        return tuple(each for each in ids if each not in base.entities and each not in base.topics)

    def title(self, about: Sequence[str]) -> str:
        """Name what a digest is about; an id that the base does not know any more stands for itself."""
        base = self._state().base
        return Following(base.entities, about).title(base.topics)

    def _ids(self, piece: str) -> Iterator[str]:
        if not self.unknown([piece.casefold()]):
            yield piece.casefold()
            return
        clocks = read_clocks(piece)
        if isinstance(clocks, str) or clocks[1] != PRESENT:
            raise DigestRequestError(
                f"{echo(piece)} names a time, and digests tell of the present. Leave it out."
            )
        found = self._state().matcher.understand(piece)
        parts = split_and(piece)
        if len(found.readings) > 1 and len(parts) > 1:
            for part in parts:
                yield from self._ids(part)
            return
        for reading in found.readings:
            _check_known(reading, found)
        match found.readings:
            case ():
                raise DigestRequestError(f"{echo(piece)} names nothing that facts are about. Leave it out.")
            case (reading,):
                yield from self._named(reading)
            case several:
                names = ", ".join(reading.name for reading in several)
                raise DigestRequestError(
                    f"{echo(piece)} names more than one thing. A digest tells of each: write {names}, "
                    "with commas."
                )

    def _named(self, reading: Reading) -> tuple[str, ...]:
        if len(reading.entity_ids) > 1:
            known = self._state().base.entities
            kinds = one_of(tuple(f"{each} ({known[each].kind})" for each in reading.entity_ids[:_NEAREST]))
            raise DigestRequestError(
                f"{echo(reading.typed)} is the name of {len(reading.entity_ids)}. Write which one: {kinds}."
            )
        return (*reading.entity_ids, *reading.topic_ids)


def _check_known(reading: Reading, found: Understanding) -> None:
    if reading.entity_ids or reading.topic_ids:
        return
    leads = (lead.name for lead in (*found.choices, *found.near) if lead.entity_id)
    near = tuple(dict.fromkeys(leads))[:_NEAREST]
    meant = f"Did you mean {one_of(near)}?" if near else "Leave it out, or find names in the form."
    raise DigestRequestError(f"No name and no topic is called {echo(reading.typed)}. {meant}")
