from datetime import date

import pytest

from bot.console.reading import words_of
from bot.domain.answers import Question, SourceList, SourceRecord, UnknownSource
from bot.domain.assessment import Holdings
from bot.domain.sources import SourceCoverage
from bot.slack.blocks.buttons import load_question
from bot.slack.blocks.replies import draw_reply
from tests.factories import base, cited, source

TODAY = date(2026, 11, 24)
HELD = Holdings(35, date(2024, 2, 16))


@pytest.fixture
def record(desk_of):
    """The record of a document with one fact, of which more come after it."""
    of = source(
        reliability="B",
        descriptor="A tabloid.",
        archived="https://archive.example/a",
        tlp="GREEN",
        derived_from=("wire-240215",),
    )
    fact = cited("London is safe, he says.", id="test-240216.01", of=of)
    shown = desk_of(base(fact)).shown(fact)
    return SourceRecord(Question("source test-240216"), of, (shown,), 1, 12, SourceCoverage(20, 12, 3))


def test_a_documents_record_tells_every_field_and_how_much_is_accounted_for(record):
    words = words_of(draw_reply(record, TODAY, "/threat").blocks)

    for said in (
        "A test article",
        "Published: Test Press, 16 Feb 2024, 33 months old · accessed 1 Mar 2024",
        "Kind: news, in the language en · Id: test-240216",
        "Source: usually reliable (B) · Marking: TLP:GREEN",
        "What affects it: A tabloid.",
        "Copies: wire-240215",
        "Coverage: of 20 sentences 12 cited by the facts here, 3 left out with a reason, 5 neither",
        "Open the document · Open the archived copy",
        f"SHA-256 of test-240216.txt: {'0' * 64}",
        "12 facts rest on it (1–1 here) · TLP:GREEN",
        "test-240216.01: London is safe, he says.",
    ):
        assert said in words


def test_each_fact_has_its_menu_and_a_button_shows_the_next(record):
    [*_, fact, more] = draw_reply(record, TODAY, "/threat").blocks

    assert fact["accessory"]["type"] == "overflow"
    [button] = more["elements"]
    assert button["text"]["text"] == "11 more"
    assert load_question(button["value"]) == Question("source test-240216", 2)


def test_the_text_of_a_record_carries_the_same(record):
    text = draw_reply(record, TODAY, "/threat").text

    assert "*Coverage:* of 20 sentences" in text
    assert "`test-240216.01`: London is safe, he says." in text
    assert text.endswith("11 more.")


def test_a_list_of_documents_has_a_button_for_the_older_ones():
    found = SourceList(((source(), 3),), 14, HELD, question=Question("sources", 2), first=11)

    message = draw_reply(found, TODAY, "/threat")

    assert "14 documents, newest first (11–11 here)." in words_of(message.blocks)
    [button] = message.blocks[-1]["elements"]
    assert (button["text"]["text"], load_question(button["value"])) == ("3 more", Question("sources", 3))


def test_an_unknown_document_gets_a_sentence_with_what_is_near():
    assert draw_reply(UnknownSource("test-240217", ("test-240216",)), TODAY, "/threat").text == (
        "*No document has the id* `test-240217`. Near: `test-240216`."
    )
