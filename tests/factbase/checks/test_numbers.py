import pytest

from tests.factbase.knowledge_files import a_fact

TEXT = (
    "Last year ISIS had three to five thousand fighters, over ten leaders and about 3,000 rifles. "
    "It held between $10 to $25\u00a0million, or 5 million euros, down from several hundreds of millions."
)


class TestCheckNumbers:
    @pytest.mark.parametrize(
        "claim",
        [
            "ISIS has 3,000 to 5,000 fighters.",
            "ISIS has between three and five thousand fighters.",
            "ISIS holds USD 10–25 million.",
            "ISIS has one kind of fighters.",
            "ISIS has up to five thousand fighters.",
            "ISIS has ten or more leaders.",
        ],
    )
    def test_a_number_may_be_written_in_another_way(self, files, claim):
        assert files.check(TEXT, a_fact(claim, TEXT, when={"as_of": "2023", "derived": "“Last year”"})) == []

    @pytest.mark.parametrize(
        ("claim", "number"),
        [
            ("ISIS has four thousand fighters.", "four thousand"),
            ("ISIS holds $5 million.", "$5 million"),
            ("ISIS has 10% of the fighters.", "10%"),
            ("ISIS had over ten leaders in 2022.", "2022"),
            ("ISIS has five thousand fighters.", "five thousand"),
            ("ISIS has at least five thousand fighters.", "at least five thousand"),
            ("ISIS has ten leaders.", "ten"),
            ("ISIS has at most ten leaders.", "at most ten"),
        ],
    )
    def test_a_number_that_no_quote_states_is_an_error(self, files, claim, number):
        when = {"as_of": "2023", "derived": "“Last year”"}

        [finding] = files.check(TEXT, a_fact(claim, TEXT, when=when))

        assert (finding.level, finding.check) == ("error", "numbers")
        assert f"the claim says “{number}”, its quotes do not." in finding.message

    def test_a_year_comes_from_a_date_that_says_how_it_was_derived(self, files):
        derived = {"as_of": "2023", "derived": "“Last year”, from 16 February 2024"}
        facts = [
            a_fact("ISIS had over ten leaders in 2023.", TEXT, when=when)
            for when in (derived, {"as_of": "2023"})
        ]

        found = files.check(TEXT, *facts)

        assert {finding.fact for finding in found if finding.check == "numbers"} == {facts[1]["id"]}

    def test_a_year_may_be_an_end_of_a_span_of_years(self, files):
        text = "It held Mosul from 2014 to 2017."

        assert files.check(text, a_fact("It held Mosul in 2014.", text)) == []

    def test_a_year_within_an_open_interval_is_its_known_end(self, files):
        when = {"event": "../2014", "derived": "worked out"}

        assert files.check("It split off.", a_fact("It split off by 2014.", "It split off", when=when)) == []

    def test_a_number_may_stand_in_the_translation(self, files):
        quotes = [{"exact": "سه هزار جنگجو", "translation": "three thousand fighters"}]

        assert files.check("سه هزار جنگجو دارد", a_fact("It has 3,000 fighters.", quotes=quotes)) == []


def quantity(raw, **fields):
    return a_fact(
        "ISIS had fighters and money.",
        TEXT,
        quantities=[{"raw": raw, "unit": "fighters", **fields}],
        when={"as_of": "2023", "derived": "“Last year”"},
    )


class TestCheckQuantities:
    @pytest.mark.parametrize(
        ("raw", "fields"),
        [
            ("three to five thousand", {"low": "3000", "high": "5000"}),
            ("between $10 to $25 million", {"low": "10000000", "high": "25000000", "unit": "USD"}),
            ("over ten", {"low": "10"}),
            ("3,000", {"best": "3000"}),
            ("about 3,000 rifles", {"low": "3000", "high": "3000", "unit": "rifles"}),
            ("several hundreds of millions", {"unit": "USD"}),
            ("fighters", {}),
        ],
    )
    def test_bounds_that_the_words_mean_pass(self, files, raw, fields):
        assert files.check(TEXT, quantity(raw, **fields)) == []

    @pytest.mark.parametrize(
        ("raw", "fields", "problem"),
        [
            ("three to five thousand", {"low": "3", "high": "5000"}, "means low 3,000 and high 5,000."),
            ("three to five thousand", {"low": "3000", "best": "4000", "high": "5000"}, "means low 3,000"),
            ("three to five thousand", {}, "means low 3,000 and high 5,000. Give it these bounds"),
            ("over ten", {"low": "10", "high": "10"}, "means low 10. Give"),
            ("several hundreds of millions", {"low": "2e8"}, "names no number. Remove low, best and high."),
            ("four thousand", {"low": "4000"}, "is not in a quote. Copy its words from the document."),
            ("5 million euros", {"best": "5e6", "unit": "USD"}, "is in EUR, not in USD. Correct the unit."),
            ("3,000", {"best": "3000", "unit": "USD"}, "does not say USD. Include the word or sign"),
            ("over ten leaders and about 3,000", {"low": "10"}, "holds several amounts."),
        ],
    )
    def test_other_bounds_are_an_error(self, files, raw, fields, problem):
        [finding] = files.check(TEXT, quantity(raw, **fields))

        assert (finding.level, finding.check) == ("error", "quantity")
        assert f"the amount “{raw}” {problem}" in finding.message

    @pytest.mark.parametrize(
        ("raw", "fields", "whole"),
        [
            ("ten", {"best": "10"}, "over ten"),
            ("five thousand", {"best": "5000"}, "three to five thousand"),
            ("three", {"best": "3"}, "three to five thousand"),
            ("$25 million", {"best": "25e6", "unit": "USD"}, "between $10 to $25\u00a0million"),
            ("5 million", {"best": "5e6", "unit": "euros"}, "5 million euros"),
            ("million", {}, "between $10 to $25\u00a0million"),
        ],
    )
    def test_an_amount_cut_out_of_a_longer_one_is_an_error(self, files, raw, fields, whole):
        [finding] = files.check(TEXT, quantity(raw, **fields))

        assert (finding.level, finding.check) == ("error", "quantity")
        shown = " ".join(whole.split())
        assert finding.message == f"the amount “{raw}” is cut out of “{shown}”. Copy the whole amount."

    def test_an_amount_that_stands_whole_elsewhere_passes(self, files):
        fact = a_fact(
            "It had ten men.",
            "over ten men, of whom ten men",
            quantities=[{"raw": "ten", "best": "10", "unit": "men"}],
        )

        assert files.check("It had over ten men, of whom ten men fled.", fact) == []
