"""Whoever cannot see a message gets all of it: in its text, in words, in an order."""

import pytest

from bot.slack.blocks.text import section
from tests.slack.blocks.golden import FOLDER, all_goldens
from tests.slack.blocks.judging import barriers, parts, unsaid

NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def goldens(shipped_desk):
    """Everything that is drawn."""
    return all_goldens(shipped_desk)


def claims(drawn):
    """Yield the id and the words of each fact that a message shows in blocks of its own."""
    for block in drawn["blocks"]:
        part, _, fact_id = block.get("block_id", "").partition(":")
        if part == "claim" and block["type"] == "section":
            yield fact_id, block["text"]["text"].partition(". ")[2]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_there_to_be_seen_only(name, goldens):
    assert list(barriers(goldens[name])) == []
    assert list(unsaid(goldens[name])) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_text_carries_every_fact_that_the_blocks_show(name, goldens):
    for fact_id, claim in claims(goldens[name]):
        assert fact_id in goldens[name]["text"]
        assert claim in goldens[name]["text"]
