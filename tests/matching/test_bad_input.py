"""Whatever is typed: a bounded answer, and never an error."""

from itertools import islice, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.leads import MOST_LEADS
from bot.matching.stopwords import STOP_WORDS
from bot.matching.text import WORDS_READ
from tests.matching.small_base import BASE, ENTITIES, MATCHER

LONGEST = 10_000
NAMES = [name for each in ENTITIES for name in each.names["en"]]
MARKS = "\u200b\u200d\u200e\u200f\u202a\u202b\u202e\u2066\u2067\u2069\ufeff\u0640"
COMBINING = "\u0301\u0308\u0327\u064b\u0651\u05b8\u20dd\u1ab0"
LONE_SURROGATES = "\ud800\udbff\udc00\udfff"
EMOJI = "🧨🔥👩‍👩‍👧🏳️‍🌈🇦🇫☠️"
SCRIPTS = "aéßığΩжקشیかन漢한ᚠ𝕬𐎠"


def check(question):
    """Ask, look at all of the answer, and hold it to its bounds."""
    understood = MATCHER.understand(question)

    assert len(understood.choices) <= MOST_LEADS
    assert len(understood.near) <= MOST_LEADS
    assert len(understood.readings) <= WORDS_READ
    assert len(understood.matches) <= len(BASE.facts)
    assert len({match.cited.fact.id for match in understood.matches}) == len(understood.matches)
    assert len(understood.title) <= 2 * LONGEST
    for lead in (*understood.choices, *understood.near):
        assert lead.entity_id or lead.asks
    for reading in understood.readings:
        assert not set(reading.typed) & set("\0\u202e\u2066\ud800")
    return understood


def facts(understood):
    """The facts of an answer, best first."""
    return [match.cited for match in understood.matches]


def repeated(pieces):
    """Some pieces over and over, in at most ten thousand characters."""
    sequences = st.lists(pieces, min_size=1, max_size=5).map("".join).filter(bool)
    counts = st.integers(1, LONGEST)
    return st.tuples(sequences, counts).map(lambda drawn: (drawn[0] * drawn[1])[:LONGEST])


@given(repeated(st.text(max_size=9)))
@settings(max_examples=40, deadline=None)
def test_any_text_repeated_to_ten_thousand_characters(question):
    check(question)


@given(st.permutations("bcdfghklmnprstvz"))
@settings(max_examples=10, deadline=None)
def test_a_thousand_different_words_that_nobody_knows(consonants):
    unknown = ["".join(letters) for letters in islice(permutations(consonants, 6), 1000)]

    assert not check(" ".join(unknown)).matches


@pytest.mark.parametrize("letter", ["a", "z", "ж", "ش", "漢", "é", "1", "'", "-", ".", '"', "$"])
@pytest.mark.parametrize("count", [1, 5, 63, 64, 65, LONGEST])
def test_one_letter_repeated_is_no_question(letter, count):
    for between in ("", " "):
        assert not check(between.join([letter] * count)).matches


@given(st.lists(st.sampled_from(sorted(STOP_WORDS)), max_size=80))
@settings(max_examples=60, deadline=None)
def test_words_without_content_alone_find_nothing_and_suggest_nothing_but_names(words):
    understood = check(" ".join(words))

    assert all(reading.entity_ids or reading.how == "unread" for reading in understood.readings)


@given(repeated(st.sampled_from([*EMOJI, *MARKS, "\n", " "])))
@settings(max_examples=40, deadline=None)
def test_signs_alone_are_no_question(question):
    understood = check(question)

    assert (understood.readings, understood.choices, understood.near) == ((), (), ())
    assert not understood.matches


@given(
    st.text([*SCRIPTS, *MARKS, *COMBINING, *LONE_SURROGATES, *EMOJI, "\0", " ", "-", "'", "1"], max_size=200)
)
@settings(max_examples=150, deadline=None)
def test_scripts_marks_and_halves_of_characters_mixed(question):
    check(question)


@given(
    st.sampled_from(NAMES), st.lists(st.sampled_from([*MARKS, "\0", *COMBINING[:2]]), min_size=1, max_size=9)
)
@settings(max_examples=80, deadline=None)
def test_marks_that_nobody_sees_between_the_letters_of_a_name_change_nothing(name, marks):
    marked = "".join(letter + mark for letter, mark in zip(name, marks * len(name), strict=False))

    found, expected = check(marked), check(name)

    assert [reading.entity_ids for reading in found.readings] == [
        reading.entity_ids for reading in expected.readings
    ]
    assert facts(found) == facts(expected)


@pytest.mark.parametrize("mark", COMBINING)
def test_accents_by_the_thousand_on_one_letter_are_passed_over(mark):
    assert facts(check(f"k{mark * 5000}abul")) == facts(check("kabul"))


@given(st.sampled_from(NAMES), st.text(LONE_SURROGATES, min_size=1, max_size=3))
def test_half_a_character_beside_a_name_asks_for_nothing(name, half):
    assert facts(check(f"{name} {half}")) == facts(check(name))


@given(st.lists(st.sampled_from([*NAMES, "attacks", "growing", "2017"]), min_size=30, max_size=300))
@settings(max_examples=30, deadline=None)
def test_all_names_at_once(words):
    check(" ".join(words))


@pytest.mark.parametrize(
    "question",
    [
        "9" * 400,
        "1e999",
        "1," * 400,
        "0.0000000000000000001",
        "-5",
        "٣٠٠٠",
        "½",
        "²",
        "$",
        "99999999999999999 million",
    ],
)
def test_numbers_of_any_size(question):
    check(question)


@pytest.mark.parametrize("chosen", ["\0", "nobody", "isis" * 5000, "\ud800"])
def test_a_choice_that_nobody_offered_changes_nothing(chosen):
    assert MATCHER.understand("attacks in Kabul", chosen) == MATCHER.understand("attacks in Kabul")
