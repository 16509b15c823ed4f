from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.curation.corrections import Corrected, Fate
from bot.slack.blocks.corrections import draw_correction, draw_uncorrected
from tests.delivery.circle import letter_of
from tests.factories import fact
from tests.slack.blocks.hostile import assert_slack_takes, text

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
SKY = fact("The sky over Kabul was clear.", id="test-240216.01")
VERDICTS = ("redacted", "retracted", "superseded", "revised", "stands again")


def fate(of=SKY, verdict="retracted", **fields):
    known = {"by": "Ben", "at": AT, "why": "a slip", **fields}
    return Fate(fact_id=of.id, verdict=verdict, **known)


def drawn(*fates, facts=(SKY,)):
    letter = letter_of(*facts)
    return draw_correction(Corrected(letter.text, letter.blocks, fates, fates, 0, "CLEAR"))


def test_a_fact_that_a_message_shows_without_blocks_of_its_own_is_named_above_its_buttons():
    row = {"type": "actions", "elements": []}
    corrected = draw_correction(
        Corrected("Facts.", [{"type": "divider"}, row], (fate(),), (fate(),), 0, "CLEAR")
    )

    assert [block["type"] for block in corrected.message.blocks] == ["divider", "section", "actions"]


def test_a_revision_that_leaves_the_claim_says_what_changed_and_strikes_nothing():
    corrected = drawn(fate(verdict="revised", changed=("when",), instead=((SKY.id, SKY.claim),)))

    blocks = {block.get("block_id"): block for block in corrected.message.blocks}
    assert blocks[f"claim:{SKY.id}"]["type"] == "section"
    assert f"Changed: when; see `about {SKY.id}`" in blocks[f"now:{SKY.id}"]["text"]["text"]


def test_names_and_reasons_ping_nobody():
    corrected = drawn(fate(by="<!channel>", why="<@U1> said so"))

    assert "<" not in f"{corrected.message.text}{corrected.note.text}{corrected.note.blocks}"


def test_the_curators_are_told_where_and_why():
    told = draw_uncorrected("C1", "not_in_channel", 1)

    assert told.text.startswith("*Not corrected:* 1 message in the channel `C1`. I am not in that channel.")


@given(
    st.lists(st.sampled_from(VERDICTS), min_size=5, max_size=5),
    text(0, 500),
    st.integers(12, 300),
    st.integers(3, 1000),
)
def test_whatever_became_of_its_facts_a_message_keeps_slacks_limits(verdicts, why, claim, quote):
    facts = [fact("c" * claim, "q" * quote, id=f"test-240216.1{number}") for number in range(5)]
    fates = [
        fate(each, verdict, why=why, changed=("claim",), instead=((each.id, "n" * claim),))
        for each, verdict in zip(facts, verdicts, strict=True)
    ]

    corrected = drawn(*fates, facts=facts)

    for drawn_now in (corrected.message, corrected.note):
        assert_slack_takes(drawn_now.text, drawn_now.blocks)
    assert len(corrected.message.text.encode()) <= 4000
