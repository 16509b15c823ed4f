"""Where the words leave a choice, the asker makes it, and the other words of the question stay."""

from bot.matching import Matcher
from tests.factories import base, cited, entity

GEORGIAS = Matcher(
    base(
        cited("Attacks in the country of Georgia fell.", places=("georgia",)),
        cited("Attacks in the state of Georgia grew.", places=("georgia-us",)),
        entities=(entity("georgia", "Georgia"), entity("georgia-us", "Georgia")),
    ),
    frozenset(),
)


def test_whoever_is_chosen_among_the_bearers_of_a_name_is_meant_and_the_other_words_stay():
    asked = GEORGIAS.understand("attacks in Georgia")
    chosen = GEORGIAS.understand("attacks in Georgia", chosen="georgia-us")

    assert asked.is_ambiguous
    assert not asked.matches
    [match] = chosen.matches
    assert match.cited.fact.claim == "Attacks in the state of Georgia grew."


def test_whoever_is_chosen_among_names_spelt_alike_is_meant():
    cities = (entity("marda", "Marda"), entity("marka", "Marka"))
    facts = [cited(f"The port of {city.name} is closed.", places=(city.id,)) for city in cities]
    matcher = Matcher(base(*facts, entities=cities), frozenset())

    asked = matcher.understand("marta")
    chosen = matcher.understand("marta", chosen="marka")

    assert {lead.entity_id for lead in asked.choices} == {"marda", "marka"}
    assert [match.cited.fact.places for match in chosen.matches] == [("marka",)]


def test_a_choice_that_the_words_do_not_leave_changes_nothing():
    assert GEORGIAS.understand("attacks", chosen="georgia") == GEORGIAS.understand("attacks")
