from pathlib import Path

import pytest

from bot.factbase.errors import KnowledgeError
from bot.factbase.writing import facts_in, replace_file, with_facts
from tests.factories import fact

ROOT = Path(__file__).parents[2]
SHIPPED = (ROOT / "knowledge/facts/2024/afintl-240216.yaml").read_text()
NEW = fact("No attack was reported in Kabul.", id="test-240216.02", places=["kabul"])
LINES = """  - id: test-240216.02
    claim: No attack was reported in Kabul.
    quotes:
      - exact: No attack was reported in Kabul.
    attribution: {chain: [test-press], how: own-voice}
    places: [kabul]
"""
FIRST = """facts:
  # The first is the headline.
  - id: test-240216.01
    claim:   "Herat saw 12 attacks."   # so it says
    quotes: [{exact: Herat saw 12 attacks}]
    attribution: {chain: [test-press], how: own-voice}
"""
REST = """
# What was left out, and why.
no_facts: []
"""


def test_a_fact_comes_after_the_last_and_before_what_belongs_to_the_next_key():
    assert with_facts(FIRST + REST, [NEW]) == f"{FIRST}\n{LINES}{REST}"


def test_everything_else_in_the_shipped_dossier_stays_byte_for_byte():
    after = with_facts(SHIPPED, [NEW])

    assert after.replace(f"\n{LINES}", "") == SHIPPED
    assert NEW.id in facts_in(after.encode(), "shipped")


@pytest.mark.parametrize("empty", ["facts: []\n", "facts:\n", ""])
def test_the_first_fact_of_a_dossier_begins_the_list(empty):
    text = f"source: {{id: test-240216}}\n{empty}no_facts: []\n"

    after = with_facts(text, [NEW])

    assert facts_in(after.encode(), "test") == {NEW.id: NEW}
    assert after.startswith("source: {id: test-240216}\n")
    assert "no_facts: []\n" in after


@pytest.mark.parametrize("text", [FIRST, FIRST.rstrip("\n")])
def test_a_list_that_ends_the_file_grows_at_its_end(text):
    assert with_facts(text, [NEW]).rstrip() == f"{FIRST}\n{LINES}".rstrip()


def test_a_list_without_indentation_is_gone_on_with_as_it_is():
    flush = FIRST.replace("\n  ", "\n")

    after = with_facts(flush + REST, [NEW])

    assert "\n- id: test-240216.02\n  claim:" in after
    assert set(facts_in(after.encode(), "test")) == {"test-240216.01", NEW.id}


def test_what_only_looks_like_a_date_is_nobody_s_business_here():
    assert with_facts(f"edited_by: 2024-02-30\n{FIRST}", [NEW]).endswith(LINES)


def test_the_line_ends_of_another_system_are_kept():
    after = with_facts((FIRST + REST).replace("\n", "\r\n"), [NEW])

    assert after.replace("\r\n", "").count("\n") == 0
    assert set(facts_in(after.encode(), "test")) == {"test-240216.01", NEW.id}


def test_a_file_is_replaced_whole_with_its_permissions(tmp_path):
    path = tmp_path / "dossier.yaml"
    path.write_text("old")
    path.chmod(0o640)

    replace_file(path, b"new")

    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["dossier.yaml"]


def test_a_file_that_cannot_be_written_stays_as_it_was_and_says_so(tmp_path):
    path = tmp_path / "dossier.yaml"
    path.write_text("old")
    (tmp_path / ".dossier.yaml.new").mkdir()

    with pytest.raises(KnowledgeError, match=r"dossier\.yaml cannot be written \(Is a directory\)"):
        replace_file(path, b"new")
    assert path.read_text() == "old"


def test_a_link_stays_a_link(tmp_path):
    path, link = tmp_path / "dossier.yaml", tmp_path / "link.yaml"
    path.write_text("old")
    link.symlink_to(path)

    replace_file(link, b"new")

    assert link.is_symlink()
    assert path.read_text() == "new"
