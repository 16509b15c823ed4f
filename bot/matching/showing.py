"""A matched fact as an answer shows it: who says it by name, and which other facts bear on it."""

from collections.abc import Iterator

from bot.domain import DateRange, Fact, FactBase, Match
from bot.domain.answers import Bearing, Dissent, ShownFact, Since, Voice, Withdrawn
from bot.domain.assessment import corroborating_origins
from bot.domain.ledger import Standing
from bot.matching.relations import Relations


class FactShower:
    """Resolves names and relations within one base; `present` is today's, where that is another."""

    def __init__(self, base: FactBase, relations: Relations, present: FactBase | None = None) -> None:
        self._base = base
        self._relations = relations
        self._present = present

    def show(self, match: Match, number: int, *, only: str = "", as_of: DateRange | None = None) -> ShownFact:
        """Resolve everything that an answer says about a fact; `as_of` is the time that was asked about."""
        fact, source = match.cited.fact, match.cited.source
        standing = self._base.standings.get(fact.id)
        dissent = tuple(self._dissent(fact.id, standing))
        corroborating = [
            self._base.facts[other.fact_id].fact for other in dissent if other.how == "corroborated by"
        ]
        return ShownFact(
            number=number,
            cited=match.cited,
            voice=self._voice(fact),
            dissent=dissent,
            confidence=match.confidence,
            why=match.why,
            only=only,
            standing=standing,
            origins=corroborating_origins(fact, corroborating),
            is_published_later=bool(as_of and as_of.latest_on and source.published > as_of.latest_on),
            since=self._since(fact.id, standing),
        )

    def withdrawn(self, fact_id: str, standing: Standing) -> Withdrawn:
        """Say what became of a fact that is not shown any more."""
        return Withdrawn(
            fact_id=fact_id,
            content_hash=standing.content_hash,
            claim="" if standing.is_redacted else self._base.withdrawn_claims.get(fact_id, ""),
            withdrawal=standing.redaction or standing.retraction,
            is_redacted=standing.is_redacted,
            replaced_by=tuple(
                other for other in self._dissent(fact_id, standing) if other.how == "superseded by"
            ),
        )

    def _dissent(self, fact_id: str, standing: Standing | None) -> Iterator[Dissent]:
        """Yield the facts that bear on one: what takes its place comes first."""
        superseding: dict[tuple[Bearing, str], None] = {
            ("superseded by", other): None for other in (standing.superseded_by if standing else ())
        }
        related = self._relations.bearing_on(fact_id)
        superseding |= {each: None for each in related if each[0] == "superseded by"}
        for how, other in dict.fromkeys((*superseding, *related)):
            # A fact that is withdrawn, or that an error keeps out, is not named: nobody could look it up.
            if other in self._base.facts:
                bearing = self._base.facts[other].fact
                yield Dissent(how, other, bearing.claim, self._name(bearing.attribution.speaker))

    def _since(self, fact_id: str, standing: Standing | None) -> Since | None:
        """Say what became of a fact after the day whose state is shown."""
        if self._present is None or standing is None:
            return None
        withdrawn = self._present.withdrawn.get(fact_id)
        if withdrawn and withdrawn.retraction:
            return Since("retracted", withdrawn.retraction.at.date())
        now = self._present.standings.get(fact_id)
        if now and now.revised_at and now.content_hash != standing.content_hash:
            return Since("revised", now.revised_at.date())
        return None

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
