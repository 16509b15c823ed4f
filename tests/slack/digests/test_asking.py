import pytest

from bot.console.team import ANA, BEN, CLOSED, GENERAL, RANDOM, Channel
from bot.domain.schedules import in_words


async def test_one_line_subscribes_the_channel_and_says_what_where_and_when(bot):
    said = await bot.said("digest daily 09:00 Europe/Berlin about isis-k, bombing")

    assert "Subscribed: ISIS-K, Attacks · what changed" in said
    assert "every day at 09:00, Europe/Berlin" in said
    assert "next, by your clock, Wed 25 Nov 2026 08:00 UTC and Thu 26 Nov 2026 08:00 UTC" in said
    assert "The first post, a summary, comes within a minute." in said
    [made] = await bot.here()
    assert (made.channel, made.owner.id, made.team_id) == (GENERAL.id, f"slack:{ANA.id}", "T000FOOTNOT")
    assert made.wishes.about == ("isis-k", "attacks")


async def test_the_first_post_is_a_summary_and_comes_at_the_next_beat(bot):
    await bot.command("digest daily 09:00 about kabul")

    await bot.beat()

    [posted] = bot.workspace.messages(GENERAL.id)
    assert "How things stand" in posted.text
    assert "ISIS attacked Kabul in 2023." in posted.text


async def test_runs_are_written_so_that_each_reader_sees_their_own_time(bot):
    [reply] = await bot.command("digest daily 09:00 Europe/Berlin")

    assert reply.kind == "ephemeral"
    assert "<!date^1795593600^{date_short_pretty} at {time}|" in reply.text


async def test_without_a_zone_the_readers_own_is_meant(bot):
    await bot.command("digest weekdays 8am", user=BEN.id)

    [made] = await bot.here()
    assert in_words(made.wishes.schedule) == "Mondays to Fridays at 08:00, America/New_York"


async def test_where_slack_does_not_say_the_zone_it_is_utc(bot):
    bot.workspace.faults.refuse("internal_error", "users.info")

    await bot.command("digest weekdays 8am")

    [made] = await bot.here()
    assert made.wishes.schedule.zone == "UTC"


async def test_a_weekly_summary_beside_is_a_second_subscription(bot):
    said = await bot.said("digest daily 9:00 UTC about kabul with weekly summary on friday")

    assert "Beside it: Kabul · how things stand" in said
    assert "Fridays at 09:00, UTC" in said
    assert sorted(each.wishes.kind for each in await bot.here()) == ["changes", "summary"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("daily 09:00 about frobnicate", "No name and no topic is called “frobnicate”"),
        ("daily 09:00 Kabool", "Did you mean Asia/Kabul"),
        ("daily 25:00", "“25:00” is no time of day"),
        ("what is this", "Examples: daily 09:00"),
        ("pause d-00000", "There is no digest d-00000"),
        ("daily 09:00 about <!channel>", "“@channel” holds a mention or markup"),
        ("daily 09:00 about <@U0000000BEN|ben> kabul", "“@ben kabul” holds a mention or markup"),
        ("daily 09:00 about kabul, <#C1|general>", "“#general” holds a mention or markup"),
        ("daily 09:00 isis", "If the digest is about it, write: daily 09:00 about isis"),
        ("lsit", "Did you mean /threat digest list?"),
        ("puase D-ABC12", "Did you mean /threat digest pause d-abc12?"),
    ],
)
async def test_what_cannot_be_is_a_sentence_that_only_the_asker_sees_and_nothing_is_made(bot, typed, said):
    [reply] = await bot.command(f"digest {typed}")

    assert reply.kind == "ephemeral"
    assert said in reply.words
    assert await bot.here() == []


async def test_what_was_read_from_other_words_is_said(bot):
    said = await bot.said("digest daily 09:00 CET about afganistan, isis")

    assert "Afghanistan (read from “afganistan”) · Europe/Brussels (read from “CET”)" in said


async def test_with_a_least_credibility_it_says_how_many_facts_are_graded_so(bot):
    said = await bot.said("digest daily 09:00 about isis credibility 2")

    assert "0 of 2 facts on it are graded 2 or better." in said


async def test_the_same_wishes_again_make_nothing_and_show_what_there_is(bot):
    await bot.command("digest daily 09:00 UTC about isis, kabul")
    [made] = await bot.here()

    [reply] = await bot.command("digest every day 9am UTC about kabul, isis", user=BEN.id)

    assert f"This channel has that already: ISIS, Kabul · what changed · {made.id}" in reply.words
    assert "Pause" in reply.buttons
    assert await bot.here() == [made]


