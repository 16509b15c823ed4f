from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.fact_check import check_text
from bot.console.reading import words_of
from bot.domain.fact_checks import Aspect, AspectKind, CheckedSentence, FactCheck, Finding
from bot.slack.blocks.buttons import BUTTON_VALUE_LIMIT
from bot.slack.blocks.check_buttons import ToShare, dump_to_share, load_to_share, to_share
from bot.slack.blocks.fact_check import draw_check, draw_shared_check
from tests.factories import base, cited
from tests.slack.blocks.hostile import assert_slack_takes, bounded, largest, shown_facts, text

TODAY = date(2026, 11, 24)
NUMBER = Aspect("number", agrees=False, said="30,000", held="three to five thousand")
WHO = Aspect("who", agrees=True, said="ISIS", held="Islamic State")


@pytest.fixture
def finding(desk_of):
    """A fact beside a sentence."""

    def find(verdict="contradicted", id="test-240216.01", aspects=(NUMBER, WHO)):
        fact = cited("ISIS has three to five thousand fighters.", id=id)
        return Finding(desk_of(base(fact)).shown(fact), verdict, aspects)

    return find


def words(check, **fields):
    return words_of(draw_check(check, TODAY, **fields).blocks)


def test_each_sentence_gets_its_verdict_in_words_its_fact_and_in_what_they_differ(finding):
    sentence = CheckedSentence("ISIS has 30,000 fighters.", "contradicted", (finding(),))

    said = words(FactCheck((sentence,), 0))

    for part in (
        "Checked against the base: 1 contradicted",
        "Contradicted · “ISIS has 30,000 fighters.”\nDiffers in number: the message says “30,000”",
        "the fact “three to five thousand”. Agrees in who.",
        "1. ISIS has three to five thousand fighters.",
        "test-240216.01",
        "Compared by names, places, numbers",
    ):
        assert part in said
    assert said.count("Differs") == said.count("Agrees") == 1
    assert "This contradicts it." not in said


def test_of_a_word_that_points_back_it_is_told_whom_it_was_read_as(finding):
    its = Aspect("who", agrees=True, said="Its (ISIS)", held="Islamic State")
    sentence = CheckedSentence("Its fighters are 30,000.", "contradicted", (finding(aspects=(NUMBER, its)),))

    assert "Agrees in who (“Its (ISIS)”)." in words(FactCheck((sentence,), 0))


def test_what_the_verdict_of_a_sentence_does_not_say_of_its_fact_is_said(finding):
    sentence = CheckedSentence("ISIS has fighters, and tanks.", "partly", (finding("supported"),))

    assert "and tanks.”\nThis supports it. Differs in number" in words(FactCheck((sentence,), 0))


def test_the_text_for_those_who_hear_it_holds_verdict_fact_and_difference_too(finding):
    sentence = CheckedSentence("ISIS has 30,000 fighters.", "contradicted", (finding(),))

    _, verdict, fact = draw_check(FactCheck((sentence,), 0), TODAY).text.split("\n")

    assert verdict == "Contradicted: “ISIS has 30,000 fighters.”"
    assert fact.startswith("Differs in number: the message says “30,000”")
    assert fact.endswith("test-240216.01")


def test_what_points_back_over_what_was_left_out_is_not_read_otherwise_when_shared(shipped_desk):
    first = check_text(shipped_desk, "ISIS is still there. Who is Hamas? It was defeated in Iraq in 2014.")
    carried = to_share(first, "")

    again = check_text(shipped_desk, load_to_share(dump_to_share(carried)).text)

    assert [each.verdict for each in again.sentences] == [each.verdict for each in first.sentences]
    assert to_share(again, "") == carried


def test_facts_that_disagree_are_both_shown_and_said_to_disagree(finding):
    both = (finding("contradicted"), finding("supported", "test-240216.02"))

    said = words(FactCheck((CheckedSentence("Attacks rise.", "partly", both),), 0))

    assert "Facts disagree · “Attacks rise.”" in said
    assert "This contradicts it. Differs in number: the message" in said
    assert "This supports it. Differs in number: the message" in said


def test_facts_known_to_contradict_each_other_disagree_whatever_the_second_says_of_the_sentence(
    shipped_desk,
):
    said = words(check_text(shipped_desk, "ISIS attacks in Iraq have increased."))

    assert "Facts disagree · “ISIS attacks in Iraq have increased.”" in said
    assert "This contradicts it. Differs in direction" in said
    assert "This contradicts the other fact; by itself it does not decide the sentence." in said
    assert "related" not in said


def test_what_was_and_what_is_are_not_quoted_as_if_somebody_had_said_so(shipped_desk):
    said = words(check_text(shipped_desk, "The Taliban broke with Al-Qaeda."))

    assert "Differs in time: the message speaks of what was, the fact of what is." in said


def test_of_what_decides_nothing_one_fact_is_enough(finding):
    near = (finding("related"), finding("related", "test-240216.02"))

    said = words(FactCheck((CheckedSentence("Attacks rise.", "related", near),), 0))

    assert "1 only related" in said
    assert "test-240216.02" not in said


