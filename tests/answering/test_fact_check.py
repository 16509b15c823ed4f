"""What the desk says of a message: supported, contradicted, partly, related, nothing, each with its fact."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.fact_check import check_text
from bot.domain.fact_checks import MAX_CHECKED_LENGTH, MAX_CHECKED_SENTENCES, CheckedSentence
from tests.factories import base, cited, entity, source
from tests.first_document import first_document

FACTS = first_document().facts


def verdict(desk, text):
    [sentence] = check_text(desk, text).sentences
    return sentence.verdict


def differing(desk, text):
    [sentence] = check_text(desk, text).sentences
    return {aspect.kind for aspect in sentence.findings[0].aspects if not aspect.agrees}


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("supported", "ISIS continues to launch attacks in Afghanistan."),
        ("supported", "Daesh keeps carrying out assaults in Afghanistan."),
        ("supported", "isis continues to launch attacks in afganistan"),
        ("supported", "According to UN experts, the Taliban continues its associations with Al-Qaeda."),
        ("supported", "ISIL still has 3,000 to 5,000 fighters in Syria and Iraq."),
        ("supported", "ISIS maintains a force of at least 2,000 fighters in Iraq and Syria."),
        ("supported", "The presence of ISIS has diminished in Egypt."),
        ("supported", "ISIS split from Al-Qaeda more than ten years ago."),
        ("contradicted", "ISIS does not continue to launch attacks in Afghanistan."),
        ("contradicted", "ISIS has stopped launching attacks in Afghanistan."),
        ("contradicted", "ISIS's presence has grown in Egypt."),
        ("contradicted", "ISIS still maintains a force of 30,000 fighters in Iraq and Syria."),
        ("contradicted", "ISIS was defeated in Iraq in 2014."),
        ("contradicted", "Al-Qaeda branched off from ISIS over ten years ago."),
        ("partly", "ISIS's presence has diminished in Egypt and Morocco."),
        ("partly", "The presence of ISIS has diminished in Egypt, but ISIS has grown in Morocco."),
        ("partly", "ISIS still maintains a force of 4,000 fighters in Iraq and Syria."),
        ("partly", "Russia said that the Taliban continues its associations with Al-Qaeda."),
        ("related", "ISIS continues to launch attacks in Nigeria."),
        ("related", "Al-Qaeda was defeated in Iraq in 2017."),
        ("related", "In 2015, ISIS maintained a force of 30,000 fighters in Iraq and Syria."),
        ("related", "If the Taliban falls, ISIS will launch attacks in Afghanistan."),
        ("related", "The Taliban broke with Al-Qaeda."),
        ("related", "Taliban has not hindered ISIS-K."),
        ("related", "ISIS has between 10 and 25 million dollars."),
        ("related", "ISIS fighters have left Iraq and Syria."),
        ("related", "International efforts have not disrupted ISIS's financial networks."),
        ("related", "UN experts did not say that ISIS remains a significant threat to international peace."),
        ("related", "ISIS has not stopped launching attacks in Afghanistan."),
        ("related", "Attacks against ISIS in Afghanistan continue."),
        ("related", "International measures have reduced ISIS's financial reserves by $200 million."),
        ("nothing", "The recipe needs two cups of flour and an egg."),
        ("nothing", "ISIS has between 40 and 60 million dollars."),
        ("nothing", "FARC signed a peace agreement in Colombia."),
    ],
)
def test_a_sentence_is_decided_only_by_what_can_be_compared(shipped_desk, expected, text):
    assert verdict(shipped_desk, text) == expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("negation", "ISIS does not continue to launch attacks in Afghanistan."),
        ("direction", "ISIS's presence has grown in Egypt."),
        ("number", "ISIS still maintains a force of 30,000 fighters in Iraq and Syria."),
        ("date", "ISIS was defeated in Iraq in 2014."),
        ("order", "Al-Qaeda branched off from ISIS over ten years ago."),
        ("place", "ISIS continues to launch attacks in Nigeria."),
        ("who", "Boko Haram continues to launch attacks in Afghanistan."),
        ("speaker", "Russia said that the Taliban continues its associations with Al-Qaeda."),
        (
            "hedge",
            "The Taliban's actions have impacted ISIS-K's ability to launch attacks inside Afghanistan.",
        ),
        ("what", "ISIS recruits children in Afghanistan."),
    ],
)
def test_it_says_what_exactly_differs(shipped_desk, kind, text):
    assert kind in differing(shipped_desk, text)


def test_an_aspect_gives_the_words_of_both(shipped_desk):
    [sentence] = check_text(shipped_desk, "ISIS has 30,000 fighters in Iraq and Syria.").sentences

    [number] = [aspect for aspect in sentence.findings[0].aspects if aspect.kind == "number"]
    assert (number.said, number.held) == ("30,000", "three to five thousand")


@pytest.mark.parametrize(
    "text",
    [
        "The frequency of assaults by ISIS in Iraq has increased.",
        "The frequency of assaults by ISIS in Iraq has lessened.",
        "ISIS attacks in Iraq have increased.",
        "ISIS attacks in Iraq have decreased.",
    ],
)
def test_where_facts_disagree_both_are_shown(shipped_desk, text):
    [sentence] = check_text(shipped_desk, text).sentences

    assert sentence.verdict == "partly"
    assert sentence.facts_disagree
    assert {finding.shown.cited.fact.id for finding in sentence.findings} == {
        "afintl-240216.14",
        "afintl-240216.24",
    }


def test_facts_that_say_other_things_do_not_disagree(shipped_desk):
    text = "ISIS continues to launch attacks in Afghanistan, and ISIS was defeated in Iraq in 2017."
    [sentence] = check_text(shipped_desk, text).sentences

    assert not sentence.facts_disagree


@pytest.mark.parametrize(
    ("text", "place"),
    [("ISIS lost its presence in Egypt.", "Egypt"), ("The Hazara were attacked in Kabul.", "Kabul")],
)
def test_places_agree_in_those_that_both_name(shipped_desk, text, place):
    [sentence] = check_text(shipped_desk, text).sentences

    [shared] = [each for each in sentence.findings[0].aspects if each.kind == "place"]
    assert (shared.agrees, shared.said, shared.held) == (True, place, place)


def test_a_hedged_fact_never_fully_supports_what_is_asserted(shipped_desk):
    claim = "the Taliban's actions have impacted ISIS-K's ability to launch attacks inside Afghanistan."

    assert verdict(shipped_desk, f"According to reports, {claim}") == "supported"
    assert verdict(shipped_desk, claim) == "partly"


def test_questions_greetings_links_and_code_are_left_out(shipped_desk):
    text = "Hi all!\nhttps://example.org/a\nDoes ISIS attack Kabul?\n```ISIS attacks Kabul today```\nThanks."

    assert check_text(shipped_desk, text).sentences == ()


def test_slack_marks_do_not_hide_a_sentence(shipped_desk):
    text = "> • <@U0123> *ISIS* continues to launch attacks in <https://example.org|Afghanistan> :fire:."

    assert verdict(shipped_desk, text) == "supported"


def test_each_sentence_is_checked_by_itself_and_what_is_beyond_the_bound_is_counted(shipped_desk):
    checked = check_text(shipped_desk, "The cat sat on the mat.\n" * (MAX_CHECKED_SENTENCES + 3))

    assert len(checked.sentences) == MAX_CHECKED_SENTENCES
    assert checked.left_out == 3
    assert check_text(shipped_desk, "a" * MAX_CHECKED_LENGTH + "b").left_out == 1


def test_a_sentence_too_long_to_read_is_decided_in_part_at_most(shipped_desk):
    long = "ISIS continues to launch attacks in Afghanistan " + "and " * 200

    assert verdict(shipped_desk, long) not in ("supported", "contradicted")


def test_the_strictest_marking_of_what_is_shown_is_that_of_the_check(desk_of):
    of = source(tlp="AMBER")
    fact = cited(
        "Alpha attacked Beta in Gamma.", of=of, subjects=("alpha",), objects=("beta",), places=("gamma",)
    )
    groups = tuple(entity(each, kind="armed-group") for each in ("alpha", "beta"))
    desk = desk_of(base(fact, entities=groups))

    assert check_text(desk, "Alpha attacked Beta in Gamma.").tlp == "AMBER"
    assert check_text(desk, "The cat sat on the mat.").tlp == "CLEAR"


def test_who_attacks_whom_is_not_passed_over(desk_of):
    fact = cited("Alpha attacked Beta in Gamma.", subjects=("alpha",), objects=("beta",), places=("gamma",))
    groups = tuple(entity(each, kind="armed-group") for each in ("alpha", "beta"))
    desk = desk_of(base(fact, entities=groups))

    assert verdict(desk, "In Gamma Beta was attacked by Alpha.") == "supported"
    assert verdict(desk, "Beta attacked Alpha in Gamma.") == "related"


def test_a_fact_whose_place_another_takes_decides_nothing(desk_of):
    old = cited(
        "Alpha has 500 fighters in Gamma.", id="test-240216.01", subjects=("alpha",), places=("gamma",)
    )
    new = cited(
        "Alpha has 900 fighters in Gamma.",
        id="test-240217.01",
        subjects=("alpha",),
        places=("gamma",),
        supersedes=("test-240216.01",),
    )
    desk = desk_of(base(old, new, entities=(entity("alpha", kind="armed-group"),)))

    assert verdict(desk, "Alpha has 900 fighters in Gamma.") == "supported"
    assert verdict(desk, "Alpha has 500 fighters in Gamma.") == "contradicted"


def test_a_judgement_without_a_fact_cannot_be_made():
    with pytest.raises(ValueError, match="findings"):
        CheckedSentence("Anything.", "supported", ())


@pytest.mark.parametrize("fact_id", sorted(FACTS))
def test_what_a_fact_quotes_is_never_contradicted_nor_its_claim(shipped_desk, fact_id):
    fact = FACTS[fact_id].fact
    texts = (fact.claim, *(quote.exact for quote in fact.quotes))

    found = [sentence.verdict for text in texts for sentence in check_text(shipped_desk, text).sentences]
    assert "contradicted" not in found
    assert found[0] in ("supported", "partly")


@pytest.mark.parametrize("fact_id", sorted(FACTS))
def test_a_claim_with_a_denial_before_it_is_never_supported(shipped_desk, fact_id):
    claim = FACTS[fact_id].fact.claim

    for denied in (f"It is not true that {claim}", f"It is not so that {claim}", _denied(claim)):
        found = [sentence.verdict for sentence in check_text(shipped_desk, denied).sentences]
        assert "supported" not in found


def _denied(claim):
    for verb in (" is ", " are ", " has ", " have ", " was "):
        if verb in claim:
            return claim.replace(verb, f"{verb}not ", 1)
    subject, _, rest = claim.partition(" ")
    return f"{subject} does not {rest}"


RIGHT_TO_LEFT = chr(0x202E)
_SPOKEN = """
ISIS the Taliban in Iraq Syria not has no longer increased attacks fighters 3,000 $10 million 2017 by of
and , ; (
http://x.org <@U1> ``` never reportedly Kabul said that According to five thousand
"""
WORDS = st.sampled_from([*_SPOKEN.split(), RIGHT_TO_LEFT])


@given(st.lists(WORDS, max_size=80).map(" ".join) | st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_checked_within_its_bounds(shipped_desk, text):
    checked = check_text(shipped_desk, text)

    assert len(checked.sentences) <= MAX_CHECKED_SENTENCES
    for sentence in checked.sentences:
        assert len(sentence.findings) <= 2
        assert sentence.text.isprintable()
        numbers = [finding.shown.number for finding in sentence.findings]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    "text",
    [
        "ISIS" + "," * 10_000,
        "ISIS has " + "and Iraq, Syria " * 600,
        "not never no " * 400,
        "1 2 3 4 " * 1000,
        RIGHT_TO_LEFT * 2000 + "ISIS attacks Kabul",
        "<http://" * 800,
        "```" * 1500,
        "according to " * 400,
        "ISIS said " * 500,
        "since 2017 " * 400,
        "x" * 10_000,
    ],
)
def test_hostile_text_takes_no_longer_than_other_text(shipped_desk, text):
    began = time.perf_counter()
    check_text(shipped_desk, text)

    # Twenty sentences of fifty milliseconds, and a machine that is busy with other tests.
    assert time.perf_counter() - began < 3
