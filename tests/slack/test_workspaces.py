import pytest

from bot.console.team import OTHER_TEAM_ID, SHARED, STRANGER
from bot.console.workspace import Workspace
from bot.settings import Settings
from bot.slack.workspaces import workspaces_in
from tests.conftest import bot_in


async def test_another_workspace_gets_nothing(workspace):
    assert await workspace.slash("/threat", "iraq", team=OTHER_TEAM_ID) == []
    assert await workspace.direct("iraq", team=OTHER_TEAM_ID) == []


async def test_a_stranger_in_a_shared_channel_gets_nothing(workspace):
    assert await workspace.mention("iraq", user=STRANGER.id, channel=SHARED.id) == []


async def test_a_workspace_that_the_settings_list_is_served(shipped_desk):
    settings = Settings(_env_file=None, workspaces=(OTHER_TEAM_ID,))
    async with Workspace() as workspace, bot_in(workspace, shipped_desk, settings=settings):
        [reply] = await workspace.slash("/threat", "iraq", team=OTHER_TEAM_ID)

    assert "Iraq" in reply.words


@pytest.mark.parametrize(
    "body",
    [
        {"team_id": "T1"},
        {"team": {"id": "T1"}},
        {"user": {"team_id": "T1"}},
        {"event": {"user_team": "T1"}},
        {"event": {"source_team": "T1"}},
    ],
)
def test_every_workspace_that_has_a_part_in_a_request_counts(body):
    assert workspaces_in(body) == {"T1"}


async def test_a_request_that_slack_did_not_sign_is_refused(workspace):
    await workspace.slash("/threat", "iraq")
    workspace.signing_secret = "another"
    workspace.clear()

    await workspace.mention("iraq")

    assert workspace.deliveries[-1].answer.status == 401
    assert workspace.replies == []
