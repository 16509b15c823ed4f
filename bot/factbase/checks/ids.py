"""Ids, for the checks `schema` and `tags`: each names one thing, and `broader` leads to a known one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bot.factbase.checks.case import FactInContext
from bot.factbase.dossiers import Dossier, EntityEntry
from bot.factbase.findings import Finding
from bot.factbase.reaching import reached


def check_id(case: FactInContext) -> Iterator[Finding]:
    """Report a fact whose id does not begin with its source's."""
    source_id = case.dossier.source.id
    if case.fact.source_id != source_id:
        yield case.finding(
            "error", "schema", f"the id does not begin with “{source_id}.”, its source's. Correct it."
        )


def check_unique_facts(dossiers: Iterable[Dossier], drafts: Iterable[Dossier]) -> Iterator[Finding]:
    """Report every place of an id that two facts bear: neither can be meant alone.

    A draft that bears the id of a fact is itself at fault, not the fact.
    """
    facts, drafted = _places(dossiers), _places(drafts)
    for fact_id in facts | drafted:
        loaded, proposed = facts.get(fact_id, []), drafted.get(fact_id, [])
        for place in (*loaded, *proposed):
            rivals = loaded if place in loaded else (*loaded, *proposed)
            others = ", ".join(f"{file}:{line}" for file, line in rivals if (file, line) != place)
            if others:
                message = f"the id {fact_id} stands also at {others}. Give the newer the next free number."
                yield Finding("error", "schema", *place, fact_id, message)


def _places(dossiers: Iterable[Dossier]) -> dict[str, list[tuple[str, int]]]:
    places = defaultdict(list)
    for dossier in dossiers:
        for entry in dossier.facts:
            places[entry.fact.id].append((dossier.file, entry.line))
    return places


def check_unique_sources(dossiers: Iterable[Dossier]) -> Iterator[Finding]:
    """Report a source that a second dossier describes again."""
    first: dict[str, Dossier] = {}
    for dossier in dossiers:
        other = first.setdefault(dossier.source.id, dossier)
        if other is not dossier:
            message = f"the source {dossier.source.id} has a dossier already, {other.file}. Join the two."
            yield Finding("error", "schema", dossier.file, dossier.source_line, None, message)


def check_broader(entities: Mapping[str, EntityEntry]) -> Iterator[Finding]:
    """Report an entity that is a part of something unknown, or of itself."""

    def broader(entity_id: str) -> tuple[str, ...]:
        return entities[entity_id].entity.broader if entity_id in entities else ()

    for entry in entities.values():
        entity = entry.entity
        for whole in entity.broader:
            if whole not in entities:
                yield _about(
                    entry, f"“{whole}”, which {entity.id} is a part of, is not an entity. Correct the id."
                )
        if entity.id in reached([entity.id], broader):
            yield _about(entry, f"{entity.id} is a part of itself, by way of `broader`. Break the circle.")


def _about(entry: EntityEntry, message: str) -> Finding:
    return Finding("error", "tags", entry.file, entry.line, None, message)
