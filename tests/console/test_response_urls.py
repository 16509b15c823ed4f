import aiohttp
import pytest

from bot.console.team import GENERAL, RANDOM
from tests.console.echo import blocks_saying


@pytest.fixture
async def respond(echo):
    """Post to the response URL of the last act and return status and error."""
    async with aiohttp.ClientSession() as session:

        async def post(**body):
            url = echo.deliveries[-1].payload["response_url"]
            async with session.post(url, json=body) as response:
                text = await response.text()
                return response.status, "" if text == "ok" else (await response.json())["error"]

        yield post


async def test_it_answers_the_one_who_acted_and_tells_no_ts(echo, respond):
    await echo.slash("/echo", "hello", channel=RANDOM.id)

    assert await respond(text="later") == (200, "")
    reply = echo.replies[-1]
    assert (reply.kind, reply.user, reply.channel, reply.ts) == ("ephemeral", "U0000000ANA", RANDOM.id, None)


async def test_it_answers_the_channel_on_request(echo, respond):
    await echo.slash("/echo", "hello")

    await respond(text="for all", response_type="in_channel")

    assert [message.text for message in echo.messages(GENERAL.id)] == ["for all"]


async def test_it_works_five_times(echo, respond):
    await echo.slash("/echo", "hello")

    answers = [await respond(text=str(n)) for n in range(6)]

    assert answers == [(200, "")] * 5 + [(404, "used_url")]


@pytest.mark.parametrize(("minutes", "answer"), [(29.99, (200, "")), (30, (404, "expired_url"))])
async def test_it_works_for_half_an_hour(echo, respond, clock, minutes, answer):
    await echo.slash("/echo", "hello")
    clock.forward(minutes=minutes)

    assert await respond(text="late") == answer


async def test_it_refuses_what_the_web_api_refuses(echo, respond):
    await echo.slash("/echo", "hello")

    assert await respond(text="") == (400, "no_text")
    assert await respond(text="a", blocks=blocks_saying("x" * 3001)) == (400, "invalid_blocks")


async def test_a_message_is_replaced_or_deleted_where_it_stands(echo, respond, client):
    await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=blocks_saying("a"))
    await echo.press(echo.replies[-1], "Do nothing")

    await respond(text="changed", replace_original=True)
    assert [message.text for message in echo.messages()] == ["changed"]

    await respond(delete_original=True)
    assert echo.messages() == []
    assert echo.replies[-1].kind == "deletion"


async def test_a_slash_command_leaves_nothing_to_delete(echo, respond):
    await echo.slash("/echo", "hello")

    assert await respond(delete_original=True) == (400, "message_not_found")
