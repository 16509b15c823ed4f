import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.citing import CSL_TYPES, QUOTE_LIMIT, cite, csl_item
from bot.answering.desk import AnswerDesk
from bot.matching import Matcher
from tests.factories import base, cited, entity, source

CSL_1_0_2_TYPES = """article article-journal article-magazine article-newspaper bill book broadcast chapter
classic collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent
performance periodical personal_communication post post-weblog regulation report review review-book software
song speech standard thesis treaty webpage"""
"""Of the schema csl-data.json."""
CSL_1_0_2_NAMES = {"author"}
CSL_1_0_2_DATES = {"issued", "accessed"}
CSL_1_0_2_TEXTS = {
    "id", "type", "title", "container-title", "publisher", "language", "note", "URL", "archive",
    "archive_location",
}  # fmt: skip
VORONKOV = entity("voronkov", "Vladimir Voronkov", kind="person")


@pytest.fixture
def shown(desk_of):
    """A fact as the desk shows it, with a source of one's own."""

    def show(quote="ISIS remains a threat.", how="own-voice", of=None, chain=("voronkov",), **fields):
        said = {"chain": chain, "how": how}
        fact = cited(
            "ISIS remains a threat there.", quote, of=of, attribution=said, id="test-240216.05", **fields
        )
        return desk_of(base(fact, entities=(VORONKOV,))).shown(fact)

    return show


def test_a_note_names_who_the_words_in_what_when_where_and_the_id(shown):
    assert cite(shown(how="direct")) == (
        "Vladimir Voronkov, “ISIS remains a threat,” in Test Press, “A test article,” February 16, 2024, "
        "https://example.org/article, accessed March 1, 2024 [test-240216.05]."
    )


@pytest.mark.parametrize(
    ("how", "begins"),
    [
        ("own-voice", "“ISIS remains a threat,” Test Press, "),
        ("paraphrase", "Vladimir Voronkov, paraphrased, “ISIS"),
        ("carried", "Vladimir Voronkov, paraphrased, “ISIS"),
        ("presupposed", "Vladimir Voronkov, taken for granted, “ISIS"),
    ],
)
def test_a_note_never_passes_the_documents_words_off_as_the_speakers(shown, how, begins):
    assert cite(shown(how=how)).startswith(begins)


def test_a_note_names_through_whom_it_comes(shown):
    said = cite(shown(how="direct", chain=("unnamed reports", "voronkov")))

    assert said.startswith("Vladimir Voronkov, citing unnamed reports, “ISIS")


def test_a_note_says_where_the_archived_copy_is_which_marking_holds_and_that_it_was_withdrawn(shown):
    archived = source(archived="https://web.archive.org/a", tlp="AMBER")

    said = cite(shown(of=archived), withdrawn_on=date(2026, 11, 24))

    assert "https://example.org/article (archived: https://web.archive.org/a), accessed" in said
    assert said.endswith("[test-240216.05]. TLP:AMBER. Withdrawn November 24, 2026.")


def test_a_document_without_an_address_is_cited_without_one(shown):
    assert "February 16, 2024, accessed" in cite(shown(of=source(url=None)))


def test_a_long_quote_is_cut_between_two_words(shown):
    said = cite(shown("remains a significant threat " * 20))

    assert "significant …,”" in said or "threat …,”" in said
    assert len(said) < QUOTE_LIMIT + 200


def test_quotation_marks_within_a_quote_are_single_ones(shown):
    assert "“‘Mines’ and 'traps',” Test" in cite(shown('“Mines” and "traps".'))


def test_an_item_of_csl_json_describes_the_document_and_names_the_fact(shown):
    of = source(archived="https://web.archive.org/a")

    assert csl_item(shown(of=of)) == {
        "id": "test-240216",
        "type": "article-newspaper",
        "title": "A test article",
        "container-title": "Test Press",
        "issued": {"date-parts": [[2024, 2, 16]]},
        "accessed": {"date-parts": [[2024, 3, 1]]},
        "language": "en",
        "note": f"Fact test-240216.05, TLP:CLEAR. SHA-256 of the document: {'0' * 64}",
        "URL": "https://example.org/article",
        "archive": "web.archive.org",
        "archive_location": "https://web.archive.org/a",
    }


def test_of_a_speech_the_speaker_is_the_author(shown):
    item = csl_item(shown(how="direct", of=source(kind="statement")))

    assert (item["type"], item["author"]) == ("speech", [{"literal": "Vladimir Voronkov"}])
    assert item["publisher"] == "Test Press"


@given(
    kind=st.sampled_from(sorted(CSL_TYPES)),
    url=st.sampled_from([None, "https://example.org/a"]),
    archived=st.sampled_from([None, "https://archive.example/a"]),
    how=st.sampled_from(["own-voice", "direct"]),
)
def test_every_item_keeps_the_rules_of_csl_data(kind, url, archived, how):
    fact = cited(
        "ISIS remains a threat there.",
        of=source(kind=kind, url=url, archived=archived),
        attribution={"chain": ("voronkov",), "how": how},
    )
    of = base(fact, entities=(VORONKOV,))

    item = json.loads(json.dumps(csl_item(AnswerDesk(of, Matcher(of, frozenset())).shown(fact))))

    assert item.keys() <= CSL_1_0_2_TEXTS | CSL_1_0_2_NAMES | CSL_1_0_2_DATES
    assert item["type"] in CSL_1_0_2_TYPES.split()
    assert all(isinstance(item[name], str) and item[name] for name in CSL_1_0_2_TEXTS & item.keys())
    for name in CSL_1_0_2_DATES:
        [[year, month, day]] = item[name]["date-parts"]
        assert date(year, month, day)
