from tests.factbase.knowledge_files import DOSSIER, a_fact

TEXT = "ISIS attacked Kabul."


class TestIds:
    def test_a_facts_id_begins_with_its_sources(self, files):
        [finding] = files.check(TEXT, a_fact(TEXT, id="other-240216.01"))

        assert finding.level == "error"
        assert finding.message == ("the id does not begin with “test-240216.”, its source's. Correct it.")

    def test_an_id_that_stands_twice_is_an_error_at_both_places(self, files):
        fact = a_fact(TEXT)

        first, second = files.check(TEXT, fact, a_fact(TEXT, id=fact["id"]))

        assert f"stands also at {DOSSIER}:{second.line}." in first.message
        assert f"stands also at {DOSSIER}:{first.line}." in second.message

    def test_a_draft_with_the_id_of_a_fact_is_an_error_at_the_draft_only(self, files):
        fact = a_fact(TEXT)
        path = "knowledge/proposed/test.yaml"
        files.dossier(TEXT, fact, path=path)

        [finding] = files.check(TEXT, fact)

        assert finding.file == path
        assert list(files.load().base.facts) == [fact["id"]]

    def test_a_source_has_one_dossier(self, files):
        path = "knowledge/facts/2024/twin.yaml"
        files.dossier(TEXT, path=path)

        [finding] = files.check(TEXT)

        assert (finding.file, finding.level) == (path, "error")
        assert finding.message == f"the source test-240216 has a dossier already, {DOSSIER}. Join the two."

    def test_an_entity_is_a_part_of_known_entities_and_not_of_itself(self, files):
        files.write(
            "knowledge/entities/more.yaml",
            "- {id: a, kind: place, names: {en: [A]}, broader: [b]}\n"
            "- {id: b, kind: place, names: {en: [B]}, broader: [a, nowhere]}\n",
        )

        assert [finding.message for finding in files.check(TEXT)] == [
            "a is a part of itself, by way of `broader`. Break the circle.",
            "“nowhere”, which b is a part of, is not an entity. Correct the id.",
            "b is a part of itself, by way of `broader`. Break the circle.",
        ]
