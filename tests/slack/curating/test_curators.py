import pytest

from bot.console.team import ANA, BEN, CURATORS
from bot.slack.curating.curators import Curators, NoCuratorError


@pytest.fixture
def curators(bot):
    return lambda *ids: Curators(bot.client, ids, lambda: bot.now().timestamp())


async def test_people_and_the_members_of_groups_are_curators(curators):
    both = curators(ANA.id, CURATORS.id)

    await both.require(ANA.id)
    await both.require(BEN.id)


async def test_nobody_else_is(curators):
    with pytest.raises(NoCuratorError, match="Only curators"):
        await curators(CURATORS.id).require(ANA.id)
    with pytest.raises(NoCuratorError, match="names them in its settings"):
        await curators().require(ANA.id)


async def test_a_group_that_slack_does_not_tell_of_has_no_members_until_it_does(bot, curators):
    mixed = curators(ANA.id, CURATORS.id)
    bot.workspace.faults.refuse("fatal_error", "usergroups.users.list")

    with pytest.raises(NoCuratorError):
        await mixed.require(BEN.id)
    await mixed.require(ANA.id)
    await mixed.require(BEN.id)


async def test_the_members_are_asked_for_again_after_five_minutes(bot, curators):
    asked = curators(CURATORS.id)
    await asked.require(BEN.id)
    del bot.workspace.team.usergroups[CURATORS.id]

    await asked.require(BEN.id)
    bot.now.passes(minutes=6)
    with pytest.raises(NoCuratorError):
        await asked.require(BEN.id)
