"""A fact as somebody saw it, in its document: what stands around each quote, and what became of it."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.desk import AnswerDesk
from bot.answering.history import is_known, is_open_under, told
from bot.documents.quoting import find_quote
from bot.documents.reading import Document, document_of
from bot.domain import CitedFact, Fact, Passage, Quote, Source
from bot.domain.answers import Question, Withdrawn
from bot.domain.evidence import Evidence, InContext
from bot.domain.facts import source_of
from bot.domain.handling import Tlp, is_within
from bot.domain.ledger import Event, Target
from bot.storage import ledger, synced
from bot.storage.engine import Database

PAGE_BREAK = "\f"
"""Where a document has pages, its text has this between two of them."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds of a fact."""

    events: Sequence[Event]
    source: Source
    text: str
    """The document's; empty where it is not stored, or was taken down."""


async def evidence_for(
    database: Database, desk: AnswerDesk, fact_id: str, seen_hash: str, ceiling: Tlp
) -> Evidence | Withdrawn | None:
    """Return what a fact rests on, in the wording whose hash begins with `seen_hash`, else as it stands.

    `desk` stands before what the ceiling lets be seen; None for a fact that is not there. Of one whose words
    were taken down nothing is left but who did it. Raises StorageError where the database fails.
    """
    if not is_known(desk.base, fact_id):
        return None
    stored = await _stored(database, fact_id)
    if stored is None:
        return None
    # A long document is looked through for a second.
    return await asyncio.to_thread(evidence, stored, desk, fact_id, seen_hash, ceiling)


def evidence(
    stored: Stored, desk: AnswerDesk, fact_id: str, seen_hash: str, ceiling: Tlp
) -> Evidence | Withdrawn | None:
    """Put together what is stored; a wording that is stricter than the ceiling is told by nobody."""
    wordings = [each for each in stored.events if each.body and each.kind in {"add", "revise"}]
    withdrawn = _withdrawn(desk, fact_id)
    if not wordings or (withdrawn and withdrawn.is_redacted):
        return withdrawn
    now = wordings[-1]
    if not (is_within(stored.source.tlp, ceiling) and is_open_under(now.body, ceiling)):
        # Marked more strictly a moment ago: the desk does not know it yet.
        return None
    open_ones = [each for each in wordings if is_open_under(each.body, ceiling)]
    seen = next((each for each in reversed(open_ones) if each.content_hash.startswith(seen_hash)), now)
    document = document_of(stored.text) if stored.text else None
    fact = Fact.model_validate(seen.body)
    quotes = tuple(in_context(document, fact.quotes))
    passages = tuple(Passage(each.quote, 0, len(each.quote)) for each in quotes)
    is_revised = seen.content_hash != now.content_hash
    return Evidence(
        shown=desk.shown(CitedFact(fact, stored.source, passages)),
        content_hash=seen.content_hash,
        quotes=quotes,
        is_away=document is None,
        history=told(stored.events, desk.base, fact_id, ceiling),
        revised=now if is_revised else None,
        withdrawn=withdrawn,
    )


def in_context(document: Document | None, quotes: Iterable[Quote]) -> Iterator[InContext]:
    """Yield each quote with what stands around it in its document; alone where it is not found there."""
    for quote in quotes:
        place = find_quote(document, quote) if document else None
        if document and isinstance(place, Passage):
            yield _around(document, place, quote.translation)
        else:
            yield InContext(quote.exact, quote.translation, is_found=False)


def _around(document: Document, place: Passage, translation: str) -> InContext:
    text, paragraphs = document.text, document.paragraphs
    index = document.paragraph_at(place.start) or 0
    own = paragraphs[index]
    return InContext(
        quote=place.text,
        translation=translation,
        before=paragraphs[index - 1].text if index else "",
        lead=text[own.start : place.start],
        rest=text[place.end : own.end],
        after=paragraphs[index + 1].text if index + 1 < len(paragraphs) else "",
        page=text.count(PAGE_BREAK, 0, place.start) + 1 if PAGE_BREAK in text else None,
    )


def _withdrawn(desk: AnswerDesk, fact_id: str) -> Withdrawn | None:
    reply = desk.reply(Question(f"about {fact_id}"))
    return reply if isinstance(reply, Withdrawn) else None


async def _stored(database: Database, fact_id: str) -> Stored | None:
    """Read a fact's events, its source and the source's document; None where the ledger knows no source."""
    of = Target("source", source_of(fact_id))
    async with database.reading() as session:
        events = await ledger.history(session, Target("fact", fact_id))
        kept = (await ledger.kept(session, [of])).get(of)
        if kept is None or kept.body is None:
            return None
        source = Source.model_validate(kept.body)
        texts = await synced.document_texts(session, {source.sha256})
    return Stored(events, source, texts.get(source.sha256, ""))
