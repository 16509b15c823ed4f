import pytest

from bot.console.team import ANA, BEN, GENERAL
from bot.slack.presses import UNKNOWN

WHY = "Why this?"


async def pressed(workspace, reply, label=WHY, **who):
    """Press something, and return what comes of it."""
    workspace.clear()
    await workspace.press(reply, label, **who)
    [told] = await workspace.wait_for_replies(1)
    return told


def forge(reply, change):
    """Change what the menus of a reply carry."""
    for block in reply.blocks:
        if "accessory" in block:
            change(block["accessory"])


async def test_why_a_fact_is_shown_is_told_to_whoever_asks_and_nobody_else(workspace):
    [reply] = await workspace.slash("/threat", "afganistan attacks")

    told = await pressed(workspace, reply)

    assert told.kind == "ephemeral"
    assert "for “afganistan attacks”" in told.words
    assert "to answer the question." in told.words
    assert "“afganistan” → Afghanistan, " in told.words
    assert "% of the question" in told.words
    assert told.text


async def test_in_a_thread_it_is_answered_there(workspace):
    [reply] = await workspace.mention("kabul attacks", user=ANA.id, channel=GENERAL.id)

    told = await pressed(workspace, reply, user=BEN.id)

    assert (told.kind, told.user, told.thread_ts) == ("ephemeral", BEN.id, reply.thread_ts)
    assert "“kabul” → Kabul, exactly" in told.words


async def test_each_fact_of_a_later_page_has_its_own_reasons(workspace):
    [first] = await workspace.slash("/threat", "isis")
    second = await pressed(
        workspace, first, next(label for label in first.buttons if label.endswith(" more"))
    )
    last = [choice for choice in second.choices if choice.label == WHY][-1]

    told = await pressed(workspace, second, last.number)

    assert last.option["value"].split(":")[1] in told.words


async def test_what_was_shared_explains_itself_too(workspace):
    [reply] = await workspace.slash("/threat", "kabul")
    workspace.clear()
    await workspace.press(reply, "Share to channel")
    [shared, _] = await workspace.wait_for_replies(2)

    told = await pressed(workspace, shared, user=BEN.id)

    assert "“kabul” → Kabul, exactly: 100 % of the question" in told.words


async def test_a_fact_that_was_asked_for_by_its_id_has_no_such_choice(workspace):
    [reply] = await workspace.slash("/threat", "about afintl-240216.12")

    assert WHY not in [choice.label for choice in reply.choices]


@pytest.mark.parametrize("action_id", ["fact_menu:", "fact_menu:x", 'fact_menu:{"q": 1, "p": 1, "e": ""}'])
async def test_a_forged_question_gets_a_sentence(workspace, action_id):
    [reply] = await workspace.slash("/threat", "kabul")
    forge(reply, lambda menu: menu.update(action_id=action_id))

    told = await pressed(workspace, reply)

    assert told.words == UNKNOWN


@pytest.mark.parametrize("value", ["why:", "why:x", "why:<!channel>:0123456789ab", "why:afintl-240216.12:zz"])
async def test_a_forged_fact_gets_a_sentence(workspace, value):
    [reply] = await workspace.slash("/threat", "kabul")
    forge(reply, lambda menu: menu["options"][1].update(value=value))

    told = await pressed(workspace, reply)

    assert told.words == UNKNOWN


@pytest.mark.parametrize("value", ["why:afintl-240216.99:{}", "why:afintl-240216.12:000000000000"])
async def test_a_fact_that_is_gone_or_was_revised_is_not_explained(workspace, value):
    [reply] = await workspace.slash("/threat", "kabul")
    seen = reply.choices[1].option["value"][-12:]
    forge(reply, lambda menu: menu["options"][1].update(value=value.format(seen)))

    told = await pressed(workspace, reply)

    assert "does not stand there any more as you see it" in told.words
    assert "Ask again." in told.words


async def test_the_question_is_looked_up_again_not_believed(workspace):
    [reply] = await workspace.slash("/threat", "kabul")
    forge(reply, lambda menu: menu.update(action_id=menu["action_id"].replace("kabul", "iran")))

    told = await pressed(workspace, reply)

    assert "Ask again." in told.words
