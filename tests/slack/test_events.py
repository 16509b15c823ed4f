import asyncio

from bot.console.team import ANA, GENERAL


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


async def test_two_of_the_same_event_at_once_are_answered_once_and_neither_is_lost(workspace):
    await workspace.mention("iraq")
    event = workspace.deliveries[-1]
    event.payload["event_id"] = "Ev0000TWICE"
    workspace.clear()

    await asyncio.gather(workspace.redeliver(event), workspace.redeliver(event, attempt=2))

    assert len(workspace.replies) == 1
    statuses = sorted(delivery.answer.status for delivery in workspace.deliveries[-2:])
    assert statuses in ([200, 200], [200, 503])


async def test_a_retry_that_comes_first_is_answered_like_any_other(workspace):
    await workspace.mention("iraq")
    event = workspace.deliveries[-1]
    event.payload["event_id"] = "Ev0000FIRST"
    workspace.clear()

    await workspace.redeliver(event, attempt=2)

    assert len(workspace.replies) == 1


async def test_a_connection_cut_after_the_post_does_not_post_twice(workspace):
    workspace.faults.drop_after_commit()

    await workspace.mention("iraq")

    texts = [message.text for message in workspace.messages(GENERAL.id) if message.user != ANA.id]
    assert len([text for text in texts if "afintl" in text]) == 1


async def test_a_pause_that_slack_asks_for_is_kept_and_then_answered(workspace):
    workspace.faults.limit_rate(retry_after_s=0)

    [reply] = await workspace.mention("iraq")

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
