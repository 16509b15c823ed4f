"""Names: which entities a stretch of words names exactly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain import Entity, EntityKind, How
from bot.matching.meanings import Meaning
from bot.matching.text import Word, normalise

LONGEST_NAME = 8
"""In words; longer names are found by a shorter alias or not at all."""
# "afghan istan" is one name typed apart; "i ran" is not Iran. Short names must stand in one piece.
_MIN_TYPED_APART = 8
# "chads" is Chad; "us" is not U. Shorter words lose too much with their last letter.
_MIN_PLURAL = 4
_CODES = ("iso", "iso3")
_STRENGTH: dict[How, int] = {"name": 0, "alias": 1, "code": 2, "demonym": 3}


class Gazetteer:
    """Every name of every entity, in all languages, also written in one piece."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._parts: dict[str, list[str]] = defaultdict(list)
        for entity_id in entities:
            for wider in self.ancestors(entity_id):
                self._parts[wider].append(entity_id)
        bearers: dict[str, dict[str, How]] = defaultdict(dict)
        codes: dict[str, dict[str, How]] = defaultdict(dict)
        for entity in entities.values():
            for key, how in _names(entity):
                _add(bearers[key], entity.id, how)
            for register in _CODES:
                if register in entity.ids:
                    codes[normalise(entity.ids[register])][entity.id] = "code"
        joined: dict[str, dict[str, How]] = defaultdict(dict)
        for key, named in bearers.items():
            if " " in key:
                for each_id, how in named.items():
                    _add(joined[key.replace(" ", "")], each_id, how)
        self.names = {key: self._named(found) for key, found in bearers.items()}
        """By folded name, words one space apart."""
        self.joined = {key: self._named(found) for key, found in joined.items() if key not in bearers}
        """Names of several words, by their letters without a space."""
        self.codes = {key: self._named(found) for key, found in codes.items()}
        self.look_alikes = frozenset(
            normalise(name).replace(" ", "") for entity in entities.values() for name in entity.not_names
        )

    def find(self, words: Sequence[Word]) -> Meaning | None:
        """Tell whom these words, all of them, name: as typed, or written apart or together."""
        spaced = " ".join(word.key for word in words)
        if spaced in self.names:
            return self.names[spaced]
        in_one = spaced.replace(" ", "")
        if in_one in self.joined:
            return self.joined[in_one]
        if len(words) > 1 and (len(in_one) >= _MIN_TYPED_APART or all(w.is_glued for w in words[1:])):
            return self.names.get(in_one)
        return None

    def find_plural(self, words: Sequence[Word]) -> Meaning | None:
        """Tell whom these words name but for the last letter S: "Hazaras", "Houthi"."""
        spaced = " ".join(word.key for word in words)
        if len(words[-1].key) < _MIN_PLURAL:
            return None
        if spaced.endswith("s") and spaced[:-1] in self.names:
            return self.names[spaced[:-1]]
        return self.names.get(spaced + "s")

    def named(self, key: str) -> Meaning | None:
        """Tell whom a folded name, spaced or in one piece, belongs to."""
        return self.names.get(key) or self.joined.get(key)

    def ancestors(self, entity_id: str) -> tuple[str, ...]:
        """Return what an entity is a part of, directly or not: nearest first, itself left out."""
        if entity_id not in self._ancestors:
            found = {entity_id: None}
            queue = [entity_id]
            for each in queue:
                parent = self.entities.get(each)
                wider = [each_id for each_id in parent.broader if each_id not in found] if parent else []
                found.update(dict.fromkeys(wider))
                queue.extend(wider)
            self._ancestors[entity_id] = tuple(found)[1:]
        return self._ancestors[entity_id]

    def parts(self, entity_id: str) -> Sequence[str]:
        """Return what is a part of an entity, directly or not, in no order; itself left out."""
        return self._parts.get(entity_id, ())

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
        ids = tuple(dict.fromkeys(entity_ids))
        for each_id in ids:
            if all(each_id == other or each_id in self.ancestors(other) for other in ids):
                return (each_id,)
        return ids

    def _named(self, found: Mapping[str, How]) -> Meaning:
        # What is a name to one and a demonym to another ("Guinean") is a name.
        names = sorted(each_id for each_id, how in found.items() if how != "demonym")
        ids = self.widest(names or sorted(found))
        return Meaning(min((found[each_id] for each_id in ids), key=_STRENGTH.__getitem__), ids)


def _add(bearers: dict[str, How], entity_id: str, how: How) -> None:
    known = bearers.get(entity_id)
    if known is None or _STRENGTH[how] < _STRENGTH[known]:
        bearers[entity_id] = how


def _names(entity: Entity) -> Iterator[tuple[str, How]]:
    """Yield every folded name of an entity, without a leading "the"."""
    preferred = entity.name
    for names in entity.names.values():
        for name in names:
            yield _key(name), "name" if name == preferred else "alias"
    for demonym in entity.demonyms:
        yield _key(demonym), "demonym"


def _key(name: str) -> str:
    return normalise(name).removeprefix("the ")
