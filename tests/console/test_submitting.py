import pytest

from bot.console.delivering import HttpReply
from bot.console.errors import ConsoleError
from bot.console.team import ANA, BEN, GENERAL
from tests.console.echo import dispatch
from tests.console.forms import TOPICS, form_view, forms_app, option, plain


@pytest.fixture
def app(workspace):
    app = forms_app(workspace)
    workspace.connect(dispatch(app))
    return app


@pytest.fixture
async def view(workspace, app):  # noqa: ARG001  # without the bot nothing opens it
    await workspace.slash("/form")
    [view] = workspace.modals()
    return view


class TestOpening:
    async def test_a_modal_is_seen_by_the_one_whose_command_opened_it(self, workspace, app):
        await workspace.slash("/form", user=BEN.id)

        assert workspace.modals(ANA.id) == []
        [view] = workspace.modals(BEN.id)
        assert (view.title, view.words, view.buttons) == ("A form", "What is wrong?", ["More"])
        assert [one.label for one in view.fields][:3] == ["Reason", "Places", "One place"]
        assert app.opened[0]["id"] == view.id
        with pytest.raises(ConsoleError, match="seen by U0000000BEN alone"):
            await workspace.submit(view, {"Reason": "not mine"}, user=ANA.id)

    async def test_a_modal_takes_the_place_of_the_one_before(self, workspace, view):
        await workspace.slash("/form")

        [second] = workspace.modals()
        assert second.id != view.id
        with pytest.raises(ConsoleError, match="'A form' is closed"):
            await workspace.submit(view, {"Reason": "late"})


class TestSubmitting:
    async def test_each_kind_of_field_has_its_own_form_in_the_state(self, workspace, app, view):
        [kabul] = await workspace.type_ahead(view, "Places", "kab")

        [reply] = await workspace.submit(
            view,
            {
                "Reason": "a <b> & c",
                "Places": [kabul],
                "topic": "Talks",
                "topics_input": ["attacks", option("Trade")],
                "7": "Talks",
                "Day": "2026-01-31",
                "Time": "17:30",
                "Also": "Trade",
            },
        )

        assert (reply.channel, reply.text) == ("D0000000ANA", "Thank you.")
        assert workspace.modals() == []
        [body] = app.submitted
        assert body["view"]["state"]["values"] == {
            "why": {"why_input": {"type": "plain_text_input", "value": "a <b> & c"}},
            "places": {"places": {"type": "multi_external_select", "selected_options": [kabul]}},
            "place": {"places": {"type": "external_select", "selected_option": None}},
            "topic": {"topic_input": {"type": "static_select", "selected_option": TOPICS[1]}},
            "topics": {
                "topics_input": {"type": "multi_static_select", "selected_options": [TOPICS[0], TOPICS[2]]}
            },
            "day": {"day_input": {"type": "datepicker", "selected_date": "2026-01-31"}},
            "sure": {"sure_input": {"type": "radio_buttons", "selected_option": TOPICS[1]}},
            "at": {"at_input": {"type": "timepicker", "selected_time": "17:30"}},
            "also": {"also_input": {"type": "checkboxes", "selected_options": [TOPICS[2]]}},
        }
        assert body["view"]["private_metadata"] == "a.01"
        assert body["trigger_id"]

    @pytest.mark.parametrize(
        ("entries", "sentence"),
        [
            ({}, "'Reason' is required"),
            ({"Reason": ""}, "'Reason' is required"),
            ({"Reason": "x" * 21}, "0 to 20 characters, not 21"),
            ({"Reason": "a", "Day": "31.1.2026"}, "takes a day such as 2024-02-16"),
            ({"Reason": "a", "Time": "5pm"}, "takes a time such as 09:30, not '5pm'"),
            ({"Reason": "a", "Topic": "Sports"}, "does not offer 'Sports'. It offers: Attacks, Talks, Trade"),
            ({"Reason": "a", "Topics": ["Attacks", "Talks", "Trade"]}, "at most 2 values, not 3"),
            ({"Reason": "a", "Places": "Kabul"}, "takes what the bot suggests"),
            ({"Colour": "a"}, "has no field 'Colour'. What can be filled in: 1 Reason"),
        ],
    )
    async def test_what_slacks_client_would_not_send_is_not_sent(
        self, workspace, app, view, entries, sentence
    ):
        with pytest.raises(ConsoleError, match=sentence):
            await workspace.submit(view, entries)

        assert app.submitted == []

    async def test_errors_keep_the_modal_open_and_stand_at_their_blocks(self, workspace, app, view):
        app.answers = {"response_action": "errors", "errors": {"why": "Say more."}}

        await workspace.submit(view, {"Reason": "bad"})

        [still] = workspace.modals()
        assert still.errors == {"why": "Say more."}
        assert workspace.fill(still, {"Reason": "better"}).errors == {}
        app.answers = {}
        await workspace.submit(still)
        assert workspace.modals() == []

    @pytest.mark.parametrize(
        ("answer", "violation"),
        [
            (
                {"response_action": "errors", "errors": {"nowhere": "no"}},
                "no input block of the view: nowhere",
            ),
            ({"response_action": "errors", "errors": {"intro": "no"}}, "no input block of the view: intro"),
            ({"response_action": "update", "view": form_view(title="x" * 25)}, "less than 25 characters"),
            ({"response_action": "errors", "errors": {"why": "a\x1b"}}, "control character"),
        ],
    )
    async def test_an_answer_that_slack_refuses_is_a_violation_and_the_modal_stays(
        self, workspace, app, view, answer, violation
    ):
        app.answers = answer

        await workspace.submit(view, {"Reason": "a"})

        assert violation in workspace.violations[0]
        assert len(workspace.modals()) == 1

    async def test_an_update_keeps_what_was_filled_in_where_the_ids_stay(self, workspace, app, view):
        app.answers = {"response_action": "update", "view": form_view(title="Again")}

        await workspace.submit(view, {"Reason": "mine", "Topic": "Talks"})

        [updated] = workspace.modals()
        assert (updated.id, updated.title) == (view.id, "Again")
        assert updated.hash != view.hash
        assert updated.state["values"]["why"]["why_input"]["value"] == "mine"

    async def test_a_push_lies_on_top_and_clear_closes_both(self, workspace, app, view):
        app.answers = {"response_action": "push", "view": form_view(title="Sure?")}
        await workspace.submit(view, {"Reason": "a"})
        bottom, top = workspace.modals()
        with pytest.raises(ConsoleError, match=r"'Sure\?' lies on top of 'A form'"):
            await workspace.submit(bottom, {"Reason": "a"})
        app.answers = {"response_action": "clear"}

        await workspace.submit(top, {"Reason": "a"})

        assert workspace.modals() == []

    async def test_a_submission_that_fails_leaves_the_modal_open(self, workspace, view):
        async def broken(_request):
            return HttpReply(500)

        workspace.connect(broken)

        await workspace.submit(view, {"Reason": "a"})

        assert "dispatch_failed: view_submission" in workspace.violations[0]
        assert len(workspace.modals()) == 1


