import pytest

from bot.answering.requests import (
    AboutRequest,
    ChangesRequest,
    CompareRequest,
    HelpRequest,
    SourcesRequest,
    TimelineRequest,
    left_out_by,
    parse_request,
    read_parts,
)
from bot.domain.answers import Help, Question, Refusal


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", HelpRequest()),
        ("  ", HelpRequest()),
        ("help", HelpRequest()),
        ("HELP", HelpRequest()),
        ("?", HelpRequest()),
        ("about afintl-240216.05", AboutRequest("afintl-240216.05")),
        ("About `afintl-240216.05`", AboutRequest("afintl-240216.05")),
        ("afintl-240216.05", AboutRequest("afintl-240216.05")),
        ("about afintl-240216b.112", AboutRequest("afintl-240216b.112")),
        ("about afintl-240216.5", AboutRequest("afintl-240216.05")),
        ("about afintl-240216", AboutRequest("afintl-240216")),
        ("tell me about afintl-240216.05.", AboutRequest("afintl-240216.05")),
        ("help?", HelpRequest()),
        ("hi", HelpRequest()),
        ("Hello!", HelpRequest()),
        ("Thank you.", HelpRequest()),
        ("Who are you?", HelpRequest()),
        ("what can you do?", HelpRequest()),
        ("about 08", AboutRequest("08")),
        ("sources", SourcesRequest()),
        ("source", SourcesRequest()),
        ("Sources?", SourcesRequest()),
        ("compare iraq syria", CompareRequest("iraq syria")),
        ("Timeline of isis finance", TimelineRequest("isis finance")),
        ("timeline", TimelineRequest("")),
        ("changes in afghanistan", ChangesRequest("afghanistan")),
        ("Changes", ChangesRequest("")),
    ],
)
def test_a_word_is_a_command_when_all_of_the_text_fits_it(text, request_):
    assert parse_request(Question(text)) == request_


@pytest.mark.parametrize(
    "text",
    [
        "sources of ISIS money",
        "help for the Hazara",
        "help afghanistan",
        "hi isis",
        "who are the taliban?",
        "about isis",
        "about",
        "about 2017",
        "about covid-19",
        "about afintl-240216.05 and others",
        "what are your sources on Iraq?",
        "compare",
        "isis timeline",
        "timelines",
        "change in afghanistan",
        "what changes did ISIS make?",
    ],
)
def test_anything_else_is_a_question(text):
    assert parse_request(Question(text, page=2)) == Question(text, page=2)


def test_a_text_is_parted_into_words_filters_and_clocks():
    parts = read_parts("since:2023 isis as-of:2024 money known on 2026-11-01")

    assert parts.words == "isis money"
    assert parts.filters.typed == "since:2023"
    assert parts.clocks.typed == "as of 2024 known on 2026-11-01"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("isis since last year", "last year"),
        ("what changed in Iraq until Yesterday?", "Yesterday"),
        ("isis as of this month", "this month"),
    ],
)
def test_a_time_that_names_no_date_is_said_to_be_none(text, typed):
    assert read_parts(text) == (
        f"“{typed}” is no date that I can read. Write 2024, 2024-03, March 2024 or 16 Feb 2024."
    )


@pytest.mark.parametrize("text", ["isis last year", "ISIS since its defeat", "attacks recently"])
def test_a_time_is_only_read_after_a_word_that_needs_a_date(text):
    assert read_parts(text).words == text


@pytest.mark.parametrize("greeting", ["hi", "Hello!", "thanks"])
def test_a_greeting_gets_help_and_is_no_gap(shipped_desk, greeting):
    assert isinstance(shipped_desk.reply(Question(greeting)), Help)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("isis -syria", "-syria"),
        ("isis not syria", "not syria"),
        ("isis without Syria", "without Syria"),
        ("isis except for the taliban", "except for the taliban"),
        ("attacks not in iraq since:2023", "not in iraq"),
        ("timeline isis -syria", "-syria"),
        ("compare isis taliban excluding iraq", "excluding iraq"),
    ],
)
def test_a_name_that_shall_be_left_out_is_said_not_to_be_read(shipped_desk, text, unread):
    reply = shipped_desk.reply(Question(text))

    assert isinstance(reply, Refusal)
    assert f"“{unread}” is not read" in reply.sentence


@pytest.mark.parametrize(
    "text",
    [
        "the Taliban has not hindered ISIS-K",
        "not only isis",
        "nothing on isis",
        "isis-k",
        "isis -k",
        "counter-terrorism isis",
        "isis – syria",
        "is ISIS not in Iraq?",
        "why is al-qaeda not the taliban",
        "what is known on isis without money",
        '"isis not syria"',
    ],
)
def test_what_only_denies_or_is_quoted_leaves_out_no_name(shipped_desk, text):
    assert left_out_by(text, shipped_desk.mentions) == ""
