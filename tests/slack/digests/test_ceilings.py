"""Digests in channels with others than our own: what they hold, and what becomes of those there were."""

import pytest

from bot.console.team import ANA, GENERAL, GUEST, SHARED, STRANGER
from bot.settings import Settings
from tests.factbase.knowledge_files import KnowledgeFiles
from tests.slack.digests.conftest import FACTS, TEXT, Bot
from tests.slack.whole_bot import whole_bot

CLEAR, AMBER = (each["claim"] for each in FACTS)


@pytest.fixture
async def bot(tmp_path):
    """A bot whose ledger holds a fact that is CLEAR and one that is not."""
    files = KnowledgeFiles(tmp_path)
    files.dossier(TEXT, FACTS[0], {**FACTS[1], "tlp": "AMBER", "topics": ["attacks"]})
    async with whole_bot(Bot, files, Settings(_env_file=None)) as bot:
        yield bot


@pytest.fixture
async def made(bot):
    """A subscription of #general, and the answer with its buttons, before others come to it."""
    [reply] = await bot.command("digest daily 9:00 Kabul")
    return reply


def stands_in(bot, channel):
    return str([(one.text, one.blocks) for one in bot.workspace.messages(channel)])


async def shared_at_nine(bot):
    """Let another organisation into #general, and let the next digest be due."""
    await bot.workspace.share_channel(GENERAL.id)
    bot.now.passes(days=1)
    await bot.beat()


async def test_inside_a_summary_holds_what_is_within_the_ceiling(bot, made):
    assert "TLP:CLEAR" not in made.words

    await bot.beat()

    assert CLEAR in stands_in(bot, GENERAL.id)
    assert AMBER in stands_in(bot, GENERAL.id)


async def test_one_that_is_made_where_others_are_says_so_and_holds_what_is_clear(bot):
    [reply] = await bot.command("digest daily 9:00 Kabul", channel=SHARED.id)

    await bot.beat()
    bot.now.passes(days=1)
    await bot.beat()

    assert "Another organisation is here: only what is marked TLP:CLEAR is told." in reply.words
    assert len(bot.workspace.messages(SHARED.id)) == 2
    assert CLEAR in stands_in(bot, SHARED.id)
    assert AMBER not in stands_in(bot, SHARED.id)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("how", ["shared", "guest", "stranger"])
async def test_when_others_come_it_rests_and_the_list_and_its_owner_are_told_why(bot, how):
    if how == "shared":
        await bot.workspace.share_channel(GENERAL.id)
    else:
        await bot.workspace.join(GENERAL.id, GUEST.id if how == "guest" else STRANGER.id)

    await bot.beat()

    assert bot.workspace.messages(GENERAL.id) == []
    assert "Paused. A guest or another organisation has come to the channel." in await bot.said("digest list")
    [told] = bot.workspace.messages(bot.workspace.team.direct_channel(ANA.id).id)
    assert "Others than our own have come to that channel" in told.text


@pytest.mark.parametrize("button", ["Preview", "Send now"])
async def test_what_would_not_be_sent_is_not_previewed_either(bot, made, button):
    await bot.workspace.share_channel(GENERAL.id)

    [refused] = await bot.press(made, button)

    assert "Others than our own have come to that channel" in refused.words
    assert AMBER not in refused.words


@pytest.mark.usefixtures("made")
async def test_resumed_by_who_knows_it_goes_on_with_what_is_clear(bot):
    await shared_at_nine(bot)

    [resumed] = await bot.command("digest resume")
    await bot.beat()

    assert "with what is marked TLP:CLEAR" in resumed.words
    assert CLEAR in stands_in(bot, GENERAL.id)
    assert AMBER not in stands_in(bot, GENERAL.id)
    assert "what is TLP:CLEAR" in await bot.said("digest list")


async def test_what_is_counted_when_it_is_made_is_what_may_be_told(bot):
    words = await bot.said("digest daily 9:00 credibility 5", channel=SHARED.id)

    assert "of 1 fact" in words
