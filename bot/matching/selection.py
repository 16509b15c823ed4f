"""Which facts answer a question: those that explain all of it, or what a reader would still call fitting."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain import EntityKind
from bot.matching.factset import NO_FACTS, FactSet
from bot.matching.gazetteer import Gazetteer
from bot.matching.meanings import Part
from bot.matching.ways import Way

VOICES: frozenset[EntityKind | None] = frozenset({"person", "organization", "office"})
"""Who speaks: a person and the organization that he speaks for are asked for alike."""


@dataclass(frozen=True, slots=True)
class Found:
    """One part of a question and the facts that explain it."""

    part: Part
    ways: Sequence[Way]
    facts: FactSet


@dataclass(frozen=True, slots=True)
class Selection:
    """The facts that fit, or the parts for which none does."""

    facts: FactSet = NO_FACTS
    missing: tuple[Part, ...] = ()
    is_apart: bool = False
    """Each part has facts, and no fact has them all."""


def select(found: Sequence[Found], gazetteer: Gazetteer) -> Selection:
    """Choose the facts to show for all parts of a question together."""
    if not found or any(each.part.meaning.is_ambiguous for each in found):
        return Selection()
    unexplained = tuple(each.part for each in found if not each.facts)
    if unexplained:
        return Selection(missing=unexplained)
    if all(each.part.meaning.is_name for each in found):
        # Names alone ask for what there is on each; facts about all of them rank first.
        facts = _side_by_side(found, gazetteer)
    else:
        facts = _all_of(found) or _with_some_topics(found) or _side_by_side(found, gazetteer)
    if not facts:
        return Selection(missing=_conflicting(found), is_apart=True)
    return Selection(facts)


def _with_some_topics(found: Sequence[Found]) -> FactSet:
    """Several topics may each have their own fact ("growing attacks"), if that fits all the rest.

    A topic that no such fact is about is not passed over: "attacks in Kabul growing" finds nothing.
    """
    topics = [each for each in found if each.part.meaning.topic_ids]
    others = [each for each in found if not each.part.meaning.topic_ids]
    if not topics:
        return NO_FACTS
    fitting = _any_of(topics) & _all_of(others) if others else _any_of(topics)
    return fitting if all(len(each.facts & fitting) for each in topics) else NO_FACTS


def _side_by_side(found: Sequence[Found], gazetteer: Gazetteer) -> FactSet:
    """Names of one kind may each have their own fact ("attacks in Iraq and Egypt") that fits all the rest.

    Names of different kinds ask for facts about both: "Taliban in Syria" wants neither's other facts.
    """
    names: dict[object, list[Found]] = defaultdict(list)
    rest: list[Found] = []
    for each in found:
        if each.part.meaning.is_name:
            kind = gazetteer.kind_of(each.part.meaning.entity_ids[0])
            names["voice" if kind in VOICES else kind].append(each)
        else:
            rest.append(each)
    if not names:
        return NO_FACTS
    fitting = _any_of(next(iter(names.values())))
    for alike in (*names.values(), *([each] for each in rest)):
        fitting &= _any_of(alike)
    is_met = all(len(each.facts & fitting) for alike in names.values() for each in alike)
    return fitting if is_met else NO_FACTS


def _conflicting(found: Sequence[Found]) -> tuple[Part, ...]:
    """Name what no fact says about the names: what rules them out, or all that are no names.

    Where no fact is about all of the names, nothing but the whole question is missing.
    """
    names = [each for each in found if each.part.meaning.is_name]
    others = [each for each in found if not each.part.meaning.is_name]
    about = _all_of(names) if names else NO_FACTS
    if names and not about:
        return ()
    ruled_out = [each for each in others if about and not each.facts & about]
    return tuple(each.part for each in ruled_out or others)


def _all_of(found: Iterable[Found]) -> FactSet:
    first, *rest = sorted((each.facts for each in found), key=len)
    for each in rest:
        first &= each
    return first


def _any_of(found: Iterable[Found]) -> FactSet:
    return FactSet.union(each.facts for each in found)
