"""Names: which entities a stretch of words names exactly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain import Entity, EntityKind
from bot.matching.arrays import Arrays, inner, named
from bot.matching.bearers import ALIAS, CODE, DEMONYM, NAME, Bearers, Hows, add, widest
from bot.matching.meanings import Meaning
from bot.matching.rows import Rows
from bot.matching.strings import UNKNOWN, StringTable
from bot.matching.text import Word, normalise

LONGEST_NAME = 8
"""In words; longer names are found by a shorter alias or not at all."""
# "afghan istan" is one name typed apart; "i ran" is not Iran. Short names must stand in one piece.
_MIN_TYPED_APART = 8
# "chads" is Chad; "us" is not U. Shorter words lose too much with their last letter.
_MIN_PLURAL = 4
_CODES = ("iso", "iso3")
# Asked of every fact that is shown; entities beyond these are looked up each time.
_MOST_KEPT = 8192


class Gazetteer:
    """Every name of every entity, in all languages, also written in one piece.

    Entities are numbered in the order of their ids. What is found of them by name stands in arrays; the
    entities themselves are read only for what they are called and what they are.
    """

    def __init__(self, entities: Mapping[str, Entity], saved: Arrays | None = None) -> None:
        """Read the entities; or take what was saved of them, without looking at any."""
        self.entities = entities
        self._saved = _read(entities) if saved is None else saved
        self.ids = StringTable.of_arrays(inner(self._saved, "ids"))
        """The id of each entity by its number; also of what entities are said to be a part of."""
        self.wider = Rows.of_arrays(inner(self._saved, "wider"))
        """By number, what an entity is a part of, directly or not: nearest first."""
        self.narrower = Rows.of_arrays(inner(self._saved, "narrower"))
        """By number, what is a part of an entity, directly or not, in no order."""
        self.names = Bearers.of_arrays(inner(self._saved, "names"), self.ids)
        """By folded name, words one space apart."""
        self.joined = Bearers.of_arrays(inner(self._saved, "joined"), self.ids)
        """Names of several words, by their letters without a space, unless these are a name themselves."""
        self.codes = Bearers.of_arrays(inner(self._saved, "codes"), self.ids)
        self.look_alikes = StringTable.of_arrays(inner(self._saved, "look_alikes"))
        """Folded, in one piece."""
        self._ancestors: dict[str, tuple[str, ...]] = {}

    def arrays(self) -> Arrays:
        """Return the arrays to save."""
        return self._saved

    def find(self, words: Sequence[Word]) -> Meaning | None:
        """Tell whom these words, all of them, name: as typed, or written apart or together."""
        spaced = " ".join(word.key for word in words)
        in_one = spaced.replace(" ", "")
        meaning = self.names.get(spaced) or self.joined.get(in_one)
        if meaning or len(words) == 1:
            return meaning
        is_apart = len(in_one) >= _MIN_TYPED_APART or all(word.is_glued for word in words[1:])
        return self.names.get(in_one) if is_apart else None

    def find_plural(self, words: Sequence[Word]) -> Meaning | None:
        """Tell whom these words name but for the last letter S: "Hazaras", "Houthi"."""
        spaced = " ".join(word.key for word in words)
        if len(words[-1].key) < _MIN_PLURAL:
            return None
        singular = self.names.get(spaced[:-1]) if spaced.endswith("s") else None
        return singular or self.names.get(spaced + "s")

    def named(self, key: str) -> Meaning | None:
        """Tell whom a folded name, spaced or in one piece, belongs to."""
        return self.names.get(key) or self.joined.get(key)

    def called(self, name: str) -> tuple[str, ...]:
        """Return the entities that bear exactly this name or this code, in the order of their ids."""
        key = _key(name)
        meaning = self.named(key) or self.codes.get(key)
        return meaning.entity_ids if meaning else ()

    def ancestors(self, entity_id: str) -> tuple[str, ...]:
        """Return what an entity is a part of, directly or not: nearest first, itself left out."""
        found = self._ancestors.get(entity_id)
        if found is None:
            found = self._row(self.wider, entity_id)
            if len(self._ancestors) < _MOST_KEPT:
                self._ancestors[entity_id] = found
        return found

    def parts(self, entity_id: str) -> Sequence[str]:
        """Return what is a part of an entity, directly or not, in no order; itself left out."""
        return self._row(self.narrower, entity_id)

    def name_of(self, entity_id: str) -> str:
        """Return an entity's preferred name, or its id if nothing is known of it."""
        entity = self.entities.get(entity_id)
        return entity.name if entity else entity_id

    def kind_of(self, entity_id: str) -> EntityKind | None:
        """Return what an entity is, if anything is known of it."""
        entity = self.entities.get(entity_id)
        return entity.kind if entity else None

    def widest(self, entity_ids: Iterable[str]) -> tuple[str, ...]:
        """Leave the one entity that holds all the others, if there is one: asking for it finds them all."""
        return tuple(widest(entity_ids, self.ancestors))

    def _row(self, rows: Rows, entity_id: str) -> tuple[str, ...]:
        number = self.ids.number(entity_id)
        numbers = [] if number == UNKNOWN else rows[number].tolist()
        return tuple(map(self.ids.__getitem__, numbers))


