"""Subscriptions as whoever manages them sees them: what, when, in which state, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.digests.ceilings import BECAME_SHARED
from bot.domain.digests import Delivery, DigestKind, Quiet, Subscription
from bot.domain.refusals import CEILING
from bot.slack.blocks.digest_buttons import (
    DIGEST_EDIT,
    DIGEST_PAUSE,
    DIGEST_PREVIEW,
    DIGEST_REMOVE,
    DIGEST_RESUME,
    DIGEST_SEND,
    digest_button,
)
from bot.slack.blocks.replies import Message, sentence
from bot.slack.blocks.schedules import in_readers_time, schedule_in_words
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import actions, context, counted, in_a_line, link, plain, section

LISTED = 8
"""With all their words, and within one message; the rest is named."""
TITLE_LIMIT, SHORT_TITLE_LIMIT = 120, 40
KINDS: dict[DigestKind, str] = {"changes": "what changed", "summary": "how things stand"}
QUIETS: dict[Quiet, str] = {"line": "one line if nothing changed", "silence": "silent if nothing changed"}
HEAD, WHICH = "*Digests of this channel*", "*Which one?* Press its button."
NOT_HERE = "I am not in the channel yet. Type `/invite @Footnote` there, then press *Resume*."
_ARCHIVED = "The channel is archived."
_TAKEN_OUT = "I was taken out of this workspace."
_PAUSED = {
    BECAME_SHARED: (
        "A guest or another organisation has come to the channel. *Resume* lets it go on with what is "
        "marked TLP:CLEAR."
    ),
    CEILING: "It held more than the channel may be told by now. *Resume* lets it go on with what may be.",
    "not_in_channel": NOT_HERE,
    "channel_not_found": NOT_HERE,
    "is_archived": _ARCHIVED,
    "is_inactive": _ARCHIVED,
    # The first two are events of Slack's, the others what it answers to a post.
    "app_uninstalled": _TAKEN_OUT,
    "tokens_revoked": _TAKEN_OUT,
    "token_revoked": _TAKEN_OUT,
    "account_inactive": _TAKEN_OUT,
}
_BY = "by "


@dataclass(frozen=True, slots=True)
class Listed:
    """One subscription, with all that is said of it."""

    subscription: Subscription
    title: str
    runs: tuple[datetime, ...]
    """The next runs, UTC; none where it rests."""
    last: Delivery | None = None
    channel: str = ""
    """By name, where it is listed elsewhere than in its channel."""


def draw_list(listed: Sequence[Listed], *, none: str, head: str = HEAD) -> Message:
    """Draw a channel's subscriptions, each with its buttons; `none` says that there are none."""
    if not listed:
        return Message(none, [section(none)])
    lines, blocks = [head], [section(head)]
    for each in listed[:LISTED]:
        lines.append(_words(each))
        blocks += row(each)
    if more := _more(listed):
        lines.append(more)
        blocks.append(context(more))
    return Message("\n".join(lines), blocks)


def draw_one(head: str, listed: Listed, *notes: str, beside: Listed | None = None) -> Message:
    """Draw a subscription to which something was done, or that was just made, perhaps with another."""
    said = [f"{head} {_words(listed)}", *([f"Beside it: {_words(beside)}"] if beside else []), *notes]
    return Message("\n".join(said), [*map(section, said), _buttons(listed.subscription)])


def draw_preview(listed: Listed) -> str:
    """Say that what follows was not posted, and when something is."""
    if listed.subscription.state == "paused":
        return "*Preview:* what would be posted now, were it not paused."
    return f"*Preview:* what would be posted now. Next {in_readers_time(listed.runs)}."


def draw_guesses(guesses: Sequence[tuple[str, str]]) -> str:
    """Say what was read from other words than its name, and from which."""
    return " · ".join(
        f"{in_a_line(name, SHORT_TITLE_LIMIT)} (read from “{in_a_line(typed, SHORT_TITLE_LIMIT)}”)"
        for name, typed in guesses
    )


def row(listed: Listed) -> list[dict[str, Any]]:
    """Draw one subscription with everything that can be done with it."""
    return [section(_words(listed)), _buttons(listed.subscription)]


