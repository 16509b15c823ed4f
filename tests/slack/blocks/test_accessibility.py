"""Whoever cannot see a message gets all of it: in its text, in words, in an order."""

import re

import pytest

from bot.slack.blocks.text import mrkdwn, plain, section
from tests.slack.blocks.golden import FOLDER, all_goldens
from tests.slack.blocks.judging import barriers, texts, unsaid

NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))
MESSAGES = [name for name in NAMES if not name.startswith(("modal-", "form-", "home-"))]
ID = re.compile(r"[a-z][a-z0-9]*-\d{6}[a-z]?\.\d{2,}")


@pytest.fixture(scope="module")
def goldens(shipped_desk):
    """Everything that is drawn."""
    return all_goldens(shipped_desk)


def context_actions(kind, **fields):
    return {"type": "context_actions", "elements": [{"type": kind, "text": plain("Away"), **fields}]}


def claims(blocks):
    """Yield the words of each fact that a message shows in blocks of its own, and that hold."""
    for block in blocks:
        if block.get("block_id", "").startswith("claim:") and block["type"] == "section":
            yield block["text"]["text"].partition(". ")[2]


def ids_in(*said):
    """Return the ids of the facts that are named."""
    return {fact_id for each in said for fact_id in ID.findall(each)}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_there_to_be_seen_only(name, goldens):
    assert list(barriers(goldens[name])) == []
    assert list(unsaid(goldens[name])) == []


@pytest.mark.parametrize("name", MESSAGES)
def test_the_text_carries_every_fact_that_the_blocks_show_or_name(name, goldens):
    text, blocks = goldens[name]["text"], goldens[name]["blocks"]

    assert ids_in(*texts(blocks)) - ids_in(text) == set()
    assert [claim for claim in claims(blocks) if mrkdwn(claim) not in text] == []


@pytest.mark.parametrize(
    ("block", "barrier"),
    [
        (
            {"type": "image", "image_url": "https://example.org/a.png", "alt_text": ""},
            "an image has no alt_text",
        ),
        ({"type": "header", "text": plain("The end")}, "nothing stands under the header The end"),
        (context_actions("icon_button", icon="trash"), "an icon button has no accessibility_label"),
    ],
)
def test_what_is_there_to_be_seen_only_is_found(block, barrier):
    assert list(barriers({"text": "Words", "blocks": [block]})) == [barrier]


@pytest.mark.parametrize("said", ["👍", "Safe ✅", ":white_check_mark: safe", "·", "~It is safe.~ It was."])
def test_what_is_said_by_a_picture_a_sign_or_a_stroke_alone_is_found(said):
    assert list(unsaid({"text": "Words", "blocks": [section(said)]})) != []
