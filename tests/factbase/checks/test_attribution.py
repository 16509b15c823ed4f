import pytest

from tests.factbase.knowledge_files import a_fact

TEXT = (
    "Voronkov spoke first. “ISIS grew”, he said.\n\n"
    "He also warned of ISIS-K.\n\n"
    "Newspapers say that it fled. Its leaders are gone."
)


def said(quote, **attribution):
    return a_fact("It is as they say it is.", quote, attribution={"how": "paraphrase", **attribution})


class TestCheckAttribution:
    @pytest.mark.parametrize(
        ("quote", "attribution"),
        [
            ("Its leaders are gone", {"chain": ["test-press"], "how": "own-voice"}),
            ("ISIS grew", {"chain": ["voronkov"]}),
            ("ISIS grew", {"chain": ["unnamed reports", "voronkov"], "how": "direct"}),
            ("warned of ISIS-K", {"chain": ["voronkov"], "words": "He", "resolution": "inferred"}),
            ("warned of ISIS-K", {"chain": ["voronkov"], "how": "carried"}),
            ("ISIS grew", {"chain": ["voronkov"], "how": "carried"}),
            ("it fled", {"chain": ["reports without a name"], "words": "Newspapers"}),
            ("it fled", {"chain": ["Newspapers say"]}),
        ],
    )
    def test_a_speaker_whom_the_document_names_passes(self, files, quote, attribution):
        assert files.check(TEXT, said(quote, **attribution)) == []

    @pytest.mark.parametrize(
        ("quote", "attribution", "where"),
        [
            ("warned of ISIS-K", {"chain": ["voronkov"]}, "in the paragraph of the first quote"),
            ("warned of ISIS-K", {"chain": ["voronkov"], "words": "He"}, "in the paragraph"),
            (
                "warned of ISIS-K",
                {"chain": ["voronkov"], "words": "She", "resolution": "inferred"},
                "in the paragraph",
            ),
            ("it fled", {"chain": ["voronkov"], "how": "carried"}, "before the quote"),
            ("it fled", {"chain": ["reports without a name"]}, "in the paragraph"),
            ("Voronkov spoke first", {"chain": ["voronkov"], "how": "carried"}, "before the quote"),
        ],
    )
    def test_a_speaker_whom_it_does_not_name_there_is_an_error(self, files, quote, attribution, where):
        [finding] = files.check(TEXT, said(quote, **attribution))

        assert (finding.level, finding.check) == ("error", "attribution")
        assert f"is not named {where}" in finding.message

    @pytest.mark.parametrize("chain", [["voronkof"], ["voronkof", "test-press"]])
    def test_what_looks_like_an_id_must_be_one(self, files, chain):
        [finding] = files.check(TEXT, said("ISIS grew", chain=chain, how="own-voice"))

        assert finding.message == (
            "“voronkof” in the chain is not an entity. Correct the id, or describe the speaker in words."
        )
