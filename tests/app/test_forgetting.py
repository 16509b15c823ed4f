"""Somebody is forgotten: what was kept about them, on each kind of database, and in a running bot."""

import json
from datetime import time

import pytest

from bot.app.following import Follower
from bot.app.forgetting import forget_in
from bot.curation.gaps import Gaps
from bot.delivery.outbox import Letter, row_of
from bot.digests.subscribing import Order, Subscriptions
from bot.domain.digests import Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.factbase.recalling import recall
from bot.storage import outbox, reviews
from bot.storage.postings import Posting, Said, find, record
from tests.command import footnote
from tests.curation.small_ledger import (
    ANA,
    ATTACKS,
    BANKS,
    BEN,
    CLEO,
    FIELDS,
    HERAT,
    SOURCE,
    ProposedFact,
    SmallLedger,
)
from tests.databases import rows_of

FIRST, SECOND = (f"someone who was forgotten, {number}" for number in (1, 2))
NOTICE = {"key": "notice:1", "kind": "notice", "channel": ANA.slack_id, "text": "decided", "blocks": []}


@pytest.fixture
async def small(database):
    """A small ledger, with everything of curation on it."""
    small = SmallLedger(database)
    await small.fill()
    return small


async def act_everywhere(small):
    """Let Ana do whatever leaves her name or her id somewhere."""
    await small.acts.verify(ATTACKS, ANA)
    await small.acts.dispute(HERAT, ANA, "I counted more")
    await small.acts.flag(BANKS, ANA, "which banks?")
    await small.acts.settle(BANKS, BEN, "these banks")
    await small.born()  # proposed by Ana, approved by Ben
    by_ben = await propose(small, BEN)
    await small.proposals.edit(by_ben.id, {"claim": "There were attacks in Kabul."}, ANA)
    await small.reviews.take(f"fact:{HERAT}", ANA, "RED")
    await subscribe(small, "C1")
    await subscribe(small, "D1")
    async with small.database.begin() as session:
        await outbox.put(session, [row_of(Letter(**NOTICE, tlp="CLEAR"))], small.now())
        posting = Posting("C1", "1.0", None, ((ATTACKS, ""),), seen_seq=0, posted_at=small.now())
        grey = {"type": "context", "elements": [{"type": "mrkdwn", "text": "shared by Ana · asked: “kabul”"}]}
        await record(session, posting, Said("share", "Kabul: 1 fact. Shared by Ana.", [grey]))


async def propose(small, by):
    """Have somebody propose a fact."""
    about_kabul = {
        "claim": "Kabul saw attacks.",
        "quotes": [{"exact": "Attacks in Kabul"}],
        "places": ["kabul"],
    }
    made = await small.proposals.propose(ProposedFact(SOURCE, {**FIELDS, **about_kabul}), by)
    assert made.proposal, made.remarks
    return made.proposal


async def subscribe(small, channel):
    wishes = Wishes(schedule=Schedule("UTC", time(9)))
    order = Order(team_id="T1", channel=channel, owner=ANA, wishes=wishes, cause=channel)
    made = await Subscriptions(small.database, small.now).make(order)
    return await Subscriptions(small.database, small.now).pause(made.subscription.id, ANA)


async def test_neither_the_name_nor_the_id_is_left_anywhere(small):
    await act_everywhere(small)
    gaps = Gaps(small.database, small.now, keep_askers=True)
    await gaps.note("yemen", ANA.slack_id)
    await gaps.mark("yemen", "source", ANA)
    before = "\n".join(await rows_of(small.database))
    assert "slack:U1'" in before
    assert "Ana" in before

    await forget_in(small.database, ANA)

    after = "\n".join(await rows_of(small.database))
    for trace in ("slack:U1'", '"slack:U1"', '"U1"', "'U1'", "Ana"):
        assert trace not in after


async def test_every_act_stays_recorded_with_its_time_and_its_reason(small):
    await act_everywhere(small)
    before = await small.history(HERAT)

    await forget_in(small.database, ANA)

    *others, dispute = await small.history(HERAT)
    assert others == list(before[:-1])
    assert (dispute.kind, dispute.note, dispute.at) == ("dispute", "I counted more", before[-1].at)
    assert dispute.actor == Actor("forgotten:1", FIRST)


async def test_what_stands_says_the_same_as_the_events(small):
    await act_everywhere(small)

    await forget_in(small.database, ANA)

    assert (await small.standing(ATTACKS)).verification.by.name == FIRST
    assert (await small.standing(HERAT)).disputes[0].by.name == FIRST
    assert (await small.standing(BANKS)).editor.name == "a curator"


