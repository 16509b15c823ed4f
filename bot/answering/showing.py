"""A matched fact as an answer shows it: who says it by name, and which other facts bear on it."""

from collections import defaultdict

from bot.domain import Fact, FactBase, Match
from bot.domain.answers import Bearing, Dissent, ShownFact, Voice


class FactShower:
    """Resolves names and relations within one base; a relation said on one side holds on both."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._bearing: dict[str, dict[tuple[Bearing, str], None]] = defaultdict(dict)
        for cited in base.facts.values():
            self._index_relations(cited.fact)

    def show(self, match: Match, number: int, *, only: str = "") -> ShownFact:
        """Resolve everything that an answer says about a fact."""
        fact = match.cited.fact
        return ShownFact(
            number=number,
            cited=match.cited,
            voice=self._voice(fact),
            dissent=tuple(
                Dissent(
                    how=how,
                    fact_id=other,
                    claim=bearing.claim,
                    speaker=self._name(bearing.attribution.speaker),
                )
                for how, other in self._bearing[fact.id]
                if (bearing := self._base.facts[other].fact)
            ),
            score=match.score,
            why=match.why,
            only=only,
        )

    def _index_relations(self, fact: Fact) -> None:
        both_ways: tuple[tuple[Bearing | None, Bearing, tuple[str, ...]], ...] = (
            ("contradicted by", "contradicted by", fact.contradicts),
            ("corroborated by", "corroborated by", fact.corroborates),
            ("qualifies", "qualified by", fact.qualifies),
            (None, "superseded by", fact.supersedes),
        )
        for here, there, others in both_ways:
            # A target that an error keeps out of the base is not named: nobody could look it up.
            for other in (one for one in others if one in self._base.facts):
                if here:
                    self._bearing[fact.id][here, other] = None
                self._bearing[other][there, fact.id] = None

    def _voice(self, fact: Fact) -> Voice:
        said = fact.attribution
        return Voice(
            speaker=self._name(said.speaker),
            citing=tuple(self._name(link) for link in said.chain[:-1]),
            how=said.how,
            inferred_from=said.words if said.resolution == "inferred" else "",
        )

    def _name(self, link: str) -> str:
        entity = self._base.entities.get(link)
        return entity.name if entity else link
