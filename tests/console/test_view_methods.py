import pytest

from tests.console.echo import dispatch
from tests.console.forms import form_view, forms_app


@pytest.fixture
def app(workspace):
    app = forms_app(workspace)
    workspace.connect(dispatch(app))
    return app


@pytest.fixture
async def trigger_id(workspace, app):  # noqa: ARG001  # without the bot no command is answered
    """A trigger that is not used yet."""
    await workspace.slash("/echo", "hello")
    return workspace.deliveries[-1].payload["trigger_id"]


class TestTriggers:
    async def test_a_trigger_opens_one_view(self, workspace, client, refused, trigger_id):
        answer = await client.views_open(trigger_id=trigger_id, view=form_view())

        assert answer["view"]["root_view_id"] == answer["view"]["id"] == workspace.modals()[0].id
        error = await refused("views.open", trigger_id=trigger_id, view=form_view())
        assert error == "exchanged_trigger_id"

    @pytest.mark.parametrize(("seconds", "error"), [(3, None), (3.001, "expired_trigger_id")])
    async def test_a_trigger_lives_three_seconds(self, workspace, refused, clock, trigger_id, seconds, error):
        clock.forward(seconds=seconds)

        view = form_view(title="x" * 25)
        expected = error or "invalid_arguments"
        assert await refused("views.open", trigger_id=trigger_id, view=view) == expected
        assert workspace.modals() == []

    async def test_a_delivery_that_comes_again_makes_its_trigger_no_younger(
        self, workspace, refused, clock, trigger_id
    ):
        clock.forward(seconds=4)

        await workspace.redeliver()

        assert await refused("views.open", trigger_id=trigger_id, view=form_view()) == "expired_trigger_id"

    async def test_a_made_up_trigger_opens_nothing(self, refused):
        assert await refused("views.open", trigger_id="1.2.abc", view=form_view()) == "invalid_trigger_id"

    async def test_a_view_is_pushed_only_from_within_a_view(self, refused, trigger_id):
        assert await refused("views.push", trigger_id=trigger_id, view=form_view()) == "not_found"

    async def test_three_views_lie_on_top_of_each_other_at_most(self, workspace, app):
        await workspace.slash("/form")
        for _ in range(3):
            await workspace.press(workspace.modals()[-1], "More")

        assert len(workspace.modals()) == 3
        assert workspace.refusals == ["push_limit_reached"]
        assert workspace.modals()[2].previous_id == workspace.modals()[1].id
        assert app.pressed["view"]["id"] == workspace.modals()[2].id


class TestUpdating:
    async def test_an_open_view_is_changed_by_its_id_unless_it_changed_since(
        self, workspace, client, refused, trigger_id
    ):
        first = (await client.views_open(trigger_id=trigger_id, view=form_view()))["view"]
        workspace.fill(workspace.modals()[0], {"Reason": "mine"})

        second = (
            await client.views_update(view_id=first["id"], hash=first["hash"], view=form_view(title="B"))
        )["view"]

        assert workspace.modals()[0].title == "B"
        assert second["state"]["values"]["why"]["why_input"]["value"] == "mine"
        arguments = {"view_id": first["id"], "view": form_view()}
        assert await refused("views.update", hash=first["hash"], **arguments) == "hash_conflict"

    async def test_an_external_id_names_one_view(self, workspace, client, refused, app, trigger_id):
        await client.views_open(trigger_id=trigger_id, view=form_view(external_id="mine"))

        await client.views_update(external_id="mine", view=form_view(title="B", external_id="mine"))

        assert workspace.modals()[0].title == "B"
        await workspace.press(workspace.modals()[0], "More")
        trigger_id = app.pressed["trigger_id"]
        assert await refused("views.update", external_id="other", view=form_view()) == "not_found"
        view_id = workspace.modals()[1].id
        taken = form_view(external_id="mine")
        assert await refused("views.update", view_id=view_id, view=taken) == "duplicate_external_id"

    async def test_a_closed_view_is_not_found(self, workspace, client, refused, trigger_id):
        view = (await client.views_open(trigger_id=trigger_id, view=form_view()))["view"]
        await workspace.close_modal(workspace.modals()[0])

        assert await refused("views.update", view_id=view["id"], view=form_view()) == "not_found"

    @pytest.mark.parametrize("text", ["<!channel>", "<@U0000000ANA>"])
    async def test_the_leak_guard_holds_for_modals(self, workspace, client, trigger_id, text):
        block = {"type": "section", "text": {"type": "mrkdwn", "text": f"a {text}"}}

        await client.views_open(trigger_id=trigger_id, view=form_view(blocks=[block]))

        assert text in workspace.violations[0]
