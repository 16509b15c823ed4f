import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.errors import DigestRequestError
from bot.digests.naming import MOST_FOLLOWED, Naming
from bot.digests.showing import State
from bot.matching import Matcher
from tests.factories import base, cited, entity, topic

BASE = base(
    cited("ISIS-K attacked Kabul.", subjects=["isis-k"], places=["kabul"], topics=["attacks"]),
    entities=(
        entity("isis", "ISIS", "Islamic State of Iraq and Syria", kind="armed-group"),
        entity("isis-k", "ISIS-K", "Islamic State Khorasan", kind="armed-group", broader=("isis",)),
        entity("georgia-country", "Georgia"),
        entity("georgia-us", "Georgia"),
        entity("afghanistan", "Afghanistan", demonyms=("Afghan",)),
    ),
    topics=(topic("finance", "money"), topic("attacks", "bombing")),
)
STATE = State(BASE, Matcher(BASE, frozenset()))
NAMING = Naming(lambda _: STATE)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        (("ISIS-K", "money"), ("isis-k", "finance")),
        (("afghan", "kabul"), ("afghanistan", "kabul")),
        (("Islamic State of Iraq and Syria",), ("isis",)),
        (("isis and finance",), ("isis", "finance")),
        (("finance & attacks", "bombing"), ("finance", "attacks")),
        (("afganistan",), ("afghanistan",)),
        (("georgia-us",), ("georgia-us",)),
        ((), ()),
    ],
)
def test_names_aliases_topic_words_and_ids_are_known_each_once(typed, ids):
    assert NAMING.resolve(typed, "AMBER").ids == ids


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("frobnicate", "No name and no topic is called “frobnicate”"),
        ("kabul frobnicate", "No name and no topic is called “frobnicate”. Did you mean Kabul?"),
        ("isis frobnicate", "called “frobnicate”"),
        ("isis-kk", "No name and no topic is called “isis-kk”. Did you mean ISIS-K or ISIS?"),
        ("kabool", "called “kabool”. Did you mean Kabul?"),
        ("Georgia", "is the name of 2. Write which one: georgia-country (place) or georgia-us (place)"),
        ("isis finance", "write ISIS, Finance, with commas"),
        ("kabul as of 2024", "digests tell of the present"),
        ("kabul known on 2026-01-05", "digests tell of the present"),
        ("the", "names nothing that facts are about"),
    ],
)
def test_what_nobody_knows_or_several_are_called_is_refused_with_what_to_write(typed, said):
    with pytest.raises(DigestRequestError) as refused:
        NAMING.resolve([typed], "AMBER")

    assert said in str(refused.value)


def test_too_many_names_are_refused():
    with pytest.raises(DigestRequestError, match="at most 20"):
        NAMING.resolve(["kabul"] * (MOST_FOLLOWED + 1), "AMBER")
    places = [f"place-{number}" for number in range(MOST_FOLLOWED + 1)]
    many = base(cited("Everything was seen.", places=places))
    naming = Naming(lambda _: State(many, Matcher(many, frozenset())))
    with pytest.raises(DigestRequestError, match="at most 20"):
        naming.resolve([" and ".join(places)], "AMBER")


def test_what_is_wrong_with_each_name_is_told_at_once():
    with pytest.raises(DigestRequestError) as refused:
        NAMING.resolve(["frobnicate", "isis", "quux and kabul", "frobnicate"], "AMBER")

    said = str(refused.value)
    assert said.count("“frobnicate”") == 1
    assert "“quux”" in said


def test_a_name_in_another_spelling_is_a_guess_and_an_alias_is_none():
    meant = NAMING.resolve(["aghanistan", "Islamic State Khorasan", "bombing"], "AMBER")

    assert meant.ids == ("afghanistan", "isis-k", "attacks")
    assert meant.guesses == (("Afghanistan", "aghanistan"),)


async def test_facts_are_counted_as_the_digest_finds_them():
    assert await NAMING.count(("isis",), "AMBER") == 1
    assert await NAMING.count(("isis",), "AMBER", least_credibility=2) == 0
    assert await NAMING.count(("finance",), "AMBER") == 0


def test_a_title_names_what_is_known_and_keeps_the_id_of_what_is_known_no_more():
    assert NAMING.title(("isis-k", "finance", "gone")) == "ISIS-K, Finance, gone"
    assert NAMING.title(()) == "everything"
    assert NAMING.unknown(("isis-k", "gone", "finance")) == ("gone",)


@given(st.lists(st.text(max_size=40), max_size=3))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_becomes_known_ids_or_a_sentence(typed):
    try:
        ids = NAMING.resolve(typed, "AMBER").ids
    except DigestRequestError:
        return
    assert NAMING.unknown(ids) == ()
