"""The commands that cite a fact and check a text, on the shipped base."""

import json

import pytest

from tests.command import footnote


@pytest.fixture(autouse=True)
def here(synced):
    """Be where the base and its ledger are."""


def test_cite_prints_a_note_and_csl_json():
    note, item = footnote("cite", "afintl-240216.08"), footnote("cite", "AFINTL-240216.08", "--csl")

    assert note.output.startswith("Vladimir Voronkov, citing unnamed reports, “According to reports")
    assert json.loads(item.output)[0]["id"] == "afintl-240216"


def test_cite_says_of_an_id_that_is_not_there_which_are_near():
    found = footnote("cite", "afintl-240216.98")

    assert found.exit_code == 1
    assert "No fact has the id afintl-240216.98. Near: afintl-240216." in found.output


def test_cite_says_of_a_withdrawn_fact_where_to_read_why():
    footnote("retract", "afintl-240216.08", "--why", "misread", "--as", "ana")

    found = footnote("cite", "afintl-240216.08")

    assert found.exit_code == 1
    assert "was withdrawn: `footnote log afintl-240216.08` says why" in found.output


def test_fact_check_sets_each_sentence_against_the_base():
    found = footnote("fact-check", "ISIS has 30,000 fighters in Iraq and Syria.")

    assert "Checked against the base: 1 contradicted" in found.output
    assert "Share" not in found.output


def test_a_source_that_is_not_there_ends_with_an_error_code():
    assert footnote("ask", "source afintl-240217").exit_code == 1
    assert "Coverage: of" in footnote("ask", "source afintl-240216").output
