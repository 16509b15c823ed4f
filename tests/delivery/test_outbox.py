import asyncio

import pytest
from structlog.testing import capture_logs

from bot.console.team import CLOSED, GENERAL, RANDOM
from bot.delivery.outbox import Letter
from bot.domain.postman import PausedError, RefusedError, UnknownOutcomeError
from bot.settings import Settings
from bot.storage import outbox as rows
from bot.storage.engine import open_database
from tests.delivery.circle import Circle, circle, letter_of
from tests.factories import fact

FACT = fact("The sky over Kabul was clear.")
LETTER = letter_of(FACT)


@pytest.fixture
async def around():
    async with circle() as made:
        yield made


async def stored(around, key="share:1"):
    async with around.database.reading() as session:
        return await rows.find(session, key)


async def test_a_letter_is_posted_at_once_with_its_key(around):
    assert await around.outbox.send(LETTER) == "sent"

    [message] = around.workspace.messages()
    assert message.metadata["event_payload"] == {"key": "share:1"}
    assert message.text == LETTER.text


async def test_the_same_key_is_posted_once(around):
    await around.outbox.send(LETTER)

    assert await around.outbox.send(LETTER) == "sent"
    await around.beat()
    assert len(around.workspace.messages()) == 1


async def test_two_who_send_the_same_letter_at_once_post_it_once():
    async with circle(rate_limited=False) as around:
        other = around.another_outbox()
        await asyncio.gather(*(each.send(LETTER) for each in (around.outbox, other, around.outbox)))
        await around.beat(300)

        assert len(around.workspace.messages()) == 1


async def test_nothing_is_kept_of_what_a_message_said_once_it_is_over(around):
    await around.outbox.send(LETTER)

    row = await stored(around)
    assert row.state == "sent"
    assert row.payload == {}


async def test_a_letter_left_in_a_transaction_is_posted_by_the_heartbeat(around):
    async with around.database.begin() as session:
        await around.outbox.put(session, LETTER)

    assert await around.outbox.beat() == 1
    assert len(around.workspace.messages()) == 1


async def test_a_letter_whose_transaction_fails_is_not_posted(around):
    async def put_and_fail():
        async with around.database.begin() as session:
            await around.outbox.put(session, LETTER)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await put_and_fail()
    assert await around.outbox.beat() == 0


async def test_a_channel_gets_one_message_a_second(around):
    async with around.database.begin() as session:
        for number in range(3):
            await around.outbox.put(session, letter_of(FACT, key=f"share:{number}"))

    counted = []
    for _ in range(3):
        await around.outbox.beat()
        counted.append(len(around.workspace.messages()))
        around.clock.move(1)

    assert counted == [1, 2, 3]
    assert around.workspace.refusals == []


async def test_a_channel_waits_a_second_from_the_answer_to_its_last_message(around):
    class Slow:
        async def post(self, *letter, **keyed):
            around.clock.move(0.5)
            return await around.postman.post(*letter, **keyed)

        def __getattr__(self, name):
            return getattr(around.postman, name)

    for number in range(2):
        async with around.database.begin() as session:
            await around.outbox.put(session, letter_of(FACT, key=f"share:{number}"))

    counted = []
    for seconds in (0.6, 0.4, 0):
        await around.another_outbox(Slow()).beat()
        counted.append(len(around.workspace.messages()))
        around.clock.move(seconds)

    assert counted == [1, 1, 2]
    assert around.workspace.refusals == []


async def test_a_channel_that_waits_does_not_keep_others_waiting(around):
    async with around.database.begin() as session:
        for number in range(200):
            await around.outbox.put(session, letter_of(FACT, key=f"share:{number}"))
        around.clock.move(1)
        await around.outbox.put(session, letter_of(FACT, key="other", channel=CLOSED.id))

    await around.outbox.beat()

    assert len(around.workspace.messages(GENERAL.id)) == 1
    assert len(around.workspace.messages(CLOSED.id)) == 1


async def test_a_pause_that_slack_asks_for_is_kept(around):
    around.workspace.faults.limit_rate(retry_after_s=30)

    assert await around.outbox.send(LETTER) == "waiting"
    await around.beat(29)
    assert around.workspace.messages() == []
    await around.beat(3)
    assert len(around.workspace.messages()) == 1


async def test_what_is_refused_is_not_tried_again(around):
    with pytest.raises(RefusedError, match="not_in_channel"):
        await around.outbox.send(letter_of(FACT, channel=RANDOM.id))

    with pytest.raises(RefusedError, match="not_in_channel"):
        await around.outbox.send(letter_of(FACT, channel=RANDOM.id))
    assert (await stored(around)).state == "failed"
    assert around.workspace.refusals == ["not_in_channel"]


@pytest.mark.parametrize("fault", ["drop_after_commit", "answer_500"])
async def test_a_post_without_an_answer_stands_once_after_its_lease(around, fault):
    getattr(around.workspace.faults, fault)()

    assert await around.outbox.send(LETTER) == "unknown"
    await around.beat(119)
    assert len(around.workspace.messages()) == (fault == "drop_after_commit")
    await around.beat(5)

    [message] = around.workspace.messages()
    assert (await stored(around)).ts == message.ts


