from datetime import UTC, datetime, timedelta

from bot.domain.ledger import Actor
from bot.storage import gaps
from bot.storage.gaps import Gap

ANA = Actor("slack:U1", "Ana")
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


async def test_a_question_is_kept_once_with_its_count_times_and_askers(database):
    async with database.begin() as session:
        for minutes, asker in enumerate(("U2", "", "U1", "U2")):
            await gaps.note(session, "yemen", NINE + timedelta(minutes=minutes), asker)

        [gap] = await gaps.most_asked(session, 9)

    assert gap == Gap("yemen", 4, NINE, NINE + timedelta(minutes=3), "open", "", ("U2", "U1"))


async def test_a_clock_that_jumps_back_makes_no_asking_earlier(database):
    async with database.begin() as session:
        await gaps.note(session, "yemen", NINE)
        await gaps.note(session, "yemen", NINE - timedelta(days=1))

        [gap] = await gaps.most_asked(session, 9)

    assert (gap.count, gap.last_at) == (2, NINE)


async def test_of_those_asked_as_often_the_latest_comes_first(database):
    async with database.begin() as session:
        for minutes, text in enumerate(("mali", "yemen", "oman", "mali")):
            await gaps.note(session, text, NINE + timedelta(minutes=minutes))

        assert [gap.text for gap in await gaps.most_asked(session, 9)] == ["mali", "oman", "yemen"]
        assert [gap.text for gap in await gaps.most_asked(session, 1)] == ["mali"]


async def test_only_a_question_that_was_asked_can_be_marked(database):
    async with database.begin() as session:
        await gaps.note(session, "yemen", NINE)

        assert not await gaps.mark(session, "oman", "ignored", ANA)
        assert await gaps.mark(session, "yemen", "ignored", ANA)
        assert await gaps.most_asked(session, 9) == []


async def test_what_was_last_asked_in_a_period_more_than_once_and_is_undecided_is_told(database):
    before, asked, decided, later = (
        ["mali"] * 2,
        ["yemen", "oman"] * 2 + ["oman", "togo"],
        ["niger"] * 2,
        "chad",
    )
    async with database.begin() as session:
        for minutes, text in enumerate((*before, *asked, *decided, later, later)):
            await gaps.note(session, text, NINE + timedelta(minutes=minutes))
        await gaps.mark(session, "niger", "source", ANA)
        period = NINE + timedelta(minutes=1), NINE + timedelta(minutes=9)

        assert [gap.text for gap in await gaps.asked_between(session, *period, 9)] == ["oman", "yemen"]
        assert [gap.text for gap in await gaps.asked_between(session, *period, 1)] == ["oman"]
