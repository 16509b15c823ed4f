"""What is shown beside the answers in direct messages."""

import asyncio

import pytest

from bot.console.team import ANA
from bot.domain.postman import Place
from bot.slack import agent
from bot.slack.posting import posting_client, shared_session


@pytest.fixture
async def client(slack):
    """The bot's client in a local Slack."""
    async with shared_session() as session:
        yield posting_client(slack.bot_token, slack.api_url, session)


@pytest.fixture
def place(slack):
    """A thread of Ana's conversation with the bot, which begins with her question."""
    said = slack.say("afghanistan on 2024-02-01", channel=slack.team.direct_channel(ANA.id).id)
    return Place(channel=said.channel, thread_ts=said.ts)


async def test_what_is_found_at_once_is_said_without_a_word_before_it(slack, client, place):
    async def found():
        return "the answer"

    assert await agent.looking_up(client, place, found()) == "the answer"
    assert slack.team.agent.notes == []


async def test_what_takes_a_while_is_looked_up_in_sight(slack, client, place):
    is_seen = asyncio.Event()

    async def found():
        await is_seen.wait()
        return "the answer"

    looking = asyncio.create_task(agent.looking_up(client, place, found()))
    await slack.team.shown.wait()

    assert slack.statuses(place.channel) == ["is looking it up …"]
    is_seen.set()
    assert await looking == "the answer"


async def test_a_workspace_that_refuses_the_word_gets_the_answer_all_the_same(slack, client):
    nowhere = Place(channel="D0000NOBODY", thread_ts="1700000000.000100")

    async def found():
        await asyncio.wait({asyncio.create_task(asyncio.Event().wait())}, timeout=1.2 * agent.SOON_S)
        return "the answer"

    assert await agent.looking_up(client, nowhere, found()) == "the answer"
    assert slack.team.agent.notes == []


async def test_what_goes_wrong_while_it_is_looked_up_is_not_swallowed(client, place):
    async def found():
        raise ValueError("the answer")

    with pytest.raises(ValueError, match="the answer"):
        await agent.looking_up(client, place, found())


async def test_whoever_gives_up_waiting_ends_the_looking(client, place):
    is_over = asyncio.Event()

    async def found():
        try:
            await asyncio.Event().wait()
        finally:
            is_over.set()

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await agent.looking_up(client, place, found())
    await asyncio.wait_for(is_over.wait(), timeout=1)


async def test_without_a_question_nothing_is_suggested(slack, client, place):
    await agent.suggest(client, place.channel, ())

    assert slack.team.agent.notes == []


async def test_a_long_name_is_cut_on_its_button_and_asked_in_full(slack, client, place):
    name = "Organisation " * 10

    await agent.suggest(client, place.channel, [name])

    [prompt] = slack.prompts(ANA.id)
    assert len(prompt.title) <= agent.PROMPT_LIMIT
    assert prompt.message == name
