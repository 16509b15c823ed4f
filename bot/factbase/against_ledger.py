"""Check `ids`: the files against the ledger, and names that several entities share."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from bot.domain.assessment import day_in_words
from bot.domain.ledger import Kept, Target
from bot.factbase.differences import compare
from bot.factbase.dossiers import EntityEntry
from bot.factbase.findings import Finding
from bot.factbase.load import Loaded
from bot.factbase.said import Said, faulty_files, said_by
from bot.matching import normalise
from bot.storage import ledger, synced
from bot.storage.engine import Session

_LINE = 1
"""What is gone stands on no line."""


async def check_ids(session: Session, loaded: Loaded, today: date) -> list[Finding]:
    """Report ids that vanished or returned, and verifications that ran out; nothing is written."""
    said = said_by(loaded)
    faulty = faulty_files(loaded)
    last = {
        target: each
        # What an error hides has not vanished.
        for target, each in (await synced.last_said(session)).items()
        if target in said or (each.file not in faulty and target.id not in loaded.base.left_out)
    }
    kept = await ledger.kept(session, {*said, *last})
    root = loaded.knowledge.root
    found = []
    for target, problem in compare(said, last, kept, "sync").broken.items():
        file, line = (said[target].file, said[target].line) if target in said else (last[target].file, _LINE)
        name = target.id if target.kind == "fact" else None
        found.append(Finding("error", "ids", f"{root}/{file}", line, name, problem))
    return [*found, *_stale(said, kept, root, today)]


def check_shared_names(entities: Mapping[str, EntityEntry]) -> Iterator[Finding]:
    """List each name that several entities bear: asked for it, the bot asks back."""
    bearers: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in entities.values():
        for name in (name for names in entry.entity.names.values() for name in names):
            bearers[normalise(name)].setdefault(entry.entity.id, name)
    for bearing in bearers.values():
        if len(bearing) > 1:
            [(first, name), *others] = bearing.items()
            shared = ", ".join(other for other, _ in others)
            entry = entities[first]
            message = f"“{name}” is {first}, and also {shared}. Nothing to do, if it is said of each."
            yield Finding("info", "ids", entry.file, entry.line, None, message)


def _stale(
    said: Mapping[Target, Said], kept: Mapping[Target, Kept], root: str, today: date
) -> Iterator[Finding]:
    for target, each in said.items():
        standing = kept[target].standing if target in kept else None
        if standing and standing.is_active and standing.verification and standing.is_stale(today):
            done = standing.verification
            yield Finding(
                "warning",
                "ids",
                f"{root}/{each.file}",
                each.line,
                target.id,
                f"its verification by {done.by.name} ran out on {day_in_words(done.review_by)}. "
                f"Look at it again: `footnote verify {target.id}`.",
            )
