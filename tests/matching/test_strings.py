"""Dictionaries of strings in arrays."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.strings import UNKNOWN, StringTable

any_text = st.text(st.characters())
tables = st.lists(any_text, unique=True)


@given(tables)
def test_strings_have_the_numbers_in_which_order_they_came(strings):
    table = StringTable.of(strings)

    assert list(table) == strings
    assert len(table) == len(strings)
    assert [table.number(each) for each in strings] == list(range(len(strings)))
    assert [table[number] for number in range(len(strings))] == strings


@given(tables, any_text)
def test_a_string_is_in_it_only_if_it_was_given(strings, asked):
    table = StringTable.of(strings)

    assert (asked in table) == (asked in strings)
    assert (table.number(asked) == UNKNOWN) == (asked not in strings)


@given(tables)
def test_saved_arrays_hold_the_same(strings):
    opened = StringTable.of_arrays(StringTable.of(strings).arrays())

    assert list(opened) == strings
    assert all(each in opened for each in strings)


def test_two_strings_with_one_checksum_are_told_apart():
    one, other = "plumless", "buckeroo"
    assert zlib.crc32(one.encode()) == zlib.crc32(other.encode())

    table = StringTable.of(["kabul", other, one])

    assert (table.number(one), table.number(other)) == (2, 1)
    assert StringTable.of([other]).number(one) == UNKNOWN


@pytest.mark.parametrize("text", ["", "\ud800", "\0", "قندهار", "🇦🇫"])
def test_a_string_of_any_characters_is_kept(text):
    assert StringTable.of(["kabul", text])[1] == text
