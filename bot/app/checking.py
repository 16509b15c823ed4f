"""The whole of `footnote check`: the files by themselves, and against the ledger where there is one."""

from bot.app.database import database_of, has_database
from bot.app.desk import today
from bot.factbase.against_ledger import check_ids, check_shared_names
from bot.factbase.findings import Finding, Tally
from bot.factbase.load import load_base
from bot.settings import Settings


async def check_base(settings: Settings) -> tuple[list[Finding], Tally]:
    """Run every check; raise KnowledgeError if there is no base, StorageError if the database fails."""
    loaded = load_base(settings.knowledge_dir, settings.seeds_dir)
    found = [*loaded.findings, *check_shared_names(loaded.knowledge.entities)]
    if has_database(settings):
        async with database_of(settings) as database, database.reading() as session:
            found += await check_ids(session, loaded, today())
    return sorted(found, key=lambda finding: (finding.file, finding.line)), loaded.tally
