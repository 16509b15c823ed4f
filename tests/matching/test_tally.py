"""How the facts of a base stand, counted without reading them; and who most are about."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.assessment import Tally
from bot.matching import Matcher
from tests.factories import base, cited, entity, standing, verification

IDS = [f"test-240216.{number:02}" for number in range(1, 9)]


def numbered(number, **fields):
    return cited(f"There were {number} attacks.", id=IDS[number], **fields)


@given(st.sets(st.integers(0, 7)), st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=9))
@settings(max_examples=40, deadline=None)
def test_it_is_what_the_facts_and_the_ledger_say(verified, contradicting):
    said = {number: tuple(IDS[other] for one, other in contradicting if one == number) for number in range(8)}
    made = base(*(numbered(number, contradicts=said[number]) for number in range(7)))
    judged = {
        each: standing(verification=verification() if IDS.index(each) in verified else None)
        for each in made.facts
    }
    pairs = {
        frozenset((one, other)) for one, other in contradicting if one != other and 7 not in (one, other)
    }

    tally = Matcher(replace(made, standings=judged), frozenset()).tally()

    assert tally == Tally(len(verified - {7}), len(pairs))


def test_it_follows_what_changes():
    before = base(numbered(0, contradicts=(IDS[1],)), numbered(1))
    matcher = Matcher(before, frozenset())
    judged = {IDS[0]: standing(verification=verification())}

    matcher.replace(replace(before, facts={IDS[0]: before.facts[IDS[0]]}, standings=judged), set(IDS[:2]))

    assert matcher.tally() == Tally(1, 0)


def test_the_entities_that_most_facts_are_about_come_first_and_those_without_any_not_at_all():
    about = (["kabul"], ["kabul", "herat"], ["kabul", "herat", "balkh"])
    names = [entity(each) for each in ("balkh", "herat", "kabul", "zaranj")]
    made = base(
        *(numbered(number, places=places) for number, places in enumerate(about)), entities=tuple(names)
    )

    assert Matcher(made, frozenset()).most_told(9) == ["kabul", "herat", "balkh"]
    assert Matcher(made, frozenset()).most_told(1) == ["kabul"]
