"""Corrections under ceilings: what a channel may not hold any more is taken out of what stands there."""

from dataclasses import replace

import pytest

from bot.console.team import GENERAL
from bot.domain.ledger import NewEvent, Target, body_of, content_hash
from bot.storage import postings
from tests.curation.weather import NEW, SEA, SKY
from tests.delivery.circle import ANA, added, judged, letter_of, revised
from tests.delivery.test_ceilings import document
from tests.factories import fact, source

GONE = "[no longer for this channel]"
DISSENT = fact("The sky over Kabul was never clear.", id="test-240216.04")


@pytest.fixture
async def amber(around):
    """A round in whose channel nothing stricter than AMBER may stand."""
    await around.append(document("CLEAR"))
    around.ceilings[GENERAL.id] = "AMBER"
    return around


def marked(each, tlp, **fields):
    """The event that marks a fact anew, with the same words if none are given."""
    after = each.model_copy(update={"tlp": tlp, **fields})
    return revised(after, changed=("tlp", *fields), note="the ministry asked for it")


def everything(around):
    """All that stands in the channel, threads included."""
    return str([(one.text, one.blocks) for one in around.workspace.messages(GENERAL.id)])


async def test_a_fact_whose_marking_rises_above_the_ceiling_is_taken_out_without_its_new_words(amber):
    await amber.share(SKY, SEA)

    await amber.correct(marked(SKY, "RED", claim="The sky over Kabul was full of drones."))

    [message], [note] = amber.roots(), amber.replies()
    assert GONE in f"{message.text}{message.blocks}"
    assert SEA.claim in message.text
    for hint in ("sky", "drones", SKY.id, "ministry", "Revised", "RED"):
        assert hint.casefold() not in everything(amber).replace(GENERAL.name, "").casefold(), hint
    assert note.text == "*Taken out above:* 1 fact that is no longer for this channel."


async def test_raising_the_marking_alone_is_enough(amber):
    await amber.share(SKY, SEA)

    await amber.correct(marked(SKY, "RED"))

    assert SKY.claim not in everything(amber)
    assert SEA.claim in everything(amber)


async def test_raising_a_document_takes_out_all_its_facts(amber):
    await amber.share(SKY, SEA)

    await amber.correct(document("RED", "revise"))

    [message], [note] = amber.roots(), amber.replies()
    assert message.text.endswith(GONE)
    assert "2 facts that are no longer for this channel" in note.text
    for each in (SKY, SEA):
        assert each.claim not in everything(amber)


async def test_a_marking_that_rises_within_the_ceiling_takes_nothing_out(amber):
    await amber.share(SKY)

    await amber.correct(marked(SKY, "AMBER"))

    assert SKY.claim in everything(amber)
    assert GONE not in everything(amber)


async def test_a_message_about_one_fact_alone_loses_everything(amber):
    letter = letter_of(SKY, seen_seq=await amber.head())
    notes = {"type": "section", "text": {"type": "mrkdwn", "text": "*Curator's note:* seen from a roof"}}
    letter.blocks.append(notes)
    await amber.outbox.send(letter)

    await amber.correct(marked(SKY, "RED"))

    assert "roof" not in everything(amber)


async def test_in_a_channel_that_has_become_shared_a_correction_takes_out_all_that_is_not_clear(amber):
    await amber.append(marked(SKY, "AMBER"), marked(SEA, "AMBER"))
    await amber.share(SKY.model_copy(update={"tlp": "AMBER"}), SEA.model_copy(update={"tlp": "AMBER"}), NEW)
    amber.ceilings[GENERAL.id] = "CLEAR"

    await amber.correct(judged("retract", NEW, "the source withdrew it"))

    [message], [note] = amber.roots(), amber.replies()
    assert SKY.claim not in everything(amber)
    assert SEA.claim not in everything(amber)
    assert "Retracted" in str(message.blocks)
    # The channel learns nothing of what happened to the others: nothing did.
    assert note.text.startswith(f"`{NEW.id}`: *Retracted*")
    assert "no longer" not in note.text


async def test_a_lowered_marking_brings_nothing_back(amber):
    await amber.share(SKY, SEA)
    await amber.correct(marked(SKY, "RED"))

    await amber.correct(marked(SKY, "CLEAR"))
    await amber.correct(judged("retract", SEA))

    assert SKY.claim not in everything(amber)


async def test_what_happens_above_the_ceiling_later_is_told_to_nobody(amber):
    await amber.share(SKY, SEA)
    await amber.correct(marked(SKY, "RED"))
    before = everything(amber)

    await amber.correct(judged("retract", SKY.model_copy(update={"tlp": "RED"}), "it was forged"))

    assert everything(amber) == before


