from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError

from bot.console.errors import RateLimited
from bot.console.paces import Pace
from bot.console.team import GENERAL

START = datetime(2026, 11, 24, tzinfo=UTC)


async def test_messages_are_changed_fifty_times_a_minute_and_a_few_ahead_of_it(workspace, client, clock):
    posted = await client.chat_postMessage(channel=GENERAL.id, text="a")
    for _ in range(11):
        await client.chat_update(channel=GENERAL.id, ts=posted["ts"], text="b")

    with pytest.raises(SlackApiError) as caught:
        await client.chat_update(channel=GENERAL.id, ts=posted["ts"], text="c")

    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "2"
    clock.forward(seconds=2)
    await client.chat_update(channel=GENERAL.id, ts=posted["ts"], text="c")
    assert workspace.refusals == ["ratelimited"]


async def test_without_rate_limits_nothing_is_counted(workspace, client):
    workspace.team.rate_limited = False
    posted = await client.chat_postMessage(channel=GENERAL.id, text="a")

    for _ in range(60):
        await client.chat_update(channel=GENERAL.id, ts=posted["ts"], text="b")

    assert workspace.refusals == []


@given(st.lists(st.floats(0, 30), max_size=200))
def test_whoever_waits_as_told_gets_through_and_nobody_gets_more(pauses):
    pace, now = Pace(), START
    for passed, pause in enumerate(pauses, 1):
        now += timedelta(seconds=pause)
        try:
            pace.step(now)
        except RateLimited as limited:
            now += timedelta(seconds=limited.retry_after_s)
            pace.step(now)
        assert passed <= 11 + (now - START) / timedelta(seconds=1.2)
