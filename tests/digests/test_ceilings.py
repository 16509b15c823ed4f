"""What a digest says under a ceiling: nothing above it is told, counted or hinted at."""

from dataclasses import replace

import pytest

from bot.domain.digests import AskedInVain
from bot.domain.handling import CEILINGS, STRICTNESS, Ceiling, is_within
from bot.slack.blocks.digest import draw_digest
from bot.storage.engine import open_database
from tests.ceilings import GUESTS, INSIDE, SHARED, UNKNOWN
from tests.curation.small_ledger import BEN
from tests.digests.newsroom import ATTACK, BANKS, ONE, TWO, Newsroom, claims, id_of
from tests.factories import fact

VERIFIED, DISPUTED, RETRACTED, REVISED, SUPERSEDED, CAME = range(6)
"""What happens to the six facts of each marking."""
NEVER_ANSWERED = "who rules zanzibar"


def ids_of(tlp):
    first = 1 + 6 * CEILINGS.index(tlp)
    return [id_of(number) for number in range(first, first + 6)]


def facts_of(tlp):
    """Facts of a marking, with amounts; the first contradicts another of them, and one of another marking."""
    opposed = (ids_of(tlp)[DISPUTED], ids_of(CEILINGS[CEILINGS.index(tlp) - 1])[VERIFIED])
    return [
        fact(
            f"Bombers killed {number + 3} people in place {each[-2:]} of Kabul.",
            id=each,
            tlp=tlp,
            topics=["attacks"],
            places=["kabul"],
            quantities=[{"raw": f"{number + 3}", "best": number + 3, "unit": "people", "scope": "Kabul"}],
            contradicts=opposed if number == VERIFIED else (),
        )
        for number, each in enumerate(ids_of(tlp))
    ]


async def said_under(ceiling, markings, kind):
    """What a digest says of a base with facts of some markings, to all of which the same has happened."""
    newsroom = Newsroom(await open_database(None, None))
    await newsroom.open(*(each for tlp in markings for each in facts_of(tlp)[:CAME]))
    for tlp in markings:
        await newsroom.acts.verify(ids_of(tlp)[VERIFIED], BEN)
    newsroom.now.passes(days=90)
    await newsroom.look()
    subscription = newsroom.subscription(kind=kind)
    for tlp in markings:
        ids, why = ids_of(tlp), f"says a report that is {tlp}"
        await newsroom.add(facts_of(tlp)[CAME])
        await newsroom.acts.dispute(ids[DISPUTED], BEN, why)
        await newsroom.acts.retract(ids[RETRACTED], BEN, why)
        await newsroom.revise(ids[REVISED], claim=f"Bombers struck Kabul, {why}.")
        await newsroom.acts.supersede(ids[SUPERSEDED], BEN, why, by=ids[CAME])
    digest = await newsroom.digest(subscription, Ceiling(ceiling))
    await newsroom.database.close()
    return digest.tlp, [(part.text, part.blocks) for part in draw_digest(digest)]


@pytest.mark.parametrize("kind", ["changes", "summary"])
@pytest.mark.parametrize("ceiling", CEILINGS)
async def test_it_says_what_it_would_say_if_nothing_above_had_ever_been_there(kind, ceiling):
    allowed = [tlp for tlp in CEILINGS if STRICTNESS[tlp] <= STRICTNESS[ceiling]]

    tlp, said = await said_under(ceiling, CEILINGS, kind)

    assert (tlp, said) == await said_under("RED", allowed, kind)
    assert tlp == ceiling
    for each in allowed:
        assert ids_of(each)[CAME] in str(said)


async def test_a_marking_that_rises_above_the_ceiling_is_told_to_nobody(newsroom):
    subscription = await newsroom.open(BANKS, ATTACK)
    await newsroom.revise(ONE, tlp="RED", claim="Three banks reopened in Kabul, and two did not.")

    digest = await newsroom.digest(subscription)

    assert digest.is_quiet
    assert digest.holdings.facts == 1


async def test_a_reason_that_names_what_is_above_is_not_told(newsroom):
    subscription = await newsroom.open(BANKS, ATTACK.model_copy(update={"tlp": "RED"}))
    await newsroom.acts.retract(ONE, BEN, f"{TWO} shows that it is wrong")

    digest = await newsroom.digest(subscription)

    assert [(each.fact_id, each.why) for each in digest.corrected] == [(ONE, "")]
    assert TWO not in str(draw_digest(digest))


async def test_a_fact_whose_marking_is_lowered_is_new_where_it_could_not_be_told_before(newsroom):
    strict = ATTACK.model_copy(update={"tlp": "AMBER", "claim": "ISIS-K paid for an attack in Kabul."})
    subscription = await newsroom.open(BANKS, strict)
    await newsroom.revise(TWO, tlp="CLEAR", claim=ATTACK.claim)

    outside, inside = [await newsroom.digest(subscription, each) for each in (SHARED, INSIDE)]

    assert (claims(outside.new), outside.corrected) == ([ATTACK.claim], ())
    assert "paid" not in str(draw_digest(outside))
    assert [each.was for each in inside.corrected] == ["ISIS-K paid for an attack in Kabul."]


@pytest.mark.parametrize("ceiling", [SHARED, GUESTS, UNKNOWN])
async def test_what_our_analysts_asked_is_not_told_where_others_are_or_may_be(newsroom, ceiling):
    subscription = await newsroom.open(BANKS)
    newsroom.now.passes(hours=1)
    await newsroom.ask(NEVER_ANSWERED, NEVER_ANSWERED)

    assert (await newsroom.digest(subscription, ceiling)).asked == ()


@pytest.mark.parametrize(
    ("ceiling", "is_told"), [("RED", True), ("AMBER", True), ("GREEN", False), ("CLEAR", False)]
)
async def test_what_was_asked_in_vain_is_told_where_unmarked_things_are(newsroom, ceiling, is_told):
    subscription = await newsroom.open(BANKS)
    newsroom.now.passes(hours=1)
    await newsroom.ask(NEVER_ANSWERED, NEVER_ANSWERED)

    digest = await newsroom.digest(subscription, Ceiling(ceiling))

    assert digest.asked == ((AskedInVain(NEVER_ANSWERED, 2),) if is_told else ())
    assert is_within(digest.tlp, ceiling)


async def test_one_that_was_made_for_others_tells_what_is_clear_whatever_the_ceiling(newsroom):
    subscription = await newsroom.open(BANKS)
    await newsroom.add(ATTACK.model_copy(update={"tlp": "GREEN"}))
    newsroom.now.passes(hours=1)
    await newsroom.ask(NEVER_ANSWERED, NEVER_ANSWERED)

    digest = await newsroom.digest(replace(subscription, outside=True))

    assert (digest.new, digest.asked, digest.tlp) == ((), (), "CLEAR")


async def test_what_an_error_keeps_out_counts_as_inside(newsroom):
    subscription = await newsroom.open(BANKS)
    state = newsroom.state
    newsroom.state = replace(state, base=replace(state.base, left_out={"a.yaml": "It breaks a rule."}))
    to_at = subscription.covered_at

    inside = await newsroom.composer.compose(subscription, to_at, INSIDE)
    outside = await newsroom.composer.compose(subscription, to_at, SHARED)

    assert (inside.holdings.left_out, inside.tlp) == (1, "AMBER")
    assert (outside.holdings.left_out, outside.tlp) == (0, "CLEAR")
