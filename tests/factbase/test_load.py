import pytest
import yaml

from bot.factbase.errors import KnowledgeError
from bot.factbase.load import load_base
from tests.factbase.knowledge_files import DOSSIER, ENTITIES, a_fact

TEXT = "ISIS attacked Kabul.\n\nIt was the\u00a0first time."


class TestLoadBase:
    def test_a_fact_is_served_with_the_documents_own_words(self, files):
        fact = a_fact("It was the first time.")
        files.dossier(TEXT, fact)

        base = files.load().base

        assert [passage.text for passage in base.facts[fact["id"]].passages] == [
            "It was the\u00a0first time."
        ]
        assert base.facts[fact["id"]].source.publisher == "Test Press"
        assert base.left_out == {}

    def test_a_fact_with_an_error_is_left_out_and_the_rest_loads(self, files):
        good, bad = a_fact("ISIS attacked Kabul."), a_fact("ISIS attacked Herat.")
        files.dossier(TEXT, good, bad)

        base = files.load().base

        assert list(base.facts) == [good["id"]]
        assert base.left_out == {
            bad["id"]: "the quote “ISIS attacked Herat.” is not in seeds/test-240216.txt. "
            "Copy the words from the document."
        }

    def test_a_changed_document_leaves_out_all_its_facts(self, files):
        fact = a_fact("ISIS attacked Kabul.")
        files.dossier(TEXT, fact)
        (files.seeds / "test-240216.txt").write_text(TEXT + " ")

        base = files.load().base

        assert base.facts == {}
        assert "has changed since it was registered: sha256" in base.left_out[fact["id"]]

    def test_a_source_with_an_error_leaves_out_all_its_facts(self, files):
        fact = a_fact("ISIS attacked Kabul.")
        files.dossier(TEXT, fact, source={"accessed": "2024-02-15"})

        base = files.load().base

        assert base.facts == {}
        assert "was accessed (2024-02-15) before it was published" in base.left_out[fact["id"]]

    def test_two_facts_of_one_id_are_both_left_out(self, files):
        files.dossier(
            TEXT,
            a_fact("ISIS attacked Kabul.", id="test-240216.01"),
            a_fact("It was the first time.", id="test-240216.01"),
        )

        loaded = files.load()

        assert loaded.base.facts == {}
        assert [finding.check for finding in loaded.findings] == ["schema", "schema"]

    def test_drafts_and_retracted_facts_are_checked_and_not_served(self, files):
        files.dossier(
            TEXT,
            a_fact("ISIS attacked Kabul.", status="draft"),
            a_fact("It was the first time.", status="retracted", reason="It was the second."),
        )

        loaded = files.load()

        assert loaded.base.facts == {}
        assert loaded.base.left_out == {}
        assert loaded.findings == ()

    def test_proposed_facts_are_checked_never_loaded(self, files):
        path = "knowledge/proposed/test-240216.yaml"
        files.dossier(TEXT, a_fact("ISIS attacked Kabul."), a_fact("ISIS attacked Herat."), path=path)

        loaded = files.load()

        assert loaded.base.facts == {}
        [finding] = loaded.findings
        assert (finding.check, finding.file) == ("quote", path)
        assert loaded.base.left_out == {}
        assert loaded.tally.dossiers == 0

    def test_an_unreadable_file_of_entities_is_missing_and_said_so(self, files):
        fact = a_fact("ISIS attacked Kabul.", subjects=["isis"])
        files.dossier(TEXT, fact)
        files.write("knowledge/entities/all.yaml", "- id: [")
        files.write("knowledge/entities/press.yaml", yaml.safe_dump([ENTITIES[3]]))

        base = files.load().base

        assert list(base.entities) == ["test-press"]
        assert set(base.left_out) == {"knowledge/entities/all.yaml", fact["id"]}

    def test_a_relation_to_a_fact_that_is_left_out_stays(self, files):
        bad = a_fact("ISIS attacked Herat.")
        fact = a_fact("ISIS attacked Kabul.", contradicts=[bad["id"]])
        files.dossier(TEXT, fact, bad)

        assert files.load().base.facts[fact["id"]].fact.contradicts == (bad["id"],)

    def test_it_counts_what_it_checked(self, files):
        files.dossier(TEXT, a_fact("ISIS attacked Kabul."))

        tally = files.load().tally

        assert (tally.dossiers, tally.facts, tally.coverage.sentences, tally.coverage.covered) == (1, 1, 2, 1)

    def test_findings_come_by_file_and_line(self, files):
        files.dossier(TEXT, a_fact("ISIS attacked Herat."), a_fact("ISIS attacked Bamyan."))
        files.write("knowledge/entities/a.yaml", "- {id: x}\n")

        places = [(finding.file, finding.line) for finding in files.load().findings]

        assert places == sorted(places)
        assert places[0][0] == "knowledge/entities/a.yaml"
        assert places[-1][0] == DOSSIER

    def test_nothing_to_check_is_no_clean_bill(self, files):
        files.write("knowledge/entities/all.yaml", "[]")

        [finding] = files.load().findings

        assert (finding.level, finding.file) == ("error", "knowledge/facts")

    def test_missing_documents_are_named_once_with_the_setting(self, files, tmp_path):
        files.dossier(TEXT, a_fact("ISIS attacked Kabul."))

        with pytest.raises(KnowledgeError, match=r"nowhere is not a directory\. Set FOOTNOTE_SEEDS_DIR"):
            load_base(tmp_path / "knowledge", tmp_path / "nowhere")
