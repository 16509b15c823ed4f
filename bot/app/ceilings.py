"""What a bot answers from, under each ceiling: bases and indexes that hold nothing stricter.

Facts above a ceiling are not left out of answers: they are not there at all, so that no count, no spelling
and no lead can tell of them. Ceilings under which the same facts are seen share an index; where nothing is
marked, there is one.
"""

from collections.abc import Mapping
from typing import NamedTuple

from bot.answering.desk import AnswerDesk
from bot.domain import FactBase
from bot.domain.handling import CEILINGS, Tlp
from bot.matching import Matcher


class Seen(NamedTuple):
    """What may be told under a ceiling, and the index of it."""

    base: FactBase
    matcher: Matcher


class Divided:
    """A base, as it is seen under each ceiling."""

    def __init__(self, base: FactBase) -> None:
        self.bases: dict[Tlp, FactBase] = {}
        self.owners: dict[Tlp, Tlp] = {}
        """By ceiling the highest one under which the same facts are seen, which has their index."""
        owner = CEILINGS[0]
        for ceiling in CEILINGS:
            seen = base.within(ceiling)
            if seen.facts is not base.facts:
                owner = ceiling
            self.bases[ceiling], self.owners[ceiling] = seen, owner
            base = seen

    @property
    def indexed(self) -> dict[Tlp, FactBase]:
        """What needs an index of its own; the whole base comes first."""
        return {owner: self.bases[owner] for owner in dict.fromkeys(self.owners.values())}

    def seen(self, matchers: Mapping[Tlp, Matcher]) -> dict[Tlp, Seen]:
        """Join each base with its index, of those by owner."""
        return {ceiling: Seen(base, matchers[self.owners[ceiling]]) for ceiling, base in self.bases.items()}


def desks_before(seen: Mapping[Tlp, Seen]) -> dict[Tlp, AnswerDesk]:
    """Put a desk before what is seen under each ceiling."""
    return {ceiling: AnswerDesk(each.base, each.matcher) for ceiling, each in seen.items()}
