import pytest
from pydantic import ValidationError

from bot.domain import CitedFact, Quantity, credibility_in_words, is_looser, reliability_in_words, stricter
from tests.factories import fact, source


def test_a_fact_without_a_quote_cannot_be_made():
    with pytest.raises(ValidationError, match="at least 1 item"):
        fact("The bridge is closed.", quotes=())


def test_a_fact_whose_quotes_were_not_found_cannot_be_cited():
    with pytest.raises(ValueError, match="1 quotes, 0 found"):
        CitedFact(fact("The bridge is closed."), source(), ())


def test_an_unknown_field_is_an_error_so_that_a_slip_is_noticed():
    with pytest.raises(ValidationError, match="Extra inputs"):
        fact("The bridge is closed.", qoutes=())


def test_a_fact_cannot_be_changed_once_it_is_made():
    made = fact("The bridge is closed.")
    with pytest.raises(ValidationError, match="frozen"):
        made.claim = "The bridge is open."


@pytest.mark.parametrize("id", ["test.01", "test-240216", "Test-240216.01", "test-240216.1", "test-24021.01"])
def test_an_id_names_publisher_day_and_number(id):
    with pytest.raises(ValidationError, match="id"):
        fact("The bridge is closed.", id=id)


def test_an_amount_may_not_fall_from_low_to_high():
    with pytest.raises(ValidationError, match="must not fall"):
        Quantity(raw="five to three", low=5, high=3, unit="fighters")


def test_not_judged_is_said_and_never_a_middle_grade():
    assert reliability_in_words("F") == "not yet judged"
    assert credibility_in_words(6) == "not yet judged"
    assert reliability_in_words("B") == "usually reliable (B)"
    assert credibility_in_words(2) == "probably true (2)"


def test_the_stricter_marking_wins():
    assert stricter("GREEN", "AMBER+STRICT") == "AMBER+STRICT"
    assert is_looser("CLEAR", than="GREEN")
    assert not is_looser("RED", than="RED")
