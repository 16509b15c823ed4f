"""One fact, read: its claim, its quotes, and whom and what its tags name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.answering.comparing.statements import FindMentions, Statement, read_statement
from bot.domain import CitedFact, Entity
from bot.matching.mentions import Mention

_ASIDE = re.compile(r",\s+(?:where|which|who|whose)\s")
_MOST_QUOTES = 3
"""Quotes beyond these seldom say more, and reading takes time."""


@dataclass(frozen=True, slots=True)
class Held:
    """A fact as a statement can be set against it."""

    cited: CitedFact
    claim: Statement
    """Without what a relative clause adds."""
    quotes: tuple[Statement, ...]
    """Its quotes; before them, where that is more, the whole claim."""
    actors: frozenset[str]
    """Whom it is about, places left out: tagged or named in the claim."""
    places: frozenset[str]
    speakers: frozenset[str]
    """Who says it, through whom, who publishes it, and what these are a part of."""

    @property
    def ideas(self) -> Mapping[str, str]:
        """The ideas of the claim and the quotes, each with the word as written."""
        merged: dict[str, str] = {}
        for each in (*reversed(self.quotes), self.claim):
            merged |= each.ideas
        return merged

    @property
    def texts(self) -> tuple[str, ...]:
        """The claim and the quotes, in full."""
        fact = self.cited.fact
        return fact.claim, *(quote.translation or quote.exact for quote in fact.quotes)


def read_fact(cited: CitedFact, entities: Mapping[str, Entity], find_mentions: FindMentions) -> Held:
    """Read a fact of a base that has these entities."""
    fact = cited.fact
    main = _ASIDE.split(fact.claim, maxsplit=1)[0]
    claim = read_statement(main, find_mentions)
    wordings = [quote.translation or quote.exact for quote in fact.quotes[:_MOST_QUOTES]]
    wordings[:0] = [fact.claim] if main != fact.claim else []
    quotes = tuple(read_statement(each, find_mentions) for each in wordings)
    tagged = {each: entities[each].kind for each in fact.entity_ids if each in entities}
    named = {each: mention.kind for mention in narrowest(claim.mentions) for each in mention.entity_ids[:1]}
    kinds = {**named, **tagged}
    chain = frozenset(fact.attribution.chain)
    publisher = find_mentions(cited.source.publisher)
    said_by = chain | _wider(chain, entities) | {each for one in publisher for each in one.entity_ids}
    return Held(
        cited,
        claim,
        quotes,
        actors=frozenset(each for each, kind in kinds.items() if kind != "place"),
        places=frozenset(each for each, kind in kinds.items() if kind == "place"),
        speakers=said_by,
    )


def narrowest(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Leave out what only says where something narrower is: Afghanistan, in "Kabul, Afghanistan"."""
    kept = tuple(mentions)
    places = [each for each in kept if each.kind == "place"]
    return tuple(
        each
        for each in kept
        if each.kind != "place" or not any({*each.entity_ids} & other.wider for other in places)
    )


def _wider(ids: Iterable[str], entities: Mapping[str, Entity]) -> frozenset[str]:
    found: set[str] = set()
    queue = [each for each in ids if each in entities]
    while queue:
        for above in entities[queue.pop()].broader:
            if above not in found:
                found.add(above)
                queue += [above] if above in entities else []
    return frozenset(found)
