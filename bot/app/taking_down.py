"""Take-downs by command: a fact's words at once, a whole document's only for whoever is sure."""

from itertools import takewhile

from bot.app.curating import actor_named, as_written, curating
from bot.app.indexing import index_path
from bot.curation.life import done_in_words
from bot.domain import Source
from bot.domain.ledger import Event, Target
from bot.errors import FootnoteError
from bot.settings import Settings
from bot.slack.blocks.text import counted
from bot.storage import ledger, synced
from bot.storage.engine import Session


class UnsureError(FootnoteError):
    """A document would be taken down by somebody who has not said that they mean it."""


async def take_down(settings: Settings, name: str, what: str, why: str, *, is_sure: bool) -> str:
    """Take a fact's words away, or a document's and those of its facts; say what is gone, and what is left.

    Raises UnsureError, with nothing done, for a document unless `is_sure`; ActRefusedError if it is not
    possible; StorageError if the database fails.
    """
    what = as_written(what)
    async with curating(settings) as curation:
        if "." not in what and not is_sure:
            async with curation.database.reading() as session:
                await _warn(session, what)
        event = await curation.acts.redact(what, actor_named(name), why)
        if path := index_path(settings):
            # It holds the words still; the next start makes a new one.
            path.unlink(missing_ok=True)
        async with curation.database.reading() as session:
            if event.target.kind == "fact":
                return await _fact_told(session, event, settings)
            return await _document_told(session, event, settings)


async def _warn(session: Session, source_id: str) -> None:
    target = Target("source", source_id)
    source = (await ledger.kept(session, [target])).get(target)
    # What is unknown, or gone already, the act itself refuses.
    if source and source.standing.is_active:
        names = await ledger.ids(session, "fact", begin=f"{source_id}.")
        facts = await ledger.kept(session, [Target("fact", each) for each in names])
        count = counted(sum(not each.standing.is_redacted for each in facts.values()), "fact")
        raise UnsureError(
            f"This takes down the text and {count} of {source_id} for good; add --yes if you mean it."
        )


async def _fact_told(session: Session, event: Event, settings: Settings) -> str:
    done = f"{event.target.id}: {done_in_words(event)} (event {event.seq})."
    file = await synced.owner(session, event.target)
    return f"{done} Take it out of {settings.knowledge_dir / file} as well." if file else done


async def _document_told(session: Session, event: Event, settings: Settings) -> str:
    after = await ledger.events_after(session, event.seq)
    words = list(takewhile(lambda each: _is_of(each, event), after))
    last = words[-1].seq if words else event.seq
    events = f"events {event.seq} to {last}" if words else f"event {event.seq}"
    text = "its text and " if await _is_text_gone(session, event.target) else ""
    left = f"{settings.knowledge_dir}/ and {settings.seeds_dir}/" if text else f"{settings.knowledge_dir}/"
    kept = "" if text else " The text stays: another document has the same bytes."
    return (
        f"{event.target.id}: redacted: {text}{counted(len(words), 'fact')}, {events}.{kept} "
        f"Take them out of {left} as well."
    )


def _is_of(event: Event, taken: Event) -> bool:
    """Tell whether an event took the words of a fact away together with its document."""
    return event.kind == "redact" and event.target.id.startswith(f"{taken.target.id}.")


async def _is_text_gone(session: Session, target: Target) -> bool:
    source = Source.model_validate((await ledger.kept(session, [target]))[target].body)
    return not await synced.document_texts(session, [source.sha256])
