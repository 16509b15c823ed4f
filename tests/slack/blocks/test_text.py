import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blocks.text import cut, link, mrkdwn, words_typed


def test_what_slack_would_read_as_markup_is_escaped_in_the_right_order():
    assert mrkdwn("<!channel> & <@U1|ana>") == "&lt;!channel&gt; &amp; &lt;@U1|ana&gt;"


def test_data_brings_no_formatting_of_its_own():
    assert mrkdwn("*bold* ~gone~ `code` _lean_") == "bold gone code  lean "


@given(st.text(max_size=400))
def test_no_text_whatever_becomes_a_ping(text):
    assert "<" not in mrkdwn(text)
    assert ">" not in mrkdwn(text)


def test_a_long_text_is_cut_with_a_sign_that_it_was():
    assert cut("afghanistan", 5) == "afgh…"
    assert cut("kabul", 5) == "kabul"


def test_an_address_cannot_end_the_link_it_stands_in():
    assert (
        link("https://example.org/a|b>c?d=1&e=2", "a|b") == "<https://example.org/a%7Cb%3Ec?d=1&amp;e=2|a b>"
    )


def test_a_label_without_an_address_is_the_label():
    assert link(None, "Test <Press>") == "Test &lt;Press&gt;"


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@U0BOT> who are the Hazara?", "who are the Hazara?"),
        ("<@U0BOT|footnote> iraq", "iraq"),
        ("what of <#C1|kabul-desk>?", "what of  kabul-desk ?"),
        ("<!here> iraq", "iraq"),
        ("<https://example.org|example> iraq", "example iraq"),
        ("<https://example.org> iraq", "https://example.org iraq"),
        ("Q&amp;A &lt;tag&gt;", "Q&A <tag>"),
        ("“ISIS” isn’t", '"ISIS" isn\'t'),
    ],
)
def test_a_persons_words_are_read_as_they_typed_them(sent, typed):
    assert words_typed(sent) == typed


@pytest.mark.parametrize("opening", ["<!", "<@U|", "<https:", "<https:|", "<#C"])
def test_forty_thousand_characters_of_openings_are_read_at_once(opening):
    typed = opening * (40_000 // len(opening))

    assert len(words_typed(typed)) <= len(typed)
