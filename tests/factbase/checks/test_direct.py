import pytest

from tests.factbase.knowledge_files import a_fact


def direct(quote):
    return a_fact("It is as they say it is.", quote, attribution={"chain": ["voronkov"], "how": "direct"})


class TestCheckDirect:
    @pytest.mark.parametrize("quote", ["ISIS grew there.", "ISIS grew", "“ISIS grew there.”"])
    @pytest.mark.parametrize("text", ["“ISIS grew there.”", '"ISIS grew there."'])
    def test_a_quote_within_quotation_marks_passes(self, files, quote, text):
        assert files.check(f"Voronkov said: {text} Then he left.", direct(quote)) == []

    @pytest.mark.parametrize(
        "text",
        [
            "Voronkov said that ISIS grew there.",
            "“Good”, Voronkov said; ISIS grew there, he “added”.",
            "“Good,\n\nVoronkov said: ISIS grew there.",
        ],
    )
    def test_a_quote_outside_of_them_is_an_error(self, files, text):
        [finding] = files.check(text, direct("ISIS grew there"))

        assert (finding.level, finding.check) == ("error", "direct")
        assert finding.message.startswith("its first quote does not lie in quotation marks. Quote only what")

    def test_a_quote_that_takes_in_its_frame_is_an_error(self, files):
        [finding] = files.check("Voronkov said: “ISIS grew.”", direct("Voronkov said: “ISIS grew.”"))

        assert finding.check == "direct"

    def test_other_facts_need_no_marks(self, files):
        assert files.check("ISIS grew there.", a_fact("ISIS grew there.")) == []
