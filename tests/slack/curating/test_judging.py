import pytest

from bot.console.team import ANA, BEN, CAI
from bot.curation.wording import ProposedFact
from bot.domain.handling import STRICTEST
from tests.slack.curating.conftest import ATTACK, BEN_ACTS, CLEO, CLEO_ACTS, SPEECH, actor


async def judged(bot, deed, why="Held against the document.", **fields):
    view = await bot.modal("Review…", user=BEN.id)
    return await bot.submit(view, {"What is to be done?": deed, "Why?": why, **fields})


def labels(view):
    [choices] = [one.element["options"] for one in view.fields if one.block_id == "deed"]
    return [option["value"] for option in choices]


async def test_who_is_no_curator_gets_a_sentence(bot):
    await judged(bot, "retract")
    await bot.beat()
    [withdrawn] = await bot.command(f"about {ATTACK}", user=ANA.id)

    [told] = await bot.press(withdrawn, "Review…", user=ANA.id)

    assert "Only curators can do that" in told.words
    assert bot.workspace.modals(ANA.id) == []


async def test_a_fact_in_its_context_offers_its_review_to_curators_alone(bot):
    offered = [
        [control.name for control in (await bot.modal("Quote in context", user=user)).controls]
        for user in (ANA.id, BEN.id)
    ]

    assert ["Review…" in names for names in offered] == [False, True]


async def test_it_shows_the_quote_in_its_document_the_flags_and_which_file_owns_the_words(bot):
    await bot.curating.acts.flag(ATTACK, actor(CAI), "<!channel> 2022?")

    view = await bot.modal("Review…", user=BEN.id)

    assert "Voronkov spoke of ISIS-K." in view.words
    assert "cai" in view.words
    assert "facts/2024/test-240216.yaml" in view.words
    assert "edit" not in labels(view)


async def test_only_what_is_possible_is_offered(bot):
    assert labels(await bot.modal("Review…", user=BEN.id)) == ["verify", "dispute", "retract", "supersede"]


@pytest.mark.parametrize("deed", ["verify", "dispute", "retract"])
async def test_each_act_is_an_event_of_its_own(bot, deed):
    [told] = await judged(bot, deed)

    assert (await bot.history(ATTACK))[-1] == (deed, "ben")
    assert "by ben" in told.words


async def test_a_retracted_fact_can_be_restored_from_what_is_said_of_it(bot):
    await judged(bot, "retract")
    await bot.beat()

    [withdrawn] = await bot.command(f"about {ATTACK}", user=BEN.id)
    await bot.press(withdrawn, "Review…", user=BEN.id)
    [*_, view] = bot.workspace.modals(BEN.id)
    await bot.submit(view, {"What is to be done?": "restore", "Why?": "It was right after all."})
    await bot.beat()

    [answer] = await bot.command(f"about {ATTACK}")
    assert "ISIS attacked Kabul" in answer.words


async def test_another_fact_takes_its_place(bot):
    await judged(bot, "supersede", by=SPEECH)

    assert (await bot.history(ATTACK))[-1] == ("supersede", "ben")


@pytest.mark.parametrize(("by", "said"), [("", "Name the fact"), ("test-240216.99", "knows no fact")])
async def test_without_a_fact_that_takes_its_place_the_input_says_so(bot, by, said):
    await judged(bot, "supersede", by=by)

    [*_, view] = bot.workspace.modals(BEN.id)
    assert said in view.errors["by"]


async def test_an_act_without_its_reason_is_refused_at_the_reason(bot):
    await judged(bot, "retract", why="")

    [*_, view] = bot.workspace.modals(BEN.id)
    assert "A reason is missing" in view.errors["why"]


async def test_what_has_changed_since_the_modal_was_opened_is_refused_and_the_reason_stays(bot):
    view = await bot.modal("Review…", user=BEN.id)
    await bot.curating.acts.dispute(ATTACK, CLEO_ACTS, "I doubt it.")

    await bot.submit(view, {"What is to be done?": "verify", "Why?": "Held against the document."})

    [*_, view] = bot.workspace.modals(BEN.id)
    assert "has changed since you looked" in view.errors["why"]
    assert view.state["values"]["why"]["why"]["value"] == "Held against the document."
    assert (await bot.history(ATTACK))[-1] == ("dispute", "cleo")


