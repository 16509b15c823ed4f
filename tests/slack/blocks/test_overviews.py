"""Comparisons, timelines and changes as messages: what they say, within every limit."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from bot.answering.desk import AnswerDesk
from bot.domain import Lead
from bot.domain.answers import Answer, Changes, Comparison, Question, Timeline, UnreadFilter
from bot.domain.assessment import SourceSummary
from bot.domain.filters import Narrowed
from bot.domain.overviews import Cell, DatedFact, LedgerChange, Row
from bot.slack.blocks.answer import answer_blocks, answer_text
from bot.slack.blocks.buttons import load_question
from bot.slack.blocks.replies import draw_reply
from tests.factories import source
from tests.slack.blocks.hostile import assert_slack_takes, bounded, largest
from tests.slack.blocks.random_replies import comparisons

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
NARROWED = Narrowed(("place Kabul", "since 2023"), "place:kabul since:2023", 12)


def draw(reply):
    return draw_reply(reply, TODAY, "/threat")


def more_of(message):
    """Read what its button for more asks."""
    [button] = message.blocks[-1]["elements"]
    return load_question(button["value"])


@bounded
@given(comparisons())
def test_a_table_has_a_cell_for_each_name_and_keeps_within_the_text_of_a_message(comparison):
    header, line, table, *_ = draw(comparison).newer

    assert {len(row) for row in table["rows"]} == {len(comparison.names) + 1}
    assert len(table["rows"]) == len(comparison.rows) + 1
    assert sum(len(cell["text"]) for row in table["rows"] for cell in row) < 11_000
    assert (header["type"], line["type"], table["type"]) == ("header", "context", "table")


def test_the_largest_overviews_there_can_be_keep_every_limit():
    huge, narrowed = largest(1), Narrowed(("&" * 500,) * 9, "&" * 500, 999_999)
    question, names = Question("&" * 500), ("&" * 120,) * 4
    rows = tuple(Row("&" * 120, (Cell(huge, 999_999, 999_999),) * 4) for _ in range(8))
    change = LedgerChange(
        "revise", "test-240216.01", AT, "&" * 80, "&" * 500, "&" * 300, "<" * 300, ("&",) * 99
    )
    for reply in (
        Comparison(question, names, rows, 1, 999, narrowed=narrowed, left_out=9),
        Timeline(
            question, "&" * 900, (), (DatedFact(huge, "2017", "published"),) * 8, 999, narrowed=narrowed
        ),
        Changes(question, "&" * 900, TODAY, (change,) * 10, 1, 999, tlp="AMBER+STRICT", is_cut=True),
    ):
        message = draw(reply)
        assert_slack_takes(message.text, message.blocks)


@pytest.fixture(scope="module")
def ask(shipped_desk: AnswerDesk):
    return lambda asked: draw(shipped_desk.reply(Question(asked)))


def test_a_comparison_cites_a_fact_for_each_name_or_says_that_there_is_none(ask):
    lines = ask("compare isis and al-qaeda on finance").text.split("\n")

    assert lines[0].startswith("ISIS and Al-Qaeda: 1 topic")
    assert lines[1].startswith("finance · ISIS: `afintl-240216.")
    assert lines[1].endswith(" · 4 facts")
    assert lines[2] == "finance · Al-Qaeda: nothing"


def test_a_contradiction_is_said_in_words_in_lines_and_in_the_table(ask):
    message = ask("compare iraq syria")

    assert "1 contradiction" in message.text
    assert any("1 contradiction" in cell["text"] for row in message.newer[2]["rows"] for cell in row)


def test_a_timeline_stands_by_year_and_says_what_each_date_is(ask):
    said = ask("timeline isis").text

    assert "*2017* · `afintl-240216.21`" in said
    assert "*as of January 2024* · `afintl-240216.23`" in said
    assert "*published 16 February 2024, no date of its own*" in said
    years = [block["text"]["text"] for block in ask("timeline isis").blocks if block["type"] == "section"]
    assert [year for year in years if len(year) == 6] == ["*2014*", "*2017*", "*2023*", "*2024*"]


@pytest.mark.parametrize("asked", ["compare iraq syria", "timeline isis since:2017", "isis since:2017"])
def test_more_asks_the_same_for_the_next_page(ask, asked):
    message = ask(asked)
    value = message.blocks[-1]["elements"][-1]["value"]

    assert load_question(value) == Question(asked, page=2)


def test_an_answer_says_its_filters_and_what_they_leave_out(ask):
    message = ask("isis place:kabul since:2023")

    for said in (message.text, message.blocks[1]["elements"][0]["text"]):
        assert "place Kabul · since 2023" in said
        assert "left out by place:kabul since:2023" in said


def test_silence_leads_to_what_the_filters_leave_out(ask):
    message = ask("isis since:2030")

    assert "31 facts left out by since:2030." in message.text
    assert load_question(message.blocks[-1]["elements"][0]["value"]) == Question("isis")


def test_a_filter_that_is_asked_back_offers_the_question_mended(ask):
    message = ask("isis place:kabull")

    assert "Did you mean one of these?" in message.text
    assert more_of(message) == Question("isis place:Kabul")


def test_a_filter_with_nothing_near_is_a_sentence():
    said = draw(UnreadFilter(Question("place:x"), "“x” in place: is no name that I know.", ()))

    assert said.text == "“x” in place: is no name that I know."


def test_a_choice_between_two_bearers_is_one_question():
    lead = Lead("", "place:GE (Georgia)", 3, "isis place:GE")
    said = draw(UnreadFilter(Question("x"), "“georgia” is the name of 2 in place:. Which one?", (lead,)))

    assert said.text.count("?") == 1


def test_changes_say_what_was_and_is_by_whom_and_why_and_who_may_be_told():
    revised = LedgerChange(
        "revise", "test-240216.01", AT, "ana", "a slip", "It is open.", "It is closed.", fields=("claim",)
    )
    superseded = LedgerChange(
        "supersede", "test-240216.02", AT, "ben", "", "Old.", others=("test-240216.03",)
    )
    gone = LedgerChange("redact", "test-240216.04", AT, "ben", "court order", "")
    said = draw(
        Changes(Question("changes elba"), "Elba", TODAY, (revised, superseded, gone), 1, 3, tlp="GREEN")
    ).text.split("\n")

    assert said[0].startswith("What changed · Elba: TLP:GREEN; in our ledger since 24 Nov 2026; 3 changes")
    assert said[1] == "`test-240216.01`: “It is closed.” → “It is open.”"
    assert said[2] == "*Revised* by ana, 23 Nov 2026. Changed: claim. Why: a slip"
    assert said[4] == "*Superseded* by ben, 23 Nov 2026. In its place: `test-240216.03`."
    assert said[5] == "`test-240216.04`: its wording is not told here"


def test_where_nothing_changed_that_is_said():
    said = draw(Changes(Question("changes elba"), "Elba", TODAY, (), 1, 0)).text

    assert "nothing was done to these facts in our ledger since 24 Nov 2026" in said


def test_a_full_page_of_an_answer_with_filters_keeps_every_limit():
    answer = Answer(
        question=Question("x"),
        title="ISIS",
        readings=(),
        shown=tuple(map(largest, range(1, 4))),
        total=3,
        summary=SourceSummary(3, 3, 0, (source(),)),
        narrowed=Narrowed(("&" * 500,) * 9, "&" * 500, 999_999),
    )

    assert_slack_takes(answer_text(answer, TODAY), answer_blocks(answer, TODAY))
