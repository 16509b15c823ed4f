"""What stands in a channel without being one of an answer's facts is corrected as they are."""

from bot.console.team import GENERAL
from tests.slack.curating.conftest import ATTACK, CLEO_ACTS, SPEECH

WORDS = "Voronkov spoke of ISIS-K."


def answers(bot):
    """What the bot has posted in the channel, and what became of it."""
    return [f"{each.text} {each.blocks}" for each in bot.workspace.messages(GENERAL.id)][1:]


async def asked(bot, question):
    await bot.workspace.mention(question, channel=GENERAL.id)
    await bot.beat()


async def test_an_answer_that_a_fact_is_withdrawn_says_so_no_more_once_it_is_restored(bot):
    await bot.curating.acts.retract(SPEECH, CLEO_ACTS, "It was forged.")
    await bot.beat()
    await asked(bot, f"about {SPEECH}")
    assert len(answers(bot)) == 1

    await bot.curating.acts.restore(SPEECH, CLEO_ACTS, "It holds after all.")
    await bot.beat()

    answer, _ = answers(bot)
    assert "Stands again" in answer
    assert "Withdrawn" not in answer


async def test_an_answer_that_a_fact_is_withdrawn_loses_its_words_with_a_take_down(bot):
    await bot.curating.acts.retract(SPEECH, CLEO_ACTS, "It was forged.")
    await bot.beat()
    await asked(bot, f"about {SPEECH}")

    await bot.curating.acts.redact(SPEECH, CLEO_ACTS, "A court ordered it.")
    await bot.beat()

    assert WORDS not in "".join(answers(bot))


async def test_an_answer_about_a_past_day_loses_the_words_that_are_taken_down_and_nothing_else(bot):
    bot.now.passes(days=2)
    await asked(bot, f"about {SPEECH} known on 2026-11-24")
    await asked(bot, "isis known on 2026-11-24")
    before = answers(bot)

    await bot.curating.acts.retract(SPEECH, CLEO_ACTS, "It was forged.")
    await bot.beat()
    assert answers(bot) == before
    for fact_id in (SPEECH, ATTACK):
        await bot.curating.acts.redact(fact_id, CLEO_ACTS, "A court ordered it.")
    await bot.beat()
    await bot.beat()

    assert WORDS not in "".join(answers(bot))
    assert "ISIS attacked Kabul" not in "".join(answers(bot))
