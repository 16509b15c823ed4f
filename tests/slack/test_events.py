import asyncio
from dataclasses import replace

from bot.answering.desks import Desks
from bot.console.team import ANA, GENERAL, GUEST
from bot.console.workspace import Workspace
from bot.domain.handling import CEILINGS
from tests.conftest import TODAY, bot_in
from tests.factories import base, cited


async def test_a_mention_is_answered_in_its_thread(workspace):
    [reply] = await workspace.mention("who are the Hazara?")

    [asked, answered] = workspace.messages(GENERAL.id)
    assert answered.thread_ts == asked.ts
    assert "Hazara" in reply.words


async def test_a_mention_inside_a_thread_is_answered_there(workspace):
    await workspace.mention("iraq", thread_ts="1700000000.000100")

    answered = workspace.messages(GENERAL.id)[-1]
    assert answered.thread_ts == "1700000000.000100"


async def test_a_direct_message_is_answered_in_its_thread(workspace):
    [reply] = await workspace.direct("afghanistan")

    assert reply.thread_ts is not None
    assert "afintl-240216." in reply.words


async def test_a_mention_without_a_question_gets_help(workspace):
    [reply] = await workspace.mention("")

    assert "Ask in a few words" in reply.words


async def test_what_stands_in_a_channel_carries_ids_only_in_its_metadata(workspace):
    await workspace.mention("iraq")

    answered = workspace.messages(GENERAL.id)[-1]
    assert set(answered.metadata["event_payload"]) == {"key"}
    assert "iraq" not in str(answered.metadata)


async def test_the_same_event_again_is_not_answered_again(workspace):
    await workspace.mention("iraq")

    assert await workspace.redeliver() == []
    assert workspace.deliveries[-1].is_acked


async def test_two_of_the_same_event_at_once_are_answered_once_and_the_other_is_not_acknowledged(workspace):
    await workspace.mention("iraq")
    event = workspace.deliveries[-1]
    event.payload["event_id"] = "Ev0000TWICE"
    workspace.clear()

    await asyncio.gather(workspace.redeliver(event), workspace.redeliver(event, attempt=2))

    assert len(workspace.replies) == 1
    # Not acknowledged means: should the first die now, Slack sends it again.
    assert sorted(delivery.answer.status for delivery in workspace.deliveries[-2:]) == [200, 503]


async def test_a_retry_that_comes_first_is_answered_like_any_other(workspace):
    await workspace.mention("iraq")
    event = workspace.deliveries[-1]
    event.payload["event_id"] = "Ev0000FIRST"
    workspace.clear()

    await workspace.redeliver(event, attempt=2)

    assert len(workspace.replies) == 1


async def test_a_connection_cut_after_the_post_does_not_post_twice(shipped_desk):
    async with Workspace(rate_limited=False) as workspace, bot_in(workspace, shipped_desk):
        workspace.faults.drop_after_commit()
        await workspace.mention("iraq")

        [asked, answered] = workspace.messages(GENERAL.id)
        assert asked.user == ANA.id
        assert "afintl-240216." in answered.text
        assert workspace.deliveries[-1].is_acked


async def test_a_post_that_hangs_is_given_back_to_slack_before_it_gives_up(shipped_desk):
    # On a busy machine the answer may come late; that it says "not yet" is what counts here.
    patient = Workspace(rate_limited=False, ack_within_s=10)
    async with patient as workspace, bot_in(workspace, shipped_desk):
        workspace.faults.hang_after_commit()
        await workspace.mention("iraq")
        assert not workspace.deliveries[-1].is_acked

        assert await workspace.redeliver() == []
        assert workspace.deliveries[-1].is_acked
        assert len(workspace.messages(GENERAL.id)) == 2


async def test_an_answer_that_slack_pauses_is_acknowledged_since_it_is_kept_until_the_pause_is_over(
    workspace,
):
    workspace.faults.limit_rate(retry_after_s=30)

    assert await workspace.mention("iraq") == []
    assert workspace.deliveries[-1].is_acked
    assert await workspace.redeliver() == []
    assert workspace.deliveries[-1].is_acked


async def test_an_answer_of_which_slack_says_nothing_is_acknowledged_and_no_failure_is_told(workspace):
    workspace.faults.answer_500()

    assert await workspace.mention("iraq") == []
    assert workspace.deliveries[-1].is_acked


async def test_an_event_whose_failure_cannot_even_be_told_is_left_to_slacks_retry(workspace):
    workspace.faults.refuse("invalid_blocks")
    workspace.faults.answer_500()

    await workspace.mention("iraq")

    assert not workspace.deliveries[-1].is_acked


async def test_a_pause_that_slack_asks_for_is_kept_and_then_answered(workspace):
    workspace.faults.limit_rate(retry_after_s=0)

    await workspace.mention("iraq")

    [reply] = await workspace.wait_for_replies()
    assert "Iraq" in reply.words


async def test_what_bots_write_and_what_is_edited_gets_no_answer(workspace):
    await workspace.direct("iraq")
    event = workspace.deliveries[-1]
    workspace.clear()

    changes = ({"bot_id": "B1"}, {"subtype": "message_changed"}, {"channel_type": "channel"})
    for number, change in enumerate(changes):
        event.payload["event_id"] = f"Ev000CHANGED{number}"
        event.payload["event"] = {**event.payload["event"], "subtype": None, **change}
        await workspace.redeliver(event)
        assert workspace.deliveries[-1].is_acked

    assert workspace.replies == []


async def test_when_others_come_between_the_answer_and_the_post_it_is_said_to_ask_again(desk_of):
    amber = cited("The bridge of Elba is closed.", places=("elba",), tlp="AMBER")
    desks = Desks({**dict.fromkeys(CEILINGS, desk_of(base(amber))), "CLEAR": desk_of(base())})

    def others_come():
        workspace.team.channels[GENERAL.id] = replace(GENERAL, members=GENERAL.members | {GUEST.id})
        app.access.forget(GENERAL.id)
        return TODAY

    async with Workspace() as workspace, bot_in(workspace, desks, today=others_come) as app:
        [reply] = await workspace.mention("elba")

    assert "Ask again, please" in reply.words
    assert "bridge" not in str(workspace.messages(GENERAL.id))
