from datetime import time
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.errors import DigestRequestError
from bot.digests.requests import LONGEST_REQUEST, Asked, parse_digest, split_and
from bot.domain.schedules import LAST_DAY, Schedule, in_words

HOME = "Europe/Berlin"


def words(text):
    return in_words(parse_digest(text, HOME).schedule)


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        ("daily 09:00 Europe/Berlin", Schedule(HOME, time(9))),
        ("weekdays 8am", Schedule(HOME, time(8), (0, 1, 2, 3, 4))),
        ("fridays 17:30 Kabul", Schedule("Asia/Kabul", time(17, 30), (4,))),
        ("monthly 1st 9:00", Schedule(HOME, time(9), monthdays=(1,))),
        ("every day at 9", Schedule(HOME, time(9))),
        ("mon, wed, fri 07:15 UTC", Schedule("UTC", time(7, 15), (0, 2, 4))),
        ("weekends noon", Schedule(HOME, time(12), (5, 6))),
        ("every monday at 9.30 am New York", Schedule("America/New_York", time(9, 30), (0,))),
        ("monthly on the last day 18h", Schedule(HOME, time(18), monthdays=(LAST_DAY,))),
        ("weekly 9:00", Schedule(HOME, time(9), (0,))),
        ("daily", Schedule(HOME, time(9))),
        ("17:30", Schedule(HOME, time(17, 30))),
        ("monthly", Schedule(HOME, time(9), monthdays=(1,))),
    ],
)
def test_one_line_becomes_a_schedule_and_what_is_not_said_has_a_default(text, schedule):
    assert parse_digest(text, HOME) == Asked(schedule, ())


@pytest.mark.parametrize(
    "text",
    [
        "Fridays 17:30 Kabul",
        "kabul 17:30 fridays",
        "every friday, at 5:30 pm, Asia/Kabul",
        "AT 5.30 P.M. ON FRIDAYS (KABUL)",
        "each fri\u00a017h30 kabul time",
        "1730 fri. kabul",
        "weekly, friday, 17:30, asia/kabul",
        "\u201cfriday\u201d １７：３０ Kabul",
        "fri \u200b17:30 kabul please",
        "17:30 aft fri",
        "fr\u0131day 17:30 Kabul",
    ],
)
def test_the_order_the_case_and_the_signs_do_not_matter(text):
    assert words(text) == "Fridays at 17:30, Asia/Kabul"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("daily 09:00 Europe/Berlin about isis-k, finance", ("isis-k", "finance")),
        ("daily 9 about all", ()),
        ("daily 9 about Everything.", ()),
        ("about iraq", ("iraq",)),
        (
            "daily 9, about: \u201cISIS-K\u201d; finance and attacks, and Kabul.",
            ("ISIS-K", "finance and attacks", "Kabul"),
        ),
        ("daily 9 on topics iraq, syria, Iraq", ("iraq", "syria")),
        ("daily 9 for what is about kabul", ("what is about kabul",)),
        ("daily 9 about friday prayers, 9/11", ("friday prayers", "9/11")),
        ("daily 9 about داعش, Хорасан", ("داعش", "Хорасан")),
    ],
)
def test_what_it_is_about_stands_at_the_end_and_is_split_at_commas(text, about):
    assert parse_digest(text, HOME).about == about


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("", {}),
        ("silent", {"quiet": "silence"}),
        ("quietly", {"quiet": "silence"}),
        ("only if something changed", {"quiet": "silence"}),
        ("summary", {"kind": "summary"}),
        ("changes", {}),
        ("credibility 2", {"least_credibility": 2}),
        ("at least credibility 3", {"least_credibility": 3}),
        ("credibility of at least 3", {"least_credibility": 3}),
        ("credibility 2 or better", {"least_credibility": 2}),
        ("with weekly summary", {"summary_on": 0}),
        ("with a weekly summary on fridays", {"summary_on": 4}),
        ("and a summary on wed", {"summary_on": 2}),
        (
            "quiet, credibility 1, plus a weekly summary",
            {"quiet": "silence", "least_credibility": 1, "summary_on": 0},
        ),
    ],
)
def test_choices_are_read_among_the_rest(text, chosen):
    asked = Asked(Schedule("UTC", time(9)), ("iraq",), **chosen)

    assert parse_digest(f"daily {text} 9:00 utc about iraq", HOME) == asked
    assert parse_digest(f"{text} daily 9:00 utc about iraq", HOME) == asked


