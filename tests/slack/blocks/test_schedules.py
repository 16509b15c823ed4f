from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.schedules import Schedule
from bot.slack.blocks.schedules import (
    in_readers_time,
    period_in_words,
    place_in_words,
    schedule_in_words,
)

BEGIN = datetime(2026, 12, 31, 8, tzinfo=UTC)


def test_a_schedule_is_said_in_words():
    assert schedule_in_words(Schedule("Europe/Berlin", time(9))) == "every day at 09:00, Europe/Berlin"


def test_the_next_runs_are_dates_that_each_reader_sees_in_their_own_time():
    said = in_readers_time([BEGIN, datetime(2027, 1, 1, 8, tzinfo=UTC)])

    assert said == (
        "<!date^1798704000^{date_short_pretty} at {time}|Thu 31 Dec 2026 08:00 UTC> and "
        "<!date^1798790400^{date_short_pretty} at {time}|Fri 1 Jan 2027 08:00 UTC>"
    )


def test_a_period_over_the_turn_of_the_year_names_both_years():
    said = period_in_words(BEGIN, datetime(2027, 1, 1, 8, tzinfo=UTC), "Europe/Berlin")

    assert said == "Thu 31 Dec 2026 09:00 to Fri 1 Jan 2027 09:00, Berlin"


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("UTC", "UTC"),
        # IANA counts these the other way round.
        ("Etc/GMT-3", "UTC+03"),
    ],
)
def test_a_zone_is_named_by_its_place(zone, place):
    assert place_in_words(BEGIN.astimezone(ZoneInfo(zone))) == place
