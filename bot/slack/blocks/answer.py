"""An answer as blocks, and as the text that a notification or a screen reader gets."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain import How, Reading, credibility_in_words, reliability_in_words
from bot.domain.answers import Answer, ShownFact
from bot.domain.assessment import age_in_words, day_in_words
from bot.slack.blocks.buttons import MORE, SHARE, button
from bot.slack.blocks.facts import (
    ALONE_ROOM,
    PAGE_ROOM,
    background_blocks,
    claim_in_words,
    dissent_lines,
    fact_blocks,
    provenance,
    voice_in_words,
    when_in_words,
)
from bot.slack.blocks.text import actions, context, counted, cut, link, mrkdwn, plain

HEADER_LIMIT = 150
TYPED_LIMIT = 48
READINGS_LIMIT = 3
_AS_TYPED: frozenset[How] = frozenset({"name", "word", "number"})


def answer_blocks(answer: Answer, today: date, *, shared_by: str | None = None) -> list[dict[str, Any]]:
    """Draw one page of an answer; `shared_by` is who put it into a channel, by name."""
    numbers = {shown.cited.fact.id: shown.number for shown in answer.shown}
    room = PAGE_ROOM if answer.total > 1 else ALONE_ROOM
    with_source = len(answer.summary.sources) > 1
    blocks = [
        {"type": "header", "text": plain(cut(answer.title, HEADER_LIMIT))},
        context(_head(answer, today)),
    ]
    if shared_by is not None:
        blocks.append(
            context(f"shared by {mrkdwn(shared_by, 80)}, who asked “{mrkdwn(answer.question.text, 150)}”")
        )
    for shown in answer.shown:
        blocks += fact_blocks(shown, today, room, numbers=numbers, with_source=with_source)
    if answer.is_one_fact:
        blocks += background_blocks(answer.shown[0])
    buttons = _buttons(answer, is_shared=shared_by is not None)
    return [*blocks, actions(buttons)] if buttons else blocks


def answer_text(answer: Answer, today: date, *, shared_by: str | None = None) -> str:
    """Say the same without blocks: head, then claim, speaker, date and id of each fact."""
    head = f"{mrkdwn(answer.title)}: {_count(answer)}."
    if shared_by is not None:
        head = f"{head} Shared by {mrkdwn(shared_by, 80)}."
    return "\n".join([head, *(_fact_in_words(shown, today) for shown in answer.shown), *_pages_left(answer)])


def _head(answer: Answer, today: date) -> str:
    parts = [*_readings(answer.readings), _count(answer)]
    sources = answer.summary.sources
    if len(sources) == 1:
        all_from = "all from " if answer.total > 1 else "from "
        parts.append(f"{all_from}{provenance(sources[0], today)}")
        parts.append(_shared_grade(answer))
    else:
        newest = sources[0]
        named = f"{day_in_words(newest.published)}, {age_in_words(newest.published, today)}"
        parts.append(
            f"from {len(sources)} documents, the newest {link(newest.url, newest.publisher)}, {named}"
        )
    if answer.left_out:
        parts.append(f"{answer.left_out} kept out of the base by an error")
    return " · ".join(parts)


def _shared_grade(answer: Answer) -> str:
    source = answer.summary.sources[0]
    reliability = reliability_in_words(source.reliability)
    verified = "no fact verified yet" if answer.total > 1 else "not verified yet"
    credibility = ", ".join(map(credibility_in_words, answer.summary.credibilities))
    if credibility == reliability:
        return f"source and claims {reliability}, {verified}"
    return f"source {reliability}, claims {credibility}, {verified}"


def _count(answer: Answer) -> str:
    summary = answer.summary
    parts = [
        counted(answer.total, "fact"),
        counted(summary.origins, "origin"),
        *([counted(summary.contradictions, "contradiction")] if summary.contradictions else []),
    ]
    if answer.complete < answer.total:
        parts.append(f"{answer.complete or 'none'} about all of it")
    first, last = answer.shown[0].number, answer.shown[-1].number
    paged = f" ({first}–{last} here)" if answer.total > len(answer.shown) else ""
    return f"{', '.join(parts)}{paged}"


def _readings(readings: tuple[Reading, ...]) -> list[str]:
    """Say how words were read where they are not simply the names found."""
    read = [reading for reading in readings if reading.how not in _AS_TYPED][:READINGS_LIMIT]
    if len(readings) == 1 and read:
        return [f"read from “{mrkdwn(read[0].typed, TYPED_LIMIT)}”"]
    return [
        f"“{mrkdwn(reading.typed, TYPED_LIMIT)}” read as {mrkdwn(reading.name, TYPED_LIMIT)}"
        for reading in read
        if reading.typed.casefold() != reading.name.casefold()
    ]


def _fact_in_words(shown: ShownFact, today: date) -> str:
    fact, source = shown.cited.fact, shown.cited.source
    parts = [
        f"{shown.number}. {mrkdwn(claim_in_words(shown))} “{mrkdwn(shown.cited.passages[0].text, 1000)}”",
        voice_in_words(shown.voice),
        *when_in_words(shown),
        mrkdwn(source.publisher),
        f"{day_in_words(source.published)}, {age_in_words(source.published, today)}",
        *dissent_lines(shown, {}, PAGE_ROOM.context),
        fact.id,
    ]
    return " · ".join(parts)


def _pages_left(answer: Answer) -> list[str]:
    return [f"{answer.remaining} more."] if answer.remaining else []


def _buttons(answer: Answer, *, is_shared: bool) -> list[dict[str, Any]]:
    buttons = [] if is_shared else [button("Share to channel", SHARE, answer.question, is_primary=True)]
    if answer.remaining:
        following = replace(answer.question, page=answer.question.page + 1)
        buttons.append(button(f"{answer.remaining} more", MORE, following))
    return buttons
