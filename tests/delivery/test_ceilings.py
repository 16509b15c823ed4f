"""The outbox's last wall: nothing is posted that its channel may not hold at that moment."""

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot import metrics
from bot.console.team import GENERAL
from bot.delivery.outbox import Letter
from bot.domain.handling import CEILINGS, STRICTNESS
from bot.domain.ledger import NewEvent, Target, body_of, content_hash
from bot.domain.postman import RefusedError
from bot.settings import Settings
from bot.storage import outbox as rows
from bot.storage import postings
from bot.storage.engine import open_database
from tests.delivery.circle import ANA, Circle, added, circle, letter_of, revised
from tests.factories import fact, source

FACT = fact("The sky over Kabul was clear.", id="test-240216.01")
DOCUMENT = source("test-240216")


@pytest.fixture
async def around():
    async with circle(rate_limited=False) as made:
        yield made


def document(tlp, kind="add"):
    """The event that adds the document, or marks it otherwise."""
    made = DOCUMENT.model_copy(update={"tlp": tlp})
    return NewEvent(
        kind=kind,
        target=Target("source", made.id),
        actor=ANA,
        content_hash=content_hash(made),
        body=body_of(made),
        changed=("tlp",) if kind == "revise" else (),
    )


async def leave(around, letter):
    """Leave a letter to be posted at a later beat."""
    async with around.database.begin() as session:
        await around.outbox.put(session, letter)


async def stored(around, key="share:1"):
    async with around.database.reading() as session:
        return await rows.find(session, key)


@pytest.mark.parametrize("tlp", CEILINGS)
@pytest.mark.parametrize("ceiling", CEILINGS)
async def test_a_letter_is_posted_where_its_marking_is_within_the_ceiling_and_nowhere_else(
    around, tlp, ceiling
):
    around.ceilings[GENERAL.id] = ceiling

    await leave(around, letter_of(FACT, tlp=tlp))
    await around.outbox.beat()

    is_within = STRICTNESS[tlp] <= STRICTNESS[ceiling]
    assert len(around.workspace.messages()) == is_within
    assert (await stored(around)).error == (None if is_within else "ceiling")


async def test_whoever_sends_it_is_refused_and_nobody_else_is_told(around):
    around.ceilings[GENERAL.id] = "CLEAR"

    with pytest.raises(RefusedError, match="ceiling"):
        await around.outbox.send(letter_of(FACT, tlp="AMBER"))
    await around.beat(5)

    assert around.workspace.messages() == []
    assert (await stored(around)).payload == {}


async def test_the_refusal_is_logged_by_ids_and_counted(around):
    around.ceilings[GENERAL.id] = "CLEAR"
    name = "footnote_refused_by_ceiling_total"
    before = metrics.REGISTRY.get_sample_value(name, {"kind": "share"}) or 0

    await leave(around, letter_of(FACT, tlp="AMBER"))
    with capture_logs() as logs:
        await around.outbox.beat()

    [line] = [each for each in logs if each["event"] == "posting.refused_by_ceiling"]
    assert line == {
        "event": "posting.refused_by_ceiling",
        "log_level": "warning",
        "kind": "share",
        "channel": GENERAL.id,
    }
    assert "sky" not in str(logs)
    assert metrics.REGISTRY.get_sample_value(name, {"kind": "share"}) == before + 1


async def test_a_letter_that_waited_is_judged_by_the_ceiling_of_the_moment(around):
    await leave(around, letter_of(FACT, tlp="AMBER"))
    around.ceilings[GENERAL.id] = "CLEAR"

    await around.another_outbox().beat()

    assert around.workspace.messages() == []


async def test_a_try_that_nobody_answered_is_not_repeated_above_the_ceiling(around):
    around.workspace.faults.answer_500()
    assert await around.outbox.send(letter_of(FACT, tlp="AMBER")) == "unknown"
    around.ceilings[GENERAL.id] = "GREEN"

    await around.beat(300)

    assert around.workspace.messages() == []
    assert (await stored(around)).error == "ceiling"


async def test_what_stands_already_is_kept_with_its_facts_so_that_it_can_be_corrected(around):
    await around.append(document("CLEAR"), added(FACT))
    around.workspace.faults.drop_after_commit()
    assert await around.outbox.send(letter_of(FACT, tlp="AMBER")) == "unknown"
    around.ceilings[GENERAL.id] = "CLEAR"

    await around.beat(300)

    [message] = around.workspace.messages()
    async with around.database.reading() as session:
        posting, _ = await postings.find(session, GENERAL.id, message.ts)
    assert posting.facts == ((FACT.id, content_hash(FACT)),)


@pytest.mark.parametrize("what", ["the fact", "its document"])
async def test_a_fact_that_was_marked_more_strictly_while_its_message_waited_is_not_posted(around, what):
    await around.append(document("CLEAR"), added(FACT))
    around.ceilings[GENERAL.id] = "AMBER"
    await leave(around, letter_of(FACT, tlp="CLEAR"))

    strict = FACT.model_copy(update={"tlp": "RED"})
    await around.append(
        document("RED", "revise") if what == "its document" else revised(strict, changed=("tlp",))
    )
    await around.outbox.beat()

    assert around.workspace.messages() == []


@pytest.mark.parametrize("about", [FACT.id, DOCUMENT.id])
async def test_nor_is_what_names_it_without_showing_it(around, about):
    await around.append(document("CLEAR"), added(FACT))
    around.ceilings[GENERAL.id] = "AMBER"
    await leave(around, replace(letter_of(), about=(about,)))

    await around.append(document("RED", "revise"))
    await around.outbox.beat()

    assert around.workspace.messages() == []


async def test_a_notice_is_judged_by_the_ceiling_of_the_person(around):
    around.ceilings["U0000000BEN"] = "CLEAR"
    notice = Letter(
        key="notice:1", kind="notice", channel="U0000000BEN", text="Retracted.", blocks=[], tlp="AMBER"
    )

    await leave(around, notice)
    await around.outbox.beat()

    assert around.workspace.messages("D0000000BEN") == []


async def test_the_wall_stands_with_the_database_away():
    async with circle() as around:
        gone = await open_database(None, None)
        closed = Circle(around.workspace, gone, around.postman, around.clock, Settings(_env_file=None))
        await gone.close()
        closed.ceilings[GENERAL.id] = "CLEAR"

        with pytest.raises(RefusedError, match="ceiling"):
            await closed.outbox.send(letter_of(FACT, tlp="AMBER"))

        assert closed.workspace.messages() == []
