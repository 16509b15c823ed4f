import json
import re
import shutil
from pathlib import Path

import pytest

from tests.command import footnote

FACT, OTHER = "afintl-240216.05", "afintl-240216.08"


@pytest.fixture
def unsynced(synced):
    """The same, without a database."""
    shutil.rmtree(synced / "data")


def dossier():
    return Path("knowledge/facts/2024/afintl-240216.yaml")


@pytest.mark.usefixtures("unsynced")
class TestSync:
    def test_the_first_load_is_said_to_be_one_and_the_second_has_nothing_to_do(self):
        first, second = footnote("sync"), footnote("sync")

        assert re.match(r"First load: \d+ × add; the ledger's last event is \d+\.\n$", first.output)
        assert second.output.startswith("nothing new; ")

    def test_what_is_kept_out_is_said_and_ends_in_exit_code_1(self):
        text = dossier().read_text()
        dossier().write_text(text.replace("exact: under the guise of", "exact: in the disguise of"))

        done = footnote("sync")

        assert done.exit_code == 1
        assert "kept out: afintl-240216.35: " in done.output


@pytest.mark.usefixtures("synced")
class TestJudgement:
    @pytest.mark.parametrize(
        ("command", "said"),
        [
            (["verify", FACT], f"{FACT}: verified by Ana, until "),
            (["dispute", FACT, "--why", "too strong"], f"{FACT}: disputed by Ana (event "),
            (["flag", FACT, "--why", "source?"], f"{FACT}: flagged by Ana (event "),
            (["retract", FACT, "--why", "wrong"], f"{FACT}: retracted by Ana (event "),
            (["flag", FACT.upper(), "--why", "source?"], f"{FACT}: flagged by Ana (event "),
            (
                ["supersede", FACT, "--by", OTHER.upper(), "--why", "newer"],
                f"{FACT}: superseded by Ana: {OTHER} takes its place (event ",
            ),
        ],
    )
    def test_an_act_says_what_was_done_and_by_whom(self, command, said):
        done = footnote(*command, "--as", "Ana")

        assert done.exit_code == 0, done.output
        assert done.output.startswith(said)

    @pytest.mark.parametrize(
        ("first", "then", "said"),
        [("retract", "restore", "restored by Ben"), ("flag", "settle", "settled by Ben")],
    )
    def test_what_was_done_can_be_lifted(self, first, then, said):
        footnote(first, FACT, "--why", "wrong", "--as", "Ana")

        assert said in footnote(then, FACT, "--why", "looked at", "--as", "Ben").output

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            (["retract", "afintl-240216.5", "--why", "x", "--as", "Ana"], "Did you mean afintl-240216.05"),
            (["restore", FACT, "--why", "x", "--as", "Ana"], "is not retracted"),
            (["verify", FACT, "--as", "footnote curators"], "Somebody else has to verify it"),
            (["redact", "nobody-240216", "--why", "x", "--as", "Ana"], "knows no source nobody-240216"),
            (["log", "atlantis"], "knows no fact atlantis"),
        ],
    )
    def test_what_is_not_possible_ends_in_one_sentence(self, command, said):
        done = footnote(*command)

        assert done.exit_code == 1
        assert done.output.startswith("Error: ")
        assert said in done.output

    @pytest.mark.parametrize(
        ("command", "missing"),
        [
            (["retract", FACT, "--as", "Ana"], "--why"),
            (["verify", FACT], "--as"),
            (["verify", FACT, "--as", " "], "--as"),
        ],
    )
    def test_reason_and_name_are_asked_for(self, command, missing):
        done = footnote(*command)

        assert done.exit_code == 2
        assert missing in done.output

    @pytest.mark.usefixtures("unsynced")
    def test_an_empty_ledger_says_to_sync_first(self):
        assert "Run `footnote sync` first" in footnote("flag", FACT, "--why", "x", "--as", "Ana").output


