import pytest
from slack_sdk.errors import SlackApiError

from bot.console.agents import Prompt
from bot.console.team import ANA, BEN, GENERAL
from tests.console.agent import PROMPTS, agent_app
from tests.console.echo import dispatch


@pytest.fixture
def slack(workspace):
    workspace.connect(dispatch(agent_app(workspace)))
    return workspace


@pytest.fixture
def direct(workspace) -> str:
    """The conversation of Ana and the bot."""
    return workspace.team.direct_channel(ANA.id).id


class TestPrompts:
    async def test_whoever_opens_the_messages_tab_is_offered_things_to_say(self, slack):
        await slack.open_home(tab="messages")

        assert slack.prompts() == [Prompt("Kabul", "attacks in Kabul"), Prompt("ISIS", "who is ISIS?")]
        assert slack.prompts(BEN.id) == []

    @pytest.mark.parametrize(
        "prompts",
        [[], [PROMPTS[0]] * 5, [{"title": "no message"}], [{"title": "", "message": "no title"}], "Kabul"],
    )
    async def test_there_are_one_to_four_with_title_and_message(self, refused, direct, prompts):
        arguments = {"channel_id": direct, "prompts": prompts}

        assert await refused("assistant.threads.setSuggestedPrompts", **arguments) == "invalid_arguments"

    async def test_they_are_for_direct_conversations(self, refused):
        arguments = {"channel_id": GENERAL.id, "prompts": PROMPTS}

        assert await refused("assistant.threads.setSuggestedPrompts", **arguments) == "channel_not_found"

    async def test_with_a_thread_slack_says_ok_and_shows_nothing(self, workspace, client, direct):
        await client.assistant_threads_setSuggestedPrompts(
            channel_id=direct, thread_ts="1.0", prompts=PROMPTS
        )

        assert workspace.prompts() == []
        assert "with thread_ts nothing is shown" in workspace.violations[0]

    async def test_the_leak_guard_holds_for_them(self, workspace, client, direct):
        await client.api_call(
            "assistant.threads.setSuggestedPrompts",
            json={"channel_id": direct, "prompts": [{"title": "a", "message": "<!channel>"}]},
        )

        assert "<!channel>" in workspace.violations[0]


class TestStatus:
    @pytest.fixture
    async def asked(self, slack) -> str:
        """The ts of what Ana wrote."""
        await slack.direct("Kabul?")
        return slack.messages(slack.team.direct_channel(ANA.id).id)[0].ts

    async def test_it_is_shown_until_the_bot_answers_in_the_thread(self, slack, client, clock, direct, asked):
        await client.assistant_threads_setStatus(channel_id=direct, thread_ts=asked, status="is looking…")
        assert slack.statuses(ANA.id) == ["is looking…"]

        clock.forward(seconds=2)
        await client.chat_postMessage(channel=direct, thread_ts=asked, text="an answer")

        assert slack.statuses(ANA.id) == []

    async def test_it_is_taken_away_by_an_empty_one_and_after_two_minutes(
        self, slack, client, clock, direct, asked
    ):
        for status in ("is looking…", ""):
            await client.assistant_threads_setStatus(channel_id=direct, thread_ts=asked, status=status)
        assert slack.statuses(ANA.id) == []

        await client.assistant_threads_setStatus(channel_id=direct, thread_ts=asked, status="is looking…")
        clock.forward(minutes=2)
        assert slack.statuses(ANA.id) == []

    async def test_it_needs_a_thread_that_is_there(self, refused, direct):
        arguments = {"channel_id": direct, "thread_ts": "1.0", "status": "is looking…"}

        assert await refused("assistant.threads.setStatus", **arguments) == "invalid_thread_ts"

    @pytest.mark.parametrize(
        "arguments", [{}, {"status": "is looking…", "loading_messages": ["one moment"] * 11}]
    )
    async def test_what_is_missing_or_too_much_is_refused(self, refused, direct, asked, arguments):
        error = await refused("assistant.threads.setStatus", channel_id=direct, thread_ts=asked, **arguments)

        assert error == "invalid_arguments"

    @pytest.mark.parametrize("scope", ["chat:write", "assistant:write"])
    async def test_either_scope_is_enough(self, slack, client, direct, asked, scope):
        slack.team.scopes = (scope,)

        await client.assistant_threads_setStatus(channel_id=direct, thread_ts=asked, status="is looking…")

        slack.team.scopes = ("commands",)
        with pytest.raises(SlackApiError) as caught:
            await client.assistant_threads_setStatus(channel_id=direct, thread_ts=asked, status="")
        assert caught.value.response["needed"] == "chat:write"
