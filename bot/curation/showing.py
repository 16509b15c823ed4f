"""What a curator decides by: a card with its document around the quote, the checks, the last act."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.curation.review import Card, standing_within
from bot.curation.rules import fact_target
from bot.curation.wording import examine
from bot.documents.quoting import find_quote
from bot.documents.reading import document_of
from bot.domain import Entity, Fact, Passage, Source, Topic
from bot.domain.handling import Tlp
from bot.domain.ledger import Event, Target
from bot.domain.telling import as_told, facts_named, others_named, reason_as_told
from bot.storage import ledger, markings, synced
from bot.storage.engine import Database, Session
from bot.storage.proposals import Proposal

AROUND = 160
"""Characters of the document before a quote, and after it."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote, and the words of its document around it."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A card, laid out."""

    card: Card
    source: Source | None
    """None if the ledger does not know it any more."""
    quotes: tuple[Quoted, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    """What the entities and topics of the fact are called, by id."""
    remarks: tuple[str, ...] = ()
    """What the checks say of a proposal: errors and warnings."""
    file: str = ""
    """The file that owns a fact's wording; empty where the ledger does."""
    last: Event | None = None
    """The last thing that happened to a fact."""

    @property
    def is_open(self) -> bool:
        """Whether it awaits a decision."""
        if self.card.proposal:
            return self.card.proposal.state == "open"
        return bool(self.card.doubts)


async def lay_out(database: Database, card: Card, ceiling: Tlp, *, with_checks: bool = True) -> Laid:
    """Gather what belongs to a card, naming nothing above a ceiling; StorageError if the database fails.

    The checks of a proposal take a while: 0.1 s.
    """
    async with database.reading() as session:
        source = await _source(session, card.fact)
        quotes = await _quotes(session, card.fact, source)
        names = await _names(session, card.fact)
        if card.proposal:
            proposal = await _decided(session, card.proposal, ceiling)
            is_checked = with_checks and proposal.state == "open"
            remarks = (await examine(session, card.fact, ceiling)).remarks if is_checked else ()
            told = tuple(each.message for each in remarks if each.level != "info")
            return Laid(replace(card, proposal=proposal), source, quotes, names, remarks=told)
        if card.standing:
            card = replace(card, standing=await standing_within(session, card.standing, ceiling))
        seqs = [card.standing.last_seq] if card.standing else []
        [last] = await ledger.numbered(session, seqs) or (None,)
        file = await synced.owner(session, fact_target(card.fact.id))
        last = await _told(session, last, ceiling) if last else None
        return Laid(card, source, quotes, names, file=file, last=last)


async def _decided(session: Session, proposal: Proposal, ceiling: Tlp) -> Proposal:
    """Return a proposal without a reason that names a fact above a ceiling."""
    hidden = await markings.above(session, facts_named(proposal.reason), ceiling)
    return replace(proposal, reason=reason_as_told(proposal.reason, lambda each: each not in hidden))


async def _told(session: Session, event: Event, ceiling: Tlp) -> Event:
    hidden = await markings.above(session, others_named(event), ceiling)
    return as_told(event, lambda each: each not in hidden)


async def _source(session: Session, fact: Fact) -> Source | None:
    target = Target("source", fact.source_id)
    kept = (await ledger.kept(session, [target])).get(target)
    return Source.model_validate(kept.body) if kept and kept.body else None


async def _names(session: Session, fact: Fact) -> dict[str, str]:
    entities = {Target("entity", each) for each in (*fact.attribution.chain, *fact.entity_ids)}
    topics = {Target("topic", each) for each in fact.topics}
    kept = await ledger.kept(session, entities | topics)
    return {
        target.id: (Entity if target.kind == "entity" else Topic).model_validate(each.body).name
        for target, each in kept.items()
        if each.body
    }


async def _quotes(session: Session, fact: Fact, source: Source | None) -> tuple[Quoted, ...]:
    texts = await synced.document_texts(session, [source.sha256]) if source else {}
    if not texts:
        return tuple(Quoted("", quote.exact, "") for quote in fact.quotes)
    [text] = texts.values()
    document = document_of(text)
    found = (find_quote(document, quote) for quote in fact.quotes)
    return tuple(
        _around(text, place) if isinstance(place, Passage) else Quoted("", quote.exact, "")
        for place, quote in zip(found, fact.quotes, strict=True)
    )


def _around(text: str, place: Passage) -> Quoted:
    first, last = max(0, place.start - AROUND), place.end + AROUND
    before, after = text[first : place.start], text[place.end : last]
    before = before.partition(" ")[2] if first else before
    after = after.rpartition(" ")[0] if last < len(text) else after
    before, after = " ".join(before.split()), " ".join(after.split())
    return Quoted(before, place.text, after)
