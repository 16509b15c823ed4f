import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot import metrics
from bot.slack.posting import posting_client, shared_session
from bot.slack.watching import Watch


@pytest.fixture
async def watched(slack):
    """A client, and the watch that sees what it gets."""
    watch = Watch()
    async with shared_session() as session:
        yield posting_client(slack.bot_token, slack.api_url, session, watch), watch


def errors(method, code):
    labels = {"method": method, "code": code}
    return metrics.REGISTRY.get_sample_value("footnote_slack_errors_total", labels) or 0


async def test_before_the_first_call_nothing_is_known(watched):
    _, watch = watched

    assert watch.age_s() == float("inf")


async def test_a_refusal_counts_with_slacks_name_for_it_and_slack_answers_all_the_same(watched):
    client, watch = watched
    before = errors("chat.postMessage", "channel_not_found")

    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C0NOBODY", text="hello")

    assert errors("chat.postMessage", "channel_not_found") == before + 1
    assert watch.attitude == "answers"
    assert watch.age_s() < 5


@pytest.mark.parametrize(
    ("fault", "code", "attitude"),
    [
        (lambda faults: faults.limit_rate("auth.test"), "ratelimited", "answers"),
        (lambda faults: faults.refuse("token_revoked", "auth.test"), "token_revoked", "refuses the bot"),
        (lambda faults: faults.answer_500("auth.test"), "http_500", "does not answer"),
        (lambda faults: faults.drop_after_commit("auth.test"), "ServerDisconnectedError", "does not answer"),
    ],
)
async def test_each_way_to_fail_is_told_from_the_others_and_no_call_is_repeated(
    slack, watched, fault, code, attitude
):
    client, watch = watched
    fault(slack.faults)
    before = errors("auth.test", code)

    with pytest.raises((SlackApiError, ClientError)):
        await client.auth_test()

    assert errors("auth.test", code) == before + 1
    assert watch.attitude == attitude
    await client.auth_test()
    assert watch.attitude == "answers"
