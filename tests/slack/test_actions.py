import json
import re

from bot.console.team import ANA, GENERAL, RANDOM


async def test_more_shows_the_next_facts_beneath(workspace):
    [first] = await workspace.slash("/threat", "isis")
    more = next(label for label in first.buttons if label.endswith(" more"))

    [second] = await workspace.press(first, more)

    assert second.kind == "ephemeral"
    assert "6. " in second.words
    assert not set(_ids(first)) & set(_ids(second))


async def test_every_fact_comes_exactly_once_over_all_pages(workspace):
    [page] = await workspace.slash("/threat", "isis")
    seen = _ids(page)
    while more := [label for label in page.buttons if label.endswith(" more")]:
        [page] = await workspace.press(page, more[0])
        seen += _ids(page)

    assert len(seen) == len(set(seen))
    assert len(seen) > 15


async def test_share_posts_to_the_channel_and_says_who_shared_without_a_ping(workspace):
    [reply] = await workspace.slash("/threat", "kabul")

    [shared, told] = await workspace.press(reply, "Share to channel")

    assert shared.kind == "message"
    assert "shared by ana" in shared.words
    assert "Shared by ana" in shared.text
    assert "Share to channel" not in shared.buttons
    assert told.words == "Shared to this channel."


async def test_share_where_the_bot_is_no_member_says_how_to_invite_it(workspace):
    [reply] = await workspace.slash("/threat", "kabul", channel=RANDOM.id)

    [told] = await workspace.press(reply, "Share to channel")

    assert "/invite" in told.words
    assert workspace.messages(RANDOM.id) == []


async def test_a_name_that_is_near_can_be_asked_for_with_one_press(workspace):
    [nothing] = await workspace.slash("/threat", "weather kabul")
    kabul = next(label for label in nothing.buttons if label.startswith("Kabul"))

    [reply] = await workspace.press(nothing, kabul)

    assert "Hazara" in reply.words


async def test_more_on_an_answer_in_a_thread_is_for_whoever_pressed(workspace):
    [reply] = await workspace.mention("isis")
    more = next(label for label in reply.buttons if label.endswith(" more"))

    [page] = await workspace.press(reply, more, user=ANA.id)

    assert page.kind == "ephemeral"
    assert page.user == ANA.id


async def test_a_forged_button_gets_a_sentence(workspace):
    [reply] = await workspace.slash("/threat", "isis")
    for block in reply.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == "more":
                element["value"] = json.dumps({"q": "x" * 5000, "p": -1, "e": ""})
    more = next(label for label in reply.buttons if label.endswith(" more"))

    [told] = await workspace.press(reply, more)

    assert "Ask again" in told.words


async def test_a_press_that_slack_sends_twice_shares_once(workspace):
    [reply] = await workspace.slash("/threat", "kabul")
    await workspace.press(reply, "Share to channel")

    assert await workspace.redeliver() == []
    assert len(workspace.messages(GENERAL.id)) == 1


def _ids(reply):
    """Return the facts' own ids, not those they are contradicted by."""
    lines = [
        block["elements"][0]["text"].split("\n")[0] for block in reply.blocks if block["type"] == "context"
    ]
    return [found for line in lines for found in re.findall(r"`(afintl-240216\.\d+)`", line)]
