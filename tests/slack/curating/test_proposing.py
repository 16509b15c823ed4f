import pytest

from bot.console.team import ANA, BEN, CAI, CURATION
from tests.slack.curating.conftest import CLEO, actor

CLAIM = "Test Press counted no attack in Kabul in 2024."
NEW = "test-240216.03"


async def form(bot, user=ANA.id):
    await bot.command("propose", user=user)
    [view] = bot.workspace.modals(user)
    return view


async def filled(bot, view, **changed):
    """What a person fills in: names by type-ahead."""

    async def first(name, typed):
        [option, *_] = await bot.workspace.type_ahead(view, name, typed)
        return option

    return {
        "claim": CLAIM,
        "quotes": CLAIM,
        "source": await first("source", "a test"),
        "attribution": await first("attribution", "test pr"),
        "places": [await first("places", "kab")],
        **changed,
    }


async def propose(bot, user=ANA.id, **changed):
    view = await form(bot, user)
    return await bot.submit(view, await filled(bot, view, **changed))


async def test_names_come_while_they_are_typed_in_any_language_beginnings_first(bot):
    view = await form(bot)

    async def offered(name, typed):
        return [option["text"]["text"] for option in await bot.workspace.type_ahead(view, name, typed)]

    assert await offered("subjects", "isl") == ["ISIS"]
    assert await offered("subjects", "i") == ["ISIS", "ISIS-K"]
    assert await offered("places", "i") == []
    assert await offered("topics", "bomb") == ["Attacks"]
    assert await offered("source", "test-24") == ["A test article"]
    assert await offered("attribution", "unnamed officials") == ["unnamed officials"]


async def test_proposed_approved_and_in_the_answers_after_the_followers_beat(bot):
    [thanks] = await propose(bot)
    await bot.beat()
    assert "Thank you" in thanks.words
    card = bot.shown_card()
    assert "ana" in card.words
    assert "Voronkov spoke" in card.words

    await bot.press(card, "Approve", user=BEN.id)
    await bot.beat()

    assert await bot.history(NEW) == [("add", "ana")]
    [answer] = await bot.command(f"about {NEW}")
    assert CLAIM in answer.words
    assert "approved by ben" in bot.card().text
    [told] = bot.told(ANA.id)
    assert "ben approved it" in told
    assert NEW in told


async def test_nobody_approves_their_own(bot):
    await propose(bot, user=BEN.id)
    await bot.beat()

    told = await bot.refused(bot.shown_card(), "Approve", user=BEN.id)

    assert "somebody else has to approve it" in told
    assert await bot.history(NEW) == []


async def test_nor_what_they_edited(bot):
    await propose(bot)
    await bot.beat()
    await bot.press(bot.shown_card(), "Edit…", user=BEN.id)
    [view] = bot.workspace.modals(BEN.id)
    await bot.submit(view, {"claim": "Test Press counted no attack in Kabul during 2024."})
    await bot.beat()

    card = bot.shown_card()
    assert "during 2024" in card.text
    assert "or a part of it" in await bot.refused(card, "Approve", user=BEN.id)

    await bot.press(card, "Approve", user=CLEO.id)
    assert await bot.history(NEW) == [("add", "ben")]


async def test_an_error_comes_back_at_its_input_and_nothing_is_stored(bot):
    await propose(bot, quotes="Test Press counted no attack on Mars.", when="the other day")

    [view] = bot.workspace.modals()
    assert "when" in view.errors
    await bot.submit(view, {"when": ""})
    [view] = bot.workspace.modals()
    assert "quote" in view.errors["quotes"]
    assert await bot.curating.proposals.open() == []


async def test_what_the_checks_only_ask_to_look_at_can_be_proposed_anyway(bot):
    quote = "Officials in Kabul fear more."
    await propose(bot, claim="Officials in Kabul fear more, as Voronkov says.", quotes=quote, places=None)
    [view] = bot.workspace.modals()
    assert "look again" in view.words
    assert view.content["submit"]["text"] == "Propose anyway"

    [thanks] = await bot.submit(view)

    assert "Thank you" in thanks.words
    [proposal] = await bot.curating.proposals.open()
    assert proposal.fact.quotes[0].exact == quote


