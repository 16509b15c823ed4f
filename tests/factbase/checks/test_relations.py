import pytest

from tests.factbase.knowledge_files import a_fact

TEXT = "ISIS attacked Kabul. ISIS fled. Kabul is calm."
ELSEWHERE = {"chain": ["unnamed reports", "test-press"], "how": "own-voice"}
A, B, C = (f"test-240216.{number}" for number in (91, 92, 93))
OTHER = "knowledge/facts/2024/other-240216.yaml"


def facts(a=None, b=None, c=None):
    """Three facts with these relations; the third is from another origin."""
    return (
        a_fact("ISIS attacked Kabul.", id=A, **(a or {})),
        a_fact("ISIS fled there.", "ISIS fled", id=B, **(b or {})),
        a_fact("Kabul is calm now.", "Kabul is calm", id=C, attribution=ELSEWHERE, **(c or {})),
    )


def told(found):
    return [(each.fact, each.level, each.message) for each in found]


class TestCheckRelations:
    @pytest.mark.parametrize(
        "relations",
        [
            {"a": {"contradicts": [B]}, "b": {"contradicts": [A]}},
            {"a": {"corroborates": [C]}, "c": {"corroborates": [A]}},
            {"a": {"qualifies": [B], "contradicts": [B]}},
            {"a": {"supersedes": [B]}, "b": {"supersedes": [C]}},
        ],
    )
    def test_relations_that_can_be_pass(self, files, relations):
        assert files.check(TEXT, *facts(**relations)) == []

    @pytest.mark.parametrize(
        ("relations", "problem"),
        [
            (
                {"contradicts": ["test-240216.99"]},
                "it contradicts test-240216.99, which is not a fact. Correct",
            ),
            ({"qualifies": [A]}, "it qualifies itself. Correct the id."),
            ({"supersedes": [A]}, "it supersedes itself. Correct the id."),
            (
                {"corroborates": [C], "contradicts": [C]},
                f"it corroborates {C}, and they contradict each other.",
            ),
        ],
    )
    def test_a_relation_that_cannot_be_is_an_error(self, files, relations, problem):
        [(fact, level, message)] = told(files.check(TEXT, *facts(relations)))

        assert (fact, level) == (A, "error")
        assert message.startswith(problem)

    def test_corroboration_of_what_contradicts_is_an_error_at_the_corroborating_fact(self, files):
        [finding] = files.check(TEXT, *facts({"corroborates": [C]}, c={"contradicts": [A]}))

        assert (finding.fact, finding.level) == (A, "error")

    def test_a_circle_of_supersessions_is_an_error_at_each_of_its_facts(self, files):
        circle = facts({"supersedes": [B]}, {"supersedes": [C]}, {"supersedes": [A]})

        found = told(files.check(TEXT, *circle))

        message = "it supersedes itself, by way of others. Break the circle."
        assert found == [(id, "error", message) for id in (A, B, C)]

    def test_corroboration_from_one_origin_is_a_warning(self, files):
        [finding] = files.check(TEXT, *facts({"corroborates": [B]}))

        assert (finding.fact, finding.level, finding.check) == (A, "warning", "relations")
        assert finding.message.startswith(f"it corroborates {B}, and both come from test-press: one origin. ")

    def test_a_target_may_stand_in_another_dossier(self, files):
        source = {"id": "other-240216", "file": "other.txt"}
        files.dossier(
            "Kabul is calm.", a_fact("Kabul is calm.", id="other-240216.01"), path=OTHER, source=source
        )

        assert files.check(TEXT, *facts({"contradicts": ["other-240216.01"]})) == []

    def test_a_dossier_that_cannot_be_read_makes_no_relation_wrong(self, files):
        files.write(OTHER, "facts: [")

        found = files.check(TEXT, *facts({"contradicts": ["other-240216.01"]}))

        assert [each.check for each in found] == ["schema"]

    def test_a_fact_does_not_lean_on_a_draft_but_a_draft_on_a_fact(self, files):
        draft = a_fact("Kabul is very calm.", "Kabul is calm", id="other-240216.01", qualifies=[A])
        source = {"id": "other-240216", "file": "other.txt"}
        files.dossier(TEXT, draft, path="knowledge/proposed/other.yaml", source=source)

        [finding] = files.check(TEXT, *facts({"qualifies": ["other-240216.01"]}))

        assert (finding.fact, finding.check) == (A, "relations")