def test_a_fact_is_shown_once_and_named_where_it_is_needed_again(finding):
    sentences = tuple(CheckedSentence(each, "contradicted", (finding(),)) for each in ("One.", "Two."))

    message = draw_check(FactCheck(sentences, 0), TODAY)

    ids = [block["block_id"] for block in message.blocks if "block_id" in block]
    assert ids == [f"{part}:test-240216.01" for part in ("was", "claim", "quote", "line")]
    assert (
        "“Two.”\nDiffers in number: the message says “30,000”, the fact “three to five thousand”. "
        "Agrees in who. See fact 1 (test-240216.01)."
    ) in words_of(message.blocks)


def test_a_sentence_is_literal_text():
    ping = CheckedSentence("<!channel> *bold* :smile: is safe", "nothing", ())

    message = draw_check(FactCheck((ping,), 0), TODAY)

    assert_slack_takes(message.text, message.blocks)
    assert "“<!channel> *bold* :smile: is safe”" in words_of(message.blocks)


def test_what_states_nothing_gets_a_sentence_and_nothing_to_share():
    message = draw_check(FactCheck((), 0), TODAY)

    assert "Nothing in it states something that can be checked" in words_of(message.blocks)
    assert [each["text"]["text"] for each in message.blocks[-1]["elements"]] == ["We have a source for this"]


@pytest.mark.parametrize(("thread_ts", "label"), [("1.1", "Share in thread"), ("", "Share to channel")])
def test_it_is_shared_where_the_message_stands(thread_ts, label):
    check = FactCheck((CheckedSentence("All is well.", "nothing", ()),), 0)

    [share, _] = draw_check(check, TODAY, thread_ts=thread_ts).blocks[-1]["elements"]

    assert share["text"]["text"] == label
    assert load_to_share(share["value"]) == ToShare(thread_ts, ("All is well.",), 0)


def test_in_a_direct_message_there_is_nobody_to_share_with():
    check = FactCheck((CheckedSentence("All is well.", "nothing", ()),), 0)

    assert len(draw_check(check, TODAY, can_share=False).blocks[-1]["elements"]) == 1


@pytest.mark.parametrize(
    "forged", ["", "x", "[]", "{}", '["", "a", 0]', '["", [1], 0]', '["", [], -1]', "[" * 9999]
)
def test_a_forged_value_is_none_of_ours(forged):
    assert load_to_share(forged) is None


def test_twenty_sentences_with_the_longest_facts_are_shown_as_far_as_there_is_room():
    aspects = (Aspect("number", agrees=False, said="&" * 500, held="&" * 500),) * 20
    sentences = tuple(
        CheckedSentence('"' * 4000, "partly", (Finding(largest(n), "supported", aspects),))
        for n in range(1, 21)
    )

    message = draw_check(FactCheck(sentences, 3), TODAY, thread_ts="1732400000.123456")

    assert_slack_takes(message.text, message.blocks)
    assert "more sentences not checked here" in words_of(message.blocks)


def test_what_is_shared_is_found_again_when_it_is_checked_anew(shipped_desk):
    first = check_text(
        shipped_desk, "ISIS has 30,000 fighters in Iraq &amp; Syria. The Taliban rule <Kabul>!\nHi."
    )
    carried = ToShare("", tuple(each.text for each in first.sentences), 0)

    again = check_text(shipped_desk, load_to_share(dump_to_share(carried)).text)

    assert [(each.text, each.verdict) for each in again.sentences] == [
        (each.text, each.verdict) for each in first.sentences
    ]


aspects = st.builds(
    Aspect,
    st.sampled_from(list(get_args(AspectKind))),
    st.booleans(),
    text(most=500),
    text(most=500),
)


@st.composite
def checks(draw):
    sentences = []
    for _ in range(draw(st.integers(1, 8))):
        verdict = draw(st.sampled_from(["supported", "contradicted", "partly", "related", "nothing"]))
        count = 0 if verdict == "nothing" else draw(st.integers(1, 2))
        findings = tuple(
            Finding(
                draw(shown_facts(draw(st.integers(1, 9)))),
                verdict,
                tuple(draw(st.lists(aspects, max_size=9))),
            )
            for _ in range(count)
        )
        findings = tuple({each.shown.cited.fact.id: each for each in findings}.values())
        sentences.append(CheckedSentence(draw(text(most=600)), verdict, findings))
    return FactCheck(tuple(sentences), draw(st.sampled_from([0, 99])))


@bounded
@given(checks(), text(most=100))
def test_any_fact_check_keeps_every_limit_and_pings_nobody(check, name):
    drawn = draw_check(check, TODAY, thread_ts="1732400000.123456")
    shared, shown = draw_shared_check(check, TODAY, name)

    assert_slack_takes(drawn.text, drawn.blocks)
    assert_slack_takes(shared.text, shared.blocks)
    assert len(drawn.blocks[-1]["elements"][0]["value"]) <= BUTTON_VALUE_LIMIT
    assert all(each.cited.fact.id in str(shared.blocks) for each in shown.shown)
