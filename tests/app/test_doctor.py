from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.app.doctor import examine, look_at_clock, look_at_scopes
from bot.app.holdings import Held, look_at_last_event
from bot.console.team import BEN, CURATION, CURATORS, GENERAL, RANDOM, SHARED, VISITED, UserGroup
from bot.console.workspace import Workspace
from bot.settings import Settings
from bot.slack.manifest import OPTIONAL_SCOPES, REQUIRED_SCOPES

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
async def workspace():
    async with Workspace() as workspace:
        yield workspace


def settings_for(workspace, tmp_path, **changed):
    fields = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "SLACK_API_URL": workspace.api_url,
        "knowledge_dir": ROOT / "knowledge",
        "seeds_dir": ROOT / "seeds",
        "data_dir": tmp_path / "data",
        "port": 0,
    }
    return Settings(_env_file=None, **{**fields, **changed})


async def wrong(settings):
    return [finding for finding in await examine(settings) if finding.state == "wrong"]


async def test_when_all_is_there_nothing_is_to_mend(workspace, tmp_path):
    assert await wrong(settings_for(workspace, tmp_path)) == []
    assert await wrong(settings_for(workspace, tmp_path, SLACK_APP_TOKEN=workspace.app_token)) == []


async def test_workspace_transport_base_and_every_scope_are_named(workspace, tmp_path):
    said = " ".join(finding.what for finding in await examine(settings_for(workspace, tmp_path)))

    assert "workspace: Footnote local (T000FOOTNOT), as @footnote" in said
    assert "transport: HTTP" in said
    assert " facts and " in said
    assert "scope chat:write" in said
    assert "clock: agrees" in said


@pytest.mark.parametrize(
    ("changed", "said", "mend"),
    [
        ({"SLACK_BOT_TOKEN": None}, "SLACK_BOT_TOKEN: not set", "OAuth & Permissions"),
        ({"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN: does not begin with xoxb-", "OAuth & Permissions"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "SLACK_BOT_TOKEN: refused by Slack (invalid_auth)", "OAuth"),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN: does not begin with xapp-", "connections:write"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN: refused by Slack", "connections:write"),
        ({"SLACK_SIGNING_SECRET": None}, "SLACK_SIGNING_SECRET: not set", "Basic Information"),
        ({"SLACK_SIGNING_SECRET": "xoxb-1"}, "SLACK_SIGNING_SECRET: holds a token", "Basic Information"),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "cannot be reached", "SLACK_API_URL"),
        ({"knowledge_dir": Path("/nowhere")}, "/nowhere", "FOOTNOTE_KNOWLEDGE_DIR"),
        ({"database_url": "postgresql://ana@127.0.0.1:9/base"}, "127.0.0.1:9/base cannot be", "DATABASE_URL"),
        ({"host": "203.0.113.1"}, "203.0.113.1:0: cannot be listened on", "FOOTNOTE_HOST"),
    ],
)
async def test_what_is_wrong_is_named_with_how_to_mend_it(workspace, tmp_path, changed, said, mend):
    findings = await wrong(settings_for(workspace, tmp_path, **changed))

    assert any(said in finding.what and mend in f"{finding.what} {finding.mend}" for finding in findings)


async def test_missing_documents_and_a_data_directory_that_is_a_file_are_named(workspace, tmp_path):
    (tmp_path / "data").write_text("")
    findings = await wrong(settings_for(workspace, tmp_path, seeds_dir=tmp_path / "none"))

    said = " ".join(finding.what for finding in findings)
    assert "FOOTNOTE_SEEDS_DIR" in said
    assert "FOOTNOTE_DATA_DIR" in said


async def test_a_database_server_that_is_there_is_named_without_its_password(
    workspace, tmp_path, empty_postgresql
):
    settings = settings_for(workspace, tmp_path, database_url=empty_postgresql)
    said = str(await examine(settings))

    assert "PostgreSQL" in said
    assert "can be written" in said
    assert "search_path" not in said


async def test_a_scope_that_was_not_granted_is_named_with_what_it_is_for(workspace, tmp_path):
    workspace.team.scopes = tuple(each for each in REQUIRED_SCOPES if each != "chat:write")
    findings = await examine(settings_for(workspace, tmp_path))

    assert [finding.what for finding in findings if finding.state == "wrong"] == [
        f"scope chat:write: missing ({REQUIRED_SCOPES['chat:write']})"
    ]
    assert [finding.state for finding in findings if "history" in finding.what] == ["ok", "note", "note"]


def test_scopes_are_told_one_by_one():
    states = [finding.state for finding in look_at_scopes("")]

    assert states == ["wrong"] * len(REQUIRED_SCOPES) + ["note"] * len(OPTIONAL_SCOPES)


