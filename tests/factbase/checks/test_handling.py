import pytest

from tests.factbase.knowledge_files import a_fact

TEXT = "ISIS attacked Kabul."


class TestCheckHandling:
    @pytest.mark.parametrize("tlp", ["AMBER", "RED"])
    def test_a_marking_as_strict_as_the_sources_passes(self, files, tlp):
        assert files.check(TEXT, a_fact(TEXT, tlp=tlp), source={"tlp": "AMBER"}) == []

    def test_a_looser_marking_is_an_error(self, files):
        [finding] = files.check(TEXT, a_fact(TEXT, tlp="GREEN"), source={"tlp": "AMBER"})

        assert (finding.level, finding.check) == ("error", "handling")
        assert finding.message == (
            "TLP:GREEN is looser than its source's TLP:AMBER. Remove it or make it stricter."
        )

    def test_a_retraction_says_why(self, files):
        why, silent = a_fact(TEXT, status="retracted", reason="Wrong."), a_fact(TEXT, status="retracted")

        [finding] = files.check(TEXT, why, silent)

        assert (finding.level, finding.fact) == ("error", silent["id"])
        assert finding.message == "it is retracted without a reason. Say why in `reason`."
