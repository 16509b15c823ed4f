import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.handling import CEILINGS, is_looser, is_within, may_see, stricter, strictest
from tests.factories import cited, source

MARKINGS = st.sampled_from(CEILINGS)


@pytest.mark.parametrize(
    ("marking", "seen_under"),
    [
        ("CLEAR", {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"}),
        ("GREEN", {"GREEN", "AMBER", "AMBER+STRICT", "RED"}),
        ("AMBER", {"AMBER", "AMBER+STRICT", "RED"}),
        ("AMBER+STRICT", {"AMBER+STRICT", "RED"}),
        ("RED", {"RED"}),
    ],
)
def test_a_thing_may_be_told_up_to_its_own_marking(marking, seen_under):
    assert {ceiling for ceiling in CEILINGS if may_see(source(tlp=marking), ceiling)} == seen_under


@pytest.mark.parametrize("own", [None, *CEILINGS])
@pytest.mark.parametrize("of_source", CEILINGS)
def test_a_fact_is_marked_as_strictly_as_it_or_its_source_says(own, of_source):
    marked = cited("The bridge of Elba is closed.", tlp=own, of=source(tlp=of_source))

    assert marked.tlp == strictest([of_source, own or "CLEAR"])


@given(MARKINGS, MARKINGS)
def test_what_is_stricter_is_never_looser(first, second):
    assert is_within(first, second) is not is_looser(second, first)
    assert stricter(first, second) == strictest([first, second])
