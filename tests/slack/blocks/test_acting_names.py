import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.blocks.acting_names import renaming
from bot.slack.blocks.standings import dispute_lines, verification_in_words
from bot.slack.blocks.text import mrkdwn
from tests.factories import doubt, standing, verification
from tests.slack.blocks.hostile import DAY

NOBODY = "someone who was forgotten, 1"
ANA = renaming(["Ana"], NOBODY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("shared by Ana · asked: “iraq”", f"shared by {NOBODY} · asked: “iraq”"),
        ("Iraq: 2 facts. Shared by Ana.", f"Iraq: 2 facts. Shared by {NOBODY}."),
        ("not old · verified by Ana, 3 Mar 2026", f"not old · verified by {NOBODY}, 3 Mar 2026"),
        ("*Disputed* by Ana, 3 Mar 2026: no", f"*Disputed* by {NOBODY}, 3 Mar 2026: no"),
        ("*Retracted* on 3 Mar 2026 by Ana: wrong", f"*Retracted* on 3 Mar 2026 by {NOBODY}: wrong"),
        (
            "*Looked at, and it stands:* Ana, 3 Mar 2026",
            f"*Looked at, and it stands:* {NOBODY}, 3 Mar 2026",
        ),
    ],
)
def test_whoever_acted_is_renamed(before, after):
    assert ANA(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "Ana river",
        "said by Ana, 3 Mar",
        "verified by Anab, 3 Mar 2026",
        "shared by Ana Maria · asked",
        "banana",
    ],
)
def test_the_same_letters_elsewhere_stay(text):
    assert ANA(text) == text


def test_without_a_name_nothing_is_renamed():
    assert renaming([], NOBODY)("verified by , 3 Mar 2026") == "verified by , 3 Mar 2026"


names = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs")), min_size=1, max_size=90).filter(
    lambda name: mrkdwn(name).strip("…. ") != ""
)


@given(names, st.integers(8, 40))
@settings(max_examples=60)
def test_any_name_is_found_as_messages_write_it_also_where_they_cut_it(name, limit):
    judged = standing(verification=verification(name), disputes=(doubt("wrong", name),))
    said = [
        verification_in_words(judged, DAY, limit),
        *dispute_lines(judged, limit, 100),
        f"shared by {mrkdwn(name, 80)} · asked: “iraq”",
    ]

    for line in said:
        assert NOBODY in renaming([name], NOBODY)(line)
