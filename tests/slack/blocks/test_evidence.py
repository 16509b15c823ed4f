import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.reading import words_of
from bot.console.view_rules import MAX_SIZE, broken_view
from bot.domain.answers import FactHistory, Withdrawn
from bot.domain.evidence import Evidence, InContext
from bot.domain.ledger import Actor, Event, Target
from bot.slack.blocks.citations import draw_citation
from bot.slack.blocks.evidence import evidence_modal, more_modal
from bot.slack.blocks.history import draw_history
from bot.slack.blocks.modals import Carried, load_carried
from tests.factories import base, cited, doubt, source
from tests.slack.blocks.hostile import assert_slack_takes, bounded, largest, shown_facts, text
from tests.slack.blocks.judging import barriers, problems

DAY = date(2026, 11, 24)
CARRIED = Carried("fact:test-240216.01", "0" * 12, "https://x", "1.1", channel="C1")
LONDON = InContext(
    "London is safe",
    before="Of other towns.",
    lead="He said: ",
    rest=", and left.",
    after="So they say.",
    page=3,
    translation="Londres est sûre",
)


def event(kind="add", **fields):
    return Event(
        seq=1,
        at=datetime(2026, 11, 23, 12, tzinfo=UTC),
        kind=kind,
        target=Target("fact", "test-240216.01"),
        actor=Actor("cli:ana", "ana"),
        content_hash="a" * 64,
        **fields,
    )


@pytest.fixture
def london(desk_of):
    """What a fact about London rests on."""
    of = source(reliability="B", descriptor="A tabloid.", archived="https://archive.example/a", tlp="GREEN")
    fact = cited("London is safe, he says.", "London is safe", id="test-240216.01", of=of)
    history = FactHistory("test-240216.01", "London is safe, he says.", (event(),) * 5)
    return Evidence(desk_of(base(fact)).shown(fact), "a" * 64, (LONDON,), is_away=False, history=history)


def drawn(evidence, *, can_review=False):
    view = evidence_modal(evidence, CARRIED, DAY, can_review=can_review)
    assert list(broken_view(view)) == []
    return view


def test_the_quote_stands_out_by_its_place_and_its_label_not_by_style_alone(london):
    view = drawn(london)

    [block] = [each for each in view["blocks"] if each["type"] == "rich_text"]
    assert [each["type"] for each in block["elements"]] == [
        "rich_text_section",
        "rich_text_section",
        "rich_text_quote",
        "rich_text_section",
        "rich_text_section",
        "rich_text_section",
    ]
    assert words_of([block]).split("\n") == [
        "Before: Of other towns.",
        "",
        "He said: ",
        "London is safe",
        ", and left.",
        "",
        "After: So they say.",
        "Translated: Londres est sûre",
    ]
    assert "The quote, page 3, set apart and in bold" in words_of(view["blocks"])


def test_the_document_is_told_with_all_that_is_known_of_its_quality(london):
    words = words_of(drawn(london)["blocks"])

    for said in (
        "A test article",
        "Published: Test Press, 16 Feb 2024, 33 months old · accessed 1 Mar 2024",
        "Source usually reliable (B), claim not yet judged · TLP:GREEN",
        "A tabloid.",
        "Open the document · Open the archived copy",
        f"SHA-256 of the stored document: {'0' * 64}",
        "Test Press itself · not verified · test-240216.01 · TLP:GREEN",
    ):
        assert said in words


def test_the_last_events_are_told_and_a_button_tells_all(london):
    view = drawn(london)

    assert words_of(view["blocks"]).count("added by ana") == 3
    assert [each["text"]["text"] for each in view["blocks"][-1]["elements"]] == ["Copy citation", "History"]


def test_curators_may_review(london):
    assert drawn(london, can_review=True)["blocks"][-1]["elements"][-1]["text"]["text"] == "Review…"


def test_the_modal_carries_where_it_was_opened(london):
    assert load_carried(drawn(london)["private_metadata"]) == CARRIED


def test_a_wording_that_was_revised_since_is_said_to_be_so(london):
    now = replace(event("revise"), body={"claim": "London is fairly safe."})

    words = words_of(drawn(replace(london, revised=now))["blocks"])

    assert (
        "Revised since by ana, 23 Nov 2026: this is the wording you saw. Now: London is fairly safe." in words
    )


