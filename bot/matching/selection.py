"""Which facts answer a question: those that explain all of it, or what a reader would still call fitting."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.matching.gazetteer import Gazetteer
from bot.matching.meanings import Part


@dataclass(frozen=True, slots=True)
class Found:
    """One part of a question and the facts that explain it."""

    part: Part
    facts: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Selection:
    """The facts that fit, or the parts for which none does."""

    facts: AbstractSet[str] = frozenset()
    missing: tuple[Part, ...] = ()


def select(found: Sequence[Found], gazetteer: Gazetteer) -> Selection:
    """Choose the facts to show for all parts of a question together."""
    if not found or any(each.part.meaning.is_ambiguous for each in found):
        return Selection()
    unexplained = tuple(each.part for each in found if not each.facts)
    if unexplained:
        return Selection(missing=unexplained)
    names = [each for each in found if each.part.meaning.is_name]
    if len(names) == len(found):
        # Names alone ask for what there is on each; facts about all of them rank first.
        return Selection(_any_of(names))
    facts = _all_of(found) or _with_some_topics(found) or _with_some_places(found, gazetteer)
    return Selection(facts) if facts else Selection(missing=_conflicting(found, names))


def _with_some_topics(found: Sequence[Found]) -> AbstractSet[str]:
    """Of several topics one will do ("growing attacks"), but every name, word and number must fit."""
    topics = [each for each in found if each.part.meaning.topic_ids]
    others = [each for each in found if not each.part.meaning.topic_ids]
    if len(topics) < 2:  # noqa: PLR2004  # "some of several" needs two
        return frozenset()
    return _any_of(topics) & _all_of(others) if others else _any_of(topics)


def _with_some_places(found: Sequence[Found], gazetteer: Gazetteer) -> AbstractSet[str]:
    """Places may be asked for side by side ("attacks in Iraq and Egypt"): each must fit all the rest."""
    places = [each for each in found if any(map(gazetteer.is_place, each.part.meaning.entity_ids))]
    rest = _all_of(each for each in found if each not in places)
    if all(each.facts & rest for each in places):
        return _any_of(places) & rest
    return frozenset()


def _conflicting(found: Sequence[Found], names: Sequence[Found]) -> tuple[Part, ...]:
    """Name what no fact says about the names: the parts that rule them out, or all that are no names."""
    others = [each for each in found if each not in names]
    about = _all_of(names) if names else frozenset()
    ruled_out = [each for each in others if about and not each.facts & about]
    return tuple(each.part for each in ruled_out or others)


def _all_of(found: Iterable[Found]) -> AbstractSet[str]:
    first, *rest = sorted((each.facts for each in found), key=len)
    return frozenset(first).intersection(*rest)


def _any_of(found: Iterable[Found]) -> AbstractSet[str]:
    return frozenset().union(*(each.facts for each in found))
