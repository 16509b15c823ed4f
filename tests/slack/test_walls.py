"""No sequence of what people, Slack and time can do lets a fact above the ceiling reach a place."""

import asyncio
import os
import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.console.team import BEN, GENERAL
from bot.domain.ledger import Actor
from tests.slack.acts import CHANNELS, Acts
from tests.slack.marked_base import marked_files
from tests.slack.walls import settings as as_set
from tests.slack.whole_bot import WholeBot, whole_bot

PLAIN, GREEN, AMBER = (f"{each}-240216.01" for each in ("plain", "green", "amber"))
SAID = ("ask", "ask_by_id", "mention", "write", "shortcut", "home", "press", "forge", "submit")
MOVES = ("share", "unshare", "come", "go", "change_person", "revise", "mark_anew", "wait")
numbers = st.integers(0, 60)
# Few acts do much where there is nothing to press yet.
acts = st.tuples(
    st.sampled_from([*SAID, "press", "press", "submit", *MOVES, "judge", "fail"]), numbers, numbers
)
moves = st.tuples(st.sampled_from(MOVES), numbers, numbers)
examples = settings(
    max_examples=int(os.environ.get("WALLS_EXAMPLES", "20")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


async def after(steps, then=None):
    """Do acts one after the other in a workspace of their own, and look at all that was said."""
    with tempfile.TemporaryDirectory() as root:
        files = marked_files(Path(root))
        async with whole_bot(Acts, files, as_set()) as walls:
            walls.begin(files)
            await walls.give_birth()
            try:
                for step in steps:
                    await walls.do(*step)
            except AssertionError as leak:
                leak.add_note("\n".join(walls.trail))
                raise
            if then:
                await then(walls)


@examples
@given(st.lists(acts, min_size=6, max_size=18))
# A timeline that stands in a channel, whose menus named what was taken out of it.
@example([("mention", 6, 3), ("share", 3, 0), ("revise", 0, 20), ("wait", 1, 0)])
# An answer that stands in a channel, whose head named the publisher of what was taken out of it.
@example([("mention", 16, 30), ("change_person", 60, 25), ("revise", 52, 21), ("wait", 10, 52)])
# What was done to a fact that a hidden one takes the place of, for a reason that names a hidden one, too.
@example([("judge", 0, 25), ("ask", 7, 1), ("mention", 7, 1), ("mention", 7, 0)])
# A flag by a guest, who is told what came of it, there and at home.
@example([("judge", 28, 4), ("judge", 0, 25), ("wait", 0, 1), ("home", 3, 0)])
# A retraction and a dispute for reasons that name a hidden fact, of facts that a message shows.
@example(
    [("mention", 0, 0), ("judge", 0, 18), ("judge", 1, 39), ("ask", 0, 0), ("wait", 0, 1), ("home", 1, 0)]
)
# A home that told the author of a proposal what the fact has become too strict for.
@example([("revise", 0, 0), ("home", 2, 0)])
def test_nothing_above_the_ceiling_reaches_a_place(steps):
    asyncio.run(after(steps))


def test_a_curator_who_restores_a_fact_is_not_told_what_hidden_one_took_its_place():
    asyncio.run(after([("judge", 0, 25), ("judge", 0, 1)], _a_curator_restores))


async def _a_curator_restores(walls):
    [shown] = await walls.command(f"about {PLAIN}", channel=GENERAL.id, user=BEN.id)
    await WholeBot.press(walls, shown, "Quote in context", user=BEN.id)
    [context] = walls.workspace.modals(BEN.id)
    await WholeBot.press(walls, context, "Review…")
    [*_, view] = walls.workspace.modals(BEN.id)

    [said] = await WholeBot.submit(walls, view, {"What is to be done?": "restore", "Why?": "Both stand."})

    assert f"{GREEN} no longer takes its place" in said.words
    walls.look(GENERAL.id)


def test_what_is_corrected_where_others_have_come_keeps_no_reason_that_names_what_is_hidden():
    asyncio.run(after([], _others_come_before_a_correction))


async def _others_come_before_a_correction(walls):
    acts, dee = walls.curating.acts, Actor("cli:dee", "dee")
    await acts.dispute(PLAIN, dee, f"{AMBER} says less.")
    await walls.follower.beat()
    await walls.seen(walls.workspace.mention(f"about {PLAIN}", channel=GENERAL.id, user=BEN.id))
    walls.look(GENERAL.id)
    await walls.workspace.share_channel(GENERAL.id)

    await acts.retract(PLAIN, dee, "It was misread.")
    await walls.beat()

    said = str([(each.text, each.blocks) for each in walls.workspace.messages(GENERAL.id)])
    assert "It was misread" in said
    assert AMBER not in said


@settings(examples, max_examples=6)
@given(st.lists(moves, max_size=12))
def test_what_is_counted_is_what_may_be_told(steps):
    asyncio.run(after(steps, _counts_are_those_of_what_may_be_told))


async def _counts_are_those_of_what_may_be_told(walls):
    for channel in CHANNELS:
        [reply] = await walls.command("kabul", channel=channel, user=walls.who(0, channel))
        counted = re.search(r"\b(\d+) facts?,", reply.words)

        assert int(counted[1] if counted else 0) == walls.visible(channel), reply.words
