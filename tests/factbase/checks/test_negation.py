import pytest

from tests.factbase.knowledge_files import a_fact

AGREEING = [
    ("ISIS has not attacked Kabul", "ISIS did not attack Kabul."),
    ("ISIS no longer controls Kabul", "ISIS has lost its hold on Kabul."),
    ("The group denied having links", "The group says that it has no links."),
    ("The group rejected the charge", "The group denied the charge."),
    ("The group failed to take Kabul", "The group did not take Kabul."),
    ("ISIS has not stopped its attacks", "ISIS continues its attacks."),
    ("ISIS attacked not only the north but also Kabul", "ISIS attacked Kabul and the north."),
    ("no fewer than 10 fighters died", "At least 10 fighters died."),
    ("Kabul did not fall until 2021", "Kabul fell in 2021."),
    ("There is no doubt that ISIS attacked Kabul", "ISIS attacked Kabul."),
    ("ISIS, which has no territory, attacked Kabul", "ISIS attacked Kabul."),
    ("No one was hurt when ISIS attacked the base", "ISIS attacked the base."),
    ("The group is unable to hold territory", "The group cannot hold territory."),
]
DISAGREEING = [
    ("ISIS has not attacked Kabul", "ISIS has attacked Kabul.", "the quote says “not attacked”"),
    ("ISIS no longer controls Kabul", "ISIS controls Kabul.", "the quote says “no controls”"),
    ("The group denied having links", "The group has links.", "the quote says “denied links”"),
    (
        "The group has not denied its links",
        "The group has denied its links.",
        "the claim says “denied links”",
    ),
    ("The group failed to take Kabul", "The group managed to take Kabul.", "the quote says “failed take”"),
    ("ISIS has not stopped its attacks", "ISIS has stopped its attacks.", "the quote says “not stopped”"),
    ("It isn’t a threat to Kabul", "It is a threat to Kabul.", "the quote says “isn't threat”"),
    ("ISIS remains a threat", "ISIS does not remain a threat.", "the claim says “not remain”"),
    (
        "ISIS was beaten, losing Kabul",
        "ISIS was never beaten, losing Kabul.",
        "the claim says “never beaten”",
    ),
    (
        "Neither ISIS nor its allies attacked",
        "ISIS and its allies attacked.",
        "the quote says “neither ISIS”",
    ),
]


class TestCheckNegation:
    @pytest.mark.parametrize(("quote", "claim"), AGREEING)
    def test_a_claim_that_denies_what_its_quote_denies_passes(self, files, quote, claim):
        assert [
            each for each in files.check(f"{quote}.", a_fact(claim, quote)) if each.check == "negation"
        ] == []

    @pytest.mark.parametrize(("quote", "claim", "problem"), DISAGREEING)
    def test_a_denial_added_or_dropped_is_an_error(self, files, quote, claim, problem):
        [finding] = files.check(f"{quote}.", a_fact(claim, quote))

        assert (finding.level, finding.check) == ("error", "negation")
        assert finding.message.startswith(problem)

    @pytest.mark.parametrize("claim", ["The group has links to ISIS.", "The group denies links to ISIS."])
    def test_a_denied_claim_may_be_put_either_way(self, files, claim):
        quote = "The group denied any links to ISIS"

        assert files.check(f"{quote}.", a_fact(claim, quote, stance="denied")) == []

    def test_a_stance_of_denial_needs_a_denial(self, files):
        [finding] = files.check("It has links.", a_fact("It has links.", "It has links", stance="denied"))

        assert finding.message.startswith("its stance is `denied`, its quotes deny nothing. ")

    def test_what_is_taken_for_granted_outlives_a_denial(self, files):
        how = {"chain": ["isis"], "how": "presupposed"}
        fact = a_fact("ISIS once had bases.", "It did not return to its bases", attribution=how)

        assert files.check("It did not return to its bases. ISIS left.", fact) == []


class TestOtherLanguages:
    def test_a_translation_is_read_and_said_to_be(self, files):
        quotes = [{"exact": "داعش حمله نکرد", "translation": "It did not attack"}]

        denied, remark = files.check(
            "داعش حمله نکرد.", a_fact("It did attack them.", quotes=quotes), source={"language": "fa"}
        )[::-1]

        assert (denied.level, denied.check) == ("error", "negation")
        assert (remark.level, remark.check) == ("info", "translation")
        assert "were checked in the quotes' translation" in remark.message

    def test_without_a_translation_it_is_said_that_nothing_was_checked(self, files):
        fact = a_fact("It did attack them.", "داعش حمله نکرد")

        [remark] = files.check("داعش حمله نکرد.", fact, source={"language": "fa"})

        assert (remark.level, remark.check) == ("info", "translation")
        assert remark.message.startswith("not checked: hedges, negation, direction and order, ")
