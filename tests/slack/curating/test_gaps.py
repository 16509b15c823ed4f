import pytest

from bot.console.team import ANA, BEN, CURATORS
from bot.settings import Settings
from tests.slack.curating.conftest import ATTACK


@pytest.fixture
def settings():
    return Settings(_env_file=None, curators=(CURATORS.id,), gap_askers=True)


async def test_what_was_asked_most_comes_first_with_who_asked(bot):
    await bot.curating.gaps.note("boko haram <!channel>", ANA.id)
    await bot.curating.gaps.note("mali", ANA.id)
    await bot.curating.gaps.note("mali", BEN.id)

    [shown] = await bot.command("gaps", user=BEN.id)

    assert shown.words.index("mali") < shown.words.index("boko haram")
    assert "2 times" in shown.words
    assert "by ana, ben" in shown.words


async def test_what_is_answered_by_now_is_not_listed(bot):
    await bot.curating.gaps.note("kabul", ANA.id)

    [shown] = await bot.command("gaps", user=BEN.id)

    assert "No question is without an answer" in shown.words


async def test_a_gap_is_ignored_or_has_a_source(bot):
    await bot.curating.gaps.note("mali", ANA.id)
    await bot.curating.gaps.note("boko haram", ANA.id)
    [shown] = await bot.command("gaps", user=BEN.id)

    ignored = next(choice for choice in shown.choices if choice.label == "Ignore")
    name = ignored.control.element["value"]
    await bot.press(shown, "Ignore", user=BEN.id)
    [left] = await bot.command("gaps", user=BEN.id)
    assert name not in left.words

    await bot.press(left, "We have a source", user=BEN.id)
    [known] = await bot.command("gaps", user=BEN.id)
    assert "a source is known to ben" in known.words


async def test_only_curators_see_and_mark_them(bot):
    await bot.curating.gaps.note("mali", ANA.id)
    [told] = await bot.command("gaps", user=ANA.id)
    assert "Only curators" in told.words

    [shown] = await bot.command("gaps", user=BEN.id)
    [told] = await bot.press(shown, "Ignore", user=ANA.id)
    assert "Only curators" in told.words


async def test_with_the_database_away_there_is_a_sentence_and_answers_go_on(bot):
    await bot.database.close()

    [told] = await bot.command("gaps", user=BEN.id)
    assert "database cannot be used" in told.words
    [answer] = await bot.command(f"about {ATTACK}")
    assert "ISIS attacked Kabul" in answer.words