async def test_a_proposal_goes_on_and_its_fact_says_by_whom_it_was_approved(small):
    await act_everywhere(small)

    await forget_in(small.database, ANA)

    [asked] = await small.proposals.open()
    assert (asked.by, asked.editors) == (BEN, (Actor("forgotten:1", FIRST),))
    [event, *_] = await small.proposals.approve(asked.id, CLEO)
    assert event.note == "proposed by Ben, approved by Cleo"


async def test_who_approved_is_renamed_in_the_note_of_the_fact(small):
    fact_id = await small.born()
    asked = await propose(small, CLEO)
    await small.proposals.edit(asked.id, {"claim": "There were attacks in Kabul."}, ANA)
    [added, *_] = await small.proposals.approve(asked.id, BEN)

    await forget_in(small.database, BEN)
    await forget_in(small.database, CLEO)

    [event] = await small.history(fact_id)
    assert event.note == f"approved by {FIRST}"
    [event] = await small.history(added.target.id)
    assert event.note == f"proposed by {SECOND}, approved by {FIRST}"


async def test_a_digest_of_a_channel_goes_on_and_one_to_themselves_ends(small):
    await act_everywhere(small)

    await forget_in(small.database, ANA)

    subscriptions = Subscriptions(small.database, small.now)
    [of_channel] = await subscriptions.of_channel("C1")
    assert (of_channel.owner.name, of_channel.paused_because) == (FIRST, f"by {FIRST}")
    assert await subscriptions.of_channel("D1") == []


async def test_cards_are_given_back_and_notices_are_not_sent(small):
    await act_everywhere(small)

    await forget_in(small.database, ANA)

    async with small.database.reading() as session:
        assert (await reviews.take_of(session, f"fact:{HERAT}")).by is None
        assert await outbox.find(session, "notice:1") is None


async def test_a_message_that_names_them_is_kept_without_the_name(small):
    await act_everywhere(small)

    await forget_in(small.database, ANA)

    async with small.database.reading() as session:
        _, said = await find(session, "C1", "1.0")
    assert said.text == f"Kabul: 1 fact. Shared by {FIRST}."
    assert f"shared by {FIRST} · asked: “kabul”" in json.dumps(said.blocks, ensure_ascii=False)


async def test_others_stay_as_they_are(small):
    await act_everywhere(small)
    await small.acts.flag(ATTACKS, BEN, "is it?")

    await forget_in(small.database, ANA)

    [flag] = (await small.standing(ATTACKS)).flags
    assert flag.by == BEN


async def test_a_second_time_there_is_nothing_left_and_no_name_is_given_out(small):
    await act_everywhere(small)
    await forget_in(small.database, ANA)

    counts, _ = await forget_in(small.database, ANA)
    assert counts.total() == 0
    await small.acts.flag(ATTACKS, BEN, "is it?")
    assert (await forget_in(small.database, BEN))[1].name == SECOND


async def test_a_bot_that_runs_says_the_new_name_at_its_next_beat(small):
    await small.acts.verify(ATTACKS, ANA)
    follower = Follower(small.database, frozenset(), small.now, await recall(small.database))

    await forget_in(small.database, ANA)
    await follower.beat()

    assert follower.base.standings[ATTACKS].verification.by.name == FIRST


@pytest.mark.usefixtures("synced")
class TestCommand:
    def test_it_says_what_was_removed_what_stays_and_why(self):
        footnote("verify", "afintl-240216.05", "--as", "Ana Example")

        done = footnote("forget", "cli:ana example")

        assert done.exit_code == 0
        assert f"Kept, under the name “{FIRST}”:\n- 1 act in the ledger\n" in done.output
        assert "What stays, and why:\n- Acts, each with its reason in their own words" in done.output
        assert f"verified by {FIRST}" in footnote("log", "afintl-240216.05").output

    def test_of_whom_nothing_is_kept_nothing_is_removed(self):
        assert "Nothing is kept about them." in footnote("forget", "U0NOBODY00").output

    def test_the_log_says_that_it_was_done_and_not_of_whom(self):
        done = footnote("forget", "U0NOBODY00")

        assert "person.forgotten" in done.stderr
        assert "U0NOBODY00" not in done.output + done.stderr

    @pytest.mark.parametrize("person", ["ana", "file:a curator", "U", "u0123abcd", ""])
    def test_what_names_nobody_is_refused_with_what_to_give(self, person):
        done = footnote("forget", person)

        assert done.exit_code == 1
        assert "Give a member ID" in done.stderr
