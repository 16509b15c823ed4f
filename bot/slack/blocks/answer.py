"""An answer as blocks, and as the text that a notification or a screen reader gets."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain import How, Reading
from bot.domain.answers import Answer, ShownFact
from bot.domain.assessment import age_in_words, day_in_words
from bot.domain.handling import strictest
from bot.slack.blocks.buttons import MORE, SHARE, button
from bot.slack.blocks.facts import (
    ALONE_ROOM,
    PAGE_ROOM,
    TIGHT_ROOM,
    Head,
    Room,
    background_blocks,
    claim_in_words,
    dissent_lines,
    fact_blocks,
    left_out_lines,
    quotes_within,
    voice_parts,
    when_in_words,
)
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.narrowing import FILTERS_LIMIT, narrowed_in_words
from bot.slack.blocks.standings import (
    dispute_lines,
    standing_in_words,
    verification_in_words,
)
from bot.slack.blocks.summaries import rests_on, shared_verification, verified_in_words
from bot.slack.blocks.text import actions, context, counted, cut, in_a_line, is_within_total, mrkdwn, plain

HEADER_LIMIT = 150
TYPED_LIMIT = 48
READINGS_LIMIT = 3
ASKED_LIMIT = 100
_AS_TYPED: frozenset[How] = frozenset({"name", "word", "number", "unread"})


def answer_blocks(
    answer: Answer, today: date, *, shared_by: str | None = None, can_share: bool = True
) -> list[dict[str, Any]]:
    """Draw one page of an answer; `shared_by` is who put it into a channel, by name."""
    room = PAGE_ROOM if answer.total > 1 else ALONE_ROOM
    blocks = _blocks(answer, today, room, shared_by)
    if not is_within_total(blocks):
        blocks = _blocks(answer, today, TIGHT_ROOM, shared_by)
    buttons = _buttons(answer, can_share=can_share and shared_by is None)
    return [*blocks, actions(buttons)] if buttons else blocks


def _blocks(answer: Answer, today: date, room: Room, shared_by: str | None) -> list[dict[str, Any]]:
    numbers = {shown.cited.fact.id: shown.number for shown in answer.shown}
    asked = None if answer.is_one_fact else answer.question
    has_source = len(answer.summary.sources) == 1
    head = Head(has_source, has_source and bool(_shared_verification(answer, today)))
    blocks = [
        {"type": "header", "text": plain(cut(answer.title, HEADER_LIMIT))},
        context(_head(answer, today, is_tight=room is TIGHT_ROOM)),
    ]
    if shared_by is not None:
        blocks.append(
            context(
                f"shared by {mrkdwn(shared_by, 80)} · asked: “{mrkdwn(answer.question.text, ASKED_LIMIT)}”"
            )
        )
    for shown in answer.shown:
        blocks += fact_blocks(shown, today, room, head, numbers=numbers, asked=asked)
    if answer.is_one_fact:
        blocks += background_blocks(answer.shown[0])
    return blocks


def answer_text(answer: Answer, today: date, *, shared_by: str | None = None) -> str:
    """Say the same without blocks: head, then claim, speaker, date and id of each fact."""
    said = [
        *_marked(answer),
        *_closest(answer),
        *_readings(answer.readings),
        f"{_count(answer)}, {_verified(answer, today)}",
        *moment_in_words(answer.moment),
        *narrowed_in_words(answer.narrowed),
    ]
    head = f"{mrkdwn(answer.title)}: {'; '.join(said)}."
    if shared_by is not None:
        head = f"{head} Shared by {mrkdwn(shared_by, 80)}."
    return "\n".join([head, *(fact_in_words(shown, today) for shown in answer.shown), *_pages_left(answer)])


def fact_in_words(shown: ShownFact, today: date) -> str:
    """Say a fact in one line: claim, quote, speaker, date, how it stands; its id comes last."""
    fact, source = shown.cited.fact, shown.cited.source
    quotes, quotes_left = quotes_within(shown, PAGE_ROOM.quotes)
    quoted = " ".join(f"“{in_a_line(quote, PAGE_ROOM.quotes)}”" for quote in quotes)
    bearing, others = dissent_lines(shown, {}, PAGE_ROOM.context)
    parts = [
        f"{shown.number}. {in_a_line(claim_in_words(shown))} {quoted}",
        ", ".join(voice_parts(shown.voice)),
        *standing_in_words(shown),
        *when_in_words(shown),
        mrkdwn(source.publisher),
        f"{day_in_words(source.published)}, {age_in_words(source.published, today)}",
        verification_in_words(shown.standing, today),
        *dispute_lines(shown.standing, ALONE_ROOM.names, ALONE_ROOM.why),
        *bearing,
        *left_out_lines(fact.id, quotes=quotes_left, bearing=others),
        fact.id,
    ]
    return " · ".join(parts)


def _head(answer: Answer, today: date, *, is_tight: bool) -> str:
    closest = [f"*{said}*" for said in _closest(answer, is_tight=is_tight)]
    readings = _readings(answer.readings, is_tight=is_tight)
    filters = narrowed_in_words(answer.narrowed, TIGHT_ROOM.names if is_tight else FILTERS_LIMIT)
    kept_to = (*moment_in_words(answer.moment), *filters)
    parts = [*_marked(answer), *closest, *kept_to, *readings, _count(answer)]
    parts += rests_on(answer.summary, _verified(answer, today), today, is_linked=not is_tight)
    if answer.left_out:
        parts.append(f"{answer.left_out} kept out of the base by an error")
    return " · ".join(parts)


def _marked(answer: Answer) -> list[str]:
    """Say who may be told, where that is not everybody (TLP 2.0)."""
    tlp = strictest(shown.cited.tlp for shown in answer.shown)
    return [] if tlp == "CLEAR" else [f"TLP:{tlp}"]


def _verified(answer: Answer, today: date) -> str:
    """Say how many of the facts found are verified; by whom, where that is one person's word for all."""
    return verified_in_words(_shared_verification(answer, today), answer.summary.verified, answer.total)