async def test_a_fact_that_another_above_the_ceiling_takes_the_place_of_stands_as_it_was(amber):
    await amber.append(marked(NEW, "RED"))
    await amber.share(SKY)
    before = everything(amber)

    await amber.correct(judged("supersede", SKY, "the red report says more", changed=(NEW.id,)))

    assert everything(amber) == before


async def test_a_reason_that_names_a_fact_above_the_ceiling_is_not_told(amber):
    await amber.append(marked(NEW, "RED"))
    await amber.share(SKY)

    await amber.correct(judged("retract", SKY, f"{NEW.id} shows that it is wrong"))

    assert "Retracted" in everything(amber)
    assert NEW.id not in everything(amber)


async def test_of_two_facts_that_take_its_place_the_one_within_the_ceiling_is_named(amber):
    await amber.append(added(DISSENT), marked(DISSENT, "RED"))
    await amber.share(SKY)

    await amber.correct(
        judged("supersede", SKY, "a better look", changed=(NEW.id,)),
        judged("supersede", SKY, "the red report says more", changed=(DISSENT.id,)),
    )

    assert NEW.id in everything(amber)
    assert DISSENT.id not in everything(amber)
    assert "red report" not in everything(amber)


async def test_a_line_of_dissent_that_rises_above_the_ceiling_is_taken_out(amber):
    await amber.append(added(DISSENT))
    letter = letter_of(SKY, seen_seq=await amber.head())
    line = {"type": "mrkdwn", "text": f"contradicted by `{DISSENT.id}` (Test Press): {DISSENT.claim}"}
    letter.blocks[-1]["elements"].append(line)
    letter = type(letter)(**{**as_fields(letter), "facts": (*letter.facts, (DISSENT.id, ""))})
    await amber.outbox.send(letter)

    await amber.correct(marked(DISSENT, "RED"))

    assert SKY.claim in everything(amber)
    assert DISSENT.id not in everything(amber)
    assert "never clear" not in everything(amber)


async def test_what_was_taken_out_is_not_kept_either(amber):
    await amber.share(SKY, SEA)
    [message] = amber.roots()

    await amber.correct(marked(SKY, "RED"))

    async with amber.database.reading() as session:
        posting, said = await postings.find(session, GENERAL.id, message.ts)
    assert SKY.claim not in f"{said.text}{said.blocks}"
    assert dict(posting.facts)[SKY.id] == "withheld"


async def test_a_correction_that_slack_delays_still_tells_the_thread(amber):
    await amber.share(SKY, SEA)
    amber.workspace.faults.limit_rate()

    await amber.correct(marked(SKY, "RED"))
    await amber.beat(120)

    [note] = amber.replies()
    assert "no longer for this channel" in note.text
    assert SKY.claim not in everything(amber)


async def test_a_document_that_rises_before_it_is_known_that_its_message_stands_is_taken_out_of_it(amber):
    amber.workspace.faults.drop_after_commit()
    await amber.share(SKY, SEA)
    await amber.correct(document("RED", "revise"))
    assert SKY.claim in everything(amber)

    await amber.beat(300)

    assert SKY.claim not in everything(amber)


def as_fields(letter):
    return {name: getattr(letter, name) for name in letter.__slots__}


async def test_what_is_said_over_facts_of_several_documents_goes_with_the_first_that_is_taken_out(amber):
    other = fact("The sky over Herat was clear.", id="herald-240216.01")
    herald = source("herald-240216")
    new = NewEvent(
        kind="add",
        target=Target("source", herald.id),
        actor=ANA,
        content_hash=content_hash(herald),
        body=body_of(herald),
    )
    await amber.append(new, added(other))
    letter = letter_of(SKY, other, seen_seq=await amber.head())
    head = {"type": "context", "elements": [{"type": "mrkdwn", "text": "2 facts, the newest Sky Gazette"}]}
    letter.blocks.insert(1, head)
    await amber.outbox.send(letter)

    await amber.correct(marked(SKY, "RED"))

    [message] = amber.roots()
    assert message.text.startswith("Corrected. Facts\n")
    assert other.claim in message.text
    assert "Sky Gazette" not in everything(amber)


async def test_a_menu_beside_a_line_of_what_is_taken_out_goes_with_it(amber):
    letter = letter_of(SEA, seen_seq=await amber.head())
    option = {"text": {"type": "plain_text", "text": "History"}, "value": f"history:{SKY.id}:{'a' * 12}"}
    line = {"type": "mrkdwn", "text": f"2024 · {SKY.claim} · `{SKY.id}`"}
    menu = {"type": "overflow", "action_id": "fact_menu", "options": [option]}
    letter.blocks.append({"type": "section", "text": line, "accessory": menu})
    await amber.outbox.send(replace(letter, facts=(*letter.facts, (SKY.id, content_hash(SKY)))))

    await amber.correct(marked(SKY, "RED"))

    assert SEA.claim in everything(amber)
    assert SKY.id not in everything(amber)
