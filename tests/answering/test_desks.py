import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.answering.desks import BusyError, Desks, past_day
from bot.domain.answers import Away, Question
from bot.domain.handling import CEILINGS, STRICTEST
from bot.errors import FootnoteError
from tests.factories import base, cited

TODAY = date(2026, 11, 24)
PAST = Question("elba known on 2026-11-01")


def everywhere(desk):
    """Put one desk under every ceiling."""
    return dict.fromkeys(CEILINGS, desk)


@pytest.fixture
def desks(desk_of):
    """Desks whose past days wait until they may be read; `read` lists the days."""
    whole = replace(base(cited("The bridge of Elba is closed.", places=("elba",))), head=1)

    async def past(day, _ceiling):
        made.read.append(day)
        await made.may_read.wait()
        if made.fails:
            raise FootnoteError("the database is away")
        return desk_of(replace(whole, known_on=day))

    made = Desks(everywhere(desk_of(whole)), past)
    made.read, made.may_read, made.fails = [], asyncio.Event(), False
    made.may_read.set()
    return made


async def test_the_present_is_answered_at_once_and_from_what_was_put_in_last(desks, desk_of):
    newer = desk_of(base())
    desks.replace(everywhere(newer))

    assert await desks.of(Question("elba"), TODAY, STRICTEST) is newer
    assert desks.read == []


@pytest.mark.parametrize(
    "text", ["elba known on 2026-11-24", "elba known on 2030-01-01", "elba as of 2020", "x" * 600]
)
async def test_only_a_day_that_is_over_has_a_desk_of_its_own(desks, text):
    assert await desks.of(Question(text), TODAY, STRICTEST) is desks.whole


async def test_a_past_day_is_read_once_for_all_who_ask_at_once_and_after(desks):
    desks.may_read.clear()
    asking = [asyncio.create_task(desks.of(PAST, TODAY, STRICTEST)) for _ in range(3)]
    await asyncio.sleep(0)
    desks.may_read.set()
    first, *others = await asyncio.gather(*asking)

    assert first.base.known_on == date(2026, 11, 1)
    assert all(other.base is first.base for other in [*others, await desks.of(PAST, TODAY, STRICTEST)])
    assert desks.read == [date(2026, 11, 1)]


async def test_who_gives_up_does_not_end_the_reading(desks):
    desks.may_read.clear()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(desks.of(PAST, TODAY, STRICTEST), timeout=0.001)
    desks.may_read.set()
    await desks.of(PAST, TODAY, STRICTEST)

    assert len(desks.read) == 1


async def test_two_days_are_kept_and_the_one_asked_for_longest_ago_goes(desks):
    for day in ("01", "02", "01", "03", "01", "02"):
        await desks.of(Question(f"elba known on 2026-11-{day}"), TODAY, STRICTEST)

    assert [day.day for day in desks.read] == [1, 2, 3, 2]


async def test_when_the_ledger_goes_on_a_past_day_stays_as_it_was(desks, desk_of):
    await desks.of(PAST, TODAY, STRICTEST)
    desks.replace(everywhere(desk_of(replace(base(), head=2))))
    await desks.of(PAST, TODAY, STRICTEST)

    assert len(desks.read) == 1


async def test_when_past_days_show_too_much_they_are_read_anew(desks, desk_of):
    await desks.of(PAST, TODAY, STRICTEST)
    desks.replace(everywhere(desk_of(replace(base(), head=2))), is_past_void=True)
    await desks.of(PAST, TODAY, STRICTEST)

    assert len(desks.read) == 2


async def test_a_reading_that_failed_is_tried_again(desks):
    desks.fails = True
    with pytest.raises(FootnoteError, match="away"):
        await desks.of(PAST, TODAY, STRICTEST)
    desks.fails = False

    assert (await desks.of(PAST, TODAY, STRICTEST)).base.known_on == date(2026, 11, 1)


def test_while_the_database_is_away_the_age_of_the_state_is_told(desks):
    read_at = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
    assert desks.away(read_at) is None
    desks.away_since = read_at

    assert desks.away(read_at + timedelta(minutes=3, seconds=59)) == Away(read_at, 3)
    assert desks.away(read_at - timedelta(minutes=3)) == Away(read_at, 0)


def test_the_day_is_read_from_the_question_as_the_desk_reads_it():
    assert past_day(Question("elba\u200b\nknown on\t2026-11-01"), TODAY) == date(2026, 11, 1)


async def test_a_past_day_is_read_for_each_ceiling_by_itself(desks):
    for ceiling in ("RED", "CLEAR", "RED"):
        await desks.of(PAST, TODAY, ceiling)

    assert len(desks.read) == 2


async def test_each_ceiling_has_its_own_desk(desks, desk_of):
    whole, clear = desk_of(base()), desk_of(base())
    desks.replace({**everywhere(whole), "CLEAR": clear})

    assert desks.within("CLEAR") is clear
    assert desks.within("AMBER") is desks.whole is whole


async def test_who_asks_for_one_day_too_many_at_once_is_told_to_wait(desks):
    desks.may_read.clear()
    days = [Question(f"elba known on 2026-11-0{day}") for day in (1, 2, 3, 4)]
    asking = [asyncio.create_task(desks.of(each, TODAY, STRICTEST)) for each in days[:3]]
    await asyncio.sleep(0)

    with pytest.raises(BusyError, match="Ask again in a minute"):
        await desks.of(days[3], TODAY, STRICTEST)
    desks.may_read.set()
    await asyncio.gather(*asking)

    assert (await desks.of(days[3], TODAY, STRICTEST)).base.known_on == date(2026, 11, 4)
