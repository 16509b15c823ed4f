"""The Home tab, joined to Slack."""

from collections.abc import Callable
from datetime import datetime

from bot.curation.reported import Reported
from bot.curation.waiting import Waiting
from bot.settings import Settings
from bot.slack.blocks.home import Retention
from bot.slack.curating.parts import Curating
from bot.slack.digests.parts import Digesting
from bot.slack.home import Home
from bot.slack.surface import Surface
from bot.storage.engine import Database


def home_in_slack(
    surface: Surface,
    curating: Curating,
    digesting: Digesting,
    database: Database,
    settings: Settings,
    *,
    now: Callable[[], datetime],
) -> Home:
    """Join what each person sees of the bot's own page."""
    return Home(
        surface=surface,
        digesting=digesting,
        curating=curating,
        reported=Reported(database),
        waiting=Waiting(database, now),
        retention=Retention(settings.gap_askers, settings.correction_days),
    )
