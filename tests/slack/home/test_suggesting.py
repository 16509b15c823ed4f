"""The questions that are suggested under *Messages*."""

from bot.console.team import ANA


async def test_questions_are_suggested_under_messages_as_far_as_each_person_may_see(bot):
    await bot.seen(bot.workspace.open_home(ANA.id, tab="messages"))

    assert [each.message for each in bot.workspace.prompts(ANA.id)] == ["ISIS", "ISIS-K", "Kabul"]


async def test_each_suggested_question_has_an_answer(bot):
    await bot.seen(bot.workspace.open_home(ANA.id, tab="messages"))

    for prompt in bot.workspace.prompts(ANA.id):
        [reply] = await bot.command(prompt.message)
        assert "Nothing" not in reply.words


async def test_where_the_workspace_refuses_suggestions_nothing_breaks(bot):
    bot.workspace.team.scopes = tuple(set(bot.workspace.team.scopes) - {"assistant:write"})

    await bot.seen(bot.workspace.open_home(ANA.id, tab="messages"))

    assert bot.workspace.prompts(ANA.id) == []
    assert [each.error for each in bot.workspace.team.refusals] == ["missing_scope"]
