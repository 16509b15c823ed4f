import pytest

from tests.factbase.knowledge_files import DOSSIER, a_fact

SEED = "seeds/test-240216.txt"
TEXT = "ISIS-K grew in Iraq.\n\nIt also\u00a0grew in Iraq, by over 10,000 fighters."


class TestCheckQuotes:
    @pytest.mark.parametrize(
        "quote",
        [
            {"exact": "It also grew"},
            {"exact": "grew in Iraq", "suffix": ","},
            {"exact": "grew in Iraq", "prefix": "ISIS-K"},
        ],
    )
    def test_a_quote_with_one_place_passes(self, files, quote):
        assert files.check(TEXT, a_fact("It grew in Iraq.", quotes=[quote])) == []

    @pytest.mark.parametrize(
        ("quote", "sentences"),
        [
            ({"exact": "it also grew"}, f"is not in {SEED}. Copy the words from the document."),
            (
                {"exact": "grew in Iraq"},
                f"stands in 2 places of {SEED}. Add a prefix or suffix, or quote more words.",
            ),
            (
                {"exact": "over 10"},
                f"begins or ends within a word or number of {SEED}. Quote it whole.",
            ),
            (
                {"exact": "Iraq. It also"},
                f"runs over the end of a paragraph of {SEED}. Make it two quotes.",
            ),
            (
                {"exact": "It also", "prefix": "Syria."},
                f"does not stand between its prefix and suffix in {SEED}. Copy both from the document.",
            ),
        ],
    )
    def test_a_quote_without_exactly_one_place_is_an_error_that_says_what_to_do(
        self, files, quote, sentences
    ):
        [finding] = files.check(TEXT, a_fact("It grew in Iraq.", quotes=[quote]))

        assert (finding.level, finding.check) == ("error", "quote")
        assert finding.message == f"the quote “{quote['exact']}” {sentences}"

    def test_the_finding_stands_at_the_line_of_the_quote(self, files):
        quotes = [{"exact": "It also grew"}, {"exact": "It shrank"}]

        [finding] = files.check(TEXT, a_fact("It grew in Iraq.", quotes=quotes))

        line = (files.root / DOSSIER).read_text().splitlines()[finding.line - 1]
        assert line.strip() == "- exact: It shrank"

    def test_no_other_check_complains_of_a_quote_that_is_not_found(self, files):
        fact = a_fact("It killed 300.", "It killed three hundred.", subjects=["isis"])

        assert [finding.check for finding in files.check(TEXT, fact)] == ["quote"]
