"""Curation where not everything may be told: what is above the ceiling, nobody knows there."""

import pytest

from bot.console.team import ANA, BEN, CURATION, GENERAL, GUEST, SHARED, VISITED
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact
from tests.slack.curating.conftest import ATTACK, CLEO, SPEECH, TEXT, Bot, actor
from tests.slack.whole_bot import whole_bot

CLAIM = "ISIS attacked Kabul in 2023."
UNKNOWN = "This is not one I know. Ask again, please."


@pytest.fixture
async def bot(tmp_path, settings):
    """A bot whose ledger holds a fact that is AMBER and one that is CLEAR."""
    files = KnowledgeFiles(tmp_path)
    attack = a_fact(CLAIM, id=ATTACK, subjects=["isis"], places=["kabul"], tlp="AMBER")
    files.dossier(TEXT, attack, a_fact("Voronkov spoke of ISIS-K.", id=SPEECH, subjects=["voronkov"]))
    async with whole_bot(Bot, files, settings, CLEO) as bot:
        yield bot


async def forged(bot, act, channel, user=BEN.id):
    """Choose from the menu of a fact that may be told somewhere, with the id of one that may not."""
    [shown] = await bot.command(f"about {SPEECH}", user=user, channel=channel)
    for block in shown.blocks:
        for option in block.get("accessory", {}).get("options", ()):
            option["value"] = option["value"].replace(SPEECH, ATTACK)
    return await bot.press(shown, act, user=user)


@pytest.mark.parametrize(
    ("channel", "is_listed"), [(GENERAL.id, True), (SHARED.id, False), (VISITED.id, False)]
)
async def test_the_queue_shows_what_may_be_told_where_it_is_asked_for(bot, channel, is_listed):
    [queue] = await bot.command("review", user=BEN.id, channel=channel)

    assert (CLAIM in queue.words) == is_listed
    assert "Voronkov spoke of ISIS-K." in queue.words


async def test_a_forged_flag_on_what_is_above_the_ceiling_is_on_none_that_anybody_knows(bot):
    [told] = await forged(bot, "Flag…", SHARED.id)

    assert told.words.startswith(UNKNOWN)
    assert bot.workspace.modals(BEN.id) == []


async def test_a_flag_that_is_submitted_when_others_have_come_is_not_recorded(bot):
    view = await bot.modal("Flag…")
    await bot.workspace.share_channel(GENERAL.id)

    await bot.submit(view, {"What is wrong with it?": "The document says 2022."})

    [view] = bot.workspace.modals(ANA.id)
    assert view.errors["why"] == UNKNOWN
    assert await bot.history(ATTACK) == [("add", "a curator")]


async def test_a_review_that_is_submitted_when_others_have_come_is_refused(bot):
    view = await bot.modal("Review…", user=BEN.id)
    await bot.workspace.share_channel(GENERAL.id)

    await bot.submit(view, {"What is to be done?": "retract", "Why?": "Forged."})

    [*_, view] = bot.workspace.modals(BEN.id)
    assert f"There is no fact {ATTACK} to review" in view.errors["why"]
    assert await bot.history(ATTACK) == [("add", "a curator")]


async def test_no_fact_above_the_ceiling_takes_another_ones_place_nor_is_it_suggested(bot):
    [shown] = await bot.command(f"about {SPEECH}", user=BEN.id, channel=SHARED.id)
    await bot.press(shown, "Quote in context", user=BEN.id)
    [context] = bot.workspace.modals(BEN.id)
    await bot.press(context, "Review…", user=BEN.id)
    [*_, view] = bot.workspace.modals(BEN.id)

    await bot.submit(view, {"What is to be done?": "supersede", "Why?": "It says more.", "by": ATTACK})

    [*_, view] = bot.workspace.modals(BEN.id)
    assert view.errors["by"].startswith(f"The ledger knows no fact {ATTACK}.")
    assert await bot.history(SPEECH) == [("add", "a curator")]


class TestTheCuratorsChannel:
    async def test_shared_with_others_it_gets_no_card_of_what_is_above(self, bot):
        await bot.workspace.share_channel(CURATION.id)
        await bot.curating.acts.flag(ATTACK, actor(ANA), "It was in 2022.")
        await bot.curating.acts.flag(SPEECH, actor(ANA), "He did not.")

        await bot.beat()

        [card] = bot.workspace.messages(CURATION.id)
        assert "Voronkov" in card.text

    async def test_a_card_that_stands_there_is_not_worked_on_and_loses_its_words(self, bot):
        await bot.curating.acts.flag(ATTACK, actor(ANA), "It was in 2022.")
        await bot.beat()
        await bot.workspace.share_channel(CURATION.id)

        refused = await bot.refused(bot.shown_card(), "Take", user=BEN.id)

        assert f"There is no fact {ATTACK}" in refused
        assert bot.card().text == "What stood here is no longer for this channel."


class TestWhoIsAGuest:
    async def test_may_not_propose_from_a_document_that_is_not_for_them_nor_is_it_offered(
        self, tmp_path, settings
    ):
        files = KnowledgeFiles(tmp_path)
        files.dossier(TEXT, a_fact(CLAIM, subjects=["isis"], places=["kabul"]), source={"tlp": "AMBER"})
        async with whole_bot(Bot, files, settings, CLEO) as bot:
            await bot.command("propose", user=GUEST.id, channel=VISITED.id)
            [form] = bot.workspace.modals(GUEST.id)
            offered = await bot.workspace.type_ahead(form, "source", "test")
            await bot.command("propose", user=ANA.id)
            [inside] = bot.workspace.modals(ANA.id)
            [option] = await bot.workspace.type_ahead(inside, "source", "test")
            fields = {"claim": CLAIM, "quotes": CLAIM, "source": option, "attribution": "test press"}
            [speaker, *_] = await bot.workspace.type_ahead(form, "attribution", "test press")

            await bot.submit(form, {**fields, "attribution": speaker})

            [form] = bot.workspace.modals(GUEST.id)
            assert offered == []
            assert "test-240216 is not a source with a document" in form.errors["source"]
