import pytest
from sqlalchemy import text

from bot.console.team import ANA, BEN, CAI, CURATION, GENERAL
from tests.slack.curating.conftest import ATTACK, BEN_ACTS


async def flagged(bot, why="The document says 2022.", user=ANA.id):
    view = await bot.modal("Flag…", user=user)
    return await bot.submit(view, {"What is wrong with it?": why})


async def test_the_modal_shows_the_claim_and_its_quote(bot):
    view = await bot.modal("Flag…")

    assert "ISIS attacked Kabul in 2023." in view.words
    assert ATTACK in view.words


async def test_a_flag_is_recorded_and_thanked_for_at_once(bot):
    [thanks] = await flagged(bot)

    assert thanks.kind == "ephemeral"
    assert "Thank you" in thanks.words
    assert await bot.history(ATTACK) == [("add", "a curator"), ("flag", "ana")]
    assert bot.workspace.modals() == []


async def test_the_curators_get_a_card_that_pings_nobody(bot):
    await flagged(bot)
    await bot.beat()

    card = bot.card()
    assert "ana" in card.text
    assert "The document says 2022." in card.text
    assert ANA.id not in str(card.blocks)


async def test_whoever_is_no_curator_may_flag_too(bot):
    await flagged(bot, user=CAI.id)

    assert await bot.history(ATTACK) == [("add", "a curator"), ("flag", "cai")]


async def test_a_second_flag_of_one_person_is_refused_in_the_modal_and_the_reason_stays(bot):
    await flagged(bot)

    await flagged(bot, "It is still wrong.")

    [view] = bot.workspace.modals()
    assert "You flagged test-240216.01" in view.errors["why"]
    assert view.state["values"]["why"]["why"]["value"] == "It is still wrong."


async def test_with_the_database_away_the_modal_says_so(bot):
    view = await bot.modal("Flag…")
    await bot.database.close()

    await bot.submit(view, {"What is wrong with it?": "The document says 2022."})

    [view] = bot.workspace.modals()
    assert "database cannot be used" in view.errors["why"]


async def test_who_flagged_is_told_once_what_came_of_it_wherever_the_act_was_done(bot):
    await flagged(bot)
    await bot.beat()

    await bot.curating.acts.retract(ATTACK, BEN_ACTS, "The document was forged.")
    await bot.beat()
    await bot.beat()

    [told] = bot.told(ANA.id)
    assert "ben retracted it" in told
    assert "The document was forged." in told
    assert "The document says 2022." in told


@pytest.mark.parametrize(
    ("act", "said"),
    [("settle", "it stands"), ("verify", "ben verified it"), ("redact", "words taken down")],
)
async def test_every_act_that_closes_a_flag_is_told(bot, act, said):
    await flagged(bot)

    await getattr(bot.curating.acts, act)(ATTACK, BEN_ACTS, "I looked at it.")
    await bot.beat()

    [told] = bot.told(ANA.id)
    assert said in told
    assert f"`{ATTACK}`" in told
    assert "ISIS attacked Kabul" not in told


async def test_who_closes_their_own_flag_is_not_told(bot):
    await flagged(bot, user=BEN.id)

    await bot.curating.acts.settle(ATTACK, BEN_ACTS, "I misread it.")
    await bot.beat()

    assert bot.told(BEN.id) == []


async def test_a_retraction_corrects_the_message_that_showed_the_fact_and_the_card(bot):
    await bot.workspace.mention("kabul", channel=GENERAL.id)
    await bot.beat()
    await flagged(bot)
    await bot.beat()

    view = await bot.modal("Review…", user=BEN.id)
    await bot.submit(view, {"What is to be done?": "retract", "Why?": "The document was forged."})
    await bot.beat()

    first = next(each for each in bot.workspace.messages(GENERAL.id) if "Corrected" in each.text)
    assert "forged" in str(first.blocks)
    assert "retracted by ben" in bot.card().text
    assert [block["type"] for block in bot.card().blocks if block["type"] == "actions"] == []
    [told] = bot.told(ANA.id)
    assert "ben retracted it" in told


async def test_a_card_whose_fact_is_redacted_loses_its_words(bot):
    await flagged(bot)
    await bot.beat()

    await bot.curating.acts.redact(ATTACK, BEN_ACTS, "A court ordered it.")
    await bot.beat()

    assert "ISIS attacked" not in f"{bot.card()}"


async def test_flagged_again_the_older_card_points_to_the_newer(bot):
    await flagged(bot)
    await bot.beat()
    await flagged(bot, "I doubt it, too.", user=CAI.id)
    await bot.beat()

    older, newer = bot.workspace.messages(CURATION.id)
    assert "further down" in older.text
    assert "I doubt it, too." in newer.text


async def test_a_card_that_cannot_be_changed_now_is_changed_at_a_later_beat(bot):
    await flagged(bot)
    await bot.beat()
    bot.workspace.faults.limit_rate(retry_after_s=1)

    await bot.curating.acts.settle(ATTACK, BEN_ACTS, "The document does say 2023.")
    await bot.beat()
    await bot.beat()

    assert "The document does say 2023." in bot.card().text


async def test_what_breaks_unforeseen_is_said_in_the_modal_and_the_reason_stays(bot):
    view = await bot.modal("Flag…")
    async with bot.database.begin() as session:
        await session.execute(text("UPDATE targets SET standing = '{'"))

    await bot.submit(view, {"What is wrong with it?": "The document says 2022."})

    [view] = bot.workspace.modals()
    assert "Something broke here" in view.errors["why"]
