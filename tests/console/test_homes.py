import pytest

from bot.console.errors import ConsoleError
from bot.console.team import ANA, BEN
from tests.console.echo import dispatch
from tests.console.forms import form_view, plain
from tests.console.homes import home_view, homes_app
from tests.console.sessions import session_in


@pytest.fixture
def app(workspace):
    app = homes_app(workspace)
    workspace.connect(dispatch(app))
    return app


class TestOpening:
    async def test_a_home_is_published_for_the_one_who_opens_it(self, workspace, app):
        await workspace.open_home(BEN.id)

        assert workspace.home(ANA.id) is None
        home = workspace.home(BEN.id)
        assert (home.words, home.buttons) == ("Your digests", ["Pause", "Edit"])
        [event] = app.seen
        assert (event["user"], event["channel"], event["tab"]) == (BEN.id, "D0000000BEN", "home")
        assert "view" not in event

    async def test_the_event_tells_of_the_home_that_is_there(self, workspace, app):
        await workspace.open_home()
        before = workspace.home()
        await workspace.open_home()
        await workspace.open_home(tab="messages")

        assert app.seen[1]["view"]["hash"] == before.hash
        assert (app.seen[2]["tab"], "view" in app.seen[2]) == ("messages", False)

    async def test_a_home_keeps_its_id_when_it_is_published_again(self, workspace, app):  # noqa: ARG002  # it publishes
        await workspace.open_home()
        before = workspace.home()
        await workspace.open_home()

        assert workspace.home().id == before.id
        assert workspace.home().hash != before.hash


class TestPressing:
    async def test_a_press_comes_with_the_view_and_without_a_channel(self, workspace, app):
        await workspace.open_home()
        home = workspace.home()

        await workspace.press(home, "Pause")

        assert app.pressed["container"] == {"type": "view", "view_id": home.id}
        assert (app.pressed["view"]["type"], app.pressed["actions"][0]["value"]) == ("home", "d1")
        assert not {"channel", "response_url", "message"} & app.pressed.keys()
        assert workspace.home().buttons == ["Resume"]
        assert not workspace.violations

    async def test_a_press_can_open_a_modal(self, workspace, app):  # noqa: ARG002  # it opens it
        await workspace.open_home()

        await workspace.press(workspace.home(), "Edit")

        assert [one.title for one in workspace.modals()] == ["Edit"]

    async def test_what_is_not_there_any_more_cannot_be_pressed(self, workspace, app):  # noqa: ARG002  # it changes it
        await workspace.open_home()
        home = workspace.home()
        await workspace.press(home, "Pause")

        with pytest.raises(ConsoleError, match="has changed"):
            await workspace.press(home, "Pause")
        with pytest.raises(ConsoleError, match="seen by U0000000ANA alone"):
            await workspace.press(workspace.home(), "Resume", user=BEN.id)


class TestPublishing:
    async def test_a_home_is_changed_unless_it_has_changed_since(self, client, refused):
        first = (await client.views_publish(user_id=ANA.id, view=home_view("A")))["view"]
        await client.views_publish(user_id=ANA.id, hash=first["hash"], view=home_view("B"))

        error = await refused("views.publish", user_id=ANA.id, hash=first["hash"], view=home_view("C"))
        assert error == "hash_conflict"

    @pytest.mark.parametrize(
        ("user", "view", "error"),
        [
            ("U404", home_view(), "user_not_found"),
            (ANA.id, form_view(), "invalid_arguments"),
            (ANA.id, home_view(title=plain("a")), "invalid_arguments"),
            (ANA.id, home_view(private_metadata="x" * 3001), "invalid_arguments"),
            (ANA.id, {"type": "home"}, "invalid_arguments"),
            (ANA.id, home_view(blocks=[{"type": "divider"}] * 101), "invalid_arguments"),
        ],
    )
    async def test_what_slack_refuses_is_not_shown(self, workspace, refused, user, view, error):
        assert await refused("views.publish", user_id=user, view=view) == error
        assert workspace.home() is None

    async def test_a_home_may_hold_a_hundred_blocks(self, workspace, client):
        await client.views_publish(user_id=ANA.id, view=home_view(blocks=[{"type": "divider"}] * 100))

        assert len(workspace.home().blocks) == 100

    async def test_the_leak_guard_holds_for_homes(self, workspace, client):
        block = {"type": "section", "text": {"type": "mrkdwn", "text": "<!channel>"}}

        await client.views_publish(user_id=ANA.id, view=home_view(blocks=[block]))

        assert "home of U0000000ANA" in workspace.violations[0]


class TestTerminal:
    @pytest.fixture
    def session(self, workspace, app, clock):  # noqa: ARG002  # without the bot nothing answers
        return session_in(workspace, clock)

    async def test_a_home_is_drawn_and_drawn_again_when_it_changes(self, session):
        text = await session("home", "1")

        assert "› home\nFootnote · home\nYour digests\n[1] Pause   [2] Edit\n" in text
        assert "› 1\nFootnote · home\nYour digests\n[1] Resume\n" in text

    async def test_a_modal_opens_from_the_home(self, session):
        assert "› 2\nEdit\n\nWhat is wrong?" in await session("home", "2")

    async def test_a_home_is_drawn_only_where_it_is_looked_at(self, session):
        text = await session("home", "/echo hello", "home")

        assert text.count("Footnote · home") == 2

    async def test_a_bot_without_a_home_does_not_answer(self, workspace, session):
        workspace.faults.refuse("not_enabled", "views.publish")

        assert "› home\nNo reply came." in await session("home")
