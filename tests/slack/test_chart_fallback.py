import pytest
import structlog

from bot.console.delivering import HttpReply, opened_request
from bot.console.team import GENERAL
from bot.domain.charts import Chart, Series
from bot.domain.postman import PausedError, Place, RefusedError, UnknownOutcomeError, Writing
from bot.slack.blocks.charts import chart_block
from bot.slack.blocks.replies import Message
from bot.slack.blocks.text import section
from bot.slack.posting import SlackPostman, posting_client, shared_session, whisper

HERE = Place(GENERAL.id)
CHART = Chart("bars", "New facts a week", ("4 Nov", "11 Nov"), (Series("finance", (2, 3)),), "weeks")
BLOCKS = [section("Before"), chart_block(CHART), section("After")]
DIGEST = Writing("New facts.", BLOCKS)
AS_CHART = ["section", "data_visualization", "section"]
AS_IMAGE = ["section", "image", "section"]
IN_WORDS = ["section", "context", "section"]


@pytest.fixture
async def postman(slack):
    async with shared_session() as session:
        client = posting_client(slack.bot_token, slack.api_url, session)
        yield SlackPostman(client, image_ready_s=0)


@pytest.fixture
def refused(slack):
    """A workspace to which Slack has not brought its charts yet."""
    slack.without_blocks({"data_visualization"})
    return slack


def forms(slack):
    return [[block["type"] for block in message.blocks] for message in slack.messages()]


async def test_a_workspace_that_takes_charts_gets_them(postman, slack):
    await postman.post(HERE, DIGEST, key="a")

    assert forms(slack) == [AS_CHART]
    assert slack.refusals == []


async def test_one_that_does_not_gets_an_image_that_says_what_it_shows(postman, refused):
    ts = await postman.post(HERE, DIGEST, key="a")

    [message] = refused.messages()
    image = message.blocks[1]
    file = refused.team.files.find(image["slack_file"]["id"])
    assert (message.ts, forms(refused)) == (ts, [AS_IMAGE])
    assert image["alt_text"] == CHART.alt
    assert file.content.startswith(b"\x89PNG")
    assert file.title == "New facts a week"


async def test_what_it_refused_once_it_is_not_asked_again(postman, refused):
    with structlog.testing.capture_logs() as log:
        await postman.post(HERE, DIGEST, key="a")
        await postman.post(HERE, DIGEST, key="b")

    assert forms(refused) == [AS_IMAGE, AS_IMAGE]
    assert refused.refusals == ["invalid_blocks"]
    assert [event["event"] for event in log] == ["charts.refused"]


async def test_without_the_scope_for_files_it_is_told_in_words_and_not_tried_again(postman, refused):
    refused.team.scopes = tuple(scope for scope in refused.team.scopes if scope != "files:write")

    await postman.post(HERE, DIGEST, key="a")
    await postman.post(HERE, DIGEST, key="b")

    assert forms(refused) == [IN_WORDS, IN_WORDS]
    assert refused.messages()[0].blocks[1]["elements"][0]["text"] == CHART.alt
    assert refused.refusals == ["invalid_blocks", "missing_scope"]


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", ["answer_500", "drop_after_commit", "limit_rate"])
async def test_an_upload_that_fails_keeps_no_message_back(postman, refused, method, fault):
    getattr(refused.faults, fault)(method)

    await postman.post(HERE, DIGEST, key="a")
    await postman.post(HERE, DIGEST, key="b")

    assert forms(refused) == [IN_WORDS, AS_IMAGE]


async def test_a_file_that_is_not_ready_yet_is_told_in_words(postman, slack):
    for _ in ("as a chart", "as an image"):
        slack.faults.refuse("invalid_blocks")

    await postman.post(HERE, DIGEST, key="a")

    assert forms(slack) == [IN_WORDS]


async def test_a_message_that_is_wrong_without_its_charts_is_refused_and_they_are_not_blamed(postman, slack):
    for _ in ("as a chart", "as an image", "in words"):
        slack.faults.refuse("invalid_blocks")

    with pytest.raises(RefusedError, match="invalid_blocks"):
        await postman.post(HERE, DIGEST, key="a")
    await postman.post(HERE, DIGEST, key="b")

    assert forms(slack) == [AS_CHART]


async def test_a_message_without_a_chart_that_is_refused_is_sent_once(postman, slack):
    slack.faults.refuse("invalid_blocks")

    with pytest.raises(RefusedError, match="invalid_blocks"):
        await postman.post(HERE, Writing("x", [section("x")]), key="a")

    assert slack.refusals == ["invalid_blocks"]


async def test_no_other_refusal_leads_to_another_form(postman, slack):
    slack.faults.refuse("is_archived")

    with pytest.raises(RefusedError, match="is_archived"):
        await postman.post(HERE, DIGEST, key="a")

    assert slack.refusals == ["is_archived"]


async def test_a_post_that_nobody_answered_is_in_doubt_and_not_sent_in_another_form(postman, slack):
    slack.faults.drop_after_commit()

    with pytest.raises(UnknownOutcomeError):
        await postman.post(HERE, DIGEST, key="a")

    assert forms(slack) == [AS_CHART]


async def test_a_pause_between_two_forms_is_a_pause(postman, slack):
    slack.faults.refuse("invalid_blocks")
    slack.faults.limit_rate(retry_after_s=7)

    with pytest.raises(PausedError) as paused:
        await postman.post(HERE, DIGEST, key="a")

    assert paused.value.retry_after_s == 7
    assert forms(slack) == []


async def test_a_correction_shows_its_chart_in_the_same_way(postman, refused):
    ts = await postman.post(HERE, Writing("x", [section("x")]), key="a")

    await postman.correct(GENERAL.id, ts, DIGEST)

    assert forms(refused) == [AS_IMAGE]


@pytest.mark.parametrize(("refuses", "seen"), [(False, AS_CHART), (True, IN_WORDS)])
async def test_who_sees_a_message_alone_gets_its_chart_or_the_words(slack, refuses, seen):
    slack.without_blocks({"data_visualization"} if refuses else ())

    async def deliver(request):
        _, command, _ = opened_request(request)
        async with shared_session() as session:
            client = posting_client(slack.bot_token, slack.api_url, session)
            await whisper(client, command["response_url"], Message("New facts.", BLOCKS), None)
        return HttpReply(200)

    slack.connect(deliver)
    [reply] = await slack.slash("/threat", "digest preview")

    assert [block["type"] for block in reply.blocks] == seen
