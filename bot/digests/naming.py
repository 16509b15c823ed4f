"""What a digest is about: names as they were typed become ids of entities and topics, and ids names."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.digests.errors import DigestRequestError
from bot.digests.following import Following
from bot.digests.requests import split_and
from bot.digests.showing import State
from bot.digests.spelling import nearest
from bot.digests.wording import echo, one_of
from bot.domain import FactBase, Reading, Understanding
from bot.domain.clocks import PRESENT, read_clocks
from bot.domain.handling import Tlp

MOST_FOLLOWED = 20
"""Names in one subscription: more are better followed as everything, or in two."""
_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Meant:
    """What was meant by names."""

    ids: tuple[str, ...]
    guesses: tuple[tuple[str, str], ...] = ()
    """Names that were read from another spelling, and that."""


class Naming:
    """Reads names as questions are read, by what is answered from at the moment."""

    def __init__(self, state: Callable[[Tlp], State]) -> None:
        self._within = state

    def resolve(self, typed: Sequence[str], ceiling: Tlp) -> Meant:
        """Find what was meant, each once: exact names and topics, or one that is misspelt.

        DigestRequestError for what nobody knows, what several are called, or too much; it tells all at once.
        """
        _check_few(typed)
        found: dict[str, None] = {}
        guesses: list[tuple[str, str]] = []
        problems: list[str] = []
        for piece in (part for each in typed for part in self._parts(each, ceiling)):
            try:
                ids, guess = self._read(piece, ceiling)
            except DigestRequestError as problem:
                problems.append(str(problem))
                continue
            found.update(dict.fromkeys(ids))
            guesses += guess
        if problems:
            raise DigestRequestError(" ".join(dict.fromkeys(problems)))
        _check_few(found)
        return Meant(tuple(found), tuple(dict.fromkeys(guesses)))

    def unknown(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids that the base does not know, or knows no more."""
        base = self._names()
        return tuple(each for each in ids if each not in base.entities and each not in base.topics)

    def title(self, about: Sequence[str]) -> str:
        """Name what a digest is about; an id that the base does not know any more stands for itself."""
        base = self._names()
        return Following(base.entities, about).title(base.topics)

    async def count(self, about: Sequence[str], ceiling: Tlp, *, least_credibility: int | None = None) -> int:
        """Count the facts that such a digest is about at the moment, under a ceiling."""
        state = self._within(ceiling)
        following = Following(state.base.entities, about, least_credibility)
        return len(await following.facts(state.matcher, state.base))

    def _names(self) -> FactBase:
        """Return a base for its names, which are the same under every ceiling."""
        return self._within("CLEAR").base

    def _parts(self, piece: str, ceiling: Tlp) -> tuple[str, ...]:
        """Split “finance and attacks”, unless it is one name as a whole."""
        parts = split_and(piece)
        if len(parts) <= 1 or not self.unknown([piece.casefold()]):
            return (piece,)
        is_one = len(self._within(ceiling).matcher.understand(piece).readings) <= 1
        return (piece,) if is_one else parts

    def _read(self, piece: str, ceiling: Tlp) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
        """Return the ids that one piece names, and what was guessed."""
        if not self.unknown([piece.casefold()]):
            return (piece.casefold(),), []
        clocks = read_clocks(piece)
        if isinstance(clocks, str) or clocks[1] != PRESENT:
            raise DigestRequestError(
                f"{echo(piece)} names a time, and digests tell of the present. Leave it out."
            )
        found = self._within(ceiling).matcher.understand(piece)
        for reading in found.readings:
            self._check_known(reading, piece, found)
        match found.readings:
            case ():
                raise DigestRequestError(f"{echo(piece)} names nothing that facts are about. Leave it out.")
            case (reading,):
                return self._named(reading), [(reading.name, piece)] if reading.how == "spelling" else []
            case several:
                names = ", ".join(reading.name for reading in several)
                raise DigestRequestError(
                    f"{echo(piece)} names more than one thing. A digest tells of each: write {names}, "
                    "with commas."
                )

    def _named(self, reading: Reading) -> tuple[str, ...]:
        if len(reading.entity_ids) > 1:
            known = self._names().entities
            kinds = one_of(tuple(f"{each} ({known[each].kind})" for each in reading.entity_ids[:_NEAREST]))
            raise DigestRequestError(
                f"{echo(reading.typed)} is the name of {len(reading.entity_ids)}. Write which one: {kinds}."
            )
        return (*reading.entity_ids, *reading.topic_ids)

    def _check_known(self, reading: Reading, piece: str, found: Understanding) -> None:
        if reading.entity_ids or reading.topic_ids:
            return
        # One word may be read in parts, and nobody knows them apart: "isis-kk".
        typed = piece if " " not in piece else reading.typed
        leads = (lead.name for lead in (*found.choices, *found.near) if lead.entity_id)
        near = tuple(dict.fromkeys([*self._spelt_like(typed), *leads]))[:_NEAREST]
        meant = f"Did you mean {one_of(near)}?" if near else "Leave it out, or find names in the form."
        raise DigestRequestError(f"No name and no topic is called {echo(typed)}. {meant}")

    def _spelt_like(self, typed: str) -> list[str]:
        base = self._names()
        called = {
            name.casefold(): each.name
            for each in (*base.entities.values(), *base.topics.values())
            for names in each.names.values()
            for name in names
        }
        return [called[each] for each in nearest(typed.casefold(), called)]


def _check_few(names: Collection[str]) -> None:
    if len(names) > MOST_FOLLOWED:
        raise DigestRequestError(
            f"A digest is about at most {MOST_FOLLOWED} names. Ask for two digests, or for one about all."
        )
