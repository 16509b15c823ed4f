import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.console.team import ANA, GENERAL
from bot.console.workspace import Workspace
from tests.console.blocks import container, data_table, table
from tests.console.charts import chart
from tests.console.echo import dispatch, echo_app


async def test_a_chart_is_shown_where_slack_has_them(workspace, client):
    await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=[chart()])
    await client.chat_postEphemeral(channel=GENERAL.id, user=ANA.id, text="a", blocks=[chart()])

    assert workspace.replies[0].words == "Facts a week\n        Security\n7 Sep          3\n14 Sep         4"
    assert workspace.replies[1].blocks == (chart(),)


async def test_a_chart_is_refused_where_it_is_not_rolled_out(clock):
    async with Workspace(now=clock) as workspace:
        workspace.without_blocks({"data_visualization"})
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])

        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=[chart()])

        assert caught.value.response["error"] == "invalid_blocks"
        assert caught.value.response["errors"] == [
            "unsupported type: data_visualization [json-pointer:/blocks/0]"
        ]
        assert workspace.messages() == []


@pytest.mark.parametrize("slack_file", [{"id": "F404"}, {"url": "https://a.org/f"}])
async def test_a_file_that_is_not_there_is_refused_wherever_it_stands(client, slack_file):
    picture = {"type": "image", "slack_file": slack_file, "alt_text": "A chart"}
    section = {"type": "section", "text": {"type": "plain_text", "text": "a"}, "accessory": picture}

    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=[picture, section])

    assert caught.value.response["error"] == "invalid_blocks"
    assert caught.value.response["errors"] == [
        "invalid slack file [json-pointer:/blocks/0/slack_file]",
        "invalid slack file [json-pointer:/blocks/1/accessory/slack_file]",
    ]


class TestAnOlderSlack:
    async def test_it_refuses_the_blocks_that_it_does_not_know_wherever_they_stand(self, workspace, refused):
        workspace.without_blocks({"table", "alert"})

        for blocks in ([table()], [container(table())]):
            error = await refused("chat.postMessage", channel=GENERAL.id, text="a", blocks=blocks)
            assert error == "invalid_blocks"

    async def test_and_takes_the_others(self, workspace, client):
        workspace.without_blocks({"table"})

        await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=[data_table()])

        assert workspace.refusals == []

    async def test_it_refuses_them_in_what_a_bot_answers_later(self, workspace):
        workspace.without_blocks({"table"})
        workspace.connect(dispatch(echo_app(workspace)))
        await workspace.slash("/echo", "x")
        url = workspace.deliveries[-1].payload["response_url"]

        async with aiohttp.ClientSession() as session, session.post(url, json=later(table())) as response:
            assert (response.status, (await response.json())["error"]) == (400, "invalid_blocks")

    async def test_it_can_learn_them(self, workspace, client):
        workspace.without_blocks({"table"})
        workspace.without_blocks(())

        await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=[table()])

        assert workspace.refusals == []


def later(*blocks: dict) -> dict:
    return {"response_type": "ephemeral", "text": "a", "blocks": list(blocks)}
