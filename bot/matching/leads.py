"""Leads: what the base does hold near a question it cannot answer."""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain import Lead
from bot.matching.accounting import Accounting
from bot.matching.corrections import Corrector
from bot.matching.factset import FactSet
from bot.matching.gazetteer import Gazetteer
from bot.matching.meanings import Part
from bot.matching.selection import Found, Selection, select
from bot.matching.text import normalise

MOST_LEADS = 5


class Leads:
    """Finds names to ask about, and names that have facts, around what was asked."""

    def __init__(self, gazetteer: Gazetteer, accounting: Accounting, corrector: Corrector) -> None:
        self._gazetteer = gazetteer
        self._accounting = accounting
        self._view = accounting.view
        self._corrector = corrector

    def choices(self, parts: Sequence[Part]) -> tuple[Lead, ...]:
        """Return whom the words may mean: bearers of one name first, else names spelt alike."""
        bearers = [
            entity_id for part in parts if part.meaning.is_ambiguous for entity_id in part.meaning.entity_ids
        ]
        if bearers:
            return self._leads(bearers)
        # A name far from what was typed is worth a question back only if nothing else was asked.
        spelt = (part.meaning for part in parts if not part.meaning.is_far or len(parts) == 1)
        meant = [
            entity_id
            for meaning in spelt
            for entity_id in meaning.choices
            if not meaning.is_far or self._view.named(entity_id)
        ]
        return self._leads(sorted(meant, key=lambda each: not self._view.named(each)))

    def corrected(self, parts: Sequence[Part]) -> tuple[Lead, ...]:
        """Return the names that words were corrected to."""
        spelt = (part.meaning for part in parts if part.meaning.how == "spelling")
        return self._leads(entity_id for meaning in spelt for entity_id in meaning.entity_ids)

    def doubted(self, parts: Sequence[Part]) -> tuple[Lead, ...]:
        """Return what the words may ask for after all: topics nearly typed, and the words themselves."""
        leads = (lead for part in parts for lead in (*self._topic(part), *self._word(part)))
        return tuple(dict.fromkeys(leads))[:MOST_LEADS]

    def _topic(self, part: Part) -> Iterator[Lead]:
        """Yield the topic that a part was corrected to."""
        if part.meaning.how == "spelling" and part.meaning.topic_ids:
            name = part.reading.name
            yield Lead("", name, len(self._accounting.explaining(part.meaning)), asks=name)

    def _word(self, part: Part) -> Iterator[Lead]:
        """Yield the word that facts hold, to be asked for as it stands."""
        word = part.meaning.word
        facts = len(self._view.held(word)) if word else 0
        if facts:
            yield Lead("", f"the word “{word}”", facts, asks=f'"{word}"')

    def near(self, found: Sequence[Found], selection: Selection) -> tuple[Lead, ...]:
        """Lead to the rest of the question without what is missing, to what is missing alone, to names."""
        missing = [each for each in found if each.part in selection.missing]
        rest = [each for each in found if each not in missing]
        first = self._side(rest) if missing else ()
        last = self._side(missing) if selection.is_apart else ()
        names = self._names([each.part for each in found], selection.missing)
        return (*first, *names[: MOST_LEADS - len(first) - len(last)], *last)

    def one_by_one(self, found: Sequence[Found]) -> tuple[Lead, ...]:
        """Lead to each part of a question that is no name, with all of the names where these have it."""
        names = [each for each in found if each.part.meaning.is_name]
        others = [each for each in found if each not in names]
        sides = [self._side([*names, each]) or self._side([each]) for each in others]
        by_name = self._names([each.part for each in names], ())
        return tuple(dict.fromkeys(lead for side in (*sides, by_name) for lead in side))[:MOST_LEADS]

    def _side(self, side: Sequence[Found]) -> tuple[Lead, ...]:
        """Lead to several parts of a question together, or to one that is no name; names have their own."""
        facts = select(side, self._gazetteer).facts
        if not facts or (len(side) == 1 and side[0].part.meaning.is_name):
            return ()
        if len(side) == 1 and side[0].part.reading.how == "word":
            return tuple(self._word(side[0].part))
        readings = [each.part.reading for each in side]
        name = " · ".join(dict.fromkeys(reading.name for reading in readings))
        return (Lead("", name, len(facts), asks=" ".join(reading.typed for reading in readings)),)

    def _names(self, parts: Sequence[Part], missing: Sequence[Part]) -> tuple[Lead, ...]:
        """Return names with facts: whatever else was asked, then wider than the missing ones, and beside."""
        asked = {entity_id for part in missing for entity_id in part.meaning.entity_ids}
        around = [entity_id for part in missing for entity_id in self._around(part)]
        others = [entity_id for part in parts for entity_id in part.meaning.entity_ids]
        near = (*others, *around, *self._wider(others, missing))
        return self._leads(each for each in near if each not in asked and self._view.named(each))

    def _wider(self, entity_ids: Iterable[str], missing: Sequence[Part]) -> Iterator[str]:
        """Yield what the names are a part of, where the missing words do fit: "ISIS-K finance", ISIS."""
        fitting = FactSet.union(self._accounting.explaining(part.meaning) for part in missing)
        for entity_id in entity_ids:
            for each in self._gazetteer.ancestors(entity_id):
                if self._view.is_tagged(each) and not fitting.isdisjoint(self._view.named(each)):
                    yield each

    def _around(self, part: Part) -> Iterator[str]:
        for entity_id in part.meaning.entity_ids:
            # A continent has facts only through its countries; they say more than it does.
            yield from filter(self._view.is_tagged, self._gazetteer.ancestors(entity_id))
            entity = self._gazetteer.entities[entity_id]
            siblings = {each for wider in entity.broader for each in self._pieces(wider)}
            tagged = filter(self._view.is_tagged, siblings)
            yield from sorted(tagged, key=lambda each: (-len(self._view.named(each)), each))
            if part.meaning.how == "spelling":
                yield from self._corrector.alike(normalise(part.reading.typed))

    def _pieces(self, wider: str) -> Iterator[str]:
        """Yield what is a part of an entity, and not of a part of it."""
        entities = self._gazetteer.entities
        return (each for each in self._gazetteer.parts(wider) if wider in entities[each].broader)

    def _leads(self, entity_ids: Iterable[str]) -> tuple[Lead, ...]:
        ids = list(dict.fromkeys(entity_ids))[:MOST_LEADS]
        return tuple(
            Lead(entity_id, self._gazetteer.name_of(entity_id), len(self._view.named(entity_id)))
            for entity_id in ids
        )
