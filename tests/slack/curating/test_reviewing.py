from bot.console.team import ANA, BEN, CURATION
from bot.curation.wording import ProposedFact
from tests.slack.curating.conftest import ATTACK, CLEO, CLEO_ACTS, SPEECH, actor


async def test_the_queue_shows_what_awaits_a_decision_the_most_pressing_first(bot):
    await bot.curating.acts.flag(SPEECH, actor(ANA), "Which speech?")

    [queue] = await bot.command("review", user=BEN.id)

    assert queue.words.index(SPEECH) < queue.words.index(ATTACK)
    assert "Which speech?" in queue.words
    assert queue.buttons == ["Take", "Review…", "Take", "Review…"]


async def test_only_curators_see_it(bot):
    [told] = await bot.command("review", user=ANA.id)

    assert "Only curators" in told.words


async def test_an_empty_queue_says_so(bot):
    for fact_id in (ATTACK, SPEECH):
        await bot.curating.acts.retract(fact_id, CLEO_ACTS, "Forged.")

    [queue] = await bot.command("review", user=BEN.id)

    assert "Nothing awaits" in queue.words


async def test_one_named_person_at_a_time_takes_a_card_and_gives_it_back(bot):
    [queue] = await bot.command("review", user=BEN.id)
    [taken] = await bot.press(queue, "Take", user=BEN.id)
    assert "taken by ben, 09:00 UTC" in taken.words.replace("*", "")

    [queue] = await bot.command("review", user=CLEO.id)
    assert queue.buttons[0] == "Give back"
    [told] = await bot.press(queue, "Give back", user=CLEO.id)
    assert "ben has this card" in told.words

    [free] = await bot.press(taken, "Give back", user=BEN.id)
    assert free.buttons[0] == "Take"


async def test_the_card_in_the_channel_says_who_has_it(bot):
    await bot.curating.acts.flag(SPEECH, actor(ANA), "Which speech?")
    await bot.beat()

    await bot.press(bot.shown_card(), "Take", user=BEN.id)
    assert "taken by ben" in str(bot.card().blocks)


async def test_of_two_who_take_a_card_the_second_is_told_who_has_it(bot):
    queues = [(await bot.command("review", user=user))[0] for user in (BEN.id, CLEO.id)]
    await bot.press(queues[0], "Take", user=BEN.id)

    assert "ben took this card at 09:00 UTC" in await bot.refused(queues[1], "Take", user=CLEO.id)


async def test_without_a_curators_channel_the_queue_holds_everything(bot):
    bot.curating.cards.channel = None
    view = await bot.modal("Flag…")
    [thanks] = await bot.submit(view, {"What is wrong with it?": "Which year?"})
    await bot.beat()

    assert "/threat review" in thanks.words
    assert bot.workspace.messages(CURATION.id) == []
    [queue] = await bot.command("review", user=BEN.id)
    assert "Which year?" in queue.words


async def test_the_queue_goes_on_page_by_page(bot):
    for number in range(6):
        fields = {
            "claim": f"Test Press counted no attack in Kabul, says note {'abcdef'[number]}.",
            "quotes": [{"exact": "Test Press counted no attack in Kabul in 2024."}],
            "attribution": {"chain": ["test-press"], "how": "own-voice"},
        }
        await _stored(bot, fields)

    [first] = await bot.command("review", user=BEN.id)
    [second] = await bot.press(first, "More", user=BEN.id)

    assert first.buttons[-1] == "More"
    assert "More" not in second.buttons
    assert "Not verified yet" in second.words


async def _stored(bot, fields):
    made = await bot.curating.proposals.propose(ProposedFact("test-240216", fields), actor(ANA))
    assert made.proposal, made.remarks
