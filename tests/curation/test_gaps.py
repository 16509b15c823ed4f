import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curation.gaps import MAX_LENGTH, Gaps, normalised
from bot.curation.rules import ActRefusedError
from tests.curation.small_ledger import ANA


async def asked(small, *questions, **more):
    for question in questions:
        await small.gaps.note(question, **more)


async def listed(small, **more):
    return [(gap.text, gap.count) for gap in await small.gaps.top(**more)]


@given(st.text(max_size=300))
def test_a_question_is_counted_under_one_line_that_every_database_takes(text):
    kept = normalised(text)

    assert len(kept) <= MAX_LENGTH
    assert kept == kept.strip()
    kept.encode()


async def test_questions_that_differ_in_case_and_space_are_one(small):
    await asked(small, "Attacks in  MALI", "attacks in mali ", "yemen")

    assert await listed(small) == [("attacks in mali", 2), ("yemen", 1)]


async def test_questions_that_come_at_once_are_each_counted(small):
    at_once = ("yemen", "mali", "yemen", "oman", "Yemen")

    await asyncio.gather(*map(small.gaps.note, at_once))
    await asked(small, "mali", "chad")

    assert await listed(small) == [("yemen", 3), ("mali", 2), ("chad", 1), ("oman", 1)]


async def test_when_it_was_first_and_last_asked_is_kept(small):
    await asked(small, "yemen")
    small.now.passes(days=3)
    await asked(small, "yemen")

    [gap] = await small.gaps.top()
    assert (gap.last_at - gap.first_at).days == 3


async def test_who_asked_is_not_kept_unless_the_settings_say_so(small):
    await small.gaps.note("yemen", "U1")
    named = Gaps(small.database, small.now, keep_askers=True)
    for asker in ("U1", "U2", "U1"):
        await named.note("oman", asker)

    assert [(gap.text, gap.askers) for gap in await small.gaps.top()] == [
        ("oman", ("U1", "U2")),
        ("yemen", ()),
    ]


async def test_nothing_is_no_question(small):
    await asked(small, "", " \n")

    assert await listed(small) == []


async def test_what_is_answered_by_now_is_left_out_and_others_move_up(small):
    await asked(small, "yemen", "yemen", "oman", "mali")

    assert await listed(small, is_answered=lambda text: text == "yemen", limit=1) == [("mali", 1)]


async def test_an_ignored_question_stays_ignored(small):
    await asked(small, "yemen", "oman")
    await small.gaps.mark("Yemen", "ignored", ANA)
    await asked(small, "yemen")

    assert await listed(small) == [("oman", 1)]


async def test_a_known_source_is_said_with_who_knows_it(small):
    await asked(small, "yemen")
    await small.gaps.mark("yemen", "source", ANA)

    [gap] = await small.gaps.top()
    assert (gap.state, gap.decided_by) == ("source", "Ana")


async def test_what_nobody_asked_cannot_be_decided(small):
    with pytest.raises(ActRefusedError, match="Nobody has asked that"):
        await small.gaps.mark("yemen", "ignored", ANA)
