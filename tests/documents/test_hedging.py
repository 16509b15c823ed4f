import pytest

from bot.documents.hedging import hedges_in


class TestHedgesIn:
    @pytest.mark.parametrize(
        ("text", "hedge"),
        [
            ("ISIS reportedly fled", "reportedly"),
            ("According to reports, it fled", "According to reports"),
            (
                "according to several unconfirmed media reports",
                "according to several unconfirmed media reports",
            ),
            ("ISIS may have fled", "may"),
            ("ISIS May Have Fled", "May"),
            ("it might strike", "might"),
            ("it could strike Europe", "could"),
            ("ISIS appears to have fled", "appears to"),
            ("he is widely believed to be dead", "is widely believed to"),
            ("fighters thought to be in Idlib", "thought to be"),
            ("suspected fighters", "suspected"),
            ("unconfirmed sightings", "unconfirmed"),
            ("the group claims to have killed ten", "claims to have"),
            ("there were reports of fighting", "there were reports"),
            ("it is likely to strike", "likely"),
        ],
    )
    def test_a_hedge_is_found(self, text, hedge):
        assert [each.text for each in hedges_in(text)] == [hedge]

    @pytest.mark.parametrize(
        "text",
        [
            "In May 2023 ISIS fled",
            "the May attack",
            "the military might of ISIS",
            "it could not strike",
            "it could no longer pay them",
            "so that fighters could train",
            "According to UN officials, it fled",
            "according to a report by the UN",
            "according to reports by the UN",
            "UN reports say so",
            "ISIS claimed responsibility for it",
            "the bomb claimed the lives of ten",
            "he appeared in a video",
            "he reported to the UN",
            "as soon as possible",
        ],
    )
    def test_what_only_looks_like_one_is_not(self, text):
        assert hedges_in(text) == ()

    def test_likelihoods_are_found_only_if_asked_for(self):
        assert [each.text for each in hedges_in("it will probably strike")] == ["probably"]
        assert hedges_in("it will probably strike", with_likelihood=False) == ()
