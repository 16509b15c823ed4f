"""What a subscription follows: which facts are about it, in the ledger and in the base."""

import asyncio
from collections.abc import Iterable, Mapping

from bot.domain import Entity, FactBase, Topic
from bot.domain.ledger import Body
from bot.matching import Matcher

_NOT_JUDGED = 6
"""On the Admiralty scale: what a fact has that gives no credibility."""


class Following:
    """Facts about any of some entities and topics, or all facts, graded well enough."""

    def __init__(
        self, entities: Mapping[str, Entity], about: Iterable[str] = (), least_credibility: int | None = None
    ) -> None:
        """Follow what is `about` these ids, all facts for none; `least_credibility` as in Wishes."""
        self.about = tuple(about)
        self._entities = entities
        self._least_credibility = least_credibility

    @property
    def is_everything(self) -> bool:
        """Whether every fact is followed."""
        return not self.about and self._least_credibility is None

    def title(self, topics: Mapping[str, Topic]) -> str:
        """Say by name what is followed; an id that nothing is known of stands for itself."""
        if not self.about:
            return "everything"
        named = ((each, self._entities.get(each) or topics.get(each)) for each in self.about)
        return ", ".join(one.name if one else each for each, one in named)

    def is_about(self, body: Body) -> bool:
        """Tell whether a fact is followed, as the ledger has it: the same facts as `facts` finds."""
        if not self._is_credible(body.get("credibility", _NOT_JUDGED)):
            return False
        if not self.about:
            return True
        # A body says for itself what it says; what its members say is about others.
        said = (*body.get("topics", ()), *body["attribution"]["chain"])
        tags = (tag for role in ("subjects", "objects", "places") for tag in body.get(role, ()))
        return not {*said, *self._with_wider(tags)}.isdisjoint(self.about)

    async def facts(self, matcher: Matcher, base: FactBase) -> frozenset[str]:
        """Return the ids of all facts of the base that are followed; the matcher is the base's.

        It is asked before anything is awaited; grades are looked at beside the loop.
        """
        found = matcher.about(self.about) if self.about else frozenset(base.facts)
        if self._least_credibility is None:
            return found
        return await asyncio.to_thread(self._credible, found, base)

    def _credible(self, fact_ids: frozenset[str], base: FactBase) -> frozenset[str]:
        known = base.credibilities
        return frozenset(
            each
            for each in fact_ids
            if self._is_credible(known.get(each) or base.facts[each].fact.credibility)
        )

    def _is_credible(self, credibility: int) -> bool:
        return self._least_credibility is None or credibility <= self._least_credibility

    def _with_wider(self, entity_ids: Iterable[str]) -> set[str]:
        """Return entities with all that they are a part of, directly or not."""
        found: set[str] = set()
        queue = list(entity_ids)
        while queue:
            each = queue.pop()
            if each not in found:
                found.add(each)
                entity = self._entities.get(each)
                queue.extend(entity.broader if entity else ())
        return found
