import pytest

from bot.console.errors import ConsoleError
from bot.console.manifest_rules import broken_manifest
from bot.slack.manifest import manifest


def shortcut(**fields) -> dict:
    return {"type": "message", "name": "Check", "description": "d", "callback_id": "check", **fields}


def made(*shortcuts: dict, **features) -> dict:
    """A small manifest."""
    return {
        "display_information": {"name": "Footnote", "description": "d"},
        "features": {"shortcuts": list(shortcuts), **features},
        "oauth_config": {"scopes": {"bot": ["chat:write"]}},
        "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
    }


def numbered(count: int) -> list[dict]:
    return [shortcut(callback_id=f"check{each}") for each in range(count)]


@pytest.mark.parametrize(
    ("build", "limit"),
    [
        pytest.param(lambda n: made(*numbered(n)), 10, id="shortcuts"),
        pytest.param(lambda n: made(shortcut(name="x" * n)), 24, id="shortcut name"),
        pytest.param(lambda n: made(shortcut(description="x" * n)), 150, id="shortcut description"),
        pytest.param(lambda n: made(slash_commands=[{"command": "x" * n}]), 32, id="command"),
        pytest.param(
            lambda n: made(slash_commands=[{"command": "/x", "usage_hint": "x" * n}]), 1000, id="usage hint"
        ),
        pytest.param(lambda n: made(agent_view={"agent_description": "x" * n}), 300, id="agent"),
        pytest.param(lambda n: {**made(), "display_information": {"name": "x" * n}}, 35, id="name"),
    ],
)
def test_a_limit_of_the_manifest_holds_to_the_last_character(build, limit):
    assert list(broken_manifest(build(limit))) == []
    assert len(list(broken_manifest(build(limit + 1)))) == 1


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (made(shortcut(type="channel")), "must be one of message, global"),
        (made(shortcut(), shortcut()), "callback_id already exists: check"),
        (
            {**made(), "display_information": {"name": "a", "long_description": "short"}},
            "must be 175 to 4000 characters",
        ),
    ],
)
def test_what_slack_refuses_in_a_manifest_is_told_with_its_place(broken, problem):
    [told] = broken_manifest(broken)

    assert problem in told


async def test_an_app_has_what_its_manifest_says_and_no_more(workspace, refused):
    workspace.install(made(shortcut()))

    assert await refused("users.list") == "missing_scope"
    assert (workspace.team.events, workspace.team.shortcuts) == ({"app_mention"}, {"check": "Check"})


async def test_a_manifest_that_slack_refuses_is_not_installed(workspace):
    with pytest.raises(ConsoleError, match="less than 25 characters"):
        workspace.install(made(shortcut(name="x" * 25)))

    assert workspace.team.shortcuts is None


async def test_the_bots_own_manifest_is_one_that_slack_takes(workspace):
    workspace.install(manifest("/threat", None))

    assert "commands" in workspace.team.scopes
