import pytest

from bot.errors import SettingsError
from bot.slack.manifest import OPTIONAL_SCOPES, REQUIRED_SCOPES, manifest


def test_socket_mode_needs_no_address_anywhere():
    made = manifest("/threat", None)

    assert made["settings"]["socket_mode_enabled"] is True
    assert "http" not in str(made)


def test_http_has_one_address_for_commands_events_presses_and_menus():
    made = manifest("/threat", "https://bot.example.org/")

    assert made["settings"]["socket_mode_enabled"] is False
    assert {
        made["features"]["slash_commands"][0]["url"],
        made["settings"]["event_subscriptions"]["request_url"],
        made["settings"]["interactivity"]["request_url"],
        made["settings"]["interactivity"]["message_menu_options_url"],
    } == {"https://bot.example.org/slack/events"}


def test_the_command_is_the_one_that_the_setting_names():
    assert manifest("/facts", None)["features"]["slash_commands"][0]["command"] == "/facts"


@pytest.mark.parametrize(
    "address",
    [
        "http://bot.example.org",
        "bot.example.org",
        "https://",
        "https://a b",
        "https://x.org/y?z#a",
        "https://a|b.org",
    ],
)
def test_an_address_that_slack_would_refuse_is_refused_here(address):
    with pytest.raises(SettingsError, match="https://"):
        manifest("/threat", address)


def test_an_address_with_the_path_already_in_it_is_taken_as_meant():
    made = manifest("/threat", "https://bot.example.org/slack/events")

    assert made["features"]["slash_commands"][0]["url"] == "https://bot.example.org/slack/events"


def test_the_manifest_keeps_slacks_limits():
    made = manifest("/" + "x" * 31, "https://bot.example.org")
    display, features = made["display_information"], made["features"]
    [command] = features["slash_commands"]

    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 175 <= len(display["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(command["command"]) <= 32
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000
    assert len(features["agent_view"]["agent_description"]) <= 300


def test_it_has_a_home_tab_and_hears_that_it_is_opened_and_that_the_app_is_taken_out():
    made = manifest("/threat", None)

    assert made["features"]["app_home"]["home_tab_enabled"] is True
    assert {"app_home_opened", "app_uninstalled", "tokens_revoked"} <= set(
        made["settings"]["event_subscriptions"]["bot_events"]
    )


def test_it_hears_whoever_comes_to_a_channel_and_may_ask_who_is_there():
    made = manifest("/threat", None)

    assert {
        *("member_joined_channel", "member_left_channel", "channel_shared", "channel_unshared"),
        *("user_change", "team_join"),
    } <= set(made["settings"]["event_subscriptions"]["bot_events"])
    assert {"users:read", "channels:read", "groups:read", "im:read", "mpim:read"} <= set(REQUIRED_SCOPES)


def test_it_is_an_agent_in_direct_messages_which_it_hears_and_that_may_be_refused():
    made = manifest("/threat", None)

    assert {"message.im", "app_home_opened"} <= set(made["settings"]["event_subscriptions"]["bot_events"])
    assert set(made["features"]["agent_view"]) == {"agent_description"}
    assert "assistant:write" in OPTIONAL_SCOPES


def test_every_scope_it_asks_for_has_a_reason():
    scopes = manifest("/threat", None)["oauth_config"]["scopes"]["bot"]

    assert scopes == [*REQUIRED_SCOPES, *OPTIONAL_SCOPES]
    assert all({**REQUIRED_SCOPES, **OPTIONAL_SCOPES}.values())