@pytest.mark.parametrize("trouble", ["limit_rate", "answer_500", "drop_after_commit"])
async def test_a_look_up_that_fails_means_later_and_never_that_it_is_not_there(around, trouble):
    around.workspace.faults.drop_after_commit()
    await around.outbox.send(LETTER)
    getattr(around.workspace.faults, trouble)("conversations.history")

    await around.beat(600)

    assert len(around.workspace.messages()) == 1
    assert (await stored(around)).state == "sent"


async def test_a_channel_that_may_not_be_looked_into_gets_its_message_again_rather_than_never(around):
    around.workspace.faults.answer_500()
    await around.outbox.send(LETTER)
    around.workspace.faults.refuse("missing_scope", "conversations.history")

    await around.beat(130)

    assert len(around.workspace.messages()) == 1


async def test_a_worker_whose_lease_has_run_out_does_not_post(around):
    around.workspace.faults.answer_500()
    await around.outbox.send(LETTER)
    around.clock.move(121)

    class Slow:
        async def find(self, _place, **_asked):
            around.clock.move(121)
            assert await around.another_outbox().beat() == 1

        def __getattr__(self, name):
            return getattr(around.postman, name)

    await around.another_outbox(Slow()).beat()
    assert len(around.workspace.messages()) == 1


async def test_after_nine_tries_without_an_answer_a_message_is_given_up(around):
    for _ in range(9):
        around.workspace.faults.answer_500()
    await around.outbox.send(LETTER)

    await around.beat(6 * 3600, step=60)

    row = await stored(around)
    assert (row.state, row.error) == ("failed", "no_answer")
    assert around.workspace.messages() == []


async def test_a_clock_that_was_a_day_ahead_silences_nothing():
    async with circle(rate_limited=False) as around:
        around.clock.move(86_400)
        around.workspace.faults.drop_after_commit()
        assert await around.outbox.send(LETTER) == "unknown"
        async with around.database.begin() as session:
            await around.outbox.put(session, letter_of(FACT, key="waiting"))
        around.clock.move(-86_400)

        assert await around.outbox.send(letter_of(FACT, key="next")) == "sent"
        await around.beat(5)

        assert len(around.workspace.messages()) == 3


async def test_a_notice_reaches_one_person(around):
    to = {"key": "notice:1", "kind": "notice", "channel": "U0000000BEN"}

    await around.outbox.send(Letter(**to, text="It was retracted.", blocks=[], tlp="CLEAR"))

    [message] = around.workspace.messages("D0000000BEN")
    assert message.text == "It was retracted."


class TestWithTheDatabaseAway:
    @pytest.fixture
    async def closed(self):
        async with circle() as around:
            gone = await open_database(None, None)
            made = Circle(around.workspace, gone, around.postman, around.clock, Settings(_env_file=None))
            await gone.close()
            yield made

    async def test_a_letter_is_posted_and_the_log_says_that_it_is_not_recorded(self, closed):
        with capture_logs() as logs:
            assert await closed.outbox.send(LETTER) == "sent"

        assert len(closed.workspace.messages()) == 1
        assert [line["event"] for line in logs] == ["posting.not_recorded"]

    async def test_one_that_was_tried_is_looked_up_first(self, closed):
        await closed.outbox.send(LETTER)

        assert await closed.outbox.send(LETTER, was_tried=True) == "sent"
        assert len(closed.workspace.messages()) == 1

    async def test_a_connection_that_breaks_after_the_post_is_looked_up(self, closed):
        closed.workspace.faults.drop_after_commit()

        assert await closed.outbox.send(LETTER) == "sent"
        assert len(closed.workspace.messages()) == 1

    async def test_failures_are_told_to_whoever_sends(self, closed):
        closed.workspace.faults.limit_rate()
        with pytest.raises(PausedError):
            await closed.outbox.send(LETTER)
        closed.workspace.faults.answer_500()
        with pytest.raises(UnknownOutcomeError):
            await closed.outbox.send(LETTER)


class TestOnEveryDatabase:
    async def test_a_letter_is_sent_once_by_several_workers(self, database):
        async with circle(database, rate_limited=False) as around:
            for number in range(5):
                async with database.begin() as session:
                    await around.outbox.put(
                        session, letter_of(FACT, key=f"share:{number}", channel=CLOSED.id)
                    )
            workers = [around.another_outbox() for _ in range(3)]
            await asyncio.gather(*(worker.beat() for worker in workers))

            posted = around.workspace.messages(CLOSED.id)
            assert len({one.metadata["event_payload"]["key"] for one in posted}) == len(posted)
            assert 1 <= len(posted) <= 5

    async def test_a_message_is_kept_with_the_facts_that_it_shows(self, database):
        async with circle(database) as around:
            await around.outbox.send(LETTER)

            [message] = around.workspace.messages()
            async with database.reading() as session:
                row = await rows.find(session, "share:1")
            assert (row.state, row.ts) == ("sent", message.ts)
