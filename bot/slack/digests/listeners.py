"""All listeners of digests: the word of the command, the form, the buttons, the end."""

from slack_bolt.async_app import AsyncApp

from bot.slack.digests import asking, forming, managing, type_ahead, uninstalled
from bot.slack.digests.parts import Digesting
from bot.slack.work import Work


def register_word(app: AsyncApp, digesting: Digesting, work: Work) -> None:
    """Attach the word; before the listener that answers questions, which takes every other command."""
    asking.register(app, digesting, work)


def register(app: AsyncApp, digesting: Digesting, work: Work) -> None:
    """Attach everything else."""
    for part in (forming, managing):
        part.register(app, digesting, work)
    type_ahead.register(app, digesting)
    uninstalled.register(app, digesting)