def _shared_verification(answer: Answer, today: date) -> str:
    """Return the words that hold for every fact found; empty where they differ, or where not all are seen."""
    is_known_of_all = not answer.summary.verified or answer.total == len(answer.shown)
    return shared_verification(answer.shown, today) if is_known_of_all else ""


def _count(answer: Answer) -> str:
    summary = answer.summary
    parts = [
        counted(answer.total, "fact"),
        counted(summary.origins, "origin"),
        *([counted(summary.contradictions, "contradiction")] if summary.contradictions else []),
        *([f"{summary.disputed} disputed"] if summary.disputed else []),
    ]
    if answer.complete < answer.total:
        parts.append(f"{answer.complete or 'none'} about all of it")
    first, last = answer.shown[0].number, answer.shown[-1].number
    paged = f" ({first}–{last} here)" if answer.total > len(answer.shown) else ""
    return f"{', '.join(parts)}{paged}"


def _closest(answer: Answer, *, is_tight: bool = False) -> list[str]:
    """Say of facts that leave words of the question out which: they must not be taken for a full answer."""
    if not answer.is_close:
        return []
    most, limit = (1, TIGHT_ROOM.names) if is_tight else (READINGS_LIMIT, TYPED_LIMIT)
    left_out = [reading.typed for reading in answer.readings if reading.how == "unread"]
    if not left_out:
        return ["closest: these fit most of the question"]
    named = " and ".join(f"“{mrkdwn(typed, limit)}”" for typed in left_out[:most])
    more = len(left_out) - most
    return [f"closest: nothing on {named}{f' and {more} more' if more > 0 else ''}"]


def _readings(readings: tuple[Reading, ...], *, is_tight: bool = False) -> list[str]:
    """Say how words were read where they are not simply the names found; in any case if by their sound."""
    heard = [reading for reading in readings if reading.how == "sound"]
    others = [reading for reading in readings if reading.how not in {*_AS_TYPED, "sound"}]
    read, limit = (heard[:1], TIGHT_ROOM.names) if is_tight else ([*heard, *others], TYPED_LIMIT)
    if len(readings) == 1 and read:
        return [f"read from “{mrkdwn(read[0].typed, limit)}”{_by_sound(read[0])}"]
    return [
        f"“{mrkdwn(reading.typed, limit)}” read as {mrkdwn(reading.name, limit)}{_by_sound(reading)}"
        for reading in read[:READINGS_LIMIT]
        if reading.typed.casefold() != reading.name.casefold()
    ]


def _by_sound(reading: Reading) -> str:
    return ", as it sounds" if reading.how == "sound" else ""


def _pages_left(answer: Answer) -> list[str]:
    return [f"{answer.remaining} more."] if answer.remaining else []


def _buttons(answer: Answer, *, can_share: bool) -> list[dict[str, Any]]:
    buttons = [button("Share to channel", SHARE, answer.question, is_primary=True)] if can_share else []
    if answer.remaining:
        following = replace(answer.question, page=answer.question.page + 1)
        buttons.append(button(f"{answer.remaining} more", MORE, following))
    return buttons
