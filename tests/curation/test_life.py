import pytest

from bot.curation.life import life, life_in_lines
from bot.curation.rules import ActRefusedError
from tests.curation.small_ledger import ANA, ATTACKS, BEN, CLEO, HERAT, SOURCE


async def told(small, name):
    async with small.database.reading() as session:
        return list(life_in_lines(await life(session, name)))


async def test_a_life_tells_what_happened_when_by_whom_and_why(small):
    await small.acts.flag(ATTACKS, ANA, "source?")
    small.now.passes(minutes=5)
    await small.acts.verify(ATTACKS, BEN)
    await small.acts.supersede(ATTACKS, CLEO, "newer", by=HERAT)
    await small.acts.restore(ATTACKS, CLEO, "both stand")

    assert await told(small, ATTACKS) == [
        "2026-11-24 09:00 UTC  added by a curator (first load)",
        "    claim: Test Press counted 40 attacks in Kabul in 2023.",
        "2026-11-24 09:00 UTC  flagged by Ana",
        "    why: source?",
        "2026-11-24 09:05 UTC  verified by Ben, until 2027-02-22",
        f"2026-11-24 09:05 UTC  superseded by Cleo: {HERAT} takes its place",
        "    why: newer",
        f"2026-11-24 09:05 UTC  restored by Cleo: {HERAT} no longer takes its place",
        "    why: both stand",
    ]


async def test_a_revision_tells_each_field_before_and_after(small):
    fact_id = await small.born()
    await small.acts.revise(fact_id, {"topics": ["history", "attacks"], "places": None}, CLEO, "retagged")

    assert (await told(small, fact_id))[-2:] == [
        "    places: kandahar → nothing",
        "    topics: attacks → history, attacks",
    ]


async def test_how_something_is_said_is_told_in_words(small):
    fact_id = await small.born()
    said = {"chain": ["taliban", "test-press"], "how": "paraphrase"}
    await small.acts.revise(fact_id, {"attribution": said}, CLEO, "it is theirs")

    told_last = (await told(small, fact_id))[-1]
    assert told_last.endswith(" → chain: taliban, test-press; how: paraphrased")
    assert "how: the publisher itself" in told_last


@pytest.mark.parametrize("name", [SOURCE, "taliban", "attacks"])
async def test_sources_entities_and_topics_have_a_life_too(small, name):
    assert await told(small, name) == ["2026-11-24 09:00 UTC  added by a curator (first load)"]


async def test_an_unknown_id_is_said_to_be_none(small):
    with pytest.raises(ActRefusedError, match="knows no fact atlantis"):
        await told(small, "atlantis")
