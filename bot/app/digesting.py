"""Digests, joined: composed from what is answered from, drawn as Slack shows them, sent at the heartbeat."""

from collections.abc import Callable
from datetime import datetime

from bot.app.following import Follower
from bot.digests.composing import Composer
from bot.digests.sending import DigestDrawing, Digests
from bot.digests.showing import State
from bot.domain.handling import ChannelCeiling, Tlp
from bot.scheduling.jobs import Job
from bot.slack.blocks.digest import draw_digest
from bot.slack.blocks.pauses import draw_pause
from bot.storage.engine import Database

DUE_S = 15.0
"""How soon a digest is posted after its time has come, at the most, on a quiet day."""
PRUNE_S = 3600.0
DRAWING = DigestDrawing(draw_digest, draw_pause)


def composer_of(database: Database, follower: Follower) -> Composer:
    """Compose from what a bot answers from at the moment."""
    return Composer(database, state_of(follower))


def state_of(follower: Follower) -> Callable[[Tlp], State]:
    """Say where to look for what a bot answers from at the moment, under a ceiling."""
    return lambda ceiling: State(*follower.within(ceiling))


def digest_jobs(
    database: Database, composer: Composer, now: Callable[[], datetime], ceiling_of: ChannelCeiling
) -> tuple[Job, ...]:
    """Return what is to be done again and again: look what is due, forget what is long over."""
    digests = Digests(database, composer, DRAWING, now, ceiling_of)
    return (Job("digests", DUE_S, digests.beat), Job("digests.pruning", PRUNE_S, digests.prune))