async def test_a_rejection_has_its_reason_and_the_proposer_is_told(bot):
    await propose(bot)
    await bot.beat()

    await bot.press(bot.shown_card(), "Reject…", user=BEN.id)
    [view] = bot.workspace.modals(BEN.id)
    await bot.submit(view, {"Why is it rejected?": "We have it already."})
    await bot.beat()

    [told] = bot.told(ANA.id)
    assert told.startswith("*Your proposal* of 24 Nov 2026 about `test-240216`: ben rejected it.")
    assert "We have it already." in told
    assert "rejected by ben" in bot.card().text


async def test_of_two_curators_who_decide_at_once_one_wins(bot):
    await propose(bot)
    await bot.beat()
    card = bot.shown_card()

    await bot.press(card, "Approve", user=BEN.id)
    told = await bot.refused(card, "Approve", user=CLEO.id)

    assert "approved by ben" in told
    assert await bot.history(NEW) == [("add", "ana")]


async def test_what_was_edited_since_the_card_was_seen_is_not_approved_unseen(bot):
    await propose(bot)
    await bot.beat()
    card = bot.shown_card()
    [proposal] = await bot.curating.proposals.open()
    await bot.curating.proposals.edit(
        proposal.id, {"claim": "No attack in Kabul was counted in 2024."}, actor(CLEO)
    )

    assert "Look at it again" in await bot.refused(card, "Approve", user=BEN.id)
    assert await bot.history(NEW) == []


async def test_everybody_may_propose_and_only_curators_decide(bot):
    await propose(bot, user=CAI.id)
    await bot.beat()

    assert "Only curators" in await bot.refused(bot.shown_card(), "Approve", user=ANA.id)


async def test_with_the_database_away_the_form_says_so_and_keeps_what_was_filled_in(bot):
    view = await form(bot)
    entries = await filled(bot, view)
    await bot.database.close()

    await bot.submit(view, entries)

    [view] = bot.workspace.modals()
    assert "database cannot be used" in view.errors["claim"]
    assert view.state["values"]["claim"]["claim"]["value"] == CLAIM
    assert await bot.workspace.type_ahead(view, "source", "test") == []


async def test_a_press_that_slack_sends_twice_approves_once(bot):
    await propose(bot)
    await bot.beat()
    await bot.press(bot.shown_card(), "Approve", user=BEN.id)

    await bot.workspace.redeliver()

    assert await bot.history(NEW) == [("add", "ana")]


async def test_a_card_that_a_crash_cut_off_is_posted_after_the_next_start(bot):
    bot.curating.cards.channel = None
    await propose(bot)
    bot.curating.cards.channel = CURATION.id

    await bot.beat()

    assert CLAIM in bot.card().text


@pytest.mark.parametrize("label", ["Take", "Approve", "Edit…", "Reject…"])
async def test_a_forged_card_gets_a_sentence(bot, label):
    await propose(bot)
    await bot.beat()
    card = bot.shown_card()
    for block in card.blocks:
        for element in block.get("elements", ()):
            if "value" in element:
                element["value"] = "proposal:nowhere|0"

    assert "nowhere" in await bot.refused(card, label, user=BEN.id)


async def test_after_a_take_down_no_card_no_notice_and_no_rejected_twin_holds_the_words(bot):
    for _ in range(2):
        await propose(bot)
    await bot.beat()
    first, twin = await bot.curating.proposals.open()
    await bot.curating.proposals.approve(first.id, actor(BEN))
    await bot.curating.proposals.reject(twin.id, actor(BEN), "We have it already.")
    for each in (first, twin):
        await bot.curating.notices.decided(await bot.curating.proposals.get(each.id))
    await bot.beat()

    await bot.curating.acts.redact(NEW, actor(CLEO), "A court ordered it.")
    await bot.beat()

    assert not [
        each for each in bot.workspace.team.messages.values() if CLAIM in f"{each.text} {each.blocks}"
    ]
    assert (await bot.curating.proposals.get(twin.id)).fact is None


async def test_who_proposed_is_told_though_the_process_died_after_the_approval(bot):
    await propose(bot)
    await bot.beat()
    [waiting] = await bot.curating.proposals.open()
    await bot.curating.proposals.approve(waiting.id, actor(BEN))
    await bot.beat()
    await bot.curating.notices.decided(await bot.curating.proposals.get(waiting.id))
    await bot.beat()

    [told] = bot.told(ANA.id)
    assert f"ben approved it: it is `{NEW}`" in told
