from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import structlog

from bot.console.team import GENERAL, RANDOM
from bot.delivery.views import MENTIONED, PAST
from bot.domain.answers import Dissent, Moment, Withdrawn
from bot.domain.postman import PausedError, Place, RefusedError, UnknownOutcomeError, Writing
from bot.slack.blocks.replies import Message
from bot.slack.posting import SlackPostman, letter, posting_client, shared_session

HERE = Place(GENERAL.id)
WORDS = Writing("The sky was clear.", [{"type": "divider"}])


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


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "missing_scope"])
async def test_a_refused_token_is_a_pause_and_told_in_the_log_once(postman, slack, code):
    with structlog.testing.capture_logs() as log:
        for _ in range(2):
            slack.faults.refuse(code)
            with pytest.raises(PausedError) as paused:
                await postman.post(HERE, WORDS, key="a")

    assert paused.value.retry_after_s == 60
    assert log == [{"event": "slack.bot_refused", "error": code, "log_level": "warning"}]


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


NAMED = tuple(Dissent("superseded by", f"test-240216.0{number}", "It was grey.", "Ann") for number in (2, 3))
WITHDRAWN = Withdrawn("test-240216.01", "h", "The sky was clear.", None, NAMED, head=7)
SAID = Message("Withdrawn\nIn its place: `test-240216.02`: It was grey.", [{"type": "section"}])


def named(place=HERE, reply=WITHDRAWN):
    return letter(place, SAID, reply, key="k", kind="reply")


def test_a_letter_names_every_fact_that_it_says_words_of_and_no_other():
    written = named()

    assert dict(written.facts) == {"test-240216.01": "h", "test-240216.02": MENTIONED}
    assert written.seen_seq == 7
    assert written.blocks[0]["block_id"] == "withdrawn:test-240216.01"


def test_a_letter_about_a_past_day_says_that_it_is():
    past = replace(WITHDRAWN, moment=Moment(state_on=date(2026, 11, 1)))

    assert {shown for _, shown in named(reply=past).facts} == {PAST}


def test_a_letter_to_one_person_names_nothing():
    assert named(Place("D0000000BEN")).facts == ()
