"""The terms of a fact: what an index needs of it."""

from datetime import date

from bot.matching.terms import Trait, read_terms, terms_of
from tests.factories import fact


def test_the_terms_of_a_fact_hold_its_words_tags_numbers_dates_and_relations():
    made = fact(
        "Raids fell to $3,000.",
        "Anti-gang raids went on",
        places=("iraq",),
        topics=("attacks", "finance"),
        attribution={"chain": ("unnamed reports", "un"), "words": "He", "how": "paraphrase"},
        quantities=({"raw": "some", "low": 1, "high": 2, "unit": "raids"},),
        when={"event": "2023-11/.."},
        contradicts=("test-240216.98",),
    )

    terms = read_terms(terms_of(made))

    assert terms.quote.split() == ["anti", "gang", "antigang", "raids:raid", "went", "on"]
    assert terms.claim.split() == ["fell", "to", "3,000"]
    assert (terms.speaker, terms.date) == ("he", "november nov")
    assert (terms.tags, terms.topics) == ("iraq", "attacks finance")
    assert terms.chain == ["unnamed reports", "un"]
    assert (terms.numbers, terms.quoted, terms.ranges) == ([3000, 1, 2], [], [[1, 2]])
    assert (terms.years, terms.newest) == ([2023], date(2023, 11, 1).toordinal())
    assert terms.began == date(2023, 11, 1).toordinal()
    assert (terms.first, terms.last) == (date(2023, 11, 1).toordinal(), 0)
    assert Trait(terms.traits) == Trait.AMOUNT | Trait.PLACE | Trait.DATE | Trait.MONEY
    assert terms.subjects == 0
    assert terms.relations == [["contradicts", "test-240216.98"]]
