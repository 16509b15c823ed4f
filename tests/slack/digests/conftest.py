"""The whole bot in a local Slack, as far as it has to do with digests."""

import pytest

from bot.console.team import ANA, GENERAL
from bot.settings import Settings
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact
from tests.slack.whole_bot import WholeBot, whole_bot

TEXT = """ISIS attacked Kabul in 2023. Voronkov spoke of ISIS-K.

Test Press counted no attack in Kabul in 2024.
"""
FACTS = (
    a_fact(
        "ISIS attacked Kabul in 2023.",
        id="test-240216.01",
        subjects=["isis"],
        places=["kabul"],
        topics=["attacks"],
    ),
    a_fact("Voronkov spoke of ISIS-K.", id="test-240216.02", subjects=["isis-k"]),
)


class Bot(WholeBot):
    async def said(self, text, **who):
        """Type the command, and return the words of the one answer."""
        [reply] = await self.command(text, **who)
        return reply.words

    async def form(self, user=ANA.id, channel=GENERAL.id):
        """Open the empty form by the command."""
        await self.command("digest", user=user, channel=channel)
        [view] = self.workspace.modals(user)
        return view

    async def first(self, view, field, typed):
        """Type into a menu of a form, and return what it suggests first."""
        [option, *_] = await self.workspace.type_ahead(view, field, typed)
        return option

    async def home(self, user=ANA.id):
        """Open the Home tab, and return what it shows."""
        await self.seen(self.workspace.open_home(user))
        return self.workspace.home(user)

    async def here(self, channel=GENERAL.id):
        """The subscriptions of a channel."""
        return await self.digesting.subscriptions.of_channel(channel)


@pytest.fixture
def files(tmp_path):
    """The files of the base: a document with two facts."""
    files = KnowledgeFiles(tmp_path)
    files.dossier(TEXT, *FACTS)
    return files


@pytest.fixture
async def bot(files):
    """A bot whose ledger holds what the files do."""
    async with whole_bot(Bot, files, Settings(_env_file=None)) as bot:
        yield bot
