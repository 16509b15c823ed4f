"""What is left of a question once it is answered."""

import pytest

from bot.console.team import ANA
from bot.curation import corrections
from bot.settings import Settings
from tests.databases import rows_of
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact
from tests.slack.whole_bot import WholeBot, whole_bot

TYPED = "kabull"
"""Read as Kabul: no fact has the word."""
UNKNOWN = "zanzibar"


@pytest.fixture
async def bot(tmp_path):
    """A bot whose ledger holds one fact."""
    files = KnowledgeFiles(tmp_path)
    files.dossier("ISIS attacked Kabul in 2023.\n", a_fact("ISIS attacked Kabul in 2023.", places=["kabul"]))
    async with whole_bot(WholeBot, files, Settings(_env_file=None)) as bot:
        yield bot


async def kept(bot, words):
    """The tables in which words are kept, after all that is under way."""
    await bot.beat()
    return {row.partition(":")[0] for row in await rows_of(bot.database) if words in row.casefold()}


async def test_of_a_question_that_is_answered_to_one_person_no_word_is_kept(bot, capsys):
    [reply] = await bot.command(TYPED)
    await bot.seen(bot.workspace.direct(TYPED))

    assert "ISIS attacked Kabul" in reply.words
    assert await kept(bot, TYPED) == set()
    assert TYPED not in capsys.readouterr().out


async def test_one_that_nothing_answers_is_counted_by_its_words_without_who_asked(bot, capsys):
    await bot.command(UNKNOWN)
    await bot.seen(bot.workspace.direct(UNKNOWN))

    assert await kept(bot, UNKNOWN) == {"gaps"}
    [gap] = [row for row in await rows_of(bot.database) if row.startswith("gaps")]
    assert ANA.id not in gap
    assert UNKNOWN not in capsys.readouterr().out


async def test_an_answer_that_others_see_is_kept_as_it_stands_there_and_nowhere_else(bot, capsys):
    [reply] = await bot.command(TYPED)
    await bot.press(reply, "Share to channel")
    await bot.seen(bot.workspace.mention(TYPED))

    assert await kept(bot, TYPED) == {"messages"}
    assert TYPED not in capsys.readouterr().out


async def test_what_others_see_is_forgotten_when_it_is_no_longer_corrected(bot):
    await bot.seen(bot.workspace.mention(TYPED))
    await bot.beat()

    bot.now.passes(days=181)
    await corrections.prune(bot.database, bot.now(), 180)

    assert await kept(bot, TYPED) == set()
