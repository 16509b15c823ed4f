"""The whole bot in a local Slack, for whoever opens its Home tab."""

import pytest

from bot.console.team import ANA, CURATION, CURATORS
from bot.settings import Settings
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact
from tests.slack.curating.conftest import CLEO
from tests.slack.digests.conftest import Bot
from tests.slack.whole_bot import whole_bot

ATTACK, SPEECH, SECRET = (f"test-240216.0{number}" for number in (1, 2, 3))
TEXT = """ISIS attacked Kabul in 2023. Voronkov spoke of ISIS-K. Voronkov fears a spy in Kabul.

Test Press counted no attack in Kabul in 2024.
"""
FACTS = (
    a_fact(
        "ISIS attacked Kabul in 2023.", id=ATTACK, subjects=["isis"], places=["kabul"], topics=["attacks"]
    ),
    a_fact("Voronkov spoke of ISIS-K.", id=SPEECH, subjects=["isis-k"]),
    a_fact("Voronkov fears a spy in Kabul.", id=SECRET, subjects=["voronkov"], places=["kabul"], tlp="RED"),
)


@pytest.fixture
async def bot(tmp_path):
    """A bot whose ledger holds two facts for all, and one for Cleo alone; she and Ben are curators."""
    files = KnowledgeFiles(tmp_path)
    files.dossier(TEXT, *FACTS)
    settings = Settings(
        _env_file=None,
        curators=(CURATORS.id, CLEO.id),
        curators_channel=CURATION.id,
        ceilings={CLEO.id: "RED"},
    )
    async with whole_bot(Bot, files, settings, CLEO) as bot:
        yield bot


async def home_of(bot, user=ANA):
    """Open somebody's home anew, after all that is under way."""
    await bot.beat()
    return await bot.home(user.id)
