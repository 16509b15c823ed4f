from datetime import UTC, datetime, timedelta

import pytest

from bot.console.team import GENERAL, RANDOM
from bot.console.workspace import Workspace
from bot.domain.postman import PausedError, Place, RefusedError, UnknownOutcomeError, Writing
from bot.slack.posting import SlackPostman, posting_client, shared_session

HERE = Place(GENERAL.id)
WORDS = Writing("The sky was clear.", [{"type": "divider"}])


@pytest.fixture
async def slack():
    async with Workspace(rate_limited=False) as workspace:
        yield workspace


@pytest.fixture
async def postman(slack):
    async with shared_session() as session:
        yield SlackPostman(posting_client(slack.bot_token, slack.api_url, session))


def long_ago():
    return datetime.now(UTC) - timedelta(minutes=5)


async def test_what_is_posted_is_found_by_its_key_in_channel_and_thread(postman):
    root = await postman.post(HERE, WORDS, key="a")
    reply = await postman.post(Place(GENERAL.id, root), WORDS, key="b")

    assert await postman.find(HERE, key="a", since=long_ago()) == root
    assert await postman.find(Place(GENERAL.id, root), key="b", since=long_ago()) == reply
    assert await postman.find(HERE, key="b", since=long_ago()) is None


async def test_it_is_looked_for_to_the_end(postman):
    first = await postman.post(HERE, WORDS, key="first")
    for number in range(210):
        await postman.post(HERE, WORDS, key=str(number))

    assert await postman.find(HERE, key="first", since=long_ago()) == first


async def test_a_message_is_corrected_and_keeps_its_key(postman, slack):
    ts = await postman.post(HERE, WORDS, key="a")

    await postman.correct(GENERAL.id, ts, Writing("It was not.", [{"type": "divider"}]))

    [message] = slack.messages()
    assert message.text == "It was not."
    assert await postman.find(HERE, key="a", since=long_ago()) == ts


async def test_a_person_has_one_conversation(postman):
    assert await postman.direct("U0000000BEN") == await postman.direct("U0000000BEN") == "D0000000BEN"


async def test_a_refusal_says_why(postman):
    with pytest.raises(RefusedError) as refused:
        await postman.post(Place(RANDOM.id), WORDS, key="a")

    assert refused.value.code == "not_in_channel"


async def test_a_pause_says_how_long(postman, slack):
    slack.faults.limit_rate(retry_after_s=7)

    with pytest.raises(PausedError) as paused:
        await postman.post(HERE, WORDS, key="a")

    assert paused.value.retry_after_s == 7


@pytest.mark.parametrize("fault", ["drop_after_commit", "answer_500"])
async def test_no_answer_and_an_error_inside_slack_leave_it_open(postman, slack, fault):
    getattr(slack.faults, fault)()

    with pytest.raises(UnknownOutcomeError):
        await postman.post(HERE, WORDS, key="a")


async def test_slacks_own_trouble_is_no_refusal(postman, slack):
    slack.faults.refuse("fatal_error")

    with pytest.raises(UnknownOutcomeError):
        await postman.post(HERE, WORDS, key="a")
