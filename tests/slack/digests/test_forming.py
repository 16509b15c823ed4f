import pytest

from bot.console.team import ANA, BEN, CLOSED, GENERAL
from bot.domain.schedules import in_words


async def test_the_form_asks_for_the_readers_own_zone_and_everything_else_has_a_default(bot):
    view = await bot.form()

    [made] = await bot.submit(view)

    assert "Subscribed: everything · what changed" in made.words
    assert "every day at 09:00, Europe/Berlin" in made.words
    assert made.kind == "ephemeral"
    [subscription] = await bot.here()
    assert subscription.channel == GENERAL.id


async def test_names_and_zones_come_while_they_are_typed_topics_first(bot):
    view = await bot.form()

    async def offered(field, typed):
        return [each["text"]["text"] for each in await bot.workspace.type_ahead(view, field, typed)]

    assert await offered("about", "a") == ["Attacks", "Afghanistan"]
    assert await offered("about", "isl") == ["ISIS"]
    assert await offered("zone", "kab") == ["Asia/Kabul"]
    assert await offered("about", "<!here>") == []


async def test_all_that_is_filled_in_becomes_wishes(bot):
    view = await bot.form()
    entries = {
        "about": [await bot.first(view, "about", "isis-k"), await bot.first(view, "about", "att")],
        "beside": "Friday",
        "often": "days",
        "days": ["Monday", "Thursday"],
        "at": "17:30",
        "zone": await bot.first(view, "zone", "kabul"),
        "quiet": "silence",
        "least": "2",
    }

    [made] = await bot.submit(view, entries)

    assert "ISIS-K, Attacks" in made.words
    changes, summary = sorted(await bot.here(), key=lambda each: each.wishes.kind)
    assert changes.wishes.about == ("isis-k", "attacks")
    assert in_words(changes.wishes.schedule) == "Mondays and Thursdays at 17:30, Asia/Kabul"
    assert (changes.wishes.quiet, changes.wishes.least_credibility) == ("silence", 2)
    assert (summary.wishes.kind, summary.wishes.schedule.weekdays) == ("summary", (4,))


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"often": "monthly", "monthdays": ["1", "the last"]}, "on the 1st and the last day of each month"),
        ({"often": "workdays"}, "Mondays to Fridays"),
        ({"kind": "summary"}, "every day"),
        # Who picks days has said how often.
        ({"days": ["Tuesday", "Friday"]}, "Tuesdays and Fridays"),
        ({"monthdays": ["15"]}, "on the 15th of each month"),
    ],
)
async def test_each_way_to_say_how_often(bot, entries, words):
    await bot.submit(await bot.form(), entries)

    [made] = await bot.here()
    assert in_words(made.wishes.schedule).startswith(f"{words} at 09:00")


@pytest.mark.parametrize(
    ("entries", "field", "said"),
    [
        ({"often": "days"}, "days", "at least one day of the week"),
        ({"often": "monthly"}, "monthdays", "at least one day of the month"),
        ({"kind": "summary", "beside": "Monday"}, "beside", "a summary already"),
        (
            {"often": "workdays", "days": ["Friday"]},
            "days",
            "These count only where it comes “On the days of",
        ),
        ({"often": "days", "days": ["Friday"], "monthdays": ["1"]}, "monthdays", "or take them out"),
        ({"days": ["Friday"], "monthdays": ["1"]}, "days", "or take them out"),
        ({"zone": {"text": {"text": "x"}, "value": "Asia/Kabool"}}, "zone", "Did you mean Asia/Kabul"),
        ({"about": [{"text": {"text": "x"}, "value": "gone"}]}, "about", "does not know gone any more"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(bot, entries, field, said):
    await bot.submit(await bot.form(), entries)

    [view] = bot.workspace.modals()
    assert said in view.errors[field]
    assert await bot.here() == []


async def test_edit_opens_the_form_as_it_was_filled_in_and_saves_what_was_changed(bot):
    await bot.command(
        "digest fridays 17:30 Kabul silent credibility 3 about isis-k, bombing", channel=CLOSED.id
    )
    [made] = await bot.here(CLOSED.id)
    await bot.command(f"digest edit {made.id}", user=BEN.id, channel=CLOSED.id)
    [view] = bot.workspace.modals(BEN.id)

    [same] = await bot.submit(view)
    assert "Changed. ISIS-K, Attacks" in same.words
    assert (await bot.here(CLOSED.id))[0].wishes == made.wishes

    await bot.command(f"digest edit {made.id}", user=BEN.id, channel=CLOSED.id)
    [view] = bot.workspace.modals(BEN.id)
    await bot.submit(view, {"about": None, "often": "daily", "least": "any"})
    [changed] = await bot.here(CLOSED.id)
    assert (changed.id, changed.owner, changed.wishes.about) == (made.id, made.owner, ())
    assert in_words(changed.wishes.schedule) == "every day at 17:30, Asia/Kabul"


async def test_an_edit_reads_days_that_are_picked_and_leaves_alone_what_stood_there(bot):
    await bot.command("digest weekdays 9:00")
    [made] = await bot.here()

    async def save(entries):
        await bot.command(f"digest edit {made.id}")
        [view] = bot.workspace.modals()
        await bot.submit(view, entries)
        [changed] = await bot.here()
        return in_words(changed.wishes.schedule)

    assert (await save({"days": ["Friday"]})).startswith("Fridays at 09:00")
    assert (await save({"at": "10:00"})).startswith("Fridays at 10:00")
    assert (await save({"often": "monthly", "monthdays": ["1"]})).startswith("on the 1st of each month")
    assert (await save({"often": "daily"})).startswith("every day at 10:00")


async def test_what_was_removed_while_the_form_was_open_is_said_in_it(bot):
    await bot.command("digest daily 9:00")
    [made] = await bot.here()
    await bot.command(f"digest edit {made.id}")
    await bot.digesting.subscriptions.remove(made.id)

    [view] = bot.workspace.modals()
    await bot.submit(view)

    [view] = bot.workspace.modals()
    assert f"There is no digest {made.id}" in view.errors["about"]


async def test_a_form_that_is_sent_twice_makes_one_subscription(bot):
    await bot.submit(await bot.form())
    sent = bot.workspace.deliveries[-1]

    await bot.workspace.redeliver(sent)

    assert len(await bot.here()) == 1


async def test_with_the_database_away_the_form_says_so_and_keeps_what_was_filled_in(bot):
    view = await bot.form()
    await bot.database.close()

    await bot.submit(view, {"at": "17:30"})

    [view] = bot.workspace.modals()
    assert "database cannot be used" in view.errors["about"]
    assert view.state["values"]["at"]["at"]["selected_time"] == "17:30"


async def test_two_people_have_their_own_forms(bot):
    await bot.form(ANA.id)
    view = await bot.form(BEN.id)

    await bot.submit(view)

    [made] = await bot.here()
    assert made.wishes.schedule.zone == "America/New_York"
