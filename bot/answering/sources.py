"""The documents of the base: a list of them, and the record of one."""

import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.answering.ground import Asked, Ground, page_of
from bot.documents.coverage import coverage
from bot.documents.reading import document_of
from bot.documents.sentences import sentences
from bot.domain import CitedFact, FactBase, Match, Source
from bot.domain.answers import SourceList
from bot.domain.grading import RELIABILITY_WORDS
from bot.domain.sources import SourceCoverage, SourceRecord, UnknownSource
from bot.storage import synced
from bot.storage.engine import Database, StorageError

LISTED_SOURCES = 10
"""Documents in one list: what a reader scans, and what fits one message with long titles and links."""
LISTED_FACTS = 10
NEAR_IDS = 3
NEAR_ENOUGH = 70
"""Of 100: a few characters of an id differ."""
_WORD = re.compile(r"\w+")


def list_sources(ground: Ground, asked: Asked, query: str) -> SourceList:
    """List the documents that facts rest on, newest first: one page of those that have every word asked for.

    The words are looked for in title, publisher, id, kind, language and reliability; each may be a beginning.
    """
    wanted = [word.casefold() for word in _WORD.findall(query)]
    found = [each for each in ground.matcher.sources if _has(each[0], wanted)]
    found.sort(key=lambda each: (-each[0].published.toordinal(), each[0].id))
    page, first = page_of(asked.question, len(found), LISTED_SOURCES)
    return SourceList(
        sources=tuple(found[first - 1 : first - 1 + LISTED_SOURCES]),
        total=len(found),
        holdings=ground.holdings,
        moment=asked.moment,
        question=replace(asked.question, page=page),
        first=first,
    )


def source_record(ground: Ground, asked: Asked, source_id: str) -> SourceRecord | UnknownSource:
    """Return what is known of a document, with one page of its facts; those that may be told, as all here."""
    known = {source.id: source for source, _ in ground.matcher.sources}
    source = known.get(source_id)
    if source is None:
        return UnknownSource(source_id, _nearest(source_id, known))
    ids = _facts_of(ground.base, source_id)
    page, first = page_of(asked.question, len(ids), LISTED_FACTS)
    return SourceRecord(
        question=replace(asked.question, page=page),
        source=source,
        facts=tuple(
            ground.show(Match(ground.base.facts[each], 1.0, ()), number, asked)
            for number, each in enumerate(ids[first - 1 : first - 1 + LISTED_FACTS], first)
        ),
        first=first,
        total=len(ids),
        head=ground.head,
        moment=asked.moment,
    )


async def with_coverage(database: Database, base: FactBase, record: SourceRecord) -> SourceRecord:
    """Add how much of the document is accounted for, by the facts of a base; not while the database is away.

    A sentence that only facts cite which may not be told here counts as any that nobody cites.
    """
    source = record.source
    facts = [base.facts[each] for each in _facts_of(base, source.id)]
    try:
        async with database.reading() as session:
            texts = await synced.document_texts(session, {source.sha256})
            left_out = await synced.left_out_sentences(session, source.id)
    except StorageError:
        return record
    text = texts.get(source.sha256)
    if text is None or left_out is None:
        return record
    return replace(record, coverage=covered(text, source.language, facts, left_out))


def covered(text: str, language: str, facts: Iterable[CitedFact], left_out: int) -> SourceCoverage:
    """Count the sentences of a document, and those that facts cite."""
    passages = (passage for each in facts for passage in each.passages)
    found = coverage(sentences(document_of(text), language), passages)
    return SourceCoverage(found.sentences, found.covered, left_out)


def _facts_of(base: FactBase, source_id: str) -> list[str]:
    return sorted(each for each in base.facts if each.startswith(f"{source_id}."))


def _has(source: Source, wanted: list[str]) -> bool:
    reliability = f"{source.reliability} {RELIABILITY_WORDS[source.reliability]}"
    said = f"{source.title} {source.publisher} {source.id} {source.kind} {source.language} {reliability}"
    words = [word.casefold() for word in _WORD.findall(said)]
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _nearest(source_id: str, known: Iterable[str]) -> tuple[str, ...]:
    found = process.extract(
        source_id, list(known), scorer=fuzz.ratio, limit=NEAR_IDS, score_cutoff=NEAR_ENOUGH
    )
    return tuple(sorted(str(name) for name, _, _ in found))
