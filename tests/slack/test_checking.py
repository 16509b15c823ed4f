from dataclasses import replace

import pytest

from bot.console.reading import words_of
from bot.console.team import ANA, BEN, GENERAL
from bot.domain.ledger import Actor
from bot.settings import Settings
from bot.slack.blocks.check_buttons import ToShare, dump_to_share
from bot.slack.checking import words_of_message
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact
from tests.slack.curating.conftest import ATTACK, FACTS, TEXT, Bot
from tests.slack.whole_bot import whole_bot

FALSE = "ISIS has 30,000 fighters in Iraq and Syria."
SHORTCUT = "check_message"
SPY = a_fact("Officials in Kabul fear more.", id="test-240216.03", places=["kabul"], tlp="AMBER+STRICT")


async def test_a_message_is_checked_by_its_shortcut_for_whoever_did_it_alone(workspace):
    message = workspace.say(f"{FALSE} Are you sure?", user=BEN.id)

    [reply] = await settled(workspace, workspace.shortcut(message, SHORTCUT))

    assert (reply.kind, reply.user) == ("ephemeral", ANA.id)
    assert "Contradicted · “ISIS has 30,000 fighters in Iraq and Syria.”" in reply.words
    assert "three to five thousand fighters in these nations" in reply.words
    assert "Are you sure" not in reply.words
    assert reply.buttons == ["Share in thread", "We have a source for this"]


async def test_a_text_is_checked_by_the_command(workspace):
    [reply] = await workspace.slash("/threat", f"Check {FALSE}")

    assert reply.kind == "ephemeral"
    assert "Contradicted · “ISIS has 30,000" in reply.words
    assert reply.buttons[0] == "Share to channel"


@pytest.mark.parametrize("typed", ["check", "check  "])
async def test_check_alone_says_what_to_type(workspace, typed):
    [reply] = await workspace.slash("/threat", typed)

    assert "Type /threat check and the sentences" in reply.words


async def test_a_message_without_text_has_nothing_to_check(workspace):
    message = workspace.say("", user=BEN.id)

    [reply] = await settled(workspace, workspace.shortcut(message, SHORTCUT))

    assert "There is no text in it to check" in reply.words


async def test_a_check_is_shared_in_the_thread_of_the_message(workspace):
    message = workspace.say(f"{FALSE} <!channel>", user=BEN.id)
    [reply] = await settled(workspace, workspace.shortcut(message, SHORTCUT))

    shared, told = await settled(workspace, workspace.press(reply, "Share in thread"), 2)

    assert (shared.kind, shared.channel, shared.thread_ts) == ("message", GENERAL.id, message.ts)
    assert "Checked by ana." in shared.words
    assert "Contradicted · “ISIS has 30,000" in shared.words
    assert shared.buttons == []
    assert told.words == "Shared to this channel."
    assert not workspace.violations


async def test_in_a_thread_it_is_shared_there(workspace):
    root = workspace.say("What do we have?", user=BEN.id)
    message = replace(workspace.say(FALSE, user=BEN.id), thread_ts=root.ts)
    workspace.team.put(message)
    [reply] = await settled(workspace, workspace.shortcut(message, SHORTCUT))

    shared, _ = await settled(workspace, workspace.press(reply, "Share in thread"), 2)

    assert shared.thread_ts == root.ts


@pytest.mark.parametrize(
    "value", ["x", '["1.1", [1], 0]', dump_to_share(ToShare("<!channel>", ("Hello.",), 0))]
)
async def test_a_forged_button_shares_nothing(workspace, value):
    [reply] = await workspace.slash("/threat", f"check {FALSE}")
    reply.blocks[-1]["elements"][0]["value"] = value

    [told] = await settled(workspace, workspace.press(reply, "Share to channel"))

    assert (told.kind, told.words) == ("ephemeral", "This is not one I know. Ask again, please.")


async def test_the_command_in_a_direct_message_offers_no_share(workspace):
    channel = workspace.team.direct_channel(ANA.id).id

    [reply] = await workspace.slash("/threat", f"check {FALSE}", channel=channel)

    assert reply.buttons == ["We have a source for this"]


async def settled(workspace, act, count=1):
    """Let somebody act, and return what comes of it, however late."""
    workspace.clear()
    await act
    return list(await workspace.wait_for_replies(count))


@pytest.fixture
async def bot(tmp_path):
    """A bot whose ledger holds two facts that its channels may see, and one that they may not."""
    files = KnowledgeFiles(tmp_path)
    files.dossier(TEXT, *FACTS, SPY)
    async with whole_bot(Bot, files, Settings(_env_file=None)) as bot:
        yield bot


async def shared(bot, text="ISIS attacked Kabul in 2023."):
    """Check a message and share what came of it."""
    message = bot.workspace.say(text, user=BEN.id)
    [reply] = await bot.seen(bot.workspace.shortcut(message, SHORTCUT))
    return [each for each in await bot.press(reply, "Share in thread") if each.kind == "message"]


async def test_what_is_above_the_ceiling_is_nothing_on_that(bot):
    message = bot.workspace.say("Officials in Kabul fear more.", user=BEN.id)

    [reply] = await bot.seen(bot.workspace.shortcut(message, SHORTCUT))

    assert "Nothing on that · “Officials in Kabul fear more.”" in reply.words


async def test_a_fact_that_is_retracted_later_is_corrected_where_a_check_showed_it(bot):
    [posted] = await shared(bot)
    await bot.curating.acts.retract(ATTACK, Actor("cli:eve", "eve"), "forged")
    await bot.beat()
    await bot.beat()

    [stands] = [each for each in bot.workspace.messages(GENERAL.id) if each.ts == posted.ts]
    words = words_of(stands.blocks)
    assert "Retracted on 24 Nov 2026 by eve: forged." in words
    assert "Supported · “ISIS attacked Kabul in 2023.”" in words


async def test_a_channel_that_has_become_shared_gets_what_it_may_have_now(bot):
    message = bot.workspace.say("Officials in Kabul fear more.", user=BEN.id)
    [reply] = await bot.seen(bot.workspace.shortcut(message, SHORTCUT))
    await bot.workspace.share_channel(GENERAL.id)

    replies = await bot.press(reply, "Share in thread")

    assert "test-240216.03" not in str(replies)


async def test_a_source_for_what_was_not_found_is_proposed_by_the_form(bot):
    message = bot.workspace.say("ISIS moved to Yemen in 2020.", user=BEN.id)
    [reply] = await bot.seen(bot.workspace.shortcut(message, SHORTCUT))

    await bot.press(reply, "We have a source for this")

    [view] = bot.workspace.modals(ANA.id)
    assert view.title == "Propose a fact"


async def test_what_a_message_forwards_is_checked_too(workspace):
    message = workspace.say("", user=BEN.id)
    body = {"text": "look", "attachments": [{"text": FALSE}, {"fallback": "a picture"}]}

    assert words_of_message(body) == f"look\n{FALSE}"
    assert words_of_message({"ts": message.ts}) == ""


async def test_a_direct_message_that_begins_with_check_is_checked(workspace):
    [reply] = await workspace.direct(f"check {FALSE}")

    assert "Contradicted · “ISIS has 30,000" in reply.words
    assert "Share to channel" not in reply.buttons


async def test_a_mention_that_begins_with_check_says_how_it_is_done_privately(workspace):
    [reply] = await workspace.mention(f"check {FALSE}")

    assert "Checks go by the command" in reply.words
