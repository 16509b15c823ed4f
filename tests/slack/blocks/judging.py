"""What Slack, its own library, and whoever cannot see would say of a message or a view."""

import json
import re

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.console.block_rules import broken_rules
from bot.console.leaks import leaks, leaks_in
from bot.console.replies import Reply
from bot.console.view_rules import MAX_SIZE, broken_home, broken_view

OLD = frozenset({"actions", "context", "divider", "header", "input", "rich_text", "section"})
"""Blocks that every workspace and client takes."""
UNKNOWN_TO_SDK = frozenset({"data_visualization"})
BESIDE_WORDS = frozenset("·→↔…•–—“”‘’")
"""Signs that are read aloud as little or nothing: each stands in a text that has words."""
OUTCOMES = ("Retracted", "Superseded", "Revised", "Withdrawn", "Was: ")
"""Words that say of what is struck out that it does not hold."""
_EMOJI = re.compile(r"(?<![\w`]):[a-z][a-z0-9_+-]*:(?![\w`])")


def problems(drawn):
    """Yield why a message, or a view, would be refused or would ping somebody."""
    if "type" in drawn:
        yield from (broken_home if drawn["type"] == "home" else broken_view)(drawn)
        yield from leaks_in("view", drawn)
        if len(json.dumps(drawn)) > MAX_SIZE:
            yield "the view is too large"
        yield from _refused(lambda: View(**drawn).to_dict())
    else:
        yield from broken_rules(drawn["blocks"])
        yield from leaks(Reply("message", "C1", drawn["text"], tuple(drawn["blocks"])))
    for block in drawn["blocks"]:
        if block["type"] not in UNKNOWN_TO_SDK:
            yield from _refused(lambda block=block: Block.parse(block).to_dict())


def barriers(drawn):
    """Yield what of a message, or a view, whoever cannot see would miss, whatever its data are."""
    if "type" not in drawn and not has_words(drawn["text"]):
        yield "the message has no text"
    for this, following in zip(drawn["blocks"], [*drawn["blocks"][1:], {}], strict=True):
        if this["type"] == "header" and following.get("type", "header") == "header":
            yield f"nothing stands under the header {this['text']['text']}"
    for part in parts(drawn):
        kind = part.get("type")
        if kind == "image" and not has_words(part.get("alt_text", "")):
            yield "an image has no alt_text"
        if kind == "icon_button" and not has_words(part.get("accessibility_label", "")):
            yield "an icon button has no accessibility_label"
        if kind in {"button", "header"} and not part["text"]["text"].strip():
            yield f"a {kind} is empty"
        if kind == "input" and not has_words(part["label"]["text"]):
            yield "an input has no label"


def unsaid(drawn):
    """Yield what of our own words says something by a picture, a colour or a stroke alone."""
    for text in texts(drawn):
        if found := _EMOJI.findall(text):
            yield f"{found} is a picture"
        signs = {each for each in text if not (each.isascii() or each.isalnum() or each.isspace())}
        if signs - BESIDE_WORDS or not has_words(text):
            yield f"{text!r} says something by a sign"
    for block, following in zip(drawn["blocks"], [*drawn["blocks"][1:], {}], strict=True):
        if is_struck(block) and not any(each in f"{block}{following}" for each in OUTCOMES):
            yield "something is struck out, and no word says what became of it"


def parts(value):
    """Yield every object within blocks, whatever it is."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from parts(inner)


def texts(drawn):
    """Yield every text that is shown, and the message's own."""
    yield from (part["text"] for part in parts(drawn) if isinstance(part.get("text"), str))


def is_struck(block):
    """Tell whether something in a block is struck out."""
    by_style = any(part.get("style") == {"strike": True} for part in parts(block))
    by_mark = any(part.get("type") == "mrkdwn" and re.search(r"~.+~", part["text"]) for part in parts(block))
    return by_style or by_mark


def has_words(text):
    """Tell whether there is anything in a text that is read aloud."""
    return re.search(r"\w", text) is not None


def _refused(validate):
    try:
        validate()
    except SlackObjectFormationError as refused:
        yield f"slack_sdk: {refused}"
