"""What Slack may do wrong while a digest is posted: each fact still arrives once, in its place."""

import pytest

from bot.storage.engine import open_database
from tests.digests.round import digest_round

TEN_MINUTES_S = 600
LOOKING = ("conversations.history", "conversations.replies")


def cut(faults):
    faults.drop_after_commit(for_s=TEN_MINUTES_S)


def cut_and_then_limited(faults):
    faults.drop_after_commit(times=2)
    for method in LOOKING:
        faults.limit_rate(method, retry_after_s=TEN_MINUTES_S)


def limited(faults):
    faults.limit_rate(retry_after_s=TEN_MINUTES_S, for_s=TEN_MINUTES_S)


def broken(faults):
    faults.answer_500(for_s=TEN_MINUTES_S)


def silent(faults):
    faults.hang_after_commit()
    faults.hang()
    for method in LOOKING:
        faults.hang(method)


@pytest.fixture
async def slack():
    """The round of a digest, with a bot that waits for Slack no longer than a moment."""
    database = await open_database(None, None)
    async with digest_round(database, patience_s=0.2) as made:
        yield made
    await database.close()


@pytest.mark.parametrize("fault", [cut, cut_and_then_limited, limited, broken, silent])
async def test_each_fact_arrives_once_and_in_its_place(slack, fault):
    made = await slack.subscribe("attacks")
    told = await slack.write_all(*(f"Attackers struck place {number} in Kabul." for number in range(40)))
    await slack.until_nine(seconds=0)
    fault(slack.workspace.faults)

    await slack.beat(seconds=2400, step=20)

    assert slack.facts() == told
    assert (await slack.delivery(made.id)).state == "sent"
    assert (await slack.known(made.id)).under_way == ""