def _read(entities: Mapping[str, Entity]) -> Arrays:
    """Return the arrays of a gazetteer, by the names under which it takes them."""
    wholes = {whole for entity in entities.values() for whole in entity.broader}
    ids = StringTable.of(sorted(wholes.union(entities)))
    number_of = {entity_id: number for number, entity_id in enumerate(ids)}
    wider = _wider(entities, number_of)
    narrower: list[list[int]] = [[] for _ in wider]
    for number, found in enumerate(wider):
        for each in found:
            narrower[each].append(number)
    parts = {
        "ids": ids.arrays(),
        "wider": Rows.of(wider).arrays(),
        "narrower": Rows.of(narrower).arrays(),
        "look_alikes": StringTable.of(sorted(_look_alikes(entities))).arrays(),
    }
    for name, bearers in _bearers(entities, number_of).items():
        parts[name] = Bearers.of(bearers, wider.__getitem__, ids).arrays()
    return {each: array for name, arrays in parts.items() for each, array in named(name, arrays).items()}


def _wider(entities: Mapping[str, Entity], number_of: Mapping[str, int]) -> list[list[int]]:
    """Return for each number what the entity is a part of, directly or not: nearest first."""
    direct = [
        [number_of[whole] for whole in entities[entity_id].broader] if entity_id in entities else []
        for entity_id in number_of
    ]
    return [list(_reached(number, direct)) for number in range(len(direct))]


def _reached(start: int, direct: Sequence[Sequence[int]]) -> Iterator[int]:
    seen, queue = {start}, [start]
    for each in queue:
        for further in direct[each]:
            # Entities may be said to be a part of each other.
            if further not in seen:
                seen.add(further)
                queue.append(further)
                yield further


def _bearers(entities: Mapping[str, Entity], number_of: Mapping[str, int]) -> dict[str, dict[str, Hows]]:
    """Return who bears which names, names in one piece and codes."""
    names: dict[str, Hows] = defaultdict(dict)
    codes: dict[str, Hows] = defaultdict(dict)
    for entity in entities.values():
        number = number_of[entity.id]
        for key, how in _names(entity):
            add(names[key], number, how)
        for register in _CODES:
            if register in entity.ids:
                add(codes[normalise(entity.ids[register])], number, CODE)
    joined: dict[str, Hows] = defaultdict(dict)
    for key, found in names.items():
        in_one = key.replace(" ", "")
        if in_one not in names:
            for number, how in found.items():
                add(joined[in_one], number, how)
    return {"names": names, "joined": joined, "codes": codes}


def _names(entity: Entity) -> Iterator[tuple[str, int]]:
    """Yield every folded name of an entity, without a leading "the"."""
    preferred = entity.name
    for names in entity.names.values():
        for name in names:
            yield _key(name), NAME if name == preferred else ALIAS
    for demonym in entity.demonyms:
        yield _key(demonym), DEMONYM


def _key(name: str) -> str:
    return normalise(name).removeprefix("the ")


def _look_alikes(entities: Mapping[str, Entity]) -> set[str]:
    return {normalise(name).replace(" ", "") for entity in entities.values() for name in entity.not_names}
