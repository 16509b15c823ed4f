"""What a part of the base is held against of the rest, which is not read again: it comes from the ledger."""

from collections.abc import Iterable, Mapping

from bot.domain import Fact, Source
from bot.domain.facts import source_of
from bot.domain.ledger import Kept, Target
from bot.factbase.dossiers import Dossier, FactEntry, Knowledge
from bot.factbase.load import Part
from bot.storage import ledger, synced
from bot.storage.engine import Session
from bot.storage.synced import LastSaid

_LINE = 1
"""The ledger does not keep lines."""


async def what_stands_beside(session: Session, read: Knowledge, files: frozenset[str]) -> Part:
    """Gather the facts of other files that those of a part relate to, or share an id or a source with."""
    facts = [entry.fact for dossier in (*read.dossiers, *read.proposed) for entry in dossier.facts]
    sources = [dossier.source for dossier in (*read.dossiers, *read.proposed)]
    here = {Target("fact", fact.id) for fact in facts} | {Target("source", source.id) for source in sources}
    kept = await _related(session, facts)
    said = await synced.last_said(session, of_files=(), of={*here, *kept})
    elsewhere = {
        target: each for target, each in said.items() if each.file not in files and not each.is_vanished
    }
    twins = {target for target in elsewhere if target in here}
    needed = {target for target in elsewhere if target.kind == "fact"}
    kept |= await ledger.kept(session, {*twins, *(Target("source", source_of(each.id)) for each in needed)})
    known = await synced.taken_ids(session)
    return Part(tuple(_dossiers(kept, elsewhere)), elsewhere=known - {fact.id for fact in facts})


async def _related(session: Session, facts: Iterable[Fact]) -> dict[Target, Kept]:
    """Return the facts that these relate to, and on from there what takes the place of what."""
    found: dict[Target, Kept] = {}
    asked = {
        one
        for fact in facts
        for one in (*fact.corroborates, *fact.contradicts, *fact.qualifies, *fact.supersedes)
    }
    while asked:
        more = await ledger.kept(session, {Target("fact", fact_id) for fact_id in asked})
        found |= more
        onward = {older for each in more.values() for older in (each.body or {}).get("supersedes", ())}
        asked = {older for older in onward if Target("fact", older) not in found}
    return found


def _dossiers(kept: Mapping[Target, Kept], said: Mapping[Target, LastSaid]) -> Iterable[Dossier]:
    files: dict[str, list[FactEntry]] = {}
    sources: dict[str, Source] = {}
    for target, each in kept.items():
        if target not in said or each.body is None:
            continue
        file = said[target].file
        if target.kind == "fact":
            files.setdefault(file, []).append(FactEntry(Fact.model_validate(each.body), _LINE, ()))
            source = kept.get(Target("source", source_of(target.id)))
        else:
            files.setdefault(file, [])
            source = each
        if source and source.body:
            sources[file] = Source.model_validate(source.body)
    return (
        Dossier(file, sources[file], _LINE, "", tuple(facts), ())
        for file, facts in files.items()
        if file in sources
    )
