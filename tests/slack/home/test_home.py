"""Somebody opens the Home tab, looks at what is there, and acts on it."""

from bot.console.team import ANA, BEN, CURATION, GENERAL, GUEST
from bot.slack.home import publish
from tests.slack.curating.conftest import BEN_ACTS, CLEO
from tests.slack.home.conftest import ATTACK, SECRET, home_of


async def test_the_home_says_what_the_base_holds_and_lists_my_digests_wherever_they_are(bot):
    await bot.command("digest daily 9:00 about isis")
    await bot.command("digest daily 9:00 about kabul", user=BEN.id)

    home = await bot.home()

    assert "2 facts from 1 document · newest 16 Feb 2024, 33 months old · 0 verified (0 %)" in home.words
    assert "no two facts contradict each other" in home.words
    assert "#general · ISIS · what changed" in home.words
    assert "Kabul" not in home.words


async def test_without_a_digest_it_says_how_to_make_one(bot):
    home = await bot.home()

    assert "You have made no digest yet." in home.words
    assert "/threat digest help" in home.words


async def test_acts_at_home_change_it_in_place(bot):
    await bot.command("digest daily 9:00 about isis")
    home = await bot.home()

    assert await bot.press(home, "Pause") == []
    assert "Paused. By ana." in bot.workspace.home().words
    await bot.press(bot.workspace.home(), "Resume")
    assert "Paused." not in bot.workspace.home().words
    await bot.press(bot.workspace.home(), "Remove")

    assert "You have made no digest yet." in bot.workspace.home().words


async def test_a_preview_at_home_comes_as_a_direct_message(bot):
    await bot.command("digest daily 9:00 about isis")

    [seen] = await bot.press(await bot.home(), "Preview")

    assert seen.channel == bot.workspace.team.direct_channel(ANA.id).id
    assert "ISIS attacked Kabul" in seen.words


async def test_an_edit_at_home_shows_there(bot):
    await bot.command("digest daily 9:00 about isis")
    await bot.press(await bot.home(), "Edit…")
    [view] = bot.workspace.modals()

    await bot.submit(view, {"at": "17:30"})

    assert "every day at 17:30" in bot.workspace.home().words


async def test_a_new_digest_from_home_asks_for_the_channel(bot):
    await bot.press(await bot.home(), "New digest…")
    [view] = bot.workspace.modals()

    await bot.submit(view, {"Channel": "#general"})

    [made] = await bot.here()
    assert made.channel == GENERAL.id
    assert "#general · everything" in bot.workspace.home().words


async def test_a_channel_that_one_is_not_in_is_refused_at_its_field(bot):
    await bot.press(await bot.home(), "New digest…")
    [view] = bot.workspace.modals()

    await bot.submit(view, {"Channel": CURATION.id})

    [view] = bot.workspace.modals()
    assert "Only who is in a channel can subscribe it" in view.errors["channel"]
    assert await bot.here(CURATION.id) == []


async def test_ones_own_direct_messages_can_be_chosen_and_nobody_elses(bot):
    bot.workspace.team.users[CLEO.id] = CLEO
    mine, other = (bot.workspace.team.direct_channel(each).id for each in (ANA.id, BEN.id))
    await bot.press(await bot.home(), "New digest…")
    [view] = bot.workspace.modals()

    await bot.submit(view, {"Channel": other})
    assert await bot.here(other) == []
    [view] = bot.workspace.modals()
    await bot.submit(view, {"Channel": mine})

    assert len(await bot.here(mine)) == 1


async def test_with_the_database_away_the_home_says_so(bot):
    await bot.database.close()

    await publish(bot.home_tab, bot.client, ANA.id)

    assert "database cannot be used" in bot.workspace.home().words


async def test_the_messages_tab_shows_no_home(bot):
    await bot.workspace.open_home(tab="messages")
    await bot.app.work.settle(at_most_s=5)

    assert bot.workspace.home() is None


async def test_taken_out_of_the_workspace_all_its_digests_rest_and_nothing_is_posted(bot):
    await bot.command("digest daily 9:00 about isis")

    await bot.workspace.uninstall()
    await bot.beat()

    [rests] = await bot.here()
    assert rests.state == "paused"
    assert rests.paused_because in {"app_uninstalled", "tokens_revoked"}
    assert bot.workspace.messages(GENERAL.id) == []


async def test_what_is_verified_is_counted_as_the_ledger_has_it(bot):
    await bot.curating.acts.verify(ATTACK, BEN_ACTS)

    assert "1 verified (50 %)" in (await home_of(bot)).words


async def test_above_their_ceiling_nothing_is_counted_for_anybody(bot):
    await bot.curating.acts.verify(SECRET, BEN_ACTS)

    for user in (ANA, GUEST):
        assert "2 facts from 1 document" in (await home_of(bot, user)).words
        assert "0 verified" in bot.workspace.home(user.id).words


async def test_whoever_may_see_more_has_more_on_their_page(bot):
    await bot.curating.acts.verify(SECRET, BEN_ACTS)

    home = await home_of(bot, CLEO)

    assert "3 facts from 1 document" in home.words
    assert "1 verified (33 %)" in home.words


async def test_a_guest_is_told_why_there_may_be_less(bot):
    home = await bot.home(GUEST.id)

    assert "A guest of the workspace is here: only what is marked TLP:CLEAR is told." in home.words


async def test_it_says_what_is_kept_and_who_may_make_it_forget(bot):
    home = await bot.home()

    assert "is counted by its words, not with who asked" in home.words
    assert "for 180 days, so that it can be corrected" in home.words
    assert "footnote forget" in home.words
