"""What somebody has reported, and what awaits a curator, in the Home tab."""

import json

from bot.console.team import ANA, BEN
from bot.curation.wording import ProposedFact
from tests.slack.curating.conftest import BEN_ACTS, CLEO_ACTS, actor
from tests.slack.home.conftest import ATTACK, SECRET, SPEECH, home_of


async def test_my_flags_stand_there_with_what_came_of_them(bot):
    await bot.curating.acts.flag(ATTACK, actor(ANA), "it is another Kabul")
    await bot.curating.acts.flag(SPEECH, actor(ANA), "he said it later")
    await bot.curating.acts.flag(SPEECH, BEN_ACTS, "Ben's own doubt")
    await bot.curating.acts.settle(SPEECH, CLEO_ACTS, "the date is right")

    home = await home_of(bot)

    assert "2 flags, 1 of them open" in home.words
    assert f"{ATTACK} · 24 Nov 2026: it is another Kabul\nOpen: a curator looks at it." in home.words
    assert f"{SPEECH} · 24 Nov 2026: he said it later" in home.words
    assert "Settled by cleo, 24 Nov 2026: the date is right" in home.words
    assert "Ben's own doubt" not in home.words


async def test_a_flag_on_what_is_above_my_ceiling_by_now_is_not_hinted_at(bot):
    await bot.curating.acts.flag(SECRET, actor(ANA), "who says so?")

    home = await home_of(bot)

    assert "You have flagged and proposed nothing yet." in home.words
    assert SECRET not in json.dumps(home.content)


async def test_what_came_of_them_names_nothing_above_my_ceiling(bot):
    await bot.curating.acts.flag(ATTACK, actor(ANA), "it is another Kabul")
    await bot.curating.acts.flag(SPEECH, actor(ANA), "he said it later")
    await bot.curating.acts.settle(ATTACK, CLEO_ACTS, f"{SECRET} says so, too")
    await bot.curating.acts.supersede(SPEECH, CLEO_ACTS, "It says more.", by=SECRET)

    home = await home_of(bot)

    assert "Settled by cleo, 24 Nov 2026" in home.words
    assert "Open: a curator looks at it." in home.words
    assert SECRET not in json.dumps(home.content)


async def test_my_proposals_stand_there_with_what_came_of_them(bot):
    made = [await propose(bot, claim) for claim in ("No attack was counted in 2024.", "Kabul saw no attack.")]
    await bot.curating.proposals.approve(made[0].id, CLEO_ACTS, ceiling="RED")

    home = await home_of(bot)

    assert "2 proposals, 1 of them open" in home.words
    assert "test-240216 · 24 Nov 2026: Kabul saw no attack.\nOpen: another person decides." in home.words
    assert "test-240216.04 · 24 Nov 2026: No attack was counted in 2024.\nApproved by cleo" in home.words


async def propose(bot, claim, by=ANA):
    draft = ProposedFact(
        "test-240216",
        {
            "claim": claim,
            "quotes": [{"exact": "Test Press counted no attack in Kabul in 2024."}],
            "attribution": {"chain": ["test-press"], "how": "own-voice"},
            "places": ["kabul"],
            "topics": ["attacks"],
            "when": {"event": "2024"},
        },
    )
    made = await bot.curating.proposals.propose(draft, actor(by), ceiling="RED")
    assert made.proposal, made.remarks
    return made.proposal


async def test_of_many_flags_the_open_ones_and_the_newest_are_shown_and_the_others_counted(bot):
    for number in range(8):
        await bot.curating.acts.flag(ATTACK, actor(ANA), f"doubt {number}")
        await bot.curating.acts.settle(ATTACK, CLEO_ACTS, "it stands")

    home = await home_of(bot)

    assert "8 flags, none of them open" in home.words
    assert "doubt 7" in home.words
    assert "doubt 2" not in home.words
    assert "and 3 more" in home.words


async def test_a_curator_sees_the_queue_and_nobody_else_does(bot):
    await bot.curating.acts.flag(ATTACK, actor(ANA), "it is another Kabul")

    home = await home_of(bot, BEN)

    assert "For you to review" in home.words
    assert "1 flagged · 1 not verified yet" in home.words
    assert "it is another Kabul" in home.words
    assert "For you to review" not in (await home_of(bot)).words


async def test_what_is_above_a_curators_ceiling_does_not_count_in_their_queue(bot):
    await bot.curating.acts.flag(SECRET, actor(ANA), "who says so?")

    home = await home_of(bot, BEN)

    assert "2 not verified yet" in home.words
    assert "flagged ·" not in home.words
    assert SECRET not in json.dumps(home.content)


async def test_a_curators_act_at_home_shows_there_at_once(bot):
    await bot.curating.acts.flag(ATTACK, actor(ANA), "it is another Kabul")
    home = await home_of(bot, BEN)

    await bot.press(home, "Take")

    assert "taken by ben" in bot.workspace.home(BEN.id).words


async def test_a_review_opened_at_home_ends_with_the_queue_as_it_is_then(bot):
    await bot.curating.acts.flag(ATTACK, actor(ANA), "it is another Kabul")
    await bot.press(await home_of(bot, BEN), "Review…")
    [view] = bot.workspace.modals(BEN.id)

    await bot.submit(view, {"deed": "settle", "why": "looked at"})
    await bot.beat()

    assert "flagged" not in bot.workspace.home(BEN.id).words.partition("For you to review")[2][:60]
