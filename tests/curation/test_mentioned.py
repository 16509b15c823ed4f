"""Facts that a message names beside those that it shows, or shows as they were on a past day."""

from dataclasses import replace

import pytest

from bot.console.team import GENERAL
from bot.delivery.views import MENTIONED, PAST
from tests.curation.weather import NEW, SEA, SKY, blocks_of
from tests.delivery.circle import judged, letter_of


async def test_what_took_a_facts_place_is_not_named_as_such_any_more_once_it_is_withdrawn(around):
    await around.share(SKY)
    await around.correct(judged("supersede", SKY, changed=(NEW.id,)))

    await around.correct(judged("retract", NEW, note="it was forged"))

    [message] = around.roots()
    blocks = blocks_of(message)
    assert f"In its place: `{NEW.id}`, withdrawn since" in blocks[f"now:{SKY.id}"]["text"]["text"]
    assert blocks[f"now:{NEW.id}"]["text"]["text"].startswith(f"`{NEW.id}`: *Retracted* on 24 Nov 2026")
    assert NEW.claim not in f"{message.text} {message.blocks}"


async def test_after_a_take_down_no_message_of_ours_holds_the_words(around):
    await around.share(SKY)
    await around.correct(judged("supersede", SKY, changed=(NEW.id,)))
    await around.correct(judged("retract", NEW))

    await around.correct(judged("redact", NEW))

    everything = [f"{each.text} {each.blocks}" for each in around.workspace.messages(GENERAL.id)]
    assert not [words for words in everything if NEW.claim in words]


async def test_of_a_message_about_a_past_day_only_what_is_taken_down_is_corrected(around):
    past = replace(letter_of(SKY, seen_seq=1), facts=((SKY.id, PAST),))
    await around.outbox.send(past)

    await around.correct(judged("retract", SKY))
    assert around.replies() == []
    await around.correct(judged("redact", SKY))

    [message] = around.roots()
    assert SKY.claim not in f"{message.text} {message.blocks}"


@pytest.mark.parametrize("kind", ["retract", "redact"])
async def test_a_fact_that_only_another_ones_line_names_is_corrected_in_that_line(around, kind):
    await around.outbox.send(naming_sea())

    await around.correct(judged(kind, SEA, note="it was forged"))

    [message] = around.roots()
    blocks = blocks_of(message)
    assert blocks[f"claim:{SKY.id}"]["text"]["text"] == f"1. {SKY.claim}"
    assert "contradicted" not in message.text
    assert SEA.claim not in f"{message.text} {message.blocks}"
    assert f"`{SEA.id}`: *" in str(message.blocks)
    assert len(around.replies()) == 1


async def test_a_fact_that_another_ones_line_names_is_named_there_again_once_it_is_restored(around):
    await around.outbox.send(naming_sea())
    await around.correct(judged("retract", SEA))

    await around.correct(judged("restore", SEA))

    line = blocks_of(around.roots()[0])[f"line:{SKY.id}"]["elements"][0]["text"]
    assert line.endswith(f"contradicted by `{SEA.id}` (Ann): {SEA.claim}")


def naming_sea():
    """A message that shows one fact, and names another one in its line."""
    letter = letter_of(SKY, seen_seq=3)
    line = {"type": "mrkdwn", "text": f"`{SKY.id}`\n↔ contradicted by `{SEA.id}` (Ann): {SEA.claim}"}
    blocks = [*letter.blocks[:-1], {**letter.blocks[-1], "elements": [line]}]
    named = f" · ↔ contradicted by `{SEA.id}` (Ann): {SEA.claim} · {SKY.id}"
    text = letter.text.replace(f" · {SKY.id}", named)
    return replace(letter, text=text, blocks=blocks, facts=(*letter.facts, (SEA.id, MENTIONED)))
