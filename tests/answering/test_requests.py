import pytest

from bot.answering.requests import (
    AboutRequest,
    ChangesRequest,
    CompareRequest,
    HelpRequest,
    SourcesRequest,
    TimelineRequest,
    parse_request,
    read_parts,
)
from bot.domain.answers import Question


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
