import re

import pytest

from bot.console.team import BEN, BOT_USER_ID, CAI, CLOSED, GENERAL, RANDOM, Channel, User
from bot.curation.acts import Acts
from bot.factbase.sync import sync
from tests.factbase.knowledge_files import a_fact
from tests.slack.curating.conftest import BEN_ACTS

ZOE = User("U000000ZOE1", "zoe", "Zoe Outside")


@pytest.fixture
async def made(bot):
    """A subscription of #general that Ana has made, and her answer with its buttons."""
    [reply] = await bot.command("digest daily 9:00 Kabul about isis")
    return reply


@pytest.fixture
async def posted(bot, made):
    """A digest of what changed, as it stands in the channel."""
    await bot.beat()
    await Acts(bot.database, bot.now).dispute("test-240216.01", BEN_ACTS, "It was in 2022.")
    await bot.press(made, "Send now")
    bot.workspace.clear()
    await bot.beat()
    [posted] = bot.workspace.replies
    return posted


async def only(bot, channel=GENERAL.id):
    [subscription] = await bot.here(channel)
    return subscription


@pytest.mark.usefixtures("made")
async def test_the_list_says_all_of_each_and_has_its_buttons(bot):
    await bot.beat()
    await bot.command("digest fridays 8am summary about kabul credibility 2")

    [reply] = await bot.command("digest list", user=BEN.id)

    assert reply.kind == "ephemeral"
    assert "ISIS · what changed" in reply.words
    assert "last posted Tue 24 Nov 2026 09:00 UTC, 1 message" in reply.words
    assert "Kabul · how things stand" in reply.words
    assert "credibility 1 to 2 · nothing posted yet" in reply.words
    assert reply.buttons == ["Preview", "Send now", "Pause", "Edit…", "Remove"] * 2


async def test_an_empty_list_says_what_to_do(bot):
    assert "This channel has no digest yet" in await bot.said("digest list")


async def test_a_list_that_is_longer_than_a_message_names_the_rest(bot):
    for hour in range(12):
        await bot.command(f"digest daily {hour}:00 about kabul, isis, isis-k, afghanistan, bombing")

    said = await bot.said("digest list")

    assert "and 4 more: d-" in said


async def test_a_preview_is_seen_by_its_asker_alone_and_moves_nothing_on(bot, made):
    before = await only(bot)

    [seen] = await bot.press(made, "Preview")

    assert seen.kind == "ephemeral"
    assert "Preview: what would be posted now. Next Wed 25 Nov 2026 04:30 UTC and Thu" in seen.words
    assert "ISIS attacked Kabul in 2023." in seen.words
    assert await only(bot) == before


async def test_a_long_preview_shows_four_messages_and_says_how_many_are_left(bot, files, made):
    await bot.beat()
    claims = [f"In Kabul patrol {number} of ISIS was seen by {number + 2} people." for number in range(60)]
    facts = [
        a_fact(claim, id=f"more-240217.{number:02}", subjects=["isis"], places=["kabul"])
        for number, claim in enumerate(claims, 1)
    ]
    source = {"id": "more-240217", "file": "more-240217.txt"}
    files.dossier("\n".join(claims), *facts, path="knowledge/facts/2024/more-240217.yaml", source=source)
    await sync(bot.database, files.knowledge, files.seeds, bot.now)
    await bot.beat()

    *parts, last = await bot.press(made, "Preview")

    assert len(parts) == 4
    assert "Preview: what would be posted now." in parts[0].words
    assert re.fullmatch(r"And \d more messages?\.", last.words)


async def test_where_nothing_changed_and_silence_is_wanted_the_preview_says_so(bot):
    await bot.command("digest daily 9:00 silent about isis")
    await bot.beat()
    subscription = await only(bot)

    said = await bot.said(f"digest preview {subscription.id}")

    assert "Preview: what would be posted now. Next Wed" in said
    assert "Nothing has changed: nothing would be posted now." in said


async def test_pause_resume_send_and_remove_by_button_and_by_word(bot, made):
    await bot.beat()
    subscription = await only(bot)

    [paused] = await bot.press(made, "Pause")
    assert "Paused. By ana." in paused.words
    assert paused.buttons == ["Preview", "Resume", "Edit…", "Remove"]
    assert f"{subscription.id} is paused" in await bot.said(f"digest send {subscription.id}")
    assert "It goes on." in await bot.said(f"digest resume `{subscription.id.upper()}`")

    bot.now.passes(hours=1)
    [now] = await bot.press(made, "Send now")
    await bot.beat()
    assert "It comes now." in now.words
    assert len(bot.workspace.messages(GENERAL.id)) == 2

    [removed] = await bot.press(made, "Remove")
    assert f"Removed: {subscription.id}" in removed.words
    assert await bot.here() == []
    [gone] = await bot.press(made, "Preview")
    assert f"There is no digest {subscription.id}" in gone.words


