import pytest

from tests.factbase.knowledge_files import a_fact


class TestCheckDirection:
    @pytest.mark.parametrize(
        ("quote", "claim"),
        [
            ("Attacks have surged", "Attacks have increased."),
            ("Attacks lessened", "There were fewer attacks."),
            ("Its growth was halted", "Its growth was curbed."),
            ("It grew weaker", "It has weakened."),
            ("It has impacted them", "It has hindered them."),
            ("It killed no fewer than 10 men", "It killed more than 10 men."),
            ("Kabul fell to the Taliban in a surge", "Kabul fell to the Taliban in a surge."),
        ],
    )
    def test_a_claim_that_keeps_the_direction_passes(self, files, quote, claim):
        found = files.check(f"{quote}.", a_fact(claim, quote))

        assert [each for each in found if each.check == "direction"] == []

    @pytest.mark.parametrize(
        ("quote", "claim", "said", "meant"),
        [
            ("Attacks have surged", "Attacks have lessened.", "less", "more"),
            ("There were fewer attacks", "There were more attacks.", "more", "less"),
            ("Its power was diminished", "Its power has been strengthened.", "more", "less"),
            ("It hinders attacks", "It escalates attacks.", "more", "less"),
            ("Conditions worsened", "Conditions improved.", "better", "worse"),
        ],
    )
    def test_the_opposite_direction_is_an_error(self, files, quote, claim, said, meant):
        [finding] = files.check(f"{quote}.", a_fact(claim, quote))

        assert (finding.level, finding.check) == ("error", "direction")
        assert finding.message.startswith(f"the claim says “{said}”, its quotes say “{meant}”. ")