@pytest.mark.parametrize(
    "choices",
    [
        "silent",
        "weekly summary",
        "weekly summary on fridays",
        "with weekly summary on fridays",
        "silent with weekly summary on fridays",
        "weekly summary, quiet",
        "at least credibility 3",
        "only when anything changes",
    ],
)
@pytest.mark.parametrize("comma", ["", ","])
def test_choices_behind_what_it_is_about_are_no_topics(choices, comma):
    asked = parse_digest(f"daily 9:00 about iraq{comma} {choices}", HOME)

    assert asked.about == ("iraq",)
    assert asked != parse_digest("daily 9:00 about iraq", HOME)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write when a digest shall come, and what it is about. Examples: daily 09:00"),
        (" ,.;", "Examples: daily 09:00"),
        (
            "daily 9:00 Kabool",
            "“Kabool” is no day, time or time zone that I can read. Did you mean Asia/Kabul?",
        ),
        (
            "daily 9:00 new yrok",
            "“new yrok” is no day, time or time zone that I can read. Did you mean America/New_York?",
        ),
        (
            "daily 9:00 IST",
            "“IST” does not name one time zone. Write Asia/Kolkata, Asia/Jerusalem or Europe/Dublin.",
        ),
        ("daily 9:00 UTC+4:30", "“UTC+4:30” does not name one time zone. Write Asia/Kabul."),
        ("daily 9 UTC +25", "“+25” is no day, time or time zone"),
        ("daily 25:00", "“25:00” is no time of day. Write 00:00 to 23:59"),
        ("daily 9:75", "“9:75” is no time of day"),
        ("daily 9:5", "“9:5” is no time of day"),
        ("daily 25pm", "“25pm” is no time of day"),
        ("daily 0 am", "“0 am” is no time of day"),
        ("daily 24:00", "“24:00” is no time of day"),
        ("daily 99999", "“99999” is no time of day"),
        ("monthly 32nd", "“32nd” is no day of a month"),
        ("monthly 0", "“0th” is no day of a month"),
        ("31st of February 9:00", "“February” is one month, and a digest comes in each"),
        ("1st 9:00", "If it is meant so, write it like this: monthly 1st."),
        ("every 2nd day", "If it is meant so, write it like this: monthly 1st."),
        ("last friday of the month", "I read days of the week and days of the month"),
        ("monthly weekdays 9:00", "I read days of the week and days of the month"),
        ("daily weekly 9:00", "I read daily and weekly"),
        ("daily 9:00 and 17:00", "A digest has one time, and I read 09:00 and 17:00"),
        ("daily 9:00 Kabul, Berlin", "A digest has one time zone, and I read Asia/Kabul and Europe/Berlin"),
        ("every 2 weeks", "“weeks” is no day"),
        ("weekdays except friday", "“except” is no day"),
        ("hourly", "“hourly” is no day"),
        ("iraq daily 9:00", "If the digest is about it, write: daily 9:00 about iraq"),
        ("daily, 9:00 isis", "If the digest is about it, write: daily 9:00 about isis"),
        ("daily 9:00 silent isis", "What a digest is about goes behind “about”. Examples:"),
        ("daily 9:00 india", "Did you mean Asia/Kolkata? If the digest is about it, write: daily 9:00 about"),
        ("dayly 9:00", "“dayly” is no day, time or time zone that I can read. Did you mean daily?"),
        ("wensday 9:00", "Did you mean wednesday?"),
        ("every evening at 7", "A digest has one time, and I read 07:00 and 18:00"),
        ("daily about @ben", "“@ben” holds a mention or markup"),
        ("daily about iraq, kabul #general", "“kabul #general” holds a mention or markup"),
        ("daily about <b>", "“<b>” holds a mention or markup"),
        ("daily 9:00 about", "Behind “about” nothing is named."),
        ("daily 9:00 about , silent", "Behind “about” nothing is named."),
        ("about iraq, daily 18:00 Kabul", "“daily 18:00 Kabul” reads like a time"),
        ("daily credibility 0", "“credibility 0” is not on the scale"),
        ("daily credibility 6", "“credibility 6” is not on the scale"),
        ("daily credibility 2 credibility 3", "“credibility” is no day"),
        ("daily with a summary", "“with” is no day"),
        ("daily " + "x" * 100, f"“{'x' * 60}…” is no day"),
        ("x" * 501, "That has more than the 500 characters that I read"),
        ("ﷺ" * 100, "That has more than the 500 characters that I read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_write_instead(text, said):
    with pytest.raises(DigestRequestError) as refused:
        parse_digest(text, HOME)

    assert said in str(refused.value)


def test_a_reader_whose_own_zone_is_unknown_here_is_asked_for_another():
    with pytest.raises(DigestRequestError, match="your time zone, “Mars/Olympus”"):
        parse_digest("daily 9:00", "Mars/Olympus")

    assert parse_digest("daily 9:00 Kabul", "Mars/Olympus").schedule.zone == "Asia/Kabul"


@pytest.mark.parametrize(
    ("piece", "parts"),
    [
        ("finance and attacks", ("finance", "attacks")),
        ("finance & attacks", ("finance", "attacks")),
        ("and attacks", ("attacks",)),
        ("Andorra and Anderson", ("Andorra", "Anderson")),
        ("iraq", ("iraq",)),
        ("", ()),
    ],
)
def test_a_piece_can_be_split_at_its_ands(piece, parts):
    assert split_and(piece) == parts


PIECES = [
    "daily",
    "monthly 1",
    "1st",
    "9:00",
    "9",
    "am",
    "mon",
    "-",
    "to",
    "UTC",
    "+3",
    "new",
    "york",
    "about",
    "and",
]
PIECES += [
    "a summary on",
    "credibility",
    "at least",
    "silent",
    ",",
    ";",
    ":",
    "every",
    "last",
    "day",
    "kabool",
    "ﷺ",
    "⑳",
]


def read_within_the_limit(text):
    begun = process_time()
    try:
        asked = parse_digest(text, HOME)
        said = in_words(asked.schedule)
    except DigestRequestError as refused:
        said = str(refused)
    assert 0 < len(said) < 400
    return process_time() - begun


@settings(deadline=None)
@given(
    st.text(max_size=LONGEST_REQUEST)
    | st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
)
def test_any_text_is_read_or_refused(text):
    assert read_within_the_limit(text) < 0.5


@pytest.mark.parametrize(
    "piece", [*PIECES, "x", "x,", "monthly 1,", "1,", "new york ", "on topics", "“", "\u200b"]
)
def test_hostile_text_takes_no_time(piece):
    for text in (piece * LONGEST_REQUEST, f"{piece} " * LONGEST_REQUEST):
        # The quickest of three: the machine may be busy with something else.
        assert min(read_within_the_limit(text[:LONGEST_REQUEST]) for _ in range(3)) < 0.05


@pytest.mark.parametrize("alone", ["kabul", "Asia/Kabul", "new york"])
def test_a_zone_alone_may_be_meant_as_a_name_and_is_asked_about(alone):
    with pytest.raises(DigestRequestError, match=f"daily about {alone}, or daily 09:00 {alone}"):
        parse_digest(alone, "UTC")


def test_a_zone_that_was_guessed_is_told():
    assert parse_digest("daily 9:00 CET about iraq", HOME).guessed == ("Europe/Brussels", "CET")
    assert parse_digest("daily 9:00 Berlin about iraq", "UTC").guessed is None
