"""Notices to whoever made a subscription: its channel does not take its digests any more, or it was ended."""

from bot.digests.aftermath import Pause
from bot.digests.ceilings import BECAME_SHARED
from bot.domain.digests import Subscription
from bot.domain.postman import Writing
from bot.domain.refusals import CEILING
from bot.slack.blocks.digest_buttons import DIGEST_RESUME, digest_button
from bot.slack.blocks.schedules import schedule_in_words
from bot.slack.blocks.text import actions, link, mrkdwn, section

NAME_LIMIT = 60
_INVITE = "I am not in that channel. `/invite` me there"
_GONE = "I cannot see that channel any more. If it still exists, `/invite` me there"
_ARCHIVED = "That channel is archived. If it is to go on, unarchive it and `/invite` me"
_ACCESS = "This workspace has taken my access away. Have an administrator install me again"
_REASONS = {
    BECAME_SHARED: (
        "Others than our own have come to that channel: a guest, or another organisation. If it is to go on "
        "with what is marked TLP:CLEAR"
    ),
    CEILING: "It held more than that channel may be told by now. If it is to go on with what may be told",
    "not_in_channel": _INVITE,
    "channel_not_found": _GONE,
    "is_archived": _ARCHIVED,
    "is_inactive": _ARCHIVED,
    "restricted_action": "An administrator has restricted who may post in that channel. Have me allowed to",
    "token_revoked": _ACCESS,
    "account_inactive": _ACCESS,
}

_ONLY_RESUMED = frozenset({BECAME_SHARED, CEILING})
"""After these nothing is to be mended first."""


def draw_pause(pause: Pause) -> Writing:
    """Say which digest rests and why, what to do, and that nothing is lost meanwhile; pings nobody."""
    subscription = pause.subscription
    reason = _REASONS.get(pause.code, f"Slack refuses it ({mrkdwn(pause.code)}). Look what that means")
    text = (
        f"*Your digest is paused:* {_named(subscription)}.\n"
        f"{reason}, {'' if pause.code in _ONLY_RESUMED else 'then '}press *Resume*. "
        "Nothing is lost: the next digest covers what has changed meanwhile."
    )
    resume = digest_button("Resume", DIGEST_RESUME, subscription.id)
    return Writing(text, [section(text), actions([resume])])


def draw_removal(subscription: Subscription, by: str) -> Writing:
    """Say who ended a digest; pings nobody."""
    text = f"*Your digest was removed* by {mrkdwn(by, NAME_LIMIT)}: {_named(subscription)}."
    return Writing(text, [section(text)])


def _named(subscription: Subscription) -> str:
    channel = link(f"https://slack.com/app_redirect?channel={subscription.channel}", "its channel")
    return f"`{mrkdwn(subscription.id)}` in {channel}, {schedule_in_words(subscription.wishes.schedule)}"