@pytest.mark.usefixtures("synced")
class TestRedact:
    def test_a_fact_says_which_file_still_has_its_words(self):
        done = footnote("redact", FACT, "--why", "law", "--as", "Ana")

        file = "knowledge/facts/2024/afintl-240216.yaml"
        said = rf"{FACT}: redacted by Ana \(event \d+\)\. Take it out of {file} as well\.\n"
        assert re.fullmatch(said, done.output)

    def test_a_document_is_not_taken_down_at_one_slip(self):
        done = footnote("redact", "afintl-240216", "--why", "law", "--as", "Ana")

        assert done.exit_code == 1
        assert "takes down the text and 35 facts of afintl-240216 for good; add --yes" in done.output
        assert "taken down" not in footnote("log", "afintl-240216").output
        assert "redacted" not in footnote("log", FACT).output

    def test_whoever_is_sure_is_told_what_is_gone_and_what_is_left(self):
        footnote("redact", FACT, "--why", "law", "--as", "Ana")
        done = footnote("redact", "AFINTL-240216", "--why", "law", "--as", "Ana", "--yes")

        found = re.fullmatch(
            r"afintl-240216: redacted: its text and 34 facts, events (\d+) to (\d+)\. "
            r"Take them out of knowledge/ and seeds/ as well\.\n",
            done.output,
        )
        assert int(found[2]) - int(found[1]) == 34
        assert "taken down, with the words of its facts, by Ana" in footnote("log", "afintl-240216").output

    def test_twice_is_refused_with_or_without_being_sure(self):
        footnote("redact", "afintl-240216", "--why", "law", "--as", "Ana", "--yes")

        for sure in ([], ["--yes"]):
            done = footnote("redact", "afintl-240216", "--why", "law", "--as", "Ana", *sure)
            assert "was taken down on" in done.output


@pytest.mark.usefixtures("synced")
class TestLog:
    def test_the_case_of_an_id_does_not_matter(self):
        assert footnote("log", FACT.upper()).output == footnote("log", FACT).output

    def test_it_tells_the_whole_life_in_order(self):
        footnote("retract", FACT, "--why", "wrong  speaker", "--as", "Ana")
        footnote("restore", FACT, "--why", "right after all", "--as", "Ben")

        told = footnote("log", FACT).output

        parts = [
            "added by Footnote curators (first load)",
            "retracted by Ana",
            "why: wrong speaker",
            "restored by Ben",
        ]
        assert [told.index(part) for part in parts] == sorted(told.index(part) for part in parts)
        assert re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\d UTC  retracted", told, re.MULTILINE)


@pytest.mark.usefixtures("synced")
class TestQueue:
    def test_what_is_flagged_comes_first_with_who_and_why(self):
        footnote("flag", FACT, "--why", "source?", "--as", "Ana")

        first, second, *_ = footnote("queue").output.splitlines()

        assert first.startswith(f"flagged     {FACT}: ISIS remains a significant threat")
        assert re.fullmatch(r" +flag by Ana, \d{1,2} [A-Z][a-z]{2} \d{4}: source\?", second)

    def test_a_dispute_is_told_from_a_flag(self):
        footnote("dispute", FACT, "--why", "too strong", "--as", "Ana")

        assert "dispute by Ana, " in footnote("queue").output


@pytest.mark.usefixtures("unsynced")
@pytest.mark.parametrize("command", ["queue", "export"])
def test_an_empty_ledger_is_not_said_to_have_nothing_to_do(command):
    done = footnote(command)

    assert done.exit_code == 1
    assert done.output == "Error: The ledger is empty. Run `footnote sync` first.\n"


@pytest.mark.usefixtures("synced")
def test_without_a_gap_the_list_says_so():
    assert footnote("gaps").output == "No question is without an answer.\n"


@pytest.mark.usefixtures("synced")
def test_without_a_fact_of_its_own_the_ledger_has_nothing_to_export():
    before = dossier().read_text()

    assert footnote("export").output == "Nothing to export: every fact stands in a file.\n"
    assert dossier().read_text() == before


@pytest.mark.usefixtures("synced")
class TestCheck:
    def test_a_fact_that_vanished_since_the_last_sync_is_an_error(self):
        assert footnote("check").exit_code == 0
        text = dossier().read_text()
        dossier().write_text(text[: text.index("  - id: afintl-240216.35")] + "no_facts: []\n")

        done = footnote("check")

        assert done.exit_code == 1
        assert "the fact afintl-240216.35 stood here and is gone" in done.output

    @pytest.mark.usefixtures("unsynced")
    def test_without_a_database_it_makes_none_and_lists_shared_names(self):
        found = json.loads(footnote("check", "--format", "json").output)

        assert {finding["level"] for finding in found if finding["check"] == "ids"} == {"info"}
        assert any("congo" in finding["message"].casefold() for finding in found)
        assert not Path("data").exists()
