"""The files are taken over into the ledger: what changed since the last time, in one transaction."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain import Fact
from bot.domain.facts import source_of
from bot.domain.ledger import Event, Kept, Target
from bot.factbase.beside import what_stands_beside
from bot.factbase.differences import Compared, compare
from bot.factbase.files import read_knowledge
from bot.factbase.fingerprints import changed_dossiers, fingerprints
from bot.factbase.load import Loaded, check_knowledge
from bot.factbase.said import Said, faulty_files, said_by, seen_from_root
from bot.storage import ledger, synced
from bot.storage.engine import Database, Session, lock
from bot.storage.ledger import Located
from bot.storage.synced import LastSaid, Problem


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync came to."""

    events: tuple[Event, ...]
    problems: Mapping[str, str]
    """All that is kept out, also by what has not changed since: why, by fact or file."""
    head: int
    """The ledger's last event."""
    is_baseline: bool = False

    @property
    def counts(self) -> Mapping[str, int]:
        """How many events of each kind were added."""
        return Counter(event.kind for event in self.events)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the files hold now."""

    loaded: Loaded
    said: Mapping[Target, Said]
    files: frozenset[str] | None
    """The dossiers that were read, as seen from `knowledge/`; None for all files."""
    hashes: Mapping[str, str]
    faulty: frozenset[str]
    """The files of which an error hides a part."""


async def sync(database: Database, knowledge: Path, seeds: Path, now: Callable[[], datetime]) -> Synced:
    """Bring the ledger up to date with the files; where nothing changed, nothing is written.

    Several may run at once: each event comes once. Raises KnowledgeError if there is no base,
    StorageError if the database fails.
    """
    hashes = await asyncio.to_thread(fingerprints, knowledge, seeds)
    async with database.reading() as session:
        before = await synced.file_hashes(session)
        if before and hashes == before:
            return Synced((), await synced.all_problems(session), await ledger.head(session))
        files = changed_dossiers(before, hashes, await synced.dossiers_by_document(session))
    reading = await _read(database, (knowledge, seeds), files, hashes)
    async with database.begin() as session:
        await lock(session, "sync")
        if await synced.file_hashes(session) == before:
            return await _take_over(session, reading, now())
    # Somebody else was quicker, and may have read newer files.
    return await sync(database, knowledge, seeds, now)


async def _read(
    database: Database,
    roots: tuple[Path, Path],
    files: frozenset[str] | None,
    hashes: Mapping[str, str],
) -> _Reading:
    knowledge, seeds = roots
    read = await asyncio.to_thread(read_knowledge, knowledge, files)
    part = None
    if files is not None:
        async with database.reading() as session:
            part = await what_stands_beside(session, read, files)
    loaded = await asyncio.to_thread(check_knowledge, read, seeds, part)
    return _Reading(loaded, said_by(loaded), files, hashes, faulty_files(loaded))


async def _take_over(session: Session, reading: _Reading, now: datetime) -> Synced:
    said = reading.said
    last = await synced.last_said(session, of_files=reading.files, of=said)
    last = {
        target: each for target, each in last.items() if target in said or not _is_unreadable(each, reading)
    }
    kept = await _kept(session, reading, last)
    is_baseline = await ledger.head(session) == 0
    found = compare(said, last, kept, "baseline" if is_baseline else "sync")
    located = {target.id: each.located for target, each in said.items() if each.located}
    events = await ledger.append(session, found.events, now, located)
    await ledger.relocate(session, _moved(said, events))
    await synced.note_said(session, found.said)
    await synced.replace_problems(
        session, _problems(reading, found, last), of_files=reading.files, of_names={each.id for each in said}
    )
    await _keep_documents(session, reading.loaded, {target.id for target in found.broken})
    await synced.replace_file_hashes(session, reading.hashes)
    return Synced(events, await synced.all_problems(session), await ledger.head(session), is_baseline)


async def _kept(session: Session, reading: _Reading, last: Mapping[Target, LastSaid]) -> dict[Target, Kept]:
    """Return what stands of everything concerned, with the facts that others take the place of."""
    kept = await ledger.kept(session, {*reading.said, *last})
    older = {
        Target("fact", fact_id)
        for each in reading.said.values()
        if isinstance(each.content, Fact)
        for fact_id in each.content.supersedes
    }
    older |= {
        Target("fact", one) for each in kept.values() for one in (each.body or {}).get("supersedes", ())
    }
    return kept | await ledger.kept(session, older - {*kept})


def _is_unreadable(said: LastSaid, reading: _Reading) -> bool:
    """Tell whether an error hides what a file says of something: then it has not vanished."""
    return said.file in reading.faulty or said.target.id in reading.loaded.base.left_out


def _moved(said: Mapping[Target, Said], events: tuple[Event, ...]) -> dict[str, Located]:
    """Return where the quotes now stand of facts whose document changed and whose words did not."""
    sources = {event.target.id for event in events if event.kind == "revise" and "sha256" in event.changed}
    rewritten = {event.target for event in events if event.kind in {"add", "revise"}}
    return {
        target.id: each.located
        for target, each in said.items()
        if each.located and target not in rewritten and source_of(target.id) in sources
    }


def _problems(reading: _Reading, found: Compared, last: Mapping[Target, LastSaid]) -> list[Problem]:
    loaded = reading.loaded
    files = {
        finding.fact: finding.file for finding in loaded.findings if finding.fact and finding.level == "error"
    }
    files |= {
        entry.fact.id: each.dossier.file
        for each in loaded.examined
        if each.blocked
        for entry in each.dossier.facts
    }
    problems = [
        Problem(
            seen_from_root(loaded, name),
            seen_from_root(loaded, files.get(name, name.partition(":")[0])),
            message,
        )
        for name, message in loaded.base.left_out.items()
    ]
    for target, message in found.broken.items():
        file = reading.said[target].file if target in reading.said else last[target].file
        problems.append(Problem(target.id, file, message))
    return problems


async def _keep_documents(session: Session, loaded: Loaded, refused: Collection[str]) -> None:
    readable = [
        each
        for each in loaded.examined
        if each.document and not each.blocked and each.dossier.source.id not in refused
    ]
    await synced.keep_documents(
        session, {each.dossier.source.sha256: each.document.text for each in readable if each.document}
    )
    await synced.note_coverage(
        session,
        {
            each.dossier.source.id: (each.coverage.sentences, each.coverage.covered, each.left_out)
            for each in readable
        },
    )
