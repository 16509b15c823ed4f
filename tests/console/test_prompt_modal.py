import io

import pytest
from rich.console import Console

from bot.console.drawing_views import draw_view
from bot.console.team import CURATION
from tests.console.echo import blocks_saying, dispatch
from tests.console.forms import TOPICS, field, form_view, forms_app, option
from tests.console.sessions import session_in


@pytest.fixture
def app(workspace):
    app = forms_app(workspace)
    workspace.connect(dispatch(app))
    return app


@pytest.fixture
def session(workspace, app, clock):  # noqa: ARG001  # without the bot nothing answers
    """Run lines through the console and return what it prints."""
    return session_in(workspace, clock, command="/form", width=100)


async def test_a_modal_is_drawn_with_its_fields_numbered(session):
    text = await session("/form")

    assert "› /form\nA form\n\nWhat is wrong?\n\n  1  Reason · 1: and a text\n" in text
    assert "  4  Topic · 4.1 picks, optional\n     4.1  Attacks\n" in text
    assert (
        "  9  Time · 9: 09:30, optional\n     → 09:00\n\n[10] More\n\nsubmit: Send · cancel: Never mind\n"
        in text
    )


async def test_fields_are_filled_in_line_by_line_and_submitted(session, app):
    text = await session(
        "/form", "1: first", "1+: second", "2: ka", "2.1, 2.2", "4.2", "6: 2026-01-31", "9: 17:30", "submit"
    )

    assert "     2.1  Kabul\n     2.2  Kandahar\n" in text
    assert "  2  Places\n     → Kabul\n     → Kandahar\n" in text
    assert "› submit\nFootnote · direct message to you\nThank you.\n\nThe modal is closed.\n" in text
    values = app.submitted[0]["view"]["state"]["values"]
    assert values["why"]["why_input"]["value"] == "first\nsecond"
    assert values["topic"]["topic_input"]["selected_option"] == TOPICS[1]
    assert values["day"]["day_input"]["selected_date"] == "2026-01-31"
    assert values["at"]["at_input"]["selected_time"] == "17:30"


async def test_a_field_can_be_emptied(session, app):
    await session("/form", "1: why", "4: Talks", "4:", "5: Talks", "5: Attacks", "6:", "submit")

    values = app.submitted[0]["view"]["state"]["values"]
    assert values["topic"]["topic_input"]["selected_option"] is None
    assert values["day"]["day_input"]["selected_date"] is None
    assert values["topics"]["topics_input"]["selected_options"] == [TOPICS[1], TOPICS[0]]


async def test_errors_stand_at_their_fields(session, app):
    app.answers = {"response_action": "errors", "errors": {"why": "Say more."}}

    assert "› submit\n  1  Reason\n     → bad\n     ✗ Say more.\n" in await session(
        "/form", "1: bad", "submit"
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("submit", "'Reason' is required."),
        ("/form", "'A form' is open. Fill a field in with its number and a colon"),
        ("11: a", "has no field '11'"),
        ("2.1", "offers no 2.1"),
        ("3: ka", "from 3 characters on"),
        ("3: zzz", "Nothing to pick from."),
        ("6: yesterday", "takes a day such as 2024-02-16"),
        ("99", "There is no '99' to press here."),
    ],
)
async def test_what_cannot_be_done_is_a_sentence(session, line, sentence):
    assert sentence in (await session("/form", line)).replace("\n", " ")


async def test_a_button_opens_a_modal_on_top_and_cancel_returns_beneath(session):
    text = await session("/form", "1: kept", "10", "cancel", "cancel", "/form")

    assert "› 10\nMore\n" in text
    assert "› cancel\nA form\n\nWhat is wrong?\n\n  1  Reason · 1: and a text\n     → kept\n" in text
    assert "› cancel\nThe modal is closed.\n" in text


async def test_a_long_list_is_shown_on_demand(workspace, session, app):
    many = [option(f"Topic {n}") for n in range(12)]

    @app.command("/long")
    async def long(ack, command, client):
        await ack()
        view = form_view(blocks=[field("a", "A", "static_select", options=many)])
        await client.views_open(trigger_id=command["trigger_id"], view=view)

    await workspace.slash("/long")
    text = await session("1", "1.12")

    assert "     1.12  Topic 11\n" in text
    assert "  1  A\n     → Topic 11\n" in text


async def test_markup_and_control_characters_are_drawn_as_text(workspace, app):  # noqa: ARG001  # it opens the modal
    await workspace.slash("/form")
    [view] = workspace.modals()
    workspace.fill(view, {"Reason": "[bold]a\x1b[31m"})
    out = Console(file=io.StringIO(), width=80)

    out.print(draw_view(workspace.modals()[0]))

    assert "→ [bold]a[31m" in out.file.getvalue()


class TestPeople:
    async def test_everybody_types_in_turn_and_each_has_their_own_modal(self, session):
        text = await session("/form", "1: mine", "as ben", "in #curation", "as ana")

        assert "› as ben\nYou are ben, in #general.\n" in text
        assert "› in #curation\nYou are ben, in #curation.\n" in text
        # Ana is not in that channel.
        assert "› as ana\nYou are ana, in #general.\n\nA form\n" in text
        assert text.count("→ mine") == 2

    async def test_a_card_elsewhere_says_where_it_stands_and_who_sees_it(
        self, workspace, client, session, app
    ):
        @app.command("/flag")
        async def flag(ack):
            await ack("Noted.")
            await client.chat_postMessage(channel=CURATION.id, text="a", blocks=blocks_saying("a card"))
            await client.chat_postMessage(channel="U0000000BEN", text="b", blocks=blocks_saying("a letter"))

        await workspace.slash("/flag")
        text = await session("people", "1", "as ben", "1", "5", "6.1")

        assert "Footnote · in #curation, seen by ben\na card" in text
        assert "Footnote · direct message to ben\na letter" in text
        assert "› 1\nana does not see that message. Type `as NAME` first: ben.\n" in text.replace(
            "\n\n", "\n"
        )

    async def test_who_is_not_there_is_a_sentence(self, session):
        text = await session("as zoe", "in #nowhere")

        assert "There is no zoe here. There are ana, ben, cai, gil, sam." in text
        assert "ana sees no #nowhere. ana is in #general, #random, #analysts, #visitors, #partners." in text

    async def test_people_are_listed_with_what_they_see(self, session):
        assert "  ben    Ben Curator    @curators  #general" in await session("people")


async def test_in_a_modal_without_fields_it_is_said_how_to_leave(workspace, clock):
    workspace.connect(dispatch(forms_app(workspace)))
    session = session_in(workspace, clock, command="/read", width=100)

    assert "type cancel to close it" in await session("/read", "what now")