def test_a_retracted_fact_is_said_to_be_so(london):
    gone = Withdrawn("test-240216.01", "a" * 64, "London is safe.", doubt("misread"), ())

    words = words_of(drawn(replace(london, withdrawn=gone))["blocks"])

    assert "Retracted by ben, 3 Mar 2026." in words


def test_where_the_document_is_away_a_sentence_says_so(london):
    alone = InContext("London is safe", is_found=False)

    words = words_of(drawn(replace(london, quotes=(alone,), is_away=True))["blocks"])

    assert "The text of the document is not stored here" in words
    assert "not found" not in words


def test_a_quote_that_is_not_found_any_more_is_said_to_be_so(london):
    alone = InContext("London is safe", is_found=False)

    assert "not found in the text as it is stored now" in words_of(
        drawn(replace(london, quotes=(LONDON, alone)))["blocks"]
    )


def test_long_paragraphs_are_cut_around_the_quote(london):
    long = replace(
        LONDON, before=f"{'b' * 9000}!", lead=f"{'l' * 9000}!", rest=f"!{'r' * 9000}", after="a" * 9000
    )

    words = words_of(drawn(replace(london, quotes=(long,)))["blocks"])

    assert "bbb!" in words
    assert "lll!" in words
    assert "!rrr" in words
    assert len(words) < 7000


def test_forty_quotes_of_the_longest_are_shown_as_far_as_a_view_holds_them(london):
    piece = "ب" * 1000
    quotes = (InContext(piece, piece, piece, piece, piece, piece, 999),) * 40

    view = drawn(replace(london, shown=largest(1), quotes=quotes), can_review=True)

    assert len(json.dumps(view)) < MAX_SIZE
    assert "more quotes, for which there is no room here" in words_of(view["blocks"])


def test_a_citation_is_copied_out_of_blocks_of_code(london):
    message = draw_citation(london)

    note, item = [each["elements"][0] for each in message.blocks if each["type"] == "rich_text"]
    assert {note["type"], item["type"]} == {"rich_text_preformatted"}
    assert note["elements"][0]["text"].startswith("“London is safe,” Test Press")
    assert json.loads(item["elements"][0]["text"])[0]["id"] == "test-240216"
    assert "“London is safe,” Test Press" in message.text


@st.composite
def evidences(draw):
    shown = draw(shown_facts(1))
    quotes = draw(
        st.lists(
            st.builds(
                InContext,
                text(3, 1000),
                text(most=1000),
                text(most=3000),
                text(most=3000),
                text(most=3000),
                text(most=3000),
                st.sampled_from([None, 1, 10**6]),
                st.booleans(),
            ),
            min_size=1,
            max_size=40,
        )
    )
    note, claim = draw(text(most=500)), draw(text(12, 300))
    events = (event("flag", note=note), event("revise", body={"claim": claim}, changed=("claim",)))
    return Evidence(
        shown,
        "a" * 64,
        tuple(quotes),
        is_away=draw(st.booleans()),
        history=FactHistory("test-240216.01", claim, events * draw(st.integers(1, 20))),
        revised=draw(st.sampled_from([None, events[1]])),
        withdrawn=draw(
            st.sampled_from(
                [None, Withdrawn("test-240216.01", "a" * 64, claim, doubt("<!here>", "<@U1>"), ())]
            )
        ),
    )


@bounded
@given(evidences())
def test_whatever_a_fact_rests_on_the_modals_keep_every_limit_and_ping_nobody(evidence):
    citation = draw_citation(evidence)
    history = draw_history(evidence.history)
    views = [
        evidence_modal(evidence, CARRIED, DAY, can_review=True),
        more_modal("Citation", citation, CARRIED),
        more_modal("History", history, CARRIED),
    ]

    assert_slack_takes(citation.text, citation.blocks)
    for view in views:
        assert list(problems(view)) == []
        assert list(barriers(view)) == []


def test_the_longest_citation_keeps_every_limit(london):
    address = f"https://example.org/{'&' * 1980}"
    fact = largest(1)
    longest = fact.cited.source.model_copy(update={"url": address, "archived": address})
    shown = replace(fact, cited=replace(fact.cited, source=longest))

    message = draw_citation(replace(london, shown=shown))

    assert_slack_takes(message.text, message.blocks)
