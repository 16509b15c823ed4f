"""Delivery, joined: the outbox with Slack's postman, and corrections as Slack shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.curation import corrections
from bot.delivery.claims import Rules
from bot.delivery.corrections import Owed
from bot.delivery.outbox import Outbox
from bot.delivery.sending import Correction, Telling
from bot.digests.aftermath import DigestAftermath
from bot.domain.handling import CeilingOf, Tlp
from bot.domain.postman import Postman, Writing
from bot.scheduling.jobs import Job
from bot.settings import Settings
from bot.slack.blocks.corrections import draw_correction, draw_uncorrected
from bot.slack.blocks.pauses import draw_pause
from bot.storage.engine import Database

BEAT_S = 1.0
"""What Slack lets pass in one channel is one message a second."""
SWEEP_S = 2.0
PRUNE_S = 3600.0


@dataclass(frozen=True, slots=True)
class SlackDrawing:
    """Draws corrections as Slack shows them."""

    database: Database

    async def correction(self, owed: Owed, ceiling: Tlp) -> Correction | None:
        """Draw a correction for a channel; None where there is nothing left to correct."""
        found = await corrections.corrected(self.database, owed, ceiling)
        return draw_correction(found) if found else None

    def uncorrected(self, channel: str, code: str, messages: int) -> Writing:
        """Tell the curators that messages of a channel could not be corrected, and why."""
        return draw_uncorrected(channel, code, messages)


def make_outbox(
    database: Database,
    postman: Postman,
    settings: Settings,
    now: Callable[[], datetime],
    ceiling_of: CeilingOf,
    *,
    rules: Rules | None = None,
) -> Outbox:
    """Make the outbox of a running bot; `ceiling_of` is its last wall."""
    telling = Telling(
        SlackDrawing(database),
        ceiling_of,
        settings.curators_channel,
        {"digest": DigestAftermath(now, draw_pause)},
    )
    return Outbox(database, postman, now, telling, rules=rules)


def delivery_jobs(
    database: Database, outbox: Outbox, settings: Settings, now: Callable[[], datetime]
) -> tuple[Job, ...]:
    """Return what is to be done again and again: post what waits, correct what has changed, forget."""
    days = settings.correction_days

    async def sweep() -> None:
        await corrections.sweep(database, now(), days)

    async def prune() -> None:
        await corrections.prune(database, now(), days)
        await outbox.prune()

    return (
        Job("corrections", SWEEP_S, sweep),
        Job("outbox", BEAT_S, outbox.beat),
        Job("pruning", PRUNE_S, prune),
    )
