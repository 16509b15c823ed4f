import json

import pytest

from bot.console.reading import words_of
from bot.console.team import ANA, BEN, CURATORS, GENERAL
from bot.domain.ledger import Actor, NewEvent, Target
from bot.factbase.sync import sync
from bot.settings import Settings
from bot.storage import ledger, synced
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact
from tests.slack.curating.conftest import ATTACK, FACTS, SPEECH, TEXT, Bot
from tests.slack.whole_bot import whole_bot

SECRET = "test-240216.03"
SPY = a_fact("Officials in Kabul fear more.", id=SECRET, places=["kabul"], tlp="AMBER+STRICT")


@pytest.fixture
def files(tmp_path):
    """The files of two facts that channels may see, and of one that they may not."""
    files = KnowledgeFiles(tmp_path)
    files.dossier(TEXT, *FACTS, SPY)
    return files


@pytest.fixture
async def bot(files):
    """A bot whose ledger holds what the files hold."""
    settings = Settings(_env_file=None, curators=(CURATORS.id,))
    async with whole_bot(Bot, files, settings) as bot:
        yield bot


async def revise(bot, files, **fields):
    """Have the file of the first fact give it another wording."""
    files.dossier(TEXT, {**FACTS[0], **fields}, *FACTS[1:], SPY)
    await sync(bot.database, files.knowledge, files.seeds, bot.now)
    await bot.beat()


def forged(reply, act, fact_id):
    """A menu whose options name another fact, as a hostile client sends it."""
    for block in reply.blocks:
        for option in block.get("accessory", {}).get("options", ()):
            option["value"] = f"{act}:{fact_id}:{'0' * 12}"
    return reply


async def test_the_quote_is_shown_in_its_document(bot):
    view = await bot.modal("Quote in context")

    words = words_of(view.blocks)
    assert (view.title, view.callback_id) == ("Quote in context", "quote_in_context")
    assert "ISIS attacked Kabul in 2023." in words
    assert "Voronkov spoke of ISIS-K." in words
    assert "After: Test Press counted no attack in Kabul in 2024." in words
    assert "added by" in words
    assert view.buttons == ["Copy citation", "History"]


async def test_a_citation_is_copied_from_the_menu_and_from_the_modal(bot):
    [told] = await bot.choose("Copy citation")
    await bot.press(await bot.modal("Quote in context"), "Copy citation")

    [*_, view] = bot.workspace.modals(ANA.id)
    assert told.kind == "ephemeral"
    assert "“ISIS attacked Kabul in 2023,” Test Press" in told.words
    assert words_of(view.blocks) == told.words
    assert json.loads(told.blocks[3]["elements"][0]["elements"][0]["text"])[0]["id"] == "test-240216"


async def test_the_whole_history_opens_on_top_of_the_quote(bot):
    await bot.press(await bot.modal("Quote in context"), "History")

    titles = [view.title for view in bot.workspace.modals(ANA.id)]
    assert titles == ["Quote in context", "History"]


async def test_only_curators_are_offered_a_review(bot):
    view = await bot.modal("Quote in context", user=BEN.id)
    await bot.press(view, "Review…", user=BEN.id)

    [*_, judging] = bot.workspace.modals(BEN.id)
    assert judging.callback_id == "judge_fact"
    assert "Review…" not in (await bot.modal("Quote in context", user=ANA.id)).buttons


async def test_a_fact_that_was_revised_since_is_shown_as_it_was_seen(bot, files):
    [shown] = await bot.command(f"about {ATTACK}")
    await revise(bot, files, claim="ISIS struck Kabul in 2023.")

    await bot.press(shown, "Quote in context")

    [view] = bot.workspace.modals(ANA.id)
    words = words_of(view.blocks)
    assert words.startswith("ISIS attacked Kabul in 2023.")
    assert "Revised since by a curator" in words
    assert "Now: ISIS struck Kabul in 2023." in words


async def test_a_retracted_fact_is_still_shown_as_such_in_its_document(bot):
    await bot.curating.acts.retract(ATTACK, Actor("cli:eve", "eve"), "forged")
    await bot.beat()

    view = await bot.modal("Quote in context")

    assert "Retracted by eve" in words_of(view.blocks)


async def test_of_a_fact_whose_words_were_taken_down_no_word_is_shown(bot):
    [shown] = await bot.command(f"about {ATTACK}")
    event = NewEvent(
        kind="redact",
        target=Target("fact", ATTACK),
        actor=Actor("cli:eve", "eve"),
        content_hash="x",
        note="order",
    )
    async with bot.database.begin() as session:
        await ledger.append(session, [event], bot.now())
    await bot.beat()

    told = [
        (await bot.press(shown, act))[0].words for act in ("Quote in context", "Copy citation", "History")
    ]

    assert bot.workspace.modals(ANA.id) == []
    assert "attacked" not in " ".join(told)
    assert "taken down by eve" in told[0]


async def test_where_the_document_is_away_a_sentence_says_so(bot):
    async with bot.database.begin() as session:
        await synced.take_down(session, bot.follower.base.facts[ATTACK].source.sha256)

    view = await bot.modal("Quote in context")

    assert "The text of the document is not stored here" in words_of(view.blocks)


@pytest.mark.parametrize("act", ["context", "cite", "history"])
async def test_what_is_above_the_ceiling_and_what_is_not_there_get_the_same_sentence(bot, act):
    [shown] = await bot.command(f"about {ATTACK}")

    secret, absent = [
        (await bot.press(forged(shown, act, each), "Quote in context"))[0].words
        for each in (SECRET, "test-240216.99")
    ]

    assert secret == absent.replace("test-240216.99", SECRET)
    assert "does not stand here" in secret
    assert bot.workspace.modals(ANA.id) == []


async def test_what_may_not_be_told_any_more_is_not_told_on_an_old_button(bot, files):
    [shown] = await bot.command(f"about {ATTACK}")
    view = await bot.modal("Quote in context")
    await revise(bot, files, tlp="RED")

    [menu] = await bot.press(shown, "Quote in context")
    await bot.press(view, "Copy citation")

    [*_, citation] = bot.workspace.modals(ANA.id)
    assert "does not stand here" in menu.words
    assert words_of(citation.blocks) == menu.words


async def test_a_channel_that_has_become_shared_is_told_nothing_more_in_an_open_modal(bot, files):
    await revise(bot, files, tlp="GREEN")
    view = await bot.modal("Quote in context")
    await bot.workspace.share_channel(GENERAL.id)

    await bot.press(view, "Copy citation")

    [*_, citation] = bot.workspace.modals(ANA.id)
    assert "does not stand here" in words_of(citation.blocks)


async def test_a_fact_above_the_ceiling_is_not_named_in_anothers_history(bot):
    note = f"{SECRET} says more"
    await bot.curating.acts.dispute(SPEECH, Actor("cli:eve", "eve"), note)
    await bot.beat()

    [told] = await bot.choose("History", about=SPEECH)

    assert "disputed by eve" in told.words
    assert SECRET not in told.words


async def test_a_choice_that_is_none_of_ours_gets_a_sentence(bot):
    [shown] = await bot.command(f"about {ATTACK}")
    for block in shown.blocks:
        for option in block.get("accessory", {}).get("options", ()):
            option["value"] = "context:../etc:0123456789ab"

    [told] = await bot.press(shown, "Quote in context")

    assert "not one I know" in told.words
