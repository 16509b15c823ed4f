import asyncio

from bot.console.block_rules import broken_rules, text_length
from bot.console.team import GENERAL
from bot.curation import corrections
from bot.domain.ledger import Actor
from bot.storage import postings
from tests.curation.weather import NEW, SEA, SKY, blocks_of
from tests.delivery.circle import ANA, BEN, WINDOW_DAYS, added, circle, judged, revised
from tests.factories import fact


def is_struck(block):
    return block["type"] == "rich_text" and block["elements"][0]["elements"][0]["style"] == {"strike": True}


async def test_a_retracted_fact_is_struck_where_it_was_shown_and_the_thread_is_told(around):
    await around.share(SKY, SEA)

    await around.correct(judged("retract", SKY))

    [message], [reply] = around.roots(), around.replies()
    blocks = blocks_of(message)
    assert is_struck(blocks[f"claim:{SKY.id}"])
    assert (
        blocks[f"now:{SKY.id}"]["text"]["text"]
        == "*Retracted* on 24 Nov 2026 by Ben &lt;Curator&gt;: the source withdrew it."
    )
    assert blocks[f"claim:{SEA.id}"]["type"] == "section"
    assert reply.thread_ts == message.ts
    assert reply.text.startswith(f"`{SKY.id}`: *Retracted* on 24 Nov 2026")
    assert "the source withdrew it" in reply.text
    assert message.text.startswith("Corrected. Facts: what there is.")
    assert "1. The sky" not in message.text


async def test_a_superseded_fact_is_shown_with_what_takes_its_place(around):
    await around.share(SKY)

    await around.correct(judged("supersede", SKY, changed=(NEW.id,)))

    words = blocks_of(around.roots()[0])[f"now:{SKY.id}"]["text"]["text"]
    assert f"In its place: `{NEW.id}` {NEW.claim}" in words


async def test_a_revised_fact_is_shown_with_its_new_wording(around):
    await around.share(SKY)

    await around.correct(revised(SKY.model_copy(update={"claim": "The sky over Kabul was grey."})))

    words = blocks_of(around.roots()[0])[f"now:{SKY.id}"]["text"]["text"]
    assert "Now: The sky over Kabul was grey." in words


async def test_a_revision_of_tags_alone_corrects_nothing(around):
    await around.share(SKY)

    await around.correct(revised(SKY.model_copy(update={"topics": ("weather",)}), changed=("topics",)))

    assert around.replies() == []


async def test_of_a_redacted_fact_neither_claim_nor_quote_is_left_and_nothing_is_kept(around):
    await around.share(SKY, SEA)
    async with around.database.begin() as session:
        await postings.blank_shown(session, [SKY.id])

    await around.correct(judged("redact", SKY))

    [message] = around.roots()
    assert "sky" not in f"{message.text} {message.blocks} {around.replies()[0].text}".casefold()
    assert SEA.claim in message.text
    async with around.database.reading() as session:
        _, said = await postings.find(session, GENERAL.id, message.ts)
    assert "sky" not in f"{said.text} {said.blocks}".casefold()


async def test_a_fact_restored_after_its_correction_stands_as_it_was_with_a_line(around):
    await around.share(SKY)
    await around.correct(judged("retract", SKY))

    await around.correct(judged("restore", SKY, note="it holds after all"))

    blocks = blocks_of(around.roots()[0])
    assert blocks[f"claim:{SKY.id}"]["type"] == "section"
    assert blocks[f"now:{SKY.id}"]["text"]["text"].startswith("*Stands again*")
    assert len(around.replies()) == 2


async def test_a_fact_retracted_and_restored_in_between_corrects_nothing(around):
    await around.share(SKY)

    await around.correct(judged("retract", SKY), judged("restore", SKY))

    assert around.replies() == []
    assert not around.roots()[0].is_edited


async def test_a_fact_restored_before_its_correction_was_sent_corrects_nothing(around):
    await around.share(SKY)
    around.clock.move(60)
    await around.append(judged("retract", SKY))
    await around.sweep()

    await around.correct(judged("restore", SKY))

    assert around.replies() == []