@pytest.mark.parametrize(
    ("skew_s", "states"),
    [(0, ["ok"]), (120, ["ok"]), (121, ["wrong"]), (-121, ["wrong"]), (86400, ["wrong"])],
)
def test_a_clock_that_is_off_is_told_before_slacks_signatures_fail(skew_s, states):
    theirs = format_datetime(NOW + timedelta(seconds=skew_s), usegmt=True)

    assert [finding.state for finding in look_at_clock({"date": theirs}, NOW)] == states


class TestCurators:
    @pytest.fixture
    def looks(self, workspace, tmp_path):
        async def run(**changed):
            found = await examine(settings_for(workspace, tmp_path, **changed))
            return [(look.state, look.what) for look in found if "curator" in look.what]

        return run

    async def test_without_any_it_is_noted_that_nobody_decides(self, looks):
        said = "curators: none named: nobody can decide on facts in Slack"

        assert await looks() == [("note", said)]
        assert await looks(SLACK_BOT_TOKEN=None) == [("note", said)]

    async def test_those_that_slack_knows_are_named(self, looks):
        found = await looks(curators=(CURATORS.id, BEN.id), curators_channel=CURATION.id)

        assert found == [
            ("ok", f"curators {CURATORS.id}: 1 in this user group"),
            ("ok", f"curator {BEN.id}: @ben"),
            ("ok", f"curators' channel {CURATION.id} (#curation): private, and the bot is in it"),
        ]

    async def test_those_that_slack_does_not_know_are_to_mend(self, looks):
        found = await looks(curators=("S0NOBODY", "U0NOBODY"), curators_channel="C0NOWHERE")

        assert [state for state, _ in found] == ["wrong"] * 3
        assert all("Slack knows none of that id" in what for _, what in found)

    @pytest.mark.parametrize(
        ("channel", "state", "said"),
        [
            (GENERAL, "note", "not private"),
            (RANDOM, "wrong", "the bot is not in it"),
            (replace(CURATION, is_archived=True), "wrong", "archived"),
        ],
    )
    async def test_a_channel_that_does_not_serve_is_told(self, workspace, looks, channel, state, said):
        workspace.team.channels[channel.id] = channel
        [*_, (found, what)] = await looks(curators=(BEN.id,), curators_channel=channel.id)

        assert (found, said in what) == (state, True)

    async def test_a_group_of_nobody_is_told(self, workspace, looks):
        workspace.team.usergroups[CURATORS.id] = UserGroup(CURATORS.id, "curators", ())

        assert await looks(curators=(CURATORS.id,)) == [
            ("wrong", f"curators {CURATORS.id}: nobody is in this user group")
        ]

    async def test_a_scope_that_is_missing_is_told(self, workspace, looks):
        workspace.team.scopes = tuple(each for each in workspace.team.scopes if each != "usergroups:read")
        [*_, (state, what)] = await looks(curators=(CURATORS.id,))

        assert (state, "missing_scope" in what) == ("wrong", True)


@pytest.mark.parametrize(("ahead", "notes"), [(None, 0), ({"minutes": 59}, 0), ({"minutes": 61}, 1)])
def test_a_ledger_that_is_ahead_of_the_clock_is_noted(ahead, notes):
    found = Held(None, NOW + timedelta(**ahead) if ahead else None)
    looks = list(look_at_last_event(found, NOW))

    assert len(looks) == notes
    assert all("is dated 24 Nov 2026, 10:01 UTC: a clock was ahead" in look.what for look in looks)


async def test_no_finding_shows_a_secret(workspace, tmp_path):
    settings = settings_for(workspace, tmp_path, SLACK_APP_TOKEN=workspace.app_token)
    said = str(await examine(settings))

    for secret in (workspace.bot_token, workspace.app_token, workspace.signing_secret):
        assert secret not in said


class TestCeilings:
    async def test_the_ceiling_inside_is_told(self, workspace, tmp_path):
        said = [finding.what for finding in await examine(settings_for(workspace, tmp_path, ceiling="GREEN"))]

        assert "ceiling: TLP:GREEN inside, TLP:CLEAR elsewhere" in said

    @pytest.mark.parametrize(
        ("place", "state", "said"),
        [
            (CURATION.id, "ok", "TLP:RED"),
            (BEN.id, "ok", "TLP:RED"),
            (SHARED.id, "note", "TLP:CLEAR, since another organisation is there"),
            (VISITED.id, "note", "TLP:CLEAR, since a guest is there"),
            ("C0NOTHING", "wrong", "Slack does not say who is there"),
        ],
    )
    async def test_whether_a_named_one_holds_is_told(self, workspace, tmp_path, place, state, said):
        findings = await examine(settings_for(workspace, tmp_path, ceilings={place: "RED"}))

        [found] = [finding for finding in findings if finding.what.startswith(f"ceiling of {place}")]
        assert (found.state, said in found.what) == (state, True)