def _more(listed: Sequence[Listed]) -> str:
    rest = listed[LISTED:]
    named = ", ".join(f"`{each.subscription.id}` {in_a_line(each.title, SHORT_TITLE_LIMIT)}" for each in rest)
    return f"and {len(rest)} more: {named}" if rest else ""


def _words(listed: Listed) -> str:
    """Say all of a subscription, in three lines."""
    subscription, wishes = listed.subscription, listed.subscription.wishes
    what = [f"*{in_a_line(listed.title, TITLE_LIMIT)}*", KINDS[wishes.kind], f"`{subscription.id}`"]
    if listed.channel:
        address = f"https://app.slack.com/client/{subscription.team_id}/{subscription.channel}"
        what.insert(0, link(address, listed.channel))
    when = [schedule_in_words(wishes.schedule)]
    if listed.runs:
        when.append(f"next, by your clock, {in_readers_time(listed.runs)}")
    how = [QUIETS[wishes.quiet]] if wishes.kind == "changes" else []
    if wishes.least_credibility:
        how.append(f"credibility 1 to {wishes.least_credibility}")
    if subscription.outside:
        how.append("what is TLP:CLEAR")
    how.append(_last(listed))
    if subscription.state == "paused":
        how.append(f"*Paused.* {_why(subscription.paused_because)}")
    return "\n".join(" · ".join(filter(None, line)) for line in (what, when, how) if any(line))


def _last(listed: Listed) -> str:
    last = listed.last
    if last is None:
        return "nothing posted yet"
    at = in_readers_time([last.finished_at or last.made_at])
    match last.state:
        case "sent":
            return f"last posted {at}, {counted(last.parts_total, 'message')}"
        case "quiet":
            return f"nothing had changed {at}"
        case "open":
            return "being posted"
        case "failed":
            return f"not posted {at} ({in_a_line(last.error, PERSON_LIMIT)})"
        case "stopped":
            return f"stopped {at}"


def _why(because: str) -> str:
    if because.startswith(_BY):
        return f"By {in_a_line(because.removeprefix(_BY), PERSON_LIMIT)}."
    return _PAUSED.get(because) or f"Slack refuses it ({in_a_line(because, PERSON_LIMIT)})."


def _buttons(subscription: Subscription) -> dict[str, Any]:
    is_paused = subscription.state == "paused"
    runs = (DIGEST_RESUME,) if is_paused else (DIGEST_SEND, DIGEST_PAUSE)
    return actions(
        [
            digest_button(
                _LABELS[name], name, subscription.id, confirm=_SURE if name == DIGEST_REMOVE else None
            )
            for name in (DIGEST_PREVIEW, *runs, DIGEST_EDIT, DIGEST_REMOVE)
        ]
    )


_LABELS = {
    DIGEST_PREVIEW: "Preview",
    DIGEST_SEND: "Send now",
    DIGEST_PAUSE: "Pause",
    DIGEST_RESUME: "Resume",
    DIGEST_EDIT: "Edit…",
    DIGEST_REMOVE: "Remove",
}
_SURE = {
    "title": plain("Remove this digest?"),
    "text": plain("Nobody gets it any more. What was posted stays."),
    "confirm": plain("Remove"),
    "deny": plain("Keep"),
}


def draw_where(command: str) -> Message:
    """Say where digests are subscribed, to whoever wanted one by a message."""
    return sentence(
        f"*Digests go by the command:* type `{command} digest` in the channel that is to get one, "
        f"or `{command} digest help`."
    )


def draw_help(command: str) -> Message:
    """Say how digests are subscribed and managed."""
    word = f"{command} digest"
    text = (
        f"*`{word}`* opens the form; in one line it is days, a time, a zone, and what it is about:\n"
        f"• `{word} daily 09:00 Europe/Berlin about isis-k, finance`\n"
        f"• `{word} weekdays 8am about iraq with weekly summary` · `{word} fridays 17:30 Kabul`\n"
        f"• `{word} monthly 1st 9:00 summary` · `{word} daily 9:00 silent credibility 2`\n"
        f"`{word} list` shows what this channel has, with the next two runs in your own time. "
        "`preview`, `send`, `pause`, `resume`, `edit` and `remove` with an id do what its buttons do: "
        f"`{word} pause d-abc12`, `{word} pause all`.\n"
        "The first post, a summary, comes within a minute. "
        "Whoever may write in a channel may manage its digests."
    )
    return sentence(text)
