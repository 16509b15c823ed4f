import json
import re

import pytest

from bot.console.team import ANA, GENERAL, RANDOM
from bot.console.workspace import Workspace
from tests.conftest import bot_in


async def test_more_shows_the_next_facts_beneath(workspace):
    [first] = await workspace.slash("/threat", "isis")
    more = next(label for label in first.buttons if label.endswith(" more"))

    [second] = await pressed(workspace, first, more)

    assert second.kind == "ephemeral"
    assert "6. " in second.words
    assert not set(_ids(first)) & set(_ids(second))


async def test_every_fact_comes_exactly_once_over_all_pages(workspace):
    [page] = await workspace.slash("/threat", "isis")
    seen = _ids(page)
    while more := [label for label in page.buttons if label.endswith(" more")]:
        [page] = await pressed(workspace, page, more[0])
        seen += _ids(page)

    assert len(seen) == len(set(seen))
    assert len(seen) > 15


@pytest.mark.parametrize("question", ["isis", "compare iraq syria", "timeline isis", "sources afghanistan"])
async def test_more_goes_on_with_the_question_after_a_restart(shipped_desk, question):
    async with Workspace() as workspace:
        async with bot_in(workspace, shipped_desk):
            first = (await workspace.slash("/threat", question) or await workspace.wait_for_replies())[0]
        more = [label for label in first.buttons if "more" in label]
        async with bot_in(workspace, shipped_desk):
            pages = [await pressed(workspace, first, label) for label in more]

    assert bool(more) is (question != "sources afghanistan")
    assert all(
        not set(_ids(first)) & set(_ids(page[0])) for page in pages if question != "compare iraq syria"
    )


async def test_share_posts_to_the_channel_and_says_who_shared_without_a_ping(workspace):
    [reply] = await workspace.slash("/threat", "kabul")

    [shared, told] = await pressed(workspace, reply, "Share to channel", count=2)

    assert shared.kind == "message"
    assert "shared by ana · asked: “kabul”" in shared.words
    assert "Shared by ana" in shared.text
    assert "Share to channel" not in shared.buttons
    assert told.words == "Shared to this channel."


async def test_in_a_direct_message_there_is_no_channel_to_share_to(workspace):
    [reply] = await workspace.direct("isis")
    [more] = reply.buttons

    [page] = await pressed(workspace, reply, more)

    assert more.endswith(" more")
    assert "Share to channel" not in page.buttons
    assert workspace.team.direct_channel(ANA.id).id == reply.channel


async def test_the_command_in_a_direct_message_offers_no_share_either(workspace):
    channel = workspace.team.direct_channel(ANA.id).id
    [reply] = await workspace.slash("/threat", "kabul", channel=channel)

    assert "Share to channel" not in reply.buttons


async def test_share_where_the_bot_is_no_member_says_how_to_invite_it(workspace):
    [reply] = await workspace.slash("/threat", "kabul", channel=RANDOM.id)

    [told] = await pressed(workspace, reply, "Share to channel")

    assert "/invite" in told.words
    assert workspace.messages(RANDOM.id) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [("is_archived", "archived"), ("restricted_action", "restricted_action")],
)
async def test_share_that_slack_refuses_says_why(workspace, error, said):
    [reply] = await workspace.slash("/threat", "kabul")
    workspace.faults.refuse(error)

    [told] = await pressed(workspace, reply, "Share to channel")

    assert said in told.words


async def test_share_during_a_pause_that_slack_asks_for_says_that_it_comes_later(workspace):
    [reply] = await workspace.slash("/threat", "kabul")
    workspace.faults.limit_rate(retry_after_s=30)

    [told] = await pressed(workspace, reply, "Share to channel")

    assert "as soon as that is over" in told.words


async def test_share_of_which_slack_says_nothing_is_looked_up_by_the_bot_itself(workspace):
    [reply] = await workspace.slash("/threat", "kabul")
    workspace.faults.drop_after_commit()

    [shared, told] = await pressed(workspace, reply, "Share to channel", count=2)

    assert shared.kind == "message"
    assert "I shall look" in told.words


async def test_a_name_that_is_near_can_be_asked_for_with_one_press(workspace):
    [nothing] = await workspace.slash("/threat", "weather kabul")
    kabul = next(label for label in nothing.buttons if label.startswith("Kabul"))

    [reply] = await pressed(workspace, nothing, kabul)

    assert "Hazara" in reply.words


async def test_more_on_an_answer_in_a_thread_is_for_whoever_pressed(workspace):
    [reply] = await workspace.mention("isis")
    more = next(label for label in reply.buttons if label.endswith(" more"))

    [page] = await pressed(workspace, reply, more, user=ANA.id)

    assert page.kind == "ephemeral"
    assert page.user == ANA.id
    assert page.thread_ts == reply.thread_ts


async def test_a_forged_button_gets_a_sentence(workspace):
    [reply] = await workspace.slash("/threat", "isis")
    for block in reply.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == "more":
                element["value"] = json.dumps({"q": "x" * 5000, "p": -1, "e": ""})
    more = next(label for label in reply.buttons if label.endswith(" more"))

    [told] = await pressed(workspace, reply, more)

    assert "Ask again" in told.words


async def test_a_press_that_slack_sends_twice_shares_once(workspace):
    [reply] = await workspace.slash("/threat", "kabul")
    await pressed(workspace, reply, "Share to channel", count=2)

    assert await workspace.redeliver() == []
    assert len(workspace.messages(GENERAL.id)) == 1


async def pressed(workspace, reply, label, *, count=1, **who):
    """Press a button and return what came of it, which may be after the acknowledgement."""
    workspace.clear()
    await workspace.press(reply, label, **who)
    return list(await workspace.wait_for_replies(count))


def _ids(reply):
    """Return the facts' own ids, not those they are contradicted by."""
    lines = [
        block["elements"][0]["text"].split("\n")[0] for block in reply.blocks if block["type"] == "context"
    ]
    return [found for line in lines for found in re.findall(r"`(afintl-240216\.\d+)`", line)]
