"""The whole bot in a local Slack, as far as it has to do with curation."""

import pytest

from bot.console.team import ANA, BEN, CURATION, CURATORS, User
from bot.domain.ledger import Actor, Target
from bot.settings import Settings
from bot.storage import ledger
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact
from tests.slack.whole_bot import WholeBot, whole_bot

ATTACK, SPEECH = "test-240216.01", "test-240216.02"
TEXT = """ISIS attacked Kabul in 2023. Voronkov spoke of ISIS-K.

Test Press counted no attack in Kabul in 2024. Officials in Kabul fear more.
"""
FACTS = (
    a_fact("ISIS attacked Kabul in 2023.", id=ATTACK, subjects=["isis"], places=["kabul"]),
    a_fact("Voronkov spoke of ISIS-K.", id=SPEECH, subjects=["voronkov"]),
)
CLEO = User("U000000CLEO", "cleo", "Cleo Curator")


def actor(user):
    """A person of the local Slack, as the ledger names them."""
    return Actor(f"slack:{user.id}", user.name)


BEN_ACTS, CLEO_ACTS = actor(BEN), actor(CLEO)


class Bot(WholeBot):
    async def refused(self, reply, which, **who):
        """Press something, and return the words that whoever pressed alone gets."""
        [told] = [each for each in await self.press(reply, which, **who) if each.kind == "ephemeral"]
        return told.words

    async def choose(self, act, *, about=ATTACK, user=ANA.id):
        """Ask for a fact, and choose from its menu; return what came of it."""
        [shown] = await self.command(f"about {about}", user=user)
        if act == "Review…":
            # It stands under the quote in context.
            await self.press(shown, "Quote in context", user=user)
            [*_, shown] = self.workspace.modals(user)
        return await self.press(shown, act, user=user)

    async def modal(self, act, *, about=ATTACK, user=ANA.id):
        """Choose from a fact's menu what opens a modal, and return that."""
        await self.choose(act, about=about, user=user)
        [*_, view] = self.workspace.modals(user)
        return view

    async def history(self, fact_id):
        """All that happened to a fact, by kind and name."""
        async with self.database.reading() as session:
            events = await ledger.history(session, Target("fact", fact_id))
        return [(event.kind, event.actor.name) for event in events]

    def card(self):
        """The last card in the curators' channel, as it stands there."""
        return self.workspace.messages(CURATION.id)[-1]

    def shown_card(self):
        """The last appearance of a card in the curators' channel: what people press on."""
        return next(each for each in reversed(self.workspace.replies) if each.channel == CURATION.id)

    def told(self, user):
        """What a person was told directly."""
        channel = self.workspace.team.direct_channel(user).id
        return [each.text for each in self.workspace.messages(channel)]


@pytest.fixture
def settings():
    """Ben's group and Cleo are curators."""
    return Settings(_env_file=None, curators=(CURATORS.id, CLEO.id), curators_channel=CURATION.id)


@pytest.fixture
async def bot(tmp_path, settings):
    """A bot whose ledger holds two facts from a file."""
    files = KnowledgeFiles(tmp_path)
    files.dossier(TEXT, *FACTS)
    async with whole_bot(Bot, files, settings, CLEO) as bot:
        yield bot
