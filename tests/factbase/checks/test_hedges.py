import pytest

from tests.factbase.knowledge_files import a_fact

TEXT = (
    "According to reports, ISIS fled, while Kabul remained calm. Suspected fighters stayed. "
    "ISIS may have 50 bases. ISIS left, reportedly. ISIS left Kabul, reportedly killing ten. "
    "ISIS claims to have won. ISIS is likely to return to its old bases."
)


def hedged(claim, quote, *hedges, **fields):
    return a_fact(claim, quote, stance="hedged", hedges=list(hedges), **fields)


class TestCheckHedges:
    @pytest.mark.parametrize(
        "fact",
        [
            hedged(
                "According to reports, ISIS fled.", "According to reports, ISIS fled", "According to reports"
            ),
            hedged("Reportedly, ISIS fled.", "According to reports, ISIS fled", "According to reports"),
            hedged("There are reports that ISIS fled.", "ISIS fled", "According to reports"),
            hedged("ISIS might have 50 bases.", "ISIS may have 50 bases", "may have"),
            a_fact("Kabul remained calm.", "Kabul remained calm"),
            a_fact("ISIS left Kabul.", "ISIS left Kabul"),
            a_fact("ISIS claims to have won.", "ISIS claims to have won"),
            a_fact("ISIS is likely to return.", "ISIS is likely to return", likelihood="likely"),
            a_fact(
                "ISIS once had other bases.",
                "likely to return to its old bases",
                attribution={"chain": ["isis"], "how": "presupposed"},
            ),
        ],
    )
    def test_a_hedge_that_is_kept_passes(self, files, fact):
        assert files.check(TEXT, fact) == []

    @pytest.mark.parametrize(
        ("claim", "quote"),
        [
            ("ISIS may have 50 bases.", "ISIS may have 50 bases"),
            ("ISIS has 50 bases.", "have 50 bases"),
            ("According to reports, ISIS fled.", "According to reports, ISIS fled"),
            ("ISIS fled the fighting.", "ISIS fled"),
            ("ISIS did flee from there.", "fled"),
            ("ISIS left the country.", "ISIS left"),
            ("Fighters of ISIS stayed.", "Suspected fighters stayed"),
            ("ISIS has won the fight.", "ISIS claims to have won"),
            ("ISIS will return there.", "ISIS is likely to return"),
        ],
    )
    def test_a_hedge_in_the_quote_or_cut_from_it_is_not_asserted(self, files, claim, quote):
        quotes = [{"exact": quote, **({"suffix": ", reportedly."} if quote == "ISIS left" else {})}]

        [finding] = files.check(TEXT, a_fact(claim, quotes=quotes))

        assert (finding.level, finding.check) == ("error", "hedges")
        assert finding.message.endswith("the stance is `asserted`. Write `stance: hedged`, with `hedges`.")

    @pytest.mark.parametrize(
        ("fact", "problem"),
        [
            (hedged("ISIS allegedly fled.", "ISIS fled", "allegedly"), "the hedge “allegedly” is not in the"),
            (
                hedged("ISIS may have 50 bases.", "ISIS may have 50 bases"),
                "it is `hedged` and lists no hedge.",
            ),
            (
                a_fact("ISIS may have 50 bases.", "ISIS may have 50 bases", hedges=["may have"]),
                "it lists hedges and is `asserted`.",
            ),
            (
                hedged("ISIS has 50 bases.", "ISIS may have 50 bases", "may have"),
                "the claim drops the hedge “may have”. Put it into the claim.",
            ),
        ],
    )
    def test_stance_list_and_claim_agree(self, files, fact, problem):
        [finding] = files.check(TEXT, fact)

        assert (finding.level, finding.check) == ("error", "hedges")
        assert finding.message.startswith(problem)
