import pytest
from slack_sdk.errors import SlackApiError

from bot.console.errors import ConsoleError
from bot.console.team import ANA, BEN, BOT_USER_ID, CURATION, GENERAL, OTHER_TEAM_ID, SHARED, STRANGER
from tests.console.agent import agent_app
from tests.console.echo import dispatch
from tests.console.test_manifest_rules import made, shortcut


@pytest.fixture
def slack(workspace):
    workspace.connect(dispatch(agent_app(workspace)))
    return workspace


async def test_a_shortcut_is_answered_to_whoever_did_it(slack):
    message = slack.say("The Taliban rule Kabul.", user=BEN.id)

    [reply] = await slack.shortcut(message, "check_message")

    assert (reply.kind, reply.user, reply.channel) == ("ephemeral", ANA.id, GENERAL.id)
    assert reply.text == "checked The Taliban rule Kabul."
    assert not slack.violations


async def test_the_payload_holds_the_message_and_where_it_stands(slack):
    message = slack.say("R&D", user=BEN.id)

    await slack.shortcut(message.ts, "check_message", user=BEN.id)

    payload = slack.deliveries[-1].payload
    assert (payload["type"], payload["callback_id"]) == ("message_action", "check_message")
    assert payload["message_ts"] == payload["message"]["ts"] == message.ts
    assert payload["message"]["text"] == "R&amp;D"
    assert payload["channel"] == {"id": GENERAL.id, "name": "general"}
    assert (payload["user"]["id"], payload["team"]["id"]) == (BEN.id, slack.team_id)
    assert payload["response_url"].startswith(slack.team.address)


async def test_a_private_channel_is_not_named_in_a_payload(slack):
    message = slack.say("x", user=BEN.id, channel=CURATION.id)

    await slack.shortcut(message, "check_message", user=BEN.id)

    assert slack.deliveries[-1].payload["channel"] == {"id": CURATION.id, "name": "privategroup"}


async def test_a_strangers_message_and_a_strangers_shortcut_name_their_workspace(slack):
    message = slack.say("hello", user=STRANGER.id, channel=SHARED.id)

    await slack.shortcut(message, "check_message", user=STRANGER.id)

    payload = slack.deliveries[-1].payload
    assert payload["user"]["team_id"] == payload["message"]["team"] == OTHER_TEAM_ID
    assert payload["message"]["user_team"] == payload["message"]["source_team"] == OTHER_TEAM_ID


async def test_its_trigger_opens_a_form(slack):
    await slack.shortcut(slack.say("x"), "open_form")

    [view] = slack.modals()
    assert view.title == "A form"


async def test_a_shortcut_on_what_the_bot_said_takes_its_reply(slack, client):
    await client.chat_postMessage(channel=GENERAL.id, text="a fact")

    [reply] = await slack.shortcut(slack.replies[-1], "check_message")

    assert reply.text == "checked a fact"


async def test_what_a_person_sees_alone_has_no_shortcuts(slack, client):
    await client.chat_postEphemeral(channel=GENERAL.id, user=ANA.id, text="psst")

    with pytest.raises(ConsoleError, match="stand in a channel"):
        await slack.shortcut(slack.replies[-1], "check_message")


async def test_nobody_acts_on_what_they_do_not_see(slack):
    message = slack.say("x", user=BEN.id, channel=CURATION.id)

    with pytest.raises(ConsoleError, match="does not see"):
        await slack.shortcut(message, "check_message")


async def test_a_shortcut_that_the_bot_does_not_answer_is_a_violation(slack):
    await slack.shortcut(slack.say("x"), "other")

    assert "dispatch_failed: message_action" in slack.violations[0]


async def test_a_shortcut_that_the_manifest_does_not_name_cannot_be_done(slack):
    slack.install(made(shortcut()))

    with pytest.raises(ConsoleError, match="It has: check"):
        await slack.shortcut(slack.say("x"), "check_message")


async def test_an_acknowledgement_with_words_is_a_violation_and_shows_none(slack):
    assert await slack.shortcut(slack.say("x"), "chatty") == []
    assert "must be empty" in slack.violations[0]


async def test_what_is_said_in_a_channel_is_not_for_the_bot(slack):
    slack.say("nothing to see")

    assert slack.deliveries == []
    assert [one.text for one in slack.messages()] == ["nothing to see"]


class TestTypingAhead:
    async def test_a_menu_in_what_one_person_sees_asks_without_its_message(self, slack):
        [reply] = await slack.slash("/pick")

        [kabul] = await slack.type_ahead(reply, "places", "kab")

        payload = slack.deliveries[-1].payload
        assert kabul["value"] == "kabul"
        assert payload["container"] == {
            "type": "message",
            "message_ts": reply.shown_ts,
            "channel_id": GENERAL.id,
            "is_ephemeral": True,
        }
        assert payload["channel"] == {"id": GENERAL.id, "name": "general"}
        assert "message" not in payload

    async def test_a_menu_in_a_message_asks_with_it(self, slack, client):
        [asked] = await slack.slash("/pick")
        await client.chat_postMessage(channel=SHARED.id, text="pick", blocks=list(asked.blocks))

        await slack.type_ahead(slack.replies[-1], "places", "kab", user=STRANGER.id)

        payload = slack.deliveries[-1].payload
        assert payload["message"]["user"] == BOT_USER_ID
        assert payload["user"]["team_id"] == OTHER_TEAM_ID

    async def test_what_was_picked_is_pressed(self, slack):
        [reply] = await slack.slash("/pick")
        [kabul] = await slack.type_ahead(reply, "places", "kab")

        await slack.press(reply, "places", option=kabul)

        assert slack.deliveries[-1].payload["actions"][0]["selected_option"]["value"] == "kabul"


async def test_a_response_url_of_a_shortcut_has_its_five_uses(slack):
    await slack.shortcut(slack.say("x"), "six")

    assert [reply.text for reply in slack.replies] == ["0", "1", "2", "3", "4"]
    assert slack.refusals == ["used_url"]


async def test_a_token_without_the_scope_is_told_which_one_it_lacks(slack, client):
    slack.team.scopes = ("chat:write",)

    with pytest.raises(SlackApiError) as caught:
        await client.assistant_threads_setSuggestedPrompts(channel_id="D1", thread_ts="", prompts=[])

    assert (caught.value.response["error"], caught.value.response["needed"]) == (
        "missing_scope",
        "assistant:write",
    )