async def test_of_two_curators_at_once_one_wins_and_the_other_is_told(bot):
    views = [await bot.modal("Review…", user=user) for user in (BEN.id, CLEO.id)]

    for view in views:
        await bot.submit(view, {"What is to be done?": "retract", "Why?": "Forged."})

    assert [kind for kind, _ in await bot.history(ATTACK)] == ["add", "retract"]
    [*_, refused] = bot.workspace.modals(CLEO.id)
    assert "look" in refused.errors["why"]


async def test_whose_card_somebody_else_has_gets_their_name(bot):
    view = await bot.modal("Review…", user=BEN.id)
    await bot.curating.reviews.take(f"fact:{ATTACK}", CLEO_ACTS, STRICTEST)

    await bot.submit(view, {"What is to be done?": "verify", "Why?": "Held against it."})

    [*_, view] = bot.workspace.modals(BEN.id)
    assert "cleo took this card" in view.errors["why"]


async def test_an_act_that_is_refused_leaves_the_card_free(bot):
    await judged(bot, "retract", why="")

    assert (await bot.curating.reviews.card(f"fact:{ATTACK}", STRICTEST)).taken.by is None


async def test_with_the_database_away_the_modal_says_so(bot):
    view = await bot.modal("Review…", user=BEN.id)
    await bot.database.close()

    await bot.submit(view, {"What is to be done?": "verify", "Why?": "Held against it."})

    [*_, view] = bot.workspace.modals(BEN.id)
    assert "database cannot be used" in view.errors["why"]


async def test_the_history_tells_everything_that_happened(bot):
    await judged(bot, "retract", why="Forged.")

    [told] = await bot.choose("History")

    assert "retracted" in told.words
    assert "Forged." in told.words


async def test_a_fact_born_here_is_edited_here(bot):
    fields = {
        "claim": "Test Press counted no attack in Kabul.",
        "quotes": [{"exact": "Test Press counted no attack in Kabul in 2024."}],
        "attribution": {"chain": ["test-press"], "how": "own-voice"},
        "places": ["kabul"],
    }
    made = await bot.curating.proposals.propose(ProposedFact("test-240216", fields), actor(ANA))
    [event, *_] = await bot.curating.proposals.approve(made.proposal.id, BEN_ACTS)
    await bot.beat()

    view = await bot.modal("Review…", about=event.target.id, user=BEN.id)
    await bot.submit(view, {"What is to be done?": "edit"})
    [*_, form] = bot.workspace.modals(BEN.id)
    claim = "Test Press counted no attack in Kabul in 2024."
    await bot.submit(form, {"claim": claim, "Why is it changed?": "The year was missing."})
    await bot.beat()

    assert (await bot.history(event.target.id))[-1] == ("revise", "ben")
    [answer] = await bot.command(f"about {event.target.id}")
    assert claim in answer.words
    assert bot.workspace.modals(BEN.id) == []


@pytest.mark.parametrize(
    "value",
    [
        "",
        "retract:x",
        "flag:test-240216.01:zz",
        "review:../etc:0123456789ab",
        "why:test-240216.01:0123456789ab",
    ],
)
async def test_a_forged_choice_gets_a_sentence(bot, value):
    [shown] = await bot.command(f"about {ATTACK}")
    for block in shown.blocks:
        for option in block.get("accessory", {}).get("options", ()):
            option["value"] = value

    [told] = await bot.press(shown, "Flag…")

    assert "not one I know" in told.words


async def test_an_unknown_fact_gets_a_sentence(bot):
    [shown] = await bot.command(f"about {ATTACK}")
    for block in shown.blocks:
        for option in block.get("accessory", {}).get("options", ()):
            option["value"] = option["value"].replace(".01", ".99")

    for act, said in (("Flag…", "not one I know"), ("History", "test-240216.99")):
        [told] = await bot.press(shown, act, user=BEN.id)
        assert said in told.words


async def test_a_menu_that_shows_an_older_wording_is_refused(bot):
    [shown] = await bot.command(f"about {ATTACK}")
    for block in shown.blocks:
        for option in block.get("accessory", {}).get("options", ()):
            option["value"] = f"{option['value'][:-12]}{'0' * 12}"

    [told] = await bot.press(shown, "Flag…", user=BEN.id)

    assert "look" in told.words.lower()
    assert bot.workspace.modals(BEN.id) == []
