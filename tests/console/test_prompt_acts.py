"""What a line at the console does to the workspace itself."""

import pytest

from bot.console.team import ANA, BEN, GENERAL, GUEST
from tests.console.agent import agent_app
from tests.console.echo import dispatch
from tests.console.sessions import session_in
from tests.console.test_manifest_rules import made, shortcut


@pytest.fixture
def app(workspace):
    """The bot, whose manifest names two shortcuts."""
    made_app = agent_app(workspace)
    workspace.connect(dispatch(made_app))
    workspace.team.shortcuts = {"check_message": "Check it", "open_form": "Open a form"}
    return made_app


@pytest.fixture
def session(workspace, app, clock):
    assert app.heard == []
    return session_in(workspace, clock, command="/pick")


async def test_what_somebody_says_is_checked_by_its_number(session):
    text = await session("say: The Taliban rule Kabul.", "say: R&D", "/shortcut", "/shortcut 2 check")

    assert "ana said it in #general. /shortcut lists what can be done with it." in text
    assert "  1  ana: R&amp;D\n  2  ana: The Taliban rule Kabul.\n" in text
    assert "  /shortcut 1 check_message  Check it\n" in text
    assert "Footnote · only visible to you\nchecked The Taliban rule Kabul.\n" in text


async def test_the_bots_own_words_are_in_the_list(session):
    assert "  1  footnote: heard you\n  2  ana: " in await session("@footnote hello", "/shortcut")


async def test_a_shortcut_may_open_a_form(session):
    assert "A form" in await session("say: x", "/shortcut 1 open")


async def test_which_shortcut_is_meant_must_be_clear(session):
    text = await session("say: x", "/shortcut 1", "/shortcut 1 zzz")

    assert text.count("Say which shortcut: check_message, open_form.") == 2


async def test_the_only_shortcut_need_not_be_named(workspace, session):
    workspace.install(made(shortcut(callback_id="check_message")))

    assert "checked x" in await session("say: x", "/shortcut 1")


async def test_a_guest_is_let_in_and_taken_out(session, app):
    text = await session("/invite @gil", "/remove @gil")

    assert "@gil is in #general." in text
    assert "@gil is no longer in #general." in text
    assert [event["type"] for event in app.heard] == ["member_joined_channel", "member_left_channel"]
    assert app.heard[0]["user"] == GUEST.id
    assert "No reply came." not in text


async def test_a_channel_is_shared_with_another_organisation_whose_people_then_come(workspace, session, app):
    text = await session("share #general", "/invite @sam", "people", "unshare #general")

    assert "#general is now shared with another organisation." in text
    assert "@sam is in #general." in text
    assert "#general is no longer shared with another organisation." in text
    assert [event["type"] for event in app.heard] == [
        "channel_shared",
        "member_joined_channel",
        "channel_unshared",
    ]
    assert not workspace.team.channels[GENERAL.id].is_ext_shared


async def test_the_messages_tab_offers_things_to_say_in_grey(session):
    assert "› messages\nAsk about: Kabul · ISIS\n" in await session("messages")


async def test_what_the_bot_is_doing_is_told_to_whom_it_concerns(workspace, session, client):
    await workspace.direct("hello", user=BEN.id)
    place = workspace.team.direct_channel(BEN.id).id
    [asked, _] = workspace.messages(place)
    await client.assistant_threads_setStatus(channel_id=place, thread_ts=asked.ts, status="is looking…")

    assert "Footnote is looking…" not in await session("people")
    assert "Footnote is looking…" in await session("as ben")


async def test_what_one_person_sees_alone_waits_until_they_type(session, client):
    await client.chat_postEphemeral(channel=GENERAL.id, user=BEN.id, text="psst")
    await client.chat_postEphemeral(channel=GENERAL.id, user=ANA.id, text="for ana")

    text = await session("people", "people", "as ben")

    before, after = text.split("› as ben")
    assert "for ana" in before
    assert before.count("ben alone sees something new: `as ben` shows it.") == 1
    assert "psst" not in before
    assert "Footnote · only visible to you\npsst" in after
