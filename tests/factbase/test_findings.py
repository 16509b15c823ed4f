import json

from bot.documents.coverage import Coverage
from bot.domain import Passage
from bot.factbase.findings import Finding, Tally, format_findings

ERROR = Finding("error", "quote", "knowledge/a,b.yaml", 12, "test-240216.01", "50% is\nnot there. Copy it.")
WARNING = Finding("warning", "coverage", "knowledge/c.yaml", 2, None, "a sentence. Cite it.")
INFO = Finding("info", "tags", "knowledge/c.yaml", 9, "test-240216.02", "ISIS is implied. Nothing to do.")
TALLY = Tally(dossiers=1, facts=30, coverage=Coverage(sentences=13))


class TestFormatFindings:
    def test_text_is_a_line_each_with_its_place_and_a_summary(self):
        tally = Tally(2, 1, Coverage(3, (Passage("Overlooked.", 0, 11),)))

        assert format_findings([ERROR, WARNING, INFO], "text", tally).splitlines() == [
            "knowledge/a,b.yaml:12: 50% is",
            "not there. Copy it.",
            "knowledge/c.yaml:2: warning: a sentence. Cite it.",
            "1 error, 1 warning in 2 dossiers, 1 fact; 2 of 3 sentences cited or listed",
        ]

    def test_nothing_found_is_only_the_summary(self):
        assert format_findings([], "text", TALLY) == (
            "0 errors, 0 warnings in 1 dossier, 30 facts; every sentence cited or listed"
        )

    def test_json_is_one_list_with_every_field_and_level(self):
        listed = json.loads(format_findings([ERROR, INFO], "json", TALLY))

        assert [each["level"] for each in listed] == ["error", "info"]
        assert listed[0] == {
            "level": "error",
            "check": "quote",
            "file": "knowledge/a,b.yaml",
            "line": 12,
            "fact": "test-240216.01",
            "message": "50% is\nnot there. Copy it.",
        }

    def test_github_annotations_are_escaped_as_workflow_commands_ask(self):
        error, warning, _ = format_findings([ERROR, WARNING, INFO], "github", TALLY).splitlines()

        assert error == (
            "::error file=knowledge/a%2Cb.yaml,line=12,title=quote test-240216.01"
            "::50%25 is%0Anot there. Copy it."
        )
        assert warning == "::warning file=knowledge/c.yaml,line=2,title=coverage::a sentence. Cite it."
