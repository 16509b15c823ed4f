from datetime import date

import pytest

from bot.console.dates import in_zone

TODAY = date(2026, 11, 24)


def said(text, zone="Asia/Kabul", kind="mrkdwn"):
    block = {"type": "context", "elements": [{"type": kind, "text": text}]}
    return in_zone(block, zone, TODAY)["elements"][0]["text"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("{date_short_pretty} at {time}", "tomorrow at 04:30"),
        ("{date_short} {time}", "Nov 25, 2026 04:30"),
        ("{date_num}", "2026-11-25"),
        ("{ago}", "then"),
    ],
)
def test_a_date_is_said_in_the_time_of_its_reader_and_one_of_another_form_in_the_words_for_it(form, words):
    assert said(f"*next* <!date^1795564800^{form}|then>.") == f"*next* {words}."


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/New_York", "today 19:00"),
        ("Pacific/Kiritimati", "tomorrow 14:00"),
    ],
)
def test_which_day_it_is_depends_on_the_zone(zone, words):
    assert said("<!date^1795564800^{date_short_pretty} {time}|then>", zone) == words


def test_literal_text_stays():
    date_as_data = "<!date^1795564800^{time}|then>"

    assert said(date_as_data, kind="plain_text") == date_as_data
