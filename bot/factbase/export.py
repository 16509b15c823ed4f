"""Facts born in Slack are written into their source's dossier, which owns them from then on."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.error import YAMLError

from bot.domain import Fact
from bot.domain.ledger import Kept, Target, content_hash
from bot.factbase.errors import DossierError, KnowledgeError
from bot.factbase.writing import facts_in, replace_file, with_facts
from bot.storage import ledger, synced
from bot.storage.engine import Database, Session, lock
from bot.storage.synced import LastSaid

_LONGEST_REASON = 300
"""Characters, in a file."""


@dataclass(frozen=True, slots=True)
class _Born:
    """A fact that the ledger owns."""

    fact: Fact
    kept: Kept


async def export(database: Database, knowledge: Path, to: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Write every fact that the ledger owns into a dossier, or those of one dossier.

    Returns the ids by file, as seen from `knowledge`. The next sync finds nothing to do. Raises
    KnowledgeError or DossierError, and leaves a file as it is, if that cannot be done.
    """
    only = _within(knowledge, to) if to else None
    written = {}
    async with database.begin() as session:
        await lock(session, "sync")
        await lock(session, "ledger")
        for file, born in (await _by_file(session)).items():
            if only in {None, file}:
                await asyncio.to_thread(_add_to, knowledge / file, file, [each.fact for each in born])
                await synced.note_said(session, [_said(each, file) for each in born])
                written[file] = tuple(each.fact.id for each in born)
    return written


async def _by_file(session: Session) -> dict[str, list[_Born]]:
    """Return the facts that no file says, by the dossier of their source."""
    said = await synced.last_said(session)
    targets = [Target("fact", each) for each in await ledger.ids(session, "fact")]
    kept = await ledger.kept(session, (target for target in targets if target not in said))
    found = defaultdict(list)
    for each in kept.values():
        if each.body is not None:
            fact = _as_written(each)
            found[await _dossier_of(session, fact.source_id)].append(_Born(fact, each))
    return found


async def _dossier_of(session: Session, source_id: str) -> str:
    file = await synced.owner(session, Target("source", source_id))
    if not file:
        raise KnowledgeError(f"{source_id} has no dossier. Make one, and run `footnote sync`.")
    return file


def _as_written(kept: Kept) -> Fact:
    fact = Fact.model_validate(kept.body)
    retraction = kept.standing.retraction
    if retraction is None:
        return fact
    return fact.model_copy(update={"status": "retracted", "reason": retraction.why[:_LONGEST_REASON]})


def _said(born: _Born, file: str) -> LastSaid:
    return LastSaid(born.kept.target, file, born.kept.standing.content_hash, born.fact.status)


def _within(knowledge: Path, to: Path) -> str:
    for path in (to.resolve(), (knowledge / to).resolve()):
        if path.is_file() and path.is_relative_to(knowledge.resolve()):
            return path.relative_to(knowledge.resolve()).as_posix()
    if not to.exists() and not (knowledge / to).exists():
        raise KnowledgeError(f"{to} does not exist. Name a dossier under {knowledge}/facts.")
    raise KnowledgeError(f"{to} is not a dossier. Name one under {knowledge}/facts.")


def _add_to(path: Path, file: str, facts: Sequence[Fact]) -> None:
    """Add to a dossier the facts that it does not hold yet."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read ({error.strerror}). Put the dossier back.") from error
    held = facts_in(content, file)
    new = {fact.id: fact for fact in facts if fact.id not in held}
    for fact in facts:
        if fact.id in held and content_hash(held[fact.id]) != content_hash(fact):
            problem = f"{fact.id} stands here, and in the ledger with other words"
            raise DossierError(file, 1, problem, fix="Give the one in the file the next free number.")
    if new:
        replace_file(path, _grown(content, held, new, file))


def _grown(content: bytes, held: dict[str, Fact], new: dict[str, Fact], file: str) -> bytes:
    """Return a dossier with more facts, once it is sure that sync will read just these in it."""
    try:
        after = with_facts(content.decode(), tuple(new.values())).encode()
        if facts_in(after, file) == held | new:
            return after
    except (YAMLError, DossierError):
        # What is wrong with the outcome is of no use: the file itself was read.
        pass
    raise DossierError(file, 1, "the layout takes no more facts", fix="Write `facts` as a list of `- `.")
