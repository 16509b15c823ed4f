import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.console.team import ANA, GENERAL
from bot.console.workspace import Workspace
from tests.console.charts import chart


async def test_a_chart_is_shown_where_slack_has_them(workspace, client):
    await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=[chart()])
    await client.chat_postEphemeral(channel=GENERAL.id, user=ANA.id, text="a", blocks=[chart()])

    assert workspace.replies[0].words == "Facts a week\n        Security\n7 Sep          3\n14 Sep         4"
    assert workspace.replies[1].blocks == (chart(),)


async def test_a_chart_is_refused_where_it_is_not_rolled_out(clock):
    async with Workspace(now=clock, refuses_charts=True) as workspace:
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
