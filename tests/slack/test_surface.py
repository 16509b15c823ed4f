from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.answering.desks import Desks
from bot.console.team import ANA, CLOSED, GENERAL, GUEST, SHARED, VISITED
from bot.domain.answers import Answer, NothingKnown, Question, Refusal
from bot.domain.handling import CEILINGS
from bot.slack.surface import Surface, Where, privately
from bot.storage.engine import StorageError
from tests.factories import base, cited

BY_ANA = Where("command", GENERAL.id, ANA.id)
TODAY = date(2026, 11, 24)
READ_AT = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)


async def cannot_read(_day, _ceiling):
    raise StorageError("db.example.org:5432 does not answer. Start it.")


@pytest.fixture
def surface(desk_of, access):
    """A surface before a ledger of one fact, that keeps its gaps in `gaps`."""
    gaps = []
    desk = desk_of(replace(base(cited("The bridge of Elba is closed.", places=("elba",))), head=1))

    def note(text, asker):
        gaps.append((text, asker))

    made = Surface(
        Desks(dict.fromkeys(CEILINGS, desk), cannot_read),
        access,
        "/threat",
        lambda: TODAY,
        note,
        lambda: READ_AT + timedelta(minutes=3),
    )
    return made, gaps


async def test_what_nothing_is_known_on_is_noted_with_who_asked(surface):
    surface, gaps = surface
    await surface.answer(Question("weather Capri"), BY_ANA)

    assert gaps == [("weather Capri", ANA.id)]


@pytest.mark.parametrize(
    "text", ["elba", "help", "x" * 600, "weather as of 2020", "elba as of 1999", "sources"]
)
async def test_an_answer_and_a_question_about_another_time_leave_no_gap(surface, text):
    surface, gaps = surface
    await surface.answer(Question(text), BY_ANA)

    assert gaps == []


async def test_while_the_database_is_away_answers_say_how_old_the_state_is(surface):
    surface, _ = surface
    surface.desks.away_since = READ_AT

    answer = await surface.answer(Question("elba"), BY_ANA)
    nothing = await surface.answer(Question("weather"), BY_ANA)

    assert isinstance(answer.reply, Answer)
    assert isinstance(nothing.reply, NothingKnown)
    for said in (answer, nothing):
        assert "from the state of 14:05 UTC, 3 minutes ago: the database is away" in said.message.text
        assert "3 minutes ago" in str(said.message.blocks)


async def test_a_past_day_that_cannot_be_read_is_refused_without_a_word_of_the_database(surface):
    surface, _ = surface

    said = await surface.answer(Question("elba known on 2026-11-01"), BY_ANA)

    assert isinstance(said.reply, Refusal)
    assert said.message.text == StorageError.in_public
    assert "example.org" not in said.message.text


@pytest.mark.parametrize(
    ("channel", "asker", "facts", "because"),
    [
        (GENERAL, ANA, 2, ""),
        (CLOSED, ANA, 2, ""),
        (VISITED, ANA, 1, "A guest of the workspace is here"),
        (SHARED, ANA, 1, "Another organisation is here"),
        (None, ANA, 2, ""),
        (None, GUEST, 1, "A guest of the workspace is here"),
        (None, None, 1, "Slack does not say yet who is here"),
    ],
)
async def test_an_answer_holds_what_its_place_may_know_and_says_privately_why(
    surface, desk_of, channel, asker, facts, because
):
    surface, _ = surface
    clear = cited("The bridge of Elba is closed.", places=("elba",))
    amber = cited("The harbour of Elba is closed.", places=("elba",), tlp="AMBER")
    whole, open_to_all = desk_of(base(clear, amber)), desk_of(base(clear))
    surface.desks.replace({**dict.fromkeys(CEILINGS, whole), "CLEAR": open_to_all})

    where = Where("command", channel.id if channel else "", asker.id if asker else "")
    said = await surface.answer(Question("elba"), where)

    assert said.reply.total == facts
    assert because in privately(said).text
    assert (privately(said) is said.message) is (because == "")
    assert said.message.tlp == ("CLEAR" if facts == 1 else "AMBER")
    assert ("TLP:AMBER" in said.message.text.partition("\n")[0]) is (facts == 2)
