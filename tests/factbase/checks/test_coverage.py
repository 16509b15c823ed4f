from tests.factbase.knowledge_files import a_fact

TEXT = "A headline\n\nISIS attacked Kabul. Read more.\n\nRead more."


def coverage_findings(files, *facts, no_facts=()):
    files.dossier(TEXT, *facts, no_facts=no_facts)
    return [finding for finding in files.load().findings if finding.check == "coverage"]


class TestCheckCoverage:
    def test_every_sentence_cited_or_listed_passes(self, files):
        listed = [{"quote": "A headline", "why": "Said below."}, {"quote": "Read more.", "why": "A link."}]

        assert coverage_findings(files, a_fact("It attacked.", "attacked Kabul"), no_facts=listed) == []

    def test_a_draft_covers_its_sentence_too(self, files):
        found = coverage_findings(files, a_fact("It attacked.", "attacked Kabul", status="draft"))

        assert not any("ISIS attacked" in finding.message for finding in found)

    def test_an_overlooked_sentence_is_a_warning_at_the_source(self, files):
        first, *others = coverage_findings(files)

        assert (first.level, first.line, first.fact) == ("warning", 1, None)
        assert first.message == (
            "the sentence “A headline” is neither cited nor listed. "
            "Cite it in a fact, or list it under `no_facts` with the reason."
        )
        assert len(others) == 3

    def test_a_listed_sentence_that_is_not_in_the_document_is_an_error(self, files):
        finding = coverage_findings(files, no_facts=[{"quote": "Read less.", "why": "A link."}])[-1]

        assert finding.level == "error"
        assert finding.message.startswith(
            "the left-out sentence “Read less.” is not in seeds/test-240216.txt."
        )