@pytest.mark.usefixtures("made")
async def test_a_word_without_an_id_means_the_only_digest_of_a_channel_unless_that_would_end_it(bot):
    assert "Paused. ISIS" in await bot.said("digest pause")
    assert "now, were it not paused." in await bot.said("digest preview")
    assert "It goes on. ISIS" in await bot.said("digest resume")

    assert "Which one?" in await bot.said("digest stop")
    assert (await only(bot)).state == "active"


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("word", ["pause", "remove", "send all"])
async def test_of_several_it_asks_which_and_does_nothing(bot, word):
    await bot.command("digest daily 9:00 about kabul")

    assert "Which one? Press its button." in await bot.said(f"digest {word}")
    assert {each.state for each in await bot.here()} == {"active"}


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("word", ["stop", "Unsubscribe", "delete", "cancel", "remove"])
async def test_to_remove_one_has_many_words(bot, word):
    subscription = await only(bot)

    assert f"Removed: {subscription.id}" in await bot.said(f"digest {word} {subscription.id}")


@pytest.mark.usefixtures("made")
async def test_all_digests_of_a_channel_rest_and_go_on_at_once(bot):
    await bot.command("digest daily 9:00 about kabul")

    assert (await bot.said("digest pause all")).count("Paused. By ana.") == 2
    assert "Paused." not in await bot.said("digest resume all")
    assert {each.state for each in await bot.here()} == {"active"}


async def test_the_buttons_of_a_digest_show_how_things_stand_and_open_its_form(bot, posted):

    [summary] = await bot.press(posted, "How things stand", user=CAI.id)
    assert summary.kind == "ephemeral"
    assert "How things stand" in summary.words

    await bot.press(posted, "Settings", user=CAI.id)
    [form] = bot.workspace.modals(CAI.id)
    assert form.title == "Edit a digest"


async def test_whoever_reads_a_public_channel_from_outside_may_look_and_not_manage(bot, posted):
    bot.workspace.team.users[ZOE.id] = ZOE

    [told] = await bot.press(posted, "Settings", user=ZOE.id)
    assert "Only who made a digest, and who is in its channel, can do that" in told.words
    assert bot.workspace.modals(ZOE.id) == []
    [seen] = await bot.press(posted, "How things stand", user=ZOE.id)
    assert "ISIS attacked Kabul" in seen.words


@pytest.mark.usefixtures("made")
async def test_an_id_of_another_channel_is_managed_by_who_is_in_that_only(bot):
    subscription = await only(bot)
    bot.workspace.team.users[ZOE.id] = ZOE

    said = await bot.said(f"digest remove {subscription.id}", user=ZOE.id, channel=RANDOM.id)
    assert "Only who made a digest" in said
    assert await bot.said(f"digest pause {subscription.id}", user=BEN.id, channel=RANDOM.id)

    assert (await only(bot)).paused_because == "by ben"


async def test_while_slack_does_not_say_who_is_in_a_channel_only_the_owner_manages(bot, made):
    bot.workspace.faults.refuse("missing_scope", "conversations.members")

    [told] = await bot.press(made, "Pause", user=BEN.id)

    assert "Slack does not say who is in that channel" in told.words
    assert "Paused." in (await bot.press(made, "Pause"))[0].words


async def test_a_forged_button_gets_a_sentence(bot, made):
    for block in made.blocks:
        for element in block.get("elements", ()):
            element["value"] = "d-00000; drop"

    for label in ("Preview", "Pause", "Edit…", "Remove"):
        [told] = await bot.press(made, label)
        assert "not a digest that I know" in told.words


@pytest.mark.usefixtures("made")
async def test_a_channel_that_is_closed_to_the_bot_pauses_it_and_the_owners_notice_resumes_it(bot):
    bot.workspace.add_channel(Channel(GENERAL.id, "general", members=GENERAL.members - {BOT_USER_ID}))
    bot.workspace.clear()
    await bot.beat()
    [notice] = bot.workspace.replies
    assert "Your digest is paused" in notice.words
    assert "I am not in the channel yet" in await bot.said("digest list")

    bot.workspace.add_channel(GENERAL)
    [resumed] = await bot.press(notice, "Resume")

    assert "It goes on." in resumed.words
    await bot.beat()
    assert len(bot.workspace.messages(GENERAL.id)) == 1


async def test_hostile_names_are_shown_as_they_are_and_ping_nobody(bot):
    bot.workspace.team.users["U000000EVIL"] = User("U000000EVIL", "<!channel>", "Evil")
    bot.workspace.add_channel(Channel(CLOSED.id, "a", members=GENERAL.members | {"U000000EVIL"}))
    [reply] = await bot.command("digest daily 9:00", user="U000000EVIL", channel=CLOSED.id)

    [paused] = await bot.press(reply, "Pause", user="U000000EVIL")

    assert "By <!channel>." in paused.words


@pytest.mark.usefixtures("made")
async def test_who_made_a_digest_is_told_that_somebody_else_removed_it(bot):
    subscription = await only(bot)

    await bot.said(f"digest remove {subscription.id}", user=BEN.id)
    await bot.beat()

    direct = bot.workspace.team.direct_channel(subscription.owner.id.removeprefix("slack:"))
    [told] = bot.workspace.messages(direct.id)
    assert "Your digest was removed* by ben" in told.text
    assert subscription.id in told.text