async def test_of_a_digest_with_a_summary_beside_it_only_what_is_lacking_is_made(bot):
    await bot.command("digest daily 09:00 UTC about kabul")
    both = "digest daily 09:00 UTC about kabul with weekly summary on fridays"

    assert "Subscribed: Kabul · how things stand" in await bot.said(both)
    assert "This channel has that already: Kabul · what changed" in await bot.said(both)

    changes, _ = sorted(await bot.here(), key=lambda each: each.wishes.kind)
    await bot.digesting.subscriptions.remove(changes.id)
    assert "Subscribed: Kabul · what changed" in await bot.said(both)
    assert sorted(each.wishes.kind for each in await bot.here()) == ["changes", "summary"]


@pytest.mark.parametrize("text", ["digest daily 9:00", "<@U000FOOTNOT> digests"])
async def test_a_message_that_wants_a_digest_is_told_of_the_command(bot, text):
    [there] = await bot.seen(bot.workspace.mention(text))
    [here] = await bot.seen(bot.workspace.direct("Digest daily"))

    assert "type /threat digest in the channel that is to get one" in there.words
    assert here.words == there.words
    assert await bot.here() == []


async def test_help_says_how(bot):
    assert "/threat digest daily 09:00" in await bot.said("digest help")


async def test_where_the_bot_is_not_the_digest_rests_until_it_is_invited(bot):
    [reply] = await bot.command("digest daily 09:00 about kabul", channel=RANDOM.id)

    assert "I am not in the channel yet. Type /invite @Footnote there, then press Resume." in reply.words
    await bot.beat()
    assert bot.workspace.messages(RANDOM.id) == []
    [still] = await bot.press(reply, "Resume")
    assert "I am not in that channel yet" in still.words

    bot.workspace.add_channel(Channel(RANDOM.id, "random", members=GENERAL.members))
    [resumed] = await bot.press(reply, "Resume")
    await bot.beat()

    assert "It goes on." in resumed.words
    assert len(bot.workspace.messages(RANDOM.id)) == 1


async def test_a_private_channel_without_the_bot_is_no_unknown_one(bot):
    bot.workspace.add_channel(Channel("C0000SECRET", "secret", is_private=True, members=frozenset({ANA.id})))

    said = await bot.said("digest daily 09:00", channel="C0000SECRET")

    assert "I am not in the channel yet" in said


async def test_an_archived_channel_is_refused(bot):
    bot.workspace.add_channel(Channel(GENERAL.id, "general", is_archived=True, members=GENERAL.members))

    assert "That channel is archived" in await bot.said("digest daily 09:00")
    assert await bot.here() == []


async def test_a_conversation_that_the_bot_cannot_join_is_refused(bot):
    bot.workspace.add_channel(
        Channel("D0000ANABEN", "directmessage", is_private=True, members=frozenset({ANA.id, BEN.id}))
    )

    said = await bot.said("digest daily 09:00", channel="D0000ANABEN")

    assert "Nobody can invite me to this conversation" in said


async def test_the_direct_messages_with_the_bot_are_a_fine_place(bot):
    said = await bot.said("digest daily 09:00 about kabul", channel=ANA.id)
    await bot.beat()

    assert "The first post, a summary, comes within a minute." in said
    [posted] = bot.workspace.messages(bot.workspace.team.direct_channel(ANA.id).id)
    assert "How things stand" in posted.text


async def test_without_the_scope_to_look_back_it_says_that_a_digest_may_come_twice(bot):
    bot.workspace.team.scopes = tuple(each for each in bot.workspace.team.scopes if "groups:h" not in each)

    said = await bot.said("digest daily 09:00", channel=CLOSED.id)

    assert "a digest may come twice after a crash. The scope groups:history mends that." in said


async def test_while_slack_says_nothing_of_the_channel_the_digest_is_made(bot):
    bot.workspace.faults.answer_500("conversations.info")
    bot.workspace.faults.refuse("ratelimited", "conversations.history")

    assert "Subscribed: everything" in await bot.said("digest daily 09:00 UTC")


async def test_with_the_database_away_it_says_so(bot):
    await bot.database.close()

    assert "database cannot be used" in await bot.said("digest daily 09:00")
