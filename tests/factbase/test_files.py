import pytest
import yaml

from bot.factbase.errors import KnowledgeError
from bot.factbase.files import read_knowledge
from tests.factbase.knowledge_files import DOSSIER, a_fact


def messages(read):
    return [f"{finding.file}:{finding.line}: {finding.message}" for finding in read.findings]


class TestReadKnowledge:
    def test_a_missing_directory_is_said_in_a_sentence(self, tmp_path):
        with pytest.raises(KnowledgeError, match=r"nowhere is not a directory. Set FOOTNOTE_KNOWLEDGE_DIR"):
            read_knowledge(tmp_path / "nowhere")

    def test_one_bad_fact_does_not_lose_its_neighbours(self, files):
        bad = a_fact("A claim without words", id="test-240216.02", claims="?")
        files.dossier("Words of it all.", a_fact("Words of it all."), bad, a_fact("Words of it all."))

        read = read_knowledge(files.knowledge)

        [dossier] = read.dossiers
        assert len(dossier.facts) == 2
        [message] = messages(read)
        assert message.endswith("“claims” is not a field of a fact. Correct its spelling or remove it.")
        assert list(read.left_out) == ["test-240216.02"]

    def test_one_broken_file_loses_only_itself_and_names_the_line(self, files):
        files.dossier("Words of it all.", a_fact("Words of it all."))
        files.write("knowledge/facts/2024/other-240216.yaml", "source:\n  id: a\n  id: b\n")

        read = read_knowledge(files.knowledge)

        assert len(read.dossiers) == 1
        assert messages(read) == [
            "knowledge/facts/2024/other-240216.yaml:3: “id” stands twice in one mapping. Keep one of the two."
        ]
        assert list(read.left_out) == ["knowledge/facts/2024/other-240216.yaml"]

    def test_a_finding_stands_at_the_line_of_the_field(self, files):
        files.dossier("Words of it all.", a_fact("Words of it all.", when={"said": "last month"}))

        read = read_knowledge(files.knowledge)

        lines = (files.root / DOSSIER).read_text().splitlines()
        [finding] = read.findings
        assert lines[finding.line - 1].strip() == "said: last month"
        assert "“when.said” does not fit: “last month” is not a date like 2024" in finding.message

    def test_grades_bounds_and_dates_are_read_from_strings(self, files):
        amount = {"raw": "3,000", "low": "3000", "high": "3000.0", "unit": "fighters"}
        files.dossier("Words of it all.", a_fact("Words of it all.", credibility="2", quantities=[amount]))

        [dossier] = read_knowledge(files.knowledge).dossiers

        [entry] = dossier.facts
        assert entry.fact.credibility == 2
        assert entry.fact.quantities[0].low == 3000.0
        assert dossier.source.published.isoformat() == "2024-02-16"

    def test_an_amount_that_its_comma_has_cut_is_told_apart_from_a_misspelt_field(self, files):
        amount = {"raw": "up to 12", "000": "", "high": "12000", "unit": "fighters"}
        files.dossier("Words of it all.", a_fact("Words of it all.", quantities=[amount]))

        [message] = messages(read_knowledge(files.knowledge))

        assert "Put an amount with a comma in quotation marks" in message

    def test_a_grade_that_is_none_is_refused(self, files):
        files.dossier("Words of it all.", a_fact("Words of it all.", credibility="7"))

        [message] = messages(read_knowledge(files.knowledge))

        assert "“credibility” does not fit" in message

    def test_norways_code_is_not_false(self, files):
        files.write(
            "knowledge/entities/norway.yaml",
            "- id: norway\n  kind: place\n  names: {en: [Norway], no: [Norge]}\n  ids: {iso: NO}\n",
        )

        assert read_knowledge(files.knowledge).entities["norway"].entity.ids == {"iso": "NO"}

    def test_facts_and_quotes_know_their_lines(self, files):
        fact = a_fact("Words of it all.")
        files.dossier("Words of it all.", fact)

        [dossier] = read_knowledge(files.knowledge).dossiers

        lines = (files.root / DOSSIER).read_text().splitlines()
        [entry] = dossier.facts
        assert lines[entry.line - 1].strip() == f"- id: {fact['id']}"
        assert [lines[line - 1].strip() for line in entry.quote_lines] == ["- exact: Words of it all."]

    def test_an_entity_or_topic_that_stands_twice_is_an_error_and_the_first_stays(self, files):
        twice = "- {id: isis, kind: place, names: {en: [Other]}}\n"
        files.write("knowledge/entities/more.yaml", twice)
        files.write("knowledge/topics.yaml", "- {id: a, names: {en: [A]}}\n- {id: a, names: {en: [B]}}\n")

        read = read_knowledge(files.knowledge)

        assert read.entities["isis"].entity.name == "ISIS"
        assert read.topics["a"].name == "A"
        assert [message.partition("stands")[0] for message in messages(read)] == [
            "knowledge/entities/more.yaml:1: the entity “isis” ",
            "knowledge/topics.yaml:2: the topic “a” ",
        ]

    @pytest.mark.parametrize(
        ("dossier", "sentence"),
        [
            ("- a list\n", "a dossier is a mapping. Write `source:`, `edited_by:` and `facts:`."),
            ("edited_by: me\n", "a source is a mapping of fields. Write `id: …`."),
            ("source: {id: nope}\nedited_by: me\n", "“kind” is missing from the source. Add it."),
        ],
    )
    def test_a_dossier_without_a_source_is_left_out(self, files, dossier, sentence):
        files.write(DOSSIER, dossier)

        read = read_knowledge(files.knowledge)

        assert read.dossiers == ()
        assert f"{DOSSIER}:1: {sentence}" in messages(read)
        assert list(read.left_out) == [DOSSIER]

    def test_slips_in_a_dossiers_own_fields_are_errors_that_lose_nothing(self, files):
        files.dossier("Words of it all.")
        source = yaml.safe_load((files.root / DOSSIER).read_text())["source"]
        files.write(DOSSIER, yaml.safe_dump({"facts": {"id": "x"}, "fact": [], "source": source}))

        read = read_knowledge(files.knowledge)

        assert len(read.dossiers) == 1
        assert [finding.message for finding in read.findings] == [
            "“fact” is not a field of a dossier. Remove it.",
            "“edited_by” is missing. Say who last edited the file.",
            "a list is expected here. Begin each entry with `- `.",
        ]

    def test_a_file_with_another_ending_is_not_silently_ignored(self, files):
        files.write("knowledge/facts/2024/other.yml", "")

        assert messages(read_knowledge(files.knowledge)) == [
            "knowledge/facts/2024/other.yml:1: the file is not read. Rename it to .yaml."
        ]
