"""Whom and where: the names of a statement beside those of a fact, and who does it to whom."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Literal

from bot.answering.comparing.findings import Compared, Outcome
from bot.answering.comparing.held import Held, narrowest
from bot.answering.comparing.statements import Statement
from bot.answering.comparing.wording import idea_of
from bot.documents.acting import Span, first_acts
from bot.matching.mentions import Mention

# "The Taliban's links with Al-Qaeda" are Al-Qaeda's links with the Taliban.
_MUTUAL = idea_of("association")
NameOf = Callable[[str], str]
"""An entity's preferred name, by its id."""

# What holds in one order only; most deeds can be done both ways.
_ONE_WAY = re.compile(
    r"\b(?:branch|split|splinter|broke|break|emerg|deriv|descend|origin|offshoot|part of|belong"
    r"|found(?:ed|er)|succeed|led by|leader|head of|subordinate)\w*",
    re.IGNORECASE,
)


def compare_actors(said: Statement, held: Held, inherited: Sequence[Mention], name_of: NameOf) -> Compared:
    """Compare whom a statement is about; `inherited` are those of the clause before, where it names none."""
    named = [each for each in narrowest(said.mentions) if each.kind != "place"] or list(inherited)
    required = held.actors & _ids(held.claim.mentions)
    return _compare("who", named, required or held.actors, held, name_of)


def compare_places(said: Statement, held: Held, name_of: NameOf) -> Compared:
    """Compare where: some of a fact's places will do, unless it counts over all of them or says how many."""
    named = [each for each in narrowest(said.mentions) if each.kind == "place"]
    if not named and held.places:
        return Compared("place", "part", "", _listed(held.places, name_of))
    required = held.places if held.cited.fact.quantities and said.amounts else frozenset[str]()
    return _compare("place", named, required, held, name_of)


def _compare(
    kind: Literal["who", "place"],
    named: Sequence[Mention],
    required: frozenset[str],
    held: Held,
    name_of: NameOf,
) -> Compared:
    ids = held.actors if kind == "who" else held.places
    agreeing = [each for each in named if {*each.entity_ids} & ids]
    is_near = any(_is_near(each, ids, held) for each in named)
    if len(agreeing) == len(named) and required <= _ids(agreeing):
        outcome: Outcome = "same"
    else:
        outcome = "part" if agreeing or is_near else "open"
    words = ", ".join(dict.fromkeys(each.text for each in named))
    # Kabul agrees with Kabul, not with "Herat, Kabul".
    shared = ids & _ids(agreeing) if outcome == "same" and named else ids
    return Compared(kind, outcome, words, _listed(shared, name_of))


def _is_near(mention: Mention, ids: frozenset[str], held: Held) -> bool:
    """Tell whether one is a part of the other: Kandahar and Afghanistan."""
    wider_held = frozenset[str]().union(*(each.wider for each in held.claim.mentions))
    return bool(mention.wider & ids) or bool({*mention.entity_ids} & wider_held)


def shares_names(said: Statement, held: Held) -> bool:
    """Tell whether a statement names at least two whom, or where, a fact is about."""
    ids = held.actors | held.places
    named = {each.entity_ids for each in narrowest(said.mentions)}
    return sum(bool({*each} & ids) for each in named) > 1


def compare_order(said: Statement, held: Held) -> Compared:
    """Compare who does it to whom: by the order of two names, prepositions before them, and the passive."""
    claim = held.claim
    common = said.ideas.keys() & claim.ideas.keys()
    if _MUTUAL in common:
        return Compared("order", "same")
    for first, second in combinations(sorted(held.actors), 2):
        mine, theirs = _acting(said, first, second), _acting(claim, first, second)
        if theirs is not None and mine != theirs:
            is_one_way = mine is not None and _ONE_WAY.search(said.text) and _ONE_WAY.search(claim.text)
            return Compared("order", "opposite" if is_one_way else "open", said.text, claim.text)
    is_alone = len(held.actors) == 1
    is_turned = is_alone and said.passives & common != claim.passives & common
    if is_turned or any(_roles(said, each) != _roles(claim, each) for each in _named(said, claim, held)):
        return Compared("order", "open", said.text, claim.text)
    return Compared("order", "same")


def _named(said: Statement, claim: Statement, held: Held) -> frozenset[str]:
    return held.actors & _ids(said.mentions) & _ids(claim.mentions)


def compare_speakers(said: Statement, held: Held, name_of: NameOf) -> Compared:
    """Compare who is said to say it with those who do; a statement without a speaker agrees with any."""
    named = said.spoken.mentions
    if not named:
        return Compared("speaker", "same", "", "")
    agrees = any({*each.entity_ids} & held.speakers for each in named)
    speaker = name_of(held.cited.fact.attribution.speaker)
    return Compared("speaker", "same" if agrees else "part", ", ".join(each.text for each in named), speaker)


def _roles(statement: Statement, entity_id: str) -> frozenset[str]:
    return frozenset(statement.before(each) for each in statement.mentions if entity_id in each.entity_ids)


def _acting(statement: Statement, first: str, second: str) -> bool | None:
    return first_acts(statement.text, _spans(statement, first), _spans(statement, second))


def _spans(statement: Statement, entity_id: str) -> list[Span]:
    return [(each.start, each.end) for each in statement.mentions if entity_id in each.entity_ids]


def _ids(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(each for mention in mentions for each in mention.entity_ids)


def _listed(ids: Iterable[str], name_of: NameOf) -> str:
    return ", ".join(sorted(map(name_of, ids)))
