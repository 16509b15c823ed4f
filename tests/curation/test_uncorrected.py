import pytest

from bot.console.team import CLOSED, CURATION, GENERAL
from tests.delivery.circle import added, circle, judged
from tests.factories import fact

SKY = fact("The sky over Kabul was clear.", id="test-240216.01")


@pytest.fixture
async def around():
    async with circle() as made:
        await made.append(added(SKY))
        yield made


async def test_a_reply_that_nobody_confirmed_stands_once(around):
    await around.share(SKY)
    around.clock.move(60)
    await around.append(judged("retract", SKY))
    await around.sweep()
    around.workspace.faults.drop_after_commit()

    await around.beat(300)

    assert len(around.replies()) == 1


async def test_a_message_that_was_deleted_gets_no_reply_and_no_report(around):
    await around.share(SKY)
    around.workspace.team.take_away(GENERAL.id, around.roots()[0].ts)

    await around.correct(judged("retract", SKY))

    assert around.workspace.messages(GENERAL.id) == []
    assert around.workspace.messages(CURATION.id) == []


async def test_a_message_that_may_not_be_changed_any_more_still_has_its_thread_told(around):
    await around.share(SKY)
    around.workspace.faults.refuse("edit_window_closed", "chat.update")

    await around.correct(judged("retract", SKY))

    assert len(around.replies()) == 1


async def test_a_channel_that_is_gone_is_told_to_the_curators_once_and_not_tried_again(around):
    for number in range(3):
        await around.share(SKY, key=f"share:{number}", channel=CLOSED.id)
        around.clock.move(2)
    await around.share(SKY, key="share:other")
    around.workspace.remove_channel(CLOSED.id)

    await around.correct(judged("retract", SKY))

    [card] = around.workspace.messages(CURATION.id)
    assert card.text == (
        f"*Not corrected:* 3 messages in the channel `{CLOSED.id}`. I cannot see that channel any more."
    )
    assert len(around.replies()) == 1
    assert around.workspace.refusals == ["channel_not_found"]


async def test_a_pause_for_changes_holds_back_all_of_them(around):
    for channel in (GENERAL.id, CLOSED.id):
        await around.share(SKY, key=channel, channel=channel)
    around.workspace.faults.limit_rate("chat.update", retry_after_s=30)
    around.clock.move(60)
    await around.append(judged("retract", SKY))
    await around.sweep()

    await around.beat(25)
    assert sum(len(around.replies(channel)) for channel in (GENERAL.id, CLOSED.id)) <= 1
    await around.beat(20)
    assert [len(around.replies(channel)) for channel in (GENERAL.id, CLOSED.id)] == [1, 1]


@pytest.mark.parametrize("code", ["token_revoked", "missing_scope"])
async def test_a_correction_that_a_refused_token_delays_comes_once_the_token_is_mended(around, code):
    await around.share(SKY)
    around.workspace.faults.refuse(code, "chat.update")

    await around.correct(judged("retract", SKY))
    assert around.replies() == []
    await around.beat(70)

    assert len(around.replies()) == 1
    assert around.roots()[0].is_edited
    assert around.workspace.messages(CURATION.id) == []


async def test_a_correction_that_slack_takes_in_the_end_is_never_half_done(around):
    await around.share(SKY)
    for _ in range(8):
        around.workspace.faults.answer_500("chat.update")
    around.clock.move(60)
    await around.append(judged("retract", SKY))
    await around.sweep()

    await around.beat(6 * 3600, step=60)

    assert len(around.replies()) == 1
    assert around.roots()[0].is_edited
    assert around.workspace.messages(CURATION.id) == []
