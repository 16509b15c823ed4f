from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.answering.desks import Desks
from bot.domain.answers import Answer, NothingKnown, Question, Refusal
from bot.slack.surface import Surface
from bot.storage.engine import StorageError
from tests.factories import base, cited

TODAY = date(2026, 11, 24)
READ_AT = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)


async def cannot_read(_day):
    raise StorageError("db.example.org:5432 does not answer. Start it.")


@pytest.fixture
def surface(desk_of):
    """A surface before a ledger of one fact, that keeps its gaps in `gaps`."""
    gaps = []
    desk = desk_of(replace(base(cited("The bridge of Elba is closed.", places=("elba",))), head=1))

    def note(text, asker):
        gaps.append((text, asker))

    made = Surface(
        Desks(desk, cannot_read), "/threat", lambda: TODAY, note, lambda: READ_AT + timedelta(minutes=3)
    )
    return made, gaps


async def test_what_nothing_is_known_on_is_noted_with_who_asked(surface):
    surface, gaps = surface
    await surface.answer(Question("weather Capri"), door="command", asker="U1")

    assert gaps == [("weather Capri", "U1")]


@pytest.mark.parametrize(
    "text", ["elba", "help", "x" * 600, "weather as of 2020", "elba as of 1999", "sources"]
)
async def test_an_answer_and_a_question_about_another_time_leave_no_gap(surface, text):
    surface, gaps = surface
    await surface.answer(Question(text), door="command", asker="U1")

    assert gaps == []


async def test_while_the_database_is_away_answers_say_how_old_the_state_is(surface):
    surface, _ = surface
    surface.desks.away_since = READ_AT

    answer, message = await surface.answer(Question("elba"), door="command")
    nothing, silence = await surface.answer(Question("weather"), door="command")

    assert isinstance(answer, Answer)
    assert isinstance(nothing, NothingKnown)
    for each in (message, silence):
        assert "from the state of 14:05 UTC, 3 minutes ago: the database is away" in each.text
        assert "3 minutes ago" in str(each.blocks)


async def test_a_past_day_that_cannot_be_read_is_refused_without_a_word_of_the_database(surface):
    surface, _ = surface

    reply, message = await surface.answer(Question("elba known on 2026-11-01"), door="command")

    assert isinstance(reply, Refusal)
    assert message.text == StorageError.in_public
    assert "example.org" not in message.text