async def test_several_facts_that_change_together_are_told_in_one_reply(around):
    await around.share(SKY, SEA)

    await around.correct(judged("retract", SKY), judged("retract", SEA))

    [reply] = around.replies()
    assert SKY.id in reply.text
    assert SEA.id in reply.text


async def test_what_changes_before_a_correction_is_sent_is_told_in_the_same_reply(around):
    await around.share(SKY, SEA)
    around.clock.move(60)
    await around.append(judged("retract", SKY))
    await around.sweep()

    await around.correct(judged("retract", SEA))

    [reply] = around.replies()
    assert SKY.id in reply.text
    assert SEA.id in reply.text


async def test_the_thread_that_is_told_is_the_messages_own(around):
    await around.share(SKY, key="share:root")
    [root] = around.roots()
    around.clock.move(60)
    await around.append(judged("retract", SKY))
    await around.sweep()
    await around.beat(5)

    assert {reply.thread_ts for reply in around.replies()} == {root.ts}


async def test_what_happens_between_answer_and_record_is_corrected_too(around):
    seen = await around.head()
    await around.append(judged("retract", SKY))
    await around.sweep()

    await around.share(SKY, seen_seq=seen)
    around.clock.move(1)
    await around.beat(10)

    assert len(around.replies()) == 1
    assert await around.sweep() == 0


async def test_a_message_drawn_long_before_its_fact_was_retracted_is_corrected(around):
    seen = await around.head()
    await around.append(judged("retract", SKY))
    await around.sweep()
    around.clock.move(3600)

    await around.share(SKY, seen_seq=seen)
    around.clock.move(1)
    await around.beat(10)

    assert "Retracted" in around.replies()[0].text


async def test_messages_older_than_the_window_are_left_as_they_are(around):
    await around.share(SKY)
    around.clock.move((WINDOW_DAYS + 1) * 86400)

    await around.correct(judged("retract", SKY))

    assert around.replies() == []


async def test_the_same_sweep_twice_or_at_once_makes_one_correction(around):
    await around.share(SKY)
    around.clock.move(60)
    await around.append(judged("retract", SKY))

    made = await asyncio.gather(*(around.sweep() for _ in range(3)))

    assert sorted(made) == [0, 0, 1]


async def test_the_longest_correction_keeps_slacks_limits(around):
    long = [
        fact(
            "c" * 300, "q" * 1000, id=f"test-240216.{number}", attribution={"chain": ("x",), "how": "direct"}
        )
        for number in range(11, 16)
    ]
    await around.append(*map(added, long))
    await around.share(*long)
    someone = Actor("slack:U3", "n" * 80)

    await around.correct(*(judged("retract", each, note="w" * 500, actor=someone) for each in long))

    [message] = around.roots()
    assert list(broken_rules(list(message.blocks))) == []
    assert text_length(list(message.blocks)) + 125 * len(message.blocks) < 13_200
    assert len(message.text.encode()) <= 4000
    assert around.workspace.refusals == []


async def test_messages_are_forgotten_after_the_window(around):
    await around.share(SKY)
    [message] = around.roots()
    around.clock.move((WINDOW_DAYS + 1) * 86400)

    await corrections.prune(around.database, around.clock(), WINDOW_DAYS)

    async with around.database.reading() as session:
        assert await postings.find(session, GENERAL.id, message.ts) is None


async def test_corrections_are_made_on_every_database(database):
    async with circle(database, rate_limited=False) as around:
        await around.append(added(SKY, actor=ANA), added(SEA, actor=BEN))
        await around.share(SKY, SEA)
        await around.append(judged("retract", SKY))

        assert await around.sweep() == 1
        async with asyncio.timeout(10):
            while not around.replies():
                await around.outbox.beat()
                around.clock.move(1)

        assert is_struck(blocks_of(around.roots()[0])[f"claim:{SKY.id}"])
        assert await around.sweep() == 0
