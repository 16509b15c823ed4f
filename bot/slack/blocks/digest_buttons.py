"""Buttons of digests; each carries the id of a subscription, which is looked up when it is pressed."""

import re
from typing import Any

from bot.slack.blocks.text import plain

DIGEST_SUMMARY = "digest_summary"
DIGEST_EDIT = "digest_edit"
DIGEST_RESUME = "digest_resume"
DIGEST_PAUSE = "digest_pause"
DIGEST_REMOVE = "digest_remove"
DIGEST_SEND = "digest_send"
DIGEST_PREVIEW = "digest_preview"
DIGEST_LIST = "digest_list"
DIGEST_NEW = "digest_new"

SUBSCRIPTION_ID = re.compile(r"d-[a-z0-9]{5}")


def digest_button(
    label: str, action_id: str, subscription_id: str = "", *, confirm: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Make a button for a subscription; `confirm` is Slack's dialog that asks once more."""
    made = {
        "type": "button",
        "text": plain(label),
        "action_id": action_id,
        "value": subscription_id or action_id,
    }
    return {**made, "confirm": confirm} if confirm else made


def read_subscription_id(value: str) -> str | None:
    """Read a button's value; None if it is not one of ours, since anybody can forge one."""
    return value if SUBSCRIPTION_ID.fullmatch(value) else None
