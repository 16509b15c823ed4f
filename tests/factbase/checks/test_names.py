import pytest

from tests.factbase.knowledge_files import a_fact

TEXT = (
    "Abu Omar of ISIS attacked Kabul in Jan. 2024, Voronkov said. "
    "The Iron Brigade fled to US bases in Upper and Lower Duma.\n\n"
    "ISIS-K fled since then."
)


class TestCheckNames:
    @pytest.mark.parametrize(
        "claim",
        [
            "ISIS attacked Kabul.",
            "Islamic State fighters attacked Kabul.",
            "The commander Abu Omar attacked Kabul's defenders.",
            "In January, ISIS attacked Kabul.",
            "Fighters of the Iron Brigade fled to US bases.",
            "Fighters fled to Upper Duma.",
            "Attackers came to Kabul: “Fighters of ISIS” they were.",
            "ISIS paid USD 2024 in Kabul, as Vladimir Voronkov said.",
        ],
    )
    def test_a_name_of_the_paragraph_passes_under_any_alias(self, files, claim):
        found = files.check(TEXT, a_fact(claim, "ISIS attacked Kabul in Jan. 2024"))

        assert [each.message for each in found if each.check == "names"] == []

    @pytest.mark.parametrize(
        ("claim", "name"),
        [
            ("ISIS-K attacked Kabul.", "ISIS-K"),
            ("ISIS attacked Kabul and Herat.", "Herat"),
            ("The commander Abu Ali attacked Kabul.", "Abu Ali"),
            ("The US attacked Kabul by way of Iron Omar.", "Iron Omar"),
            ("In February, ISIS attacked Kabul.", "February"),
            ("McGuire attacked Kabul.", "McGuire"),
        ],
    )
    def test_a_name_from_elsewhere_is_a_warning(self, files, claim, name):
        [finding] = files.check(TEXT, a_fact(claim, "ISIS attacked Kabul"))

        assert (finding.level, finding.check) == ("warning", "names")
        assert finding.message.startswith(f"the claim names “{name}”, the paragraph of its quotes does not. ")

    def test_a_tag_lends_its_aliases(self, files):
        fact = a_fact("ISIS-K fled from Afghanistan.", "fled since then", objects=["afghanistan"])

        assert files.check(TEXT, fact) == []

    def test_the_month_of_a_derived_date_passes(self, files):
        when = {"event": "2024-01", "derived": "“since then”, from 16 February 2024"}

        assert files.check(TEXT, a_fact("ISIS-K fled in January 2024.", "fled since then", when=when)) == []

    def test_a_name_may_stand_in_the_translation(self, files):
        quotes = [{"exact": "داعش به کابل حمله کرد", "translation": "ISIS attacked Kabul"}]

        found = files.check(
            "داعش به کابل حمله کرد.", a_fact("ISIS attacked Kabul.", quotes=quotes), source={"language": "fa"}
        )

        assert [each.level for each in found] == ["info"]
