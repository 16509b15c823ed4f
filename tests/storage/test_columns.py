from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from bot.storage.columns import UtcDateTime
from bot.storage.tables import paces

KABUL = timezone(timedelta(hours=4, minutes=30))
MOMENT = datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=KABUL)
moments = st.integers(0, 10**12).map(lambda ms: datetime.fromtimestamp(ms / 1000, KABUL))


async def test_a_moment_comes_back_in_utc(database):
    async with database.begin() as session:
        await session.execute(insert(paces).values(channel="C1", not_before=MOMENT))
        [found] = await session.scalars(select(paces.c.not_before))
        [same] = await session.scalars(select(paces.c.channel).where(paces.c.not_before == MOMENT))

    assert found == MOMENT
    assert found.tzinfo is UTC
    assert same == "C1"


async def test_a_moment_without_a_time_zone_is_refused(database):
    with pytest.raises(StatementError, match="has no time zone"):
        async with database.begin() as session:
            await session.execute(insert(paces).values(channel="C1", not_before=MOMENT.replace(tzinfo=None)))


async def test_moments_are_ordered_by_time_whatever_their_zone_and_fraction(database):
    order = [
        datetime(2026, 1, 1, 23, 0, tzinfo=KABUL),
        datetime(2026, 1, 1, 19, 0, tzinfo=UTC),
        datetime(2026, 1, 1, 19, 0, 0, 5, tzinfo=UTC),
        datetime(2026, 1, 1, 19, 0, 1, tzinfo=UTC),
    ]
    async with database.begin() as session:
        for number, moment in enumerate(reversed(order)):
            await session.execute(insert(paces).values(channel=f"C{number}", not_before=moment))
        found = await session.scalars(select(paces.c.not_before).order_by(paces.c.not_before))

    assert list(found) == order


@given(moments, moments)
def test_as_text_two_moments_are_in_their_order(one, other):
    as_text = UtcDateTime().bind_processor(sqlite.dialect())

    assert (as_text(one) < as_text(other)) == (one < other)
