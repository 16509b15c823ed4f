"""What was last taken over from each file: hashes, what it said, what was kept out, the documents' text."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import delete, insert, select

from bot.domain.ledger import Target
from bot.storage.engine import Session
from bot.storage.statements import batches, insert_unless_there, upsert
from bot.storage.tables import coverage, documents, files, problems, synced, targets

SaidStatus: TypeAlias = Literal["active", "retracted", "draft", "vanished", "vanished-retracted"]
"""draft: not loaded, its id is taken · vanished: the file said it once, as active or as retracted, and does
not any more."""


@dataclass(frozen=True, slots=True)
class LastSaid:
    """What a file said of one object when it was last taken over."""

    target: Target
    file: str
    content_hash: str
    status: SaidStatus

    @property
    def is_vanished(self) -> bool:
        """Whether the file does not say it any more."""
        return self.status in {"vanished", "vanished-retracted"}

    @property
    def is_retracted(self) -> bool:
        """Whether the file says, or said last, that it is retracted."""
        return self.status in {"retracted", "vanished-retracted"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What an error keeps out."""

    name: str
    """A fact's id, or a file."""
    file: str
    message: str


async def file_hashes(session: Session) -> dict[str, str]:
    """Return the hash of every file that was taken over, by its path."""
    return {row.path: row.sha256 for row in (await session.execute(select(files))).all()}


async def replace_file_hashes(session: Session, hashes: Mapping[str, str]) -> None:
    """Note the hashes of all files there are."""
    await session.execute(delete(files))
    for part in batches([{"path": path, "sha256": sha256} for path, sha256 in hashes.items()]):
        await session.execute(insert(files), part)


async def last_said(
    session: Session, *, of_files: Collection[str] | None = None, of: Iterable[Target] = ()
) -> dict[Target, LastSaid]:
    """Return what was last said: by these files and of these objects, or everything."""
    if of_files is None:
        return await _said(session, select(synced))
    found: dict[Target, LastSaid] = {}
    for names in batches(list(of_files)):
        found |= await _said(session, select(synced).where(synced.c.file.in_(names)))
    asked = set(of)
    for ids in batches(sorted({target.id for target in asked})):
        said = await _said(session, select(synced).where(synced.c.id.in_(ids)))
        found |= {target: each for target, each in said.items() if target in asked}
    return found


async def taken_ids(session: Session) -> frozenset[str]:
    """Return the id of every fact that a file says, or has said, or that the ledger keeps."""
    said = select(synced.c.id).where(synced.c.kind == "fact")
    known = select(targets.c.id).where(targets.c.kind == "fact")
    return frozenset(await session.scalars(said.union(known)))


async def dossiers_by_document(session: Session) -> dict[str, str]:
    """Return the dossier that rests on each document, by the document's file name."""
    found = select(targets.c.body, synced.c.file).join(
        synced, (synced.c.kind == targets.c.kind) & (synced.c.id == targets.c.id)
    )
    rows = (await session.execute(found.where(targets.c.kind == "source", targets.c.body != ""))).all()
    return {json.loads(row.body)["file"]: row.file for row in rows}


async def owner(session: Session, target: Target) -> str:
    """Return the file that owns an object; empty where the ledger does."""
    found = select(synced.c.file).where(synced.c.kind == target.kind, synced.c.id == target.id)
    return await session.scalar(found) or ""


async def note_said(session: Session, said: Iterable[LastSaid]) -> None:
    """Note what files say now."""
    rows = [
        {
            "kind": each.target.kind,
            "id": each.target.id,
            "file": each.file,
            "content_hash": each.content_hash,
            "status": each.status,
        }
        for each in said
    ]
    for part in batches(rows):
        await session.execute(upsert(session, synced), part)


async def all_problems(session: Session) -> dict[str, str]:
    """Return what is kept out, and why, by name."""
    return {row.name: row.message for row in (await session.execute(select(problems))).all()}


async def replace_problems(
    session: Session,
    found: Iterable[Problem],
    *,
    of_files: Collection[str] | None,
    of_names: Collection[str] = (),
) -> None:
    """Put what these files, and objects, are kept out for in place of what was noted; of all for None."""
    if of_files is None:
        await session.execute(delete(problems))
    else:
        for names in batches(list(of_files)):
            await session.execute(delete(problems).where(problems.c.file.in_(names)))
        for names in batches(list(of_names)):
            await session.execute(delete(problems).where(problems.c.name.in_(names)))
    rows = [{"name": each.name, "file": each.file, "message": each.message} for each in found]
    for part in batches(rows):
        await session.execute(upsert(session, problems), part)


async def keep_documents(session: Session, texts: Mapping[str, str]) -> None:
    """Store documents' texts by the hash of their bytes; a text that is there stays."""
    for part in batches([{"sha256": sha256, "text": text} for sha256, text in texts.items()], 50):
        await session.execute(insert_unless_there(session, documents), part)


async def document_texts(session: Session, hashes: Collection[str]) -> dict[str, str]:
    """Return documents' texts by hash; what is not stored, or was taken down, is left out."""
    found: dict[str, str] = {}
    for part in batches(list(hashes)):
        rows = (await session.execute(select(documents).where(documents.c.sha256.in_(part)))).all()
        found |= {row.sha256: row.text for row in rows if row.text}
    return found


async def take_down(session: Session, sha256: str) -> None:
    """Blank a document's text for good."""
    await session.execute(documents.update().where(documents.c.sha256 == sha256).values(text=""))


async def note_coverage(session: Session, covered: Mapping[str, tuple[int, int, int]]) -> None:
    """Note, by source, how many sentences its document has, are accounted for, and left out with a reason."""
    rows = [
        {"source": each, "sentences": of, "covered": found, "left_out": left_out}
        for each, (of, found, left_out) in covered.items()
    ]
    for part in batches(rows):
        await session.execute(upsert(session, coverage), part)


async def left_out_sentences(session: Session, source: str) -> int | None:
    """Return how many sentences of a source's document are left out with a reason; None if not known."""
    found: int | None = await session.scalar(select(coverage.c.left_out).where(coverage.c.source == source))
    return found


async def _said(session: Session, found: object) -> dict[Target, LastSaid]:
    rows = (await session.execute(found)).all()  # type: ignore[call-overload]  # one of our selects
    said = (LastSaid(Target(row.kind, row.id), row.file, row.content_hash, row.status) for row in rows)
    return {each.target: each for each in said}
