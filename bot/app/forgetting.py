"""Somebody is forgotten by command: what is kept about them goes, what they did stays without their name."""

import re
from collections import Counter
from collections.abc import Iterator

import structlog

from bot.app.curating import actor_named
from bot.app.database import database_of
from bot.domain.ledger import Actor
from bot.errors import FootnoteError
from bot.settings import Settings
from bot.slack.blocks.acting_names import renaming
from bot.slack.blocks.text import counted
from bot.storage import forgetting
from bot.storage.engine import Database, lock
from bot.storage.forgetting import Kept
from bot.storage.rewording import reword

_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,20}")
_COMMAND_LINE = "cli:"
_REMOVED: dict[Kept, tuple[str, str]] = {
    "asked": ("question that nothing answered", "without their ID now"),
    "own digests": ("digest", "to them alone, with all that was to be posted"),
    "notices": ("notice", "to them, posted or not"),
    "taken cards": ("card of the review", "given back"),
}
_RENAMED: dict[Kept, tuple[str, str]] = {
    "acts": ("act", "in the ledger"),
    "facts": ("object", "whose standing names who did what"),
    "proposals": ("proposal", "made, edited or decided by them"),
    "digests": ("digest", "of channels"),
    "gaps decided": ("question", "decided by them"),
    "messages": ("message", "that is corrected when its facts change, as Footnote keeps it"),
}
_STAYS = """What stays, and why:
- Acts, each with its reason in their own words: who relies on a fact must see what was done to it.
- Digests of channels go on: they are the channels'.
- Names that others wrote in a reason, and `edited_by` in files: edit the files.
- Messages that stand in Slack, cards and direct messages: delete them there.
- Backups and earlier log files: they go when you drop them."""

log = structlog.get_logger()


class NobodyError(FootnoteError):
    """What was given names nobody who could be forgotten."""


async def forget(settings: Settings, person: str) -> str:
    """Forget a person, by their member ID of Slack or as `cli:name`; say what was removed, and what stays.

    All of it happens or nothing; a second time there is nothing left to do. Raises NobodyError where no
    person is named, StorageError if the database fails.
    """
    async with database_of(settings) as database:
        counts, to = await forget_in(database, _actor(person))
    if not counts.total():
        return "Nothing is kept about them."
    return "\n".join((*_told(counts, to), _STAYS))


async def forget_in(database: Database, who: Actor) -> tuple[Counter[Kept], Actor]:
    """Forget an actor, by id; return what was found of them, and the name that stands in place of theirs."""
    async with database.begin() as session:
        for name in forgetting.LOCKS:
            await lock(session, name)
        names = await forgetting.names_of(session, who.id)
        to = await forgetting.pseudonym(session) if names else who
        counts = await forgetting.forget(session, who.id, to, names)
        if names:
            counts["messages"] = await reword(session, renaming(names, to.name))
    log.info("person.forgotten", rows=counts.total())
    return counts, to


def _actor(person: str) -> Actor:
    given = person.strip().removeprefix("slack:")
    if _SLACK_ID.fullmatch(given):
        return Actor.in_slack(given, "")
    if given.startswith(_COMMAND_LINE):
        return actor_named(given.removeprefix(_COMMAND_LINE))
    raise NobodyError(
        f"“{person}” names nobody. Give a member ID, such as U0123ABCD (in Slack: their profile, ⋮, Copy "
        "member ID), or cli:name for who acted on the command line."
    )


def _told(counts: Counter[Kept], to: Actor) -> Iterator[str]:
    """Yield what was removed, and where the pseudonym stands now."""
    for head, told in (("Removed:", _REMOVED), (f"Kept, under the name “{to.name}”:", _RENAMED)):
        found = [(counts[kept], *words) for kept, words in told.items() if counts[kept]]
        if found:
            yield head
            yield from (f"- {counted(count, what)} {rest}" for count, what, rest in found)
