"""Every kind of reply, view and notice is drawn as its golden file has it, and none has been forgotten."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from typing import get_args

import pytest

import bot.slack.blocks
from bot.delivery.sending import Correction
from bot.domain.answers import Reply
from bot.domain.postman import Writing
from bot.slack.blocks.replies import Message
from tests.slack.blocks.drawn_replies import replies
from tests.slack.blocks.golden import FOLDER, all_goldens, difference, drawings, kept_if_asked
from tests.slack.blocks.judging import OLD, problems

SLACK = Path(bot.slack.blocks.__file__).parent.parent
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))
MESSAGES = (Message, Writing, Correction)
DRAWS = re.compile(r"^(?:draw|home)_|_(?:modal|form|view)$")
LISTENER = re.compile(r"@app\.view\((\w+)\)")
NEWER = {
    "comparison-in-newer-blocks": {"table"},
    "digest": {"data_visualization"},
    "digest-with-pictures": {"image"},
}
"""The only drawings that hold other blocks: for each there is a plain one, for where they are refused."""


@pytest.fixture(scope="module")
def goldens(shipped_desk):
    """Everything as it is drawn now."""
    return kept_if_asked(all_goldens(shipped_desk))


def renderers():
    """Every function that draws a whole message or view."""
    for found in pkgutil.iter_modules(bot.slack.blocks.__path__):
        module = importlib.import_module(f"bot.slack.blocks.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_") and draws(function):
                yield function


def draws(function):
    returned = inspect.signature(function).return_annotation
    is_named_so = DRAWS.search(function.__name__) and returned is not str
    return is_named_so or returned in MESSAGES


def callback_ids():
    """The callback id of every form that some listener awaits."""
    for file in SLACK.rglob("*.py"):
        module = importlib.import_module(
            ".".join(("bot.slack", *file.relative_to(SLACK).with_suffix("").parts))
        )
        yield from (getattr(module, name) for name in LISTENER.findall(file.read_text("utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_drawn_as_its_golden_file_has_it(name, goldens):
    assert not difference(name, goldens.get(name))


def test_each_drawing_has_its_file(goldens):
    assert {*goldens} == {file.stem for file in FOLDER.glob("*.json")}


def test_every_kind_of_reply_is_drawn(shipped_desk):
    assert {type(reply) for reply in replies(shipped_desk).values()} == {*get_args(Reply)}


def test_every_renderer_draws_one_at_least(shipped_desk):
    drawing = {draw.func for draw in drawings(shipped_desk).values()}
    there_are = {*renderers()}

    assert sorted(f"{each.__module__}.{each.__name__}" for each in there_are - drawing) == []
    assert len(there_are) > 25


def test_every_form_that_is_listened_to_is_drawn(goldens):
    awaited = {*callback_ids()}

    assert awaited - {golden.get("callback_id") for golden in goldens.values()} == set()
    assert len(awaited) > 5


@pytest.mark.parametrize("name", NAMES)
def test_slack_and_its_library_take_it_and_it_pings_nobody(name, goldens):
    assert list(problems(goldens[name])) == []


@pytest.mark.parametrize("name", NAMES)
def test_only_what_has_a_plain_form_holds_other_than_old_blocks(name, goldens):
    kinds = {block["type"] for block in goldens[name]["blocks"]}

    assert kinds - OLD == NEWER.get(name, set())
