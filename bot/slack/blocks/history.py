"""A fact's whole life: each event of the ledger, with when, who, why and what changed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.curation.life import DONE
from bot.domain.answers import FactHistory
from bot.domain.assessment import day_in_words
from bot.domain.ledger import Body, Event
from bot.slack.blocks.replies import Message, sentence
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import context, counted, mrkdwn, section

EVENTS_ROOM = 7000
"""Characters that the events of one message may take; with their blocks it stays within Slack's limits."""
MOST_EVENTS = 20
CLAIM_LIMIT = 320
WHY_LIMIT = 500
FIELDS_LIMIT = 200
_DONE = {**DONE, "settle": "looked at: it stands", "redact": "its words taken down"}


def draw_history(history: FactHistory) -> Message:
    """Draw a fact's events, first to last; of a long life the newest, with how many came before."""
    if not history.events:
        return sentence(does_not_stand(history.fact_id))
    head = f"*The history of* `{history.fact_id}`: {mrkdwn(history.claim or 'its words are gone')}"
    shown = _newest([*_described(history.events)])
    older = len(history.events) - len(shown)
    before = [f"and {counted(older, 'older event')}"] if older else []
    texts = ["\n".join((f"{_moment(event.at)} · {line}", *more)) for event, (line, *more) in shown]
    drawn = [section(_in_local_time(event, lines)) for event, lines in shown]
    return Message(
        "\n".join((head, *before, *texts)), [section(head), *(context(line) for line in before), *drawn]
    )


def last_events(history: FactHistory, most: int) -> list[dict[str, Any]]:
    """Draw the last few of a fact's events, first to last."""
    described = _newest([*_described(history.events)])[-most:]
    return [section(_in_local_time(event, lines)) for event, lines in described]


def does_not_stand(fact_id: str) -> str:
    """Say that a fact is not to be seen here: the same whether there is one elsewhere or not."""
    return f"`{mrkdwn(fact_id)}` *does not stand here.* Look at its id, or ask where you saw it."


def _newest(described: list[tuple[Event, list[str]]]) -> list[tuple[Event, list[str]]]:
    """Keep the last events that there is room for; always the very last."""
    room, first = EVENTS_ROOM, len(described)
    for event, lines in reversed(described):
        room -= sum(map(len, (*lines, _local(event.at))))
        if first < len(described) and (room < 0 or len(described) - first == MOST_EVENTS):
            break
        first -= 1
    return described[first:]


def _described(events: tuple[Event, ...]) -> Iterator[tuple[Event, list[str]]]:
    """Yield each event with its lines: what, who, then what changed and why."""
    before: Body | None = None
    for event in events:
        lines = [f"*{_done(event)}* by {mrkdwn(event.actor.name, PERSON_LIMIT)}"]
        if event.kind == "revise":
            lines += _changes(event, before)
        if event.note:
            lines.append(f"Why: {mrkdwn(event.note, WHY_LIMIT)}")
        yield event, lines
        before = event.body or before


def _in_local_time(event: Event, lines: list[str]) -> str:
    first, *more = lines
    return "\n".join((f"{_local(event.at)} · {first}", *more))


def _done(event: Event) -> str:
    """Say what was done, and what the event names besides."""
    others = " and ".join(f"`{mrkdwn(other)}`" for other in event.changed)
    match event.kind:
        case "supersede" if others:
            return f"superseded by {others}"
        case "restore" if event.changed:
            return f"restored: not superseded by {others} any more"
        case "verify" if event.review_by:
            return f"verified, to be looked at again by {day_in_words(event.review_by)}"
        case _:
            return _DONE[event.kind]


def _changes(event: Event, before: Body | None) -> list[str]:
    """Say which fields changed, and how the claim did, as far as both wordings are still there."""
    lines = [f"Changed: {mrkdwn(', '.join(event.changed), FIELDS_LIMIT)}"] if event.changed else []
    if "claim" in event.changed and before and event.body:
        old, new = (mrkdwn(str(body["claim"]), CLAIM_LIMIT) for body in (before, event.body))
        lines.append(f"“{old}” → “{new}”")
    return lines


def _moment(at: datetime) -> str:
    return f"{day_in_words(at.date())} {at:%H:%M} UTC"


def _local(at: datetime) -> str:
    """Write a moment so that Slack shows it in the reader's own time."""
    return f"<!date^{int(at.timestamp())}^{{date_short}} {{time}}|{_moment(at)}>"