class TestClosing:
    async def test_closing_is_told_when_the_view_asks_for_it(self, workspace, app, view):
        await workspace.close_modal(view)

        assert [(body["view"]["id"], body["is_cleared"]) for body in app.closed] == [(view.id, False)]

    async def test_the_cross_closes_what_lies_beneath_too(self, workspace, app, view):
        await workspace.press(view, "More")
        [_, top] = workspace.modals()

        await workspace.close_modal(top, is_all=True)

        assert workspace.modals() == []
        assert [body["is_cleared"] for body in app.closed] == [True, True]


class TestPressing:
    async def test_a_button_in_a_modal_comes_with_the_view_and_without_a_channel(self, workspace, app, view):
        workspace.fill(view, {"Reason": "so far"})

        await workspace.press(view, "More")

        assert app.pressed["container"] == {"type": "view", "view_id": view.id}
        assert "channel" not in app.pressed
        assert app.pressed["view"]["state"]["values"]["why"]["why_input"]["value"] == "so far"
        assert [one.title for one in workspace.modals()] == ["A form", "More"]
        assert workspace.modals()[1].id != view.id


class TestTypeAhead:
    async def test_the_bot_suggests_what_begins_so(self, workspace, view):
        assert [one["value"] for one in await workspace.type_ahead(view, "places", "ka")] == [
            "kabul",
            "kandahar",
        ]
        assert await workspace.type_ahead(view, "Places", "zz") == []

    async def test_slack_asks_only_from_so_many_characters_on(self, workspace, view):
        with pytest.raises(ConsoleError, match="from 3 characters on"):
            await workspace.type_ahead(view, "One place", "ka")

    @pytest.mark.parametrize(
        ("options", "violation"),
        [
            ([option("x" * 76)], "less than 76"),
            ([{"text": plain("a"), "value": "v" * 151}], "less than 151"),
            ([option("a")] * 101, "no more than 100"),
            ([option("a\x00")], "control character"),
        ],
    )
    async def test_suggestions_have_limits(self, workspace, app, view, options, violation):
        @app.options("limits")
        async def limits(ack):
            await ack(options=options)

        [one] = [block for block in view.content["blocks"] if block["block_id"] == "places"]
        one["element"]["action_id"] = "limits"

        await workspace.type_ahead(view, "Places", "abc")

        assert violation in workspace.violations[0]

    async def test_a_menu_of_a_message_asks_too_and_its_option_is_pressed(self, workspace, app, client):
        pressed = []

        @app.action("places")
        async def chosen(ack, action):
            await ack()
            pressed.append(action["selected_option"])

        menu = {"type": "external_select", "action_id": "places", "placeholder": plain("Where?")}
        await client.chat_postMessage(
            channel=GENERAL.id, text="a", blocks=[{"type": "actions", "elements": [menu]}]
        )
        [reply] = workspace.replies

        [kabul] = await workspace.type_ahead(reply, "Where?", "kab")
        await workspace.press(reply, "Where?", option=kabul)

        assert pressed == [option("Kabul")]
        assert not workspace.violations
