"""The facts of an answer: put in order and made only as far as somebody looks."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import FactBase
from bot.domain.assessment import summarize_sources
from bot.matching import Matcher, Prepared, terms_of
from tests.factories import base, cited, doubt, entity, source, standing, verification

HARBOUR = entity("harbour")
SOURCES = [source(f"test-24021{day}", published=date(2024, 2, 10 + day)) for day in range(3)]
JUDGEMENTS = (
    None,
    standing(),
    standing(verification=verification()),
    standing(disputes=(doubt("no"),), verification=verification()),
)
IDS = [f"{each.id}.0{number}" for each in SOURCES for number in (1, 2, 3)]
drawn = st.fixed_dictionaries(
    {
        "credibility": st.sampled_from([1, 3, 6]),
        "attribution": st.sampled_from(["clerk", "mayor", "unnamed reports"]).map(
            lambda who: {"chain": (who,), "how": "paraphrase"}
        ),
        "contradicts": st.sets(st.sampled_from(IDS), max_size=2).map(tuple),
    }
)


def harbour_facts(count):
    """So many facts about one place, each older than the one before."""
    return [
        cited(
            f"Pier {number} of the harbour is closed.",
            id=f"test-240216.{number:02}",
            places=("harbour",),
            when={"event": f"{2020 - number}"},
        )
        for number in range(1, count + 1)
    ]


def ask(facts, question="harbour"):
    return Matcher(base(*facts, entities=(HARBOUR,)), frozenset()).understand(question).matches


@pytest.mark.parametrize(
    "part", [slice(0, 3), slice(2, None), slice(None, None, -1), slice(-3, -1), slice(40, 90), slice(None)]
)
def test_a_slice_holds_what_a_slice_of_all_of_them_would(part):
    facts = harbour_facts(45)

    assert [match.cited for match in ask(facts)[part]] == facts[part]


def test_they_are_counted_from_either_end():
    facts = harbour_facts(45)
    matches = ask(facts)

    assert len(matches) == 45
    assert (matches[0].cited, matches[-1].cited, matches[44].cited) == (facts[0], facts[44], facts[44])
    for beyond in (45, -46):
        with pytest.raises(IndexError):
            matches[beyond]


def test_facts_that_began_later_than_a_day_are_left_out_and_the_order_stays():
    matches = ask(harbour_facts(6))

    early = matches.begun_by(date(2017, 6, 1))

    assert [match.cited.fact.when.event for match in early] == ["2017", "2016", "2015", "2014"]
    assert not matches.begun_by(date(2000, 1, 1))
    assert len(matches) == 6


def test_those_that_explain_every_reading_are_counted_and_come_first():
    both = cited("Ships left the harbour for the island.", places=("harbour", "island"))
    one = cited("Ships lie in the harbour.", places=("harbour",))

    matches = ask([one, both], "harbour island")

    assert (matches.complete, len(matches)) == (1, 2)
    assert matches[0].cited == both


@given(st.dictionaries(st.sampled_from(IDS), st.tuples(drawn, st.sampled_from(JUDGEMENTS)), min_size=1))
@settings(max_examples=50, deadline=None)
def test_they_are_summed_up_as_if_each_was_looked_at(drawn_facts):
    facts = {
        id: cited(
            "The harbour is closed.",
            id=id,
            of=next(each for each in SOURCES if id.startswith(each.id)),
            **{**fields, "contradicts": tuple(other for other in fields["contradicts"] if other != id)},
            places=("harbour",),
        )
        for id, (fields, _) in drawn_facts.items()
    }
    standings = {id: judged for id, (_, judged) in drawn_facts.items() if judged}
    made = replace(base(*facts.values(), entities=(HARBOUR,)), standings=standings)
    matcher = Matcher(made, frozenset())

    matches = matcher.understand("harbour").matches

    served = [pair for pair in matcher.relations.contradicting(facts) if pair <= facts.keys()]
    looked_at = [match.cited for match in matches]
    assert matches.summary() == summarize_sources(looked_at, served, standings.values())
    fresh = matcher.understand("harbour").matches
    assert fresh.summary() == matches.summary()


class Counted(dict):
    """Facts that are made when they are read, and how many were."""

    reads = 0

    def __getitem__(self, fact_id):
        self.reads += 1
        return cited("The harbour is closed.", id=fact_id, places=("harbour",))


def test_of_ten_thousand_facts_only_those_on_the_page_are_read():
    ids = [f"test-240216.{number}" for number in range(10_000, 20_000)]
    facts = Counted.fromkeys(ids)
    terms = terms_of(cited("The harbour is closed.", places=("harbour",)).fact)
    made = FactBase({"harbour": HARBOUR}, {}, facts)
    prepared = Prepared(dict.fromkeys(ids, terms), {"test-240216": source()})
    matcher = Matcher(made, frozenset(), prepared)

    matches = matcher.understand("harbour").matches
    page = matches[:5]

    assert [match.cited.fact.id for match in page] == ids[:5]
    assert (len(matches), matches.complete, matches.summary().facts) == (10_000, 10_000, 10_000)
    assert facts.reads == 5
