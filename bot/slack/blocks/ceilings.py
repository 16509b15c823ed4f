"""Why less may be told in a place than elsewhere: said privately, whether or not there is more."""

from dataclasses import replace

from bot.domain.handling import Because
from bot.slack.blocks.replies import Message
from bot.slack.blocks.text import context

_WHY: dict[Because, str] = {
    "shared": "Another organisation is here: only what is marked TLP:CLEAR is told.",
    "guest": "A guest of the workspace is here: only what is marked TLP:CLEAR is told.",
    "unknown": "Slack does not say yet who is here: until then only what is marked TLP:CLEAR is told.",
}


def why_less(because: Because) -> str:
    """Say why a ceiling is what it is; empty where it is as the settings have it."""
    return _WHY.get(because, "")


def with_why_less(message: Message, because: Because) -> Message:
    """Say it under a reply that one person alone reads."""
    said = why_less(because)
    if not said:
        return message
    newer = [*message.newer, context(said)] if message.newer else None
    blocks = [*message.blocks, context(said)]
    return replace(message, text=f"{message.text}\n{said}", blocks=blocks, newer=newer)
