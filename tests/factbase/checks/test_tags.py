import pytest

from tests.factbase.knowledge_files import a_fact

TEXT = "ISIS attacked Kabul. ISIS-K fled the Afghan capital.\n\nThe group attacked again."


class TestCheckTags:
    def test_a_subject_and_place_named_in_the_quote_pass(self, files):
        fact = a_fact("ISIS attacked Kabul.", subjects=["isis"], places=["kabul"], topics=["attacks"])

        assert files.check(TEXT, fact) == []

    @pytest.mark.parametrize(
        ("tags", "sentence"),
        [
            (
                {"subjects": ["isil"]},
                "“isil” is not an entity. Add it to knowledge/entities/ or correct the id.",
            ),
            (
                {"objects": ["isil"]},
                "“isil” is not an entity. Add it to knowledge/entities/ or correct the id.",
            ),
            ({"topics": ["war"]}, "“war” is not a topic. Add it to knowledge/topics.yaml or correct the id."),
        ],
    )
    def test_an_unknown_id_is_an_error(self, files, tags, sentence):
        [finding] = files.check(TEXT, a_fact("ISIS attacked Kabul.", **tags))

        assert (finding.level, finding.check, finding.message) == ("error", "tags", sentence)

    @pytest.mark.parametrize(
        ("quote", "tags", "level"),
        [
            ("ISIS attacked Kabul", {"places": ["afghanistan"]}, "info"),
            ("fled the Afghan capital", {"places": ["afghanistan"]}, "info"),
            ("ISIS-K fled", {"subjects": ["isis"]}, "info"),
            ("attacked Kabul", {"subjects": ["isis"]}, "info"),
            ("The group attacked again", {"subjects": ["isis"]}, "warning"),
            ("attacked Kabul", {"places": ["united-states"]}, "warning"),
        ],
    )
    def test_a_tag_that_the_quote_does_not_name_is_remarked_on(self, files, quote, tags, level):
        [finding] = files.check(TEXT, a_fact("It did something there.", quote, **tags))

        assert (finding.level, finding.check) == (level, "tags")

    def test_an_object_need_not_be_named(self, files):
        assert files.check(TEXT, a_fact("It attacked again.", "attacked again", objects=["isis"])) == []
