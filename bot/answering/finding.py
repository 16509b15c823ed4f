"""A question becomes the facts found, or why there are none."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.answering.ground import Asked, Ground, again, page_of
from bot.domain import Lead, Match, Reading, Understanding
from bot.domain.answers import PAGE_SIZE, Answer, NothingKnown, Refusal, Suggestions
from bot.domain.clocks import Clocks
from bot.domain.filters import NO_FILTERS


def answer(ground: Ground, asked: Asked) -> Answer | Suggestions | NothingKnown:
    """Answer with one page of the facts found."""
    found = find(ground, asked)
    return _page(ground, asked, found) if isinstance(found, Understanding) else found


def find(ground: Ground, asked: Asked) -> Understanding | Suggestions | NothingKnown:
    """Return what was found, with at least one fact; or the reply that says why there is none."""
    found = ground.matcher.understand(asked.words, asked.question.chosen, asked.scope)
    if found.choices and not found.matches:
        typed = next((one.typed for one in found.missing), asked.words)
        return Suggestions(asked.question, typed, found.choices, found.is_ambiguous)
    held = replace(found, matches=asked.held(found.matches))
    if held.matches:
        return held
    later = len(found.matches)
    return NothingKnown(
        asked.question,
        () if later or found.outside else found.missing,
        tuple(_leads(asked, found)),
        ground.holdings,
        found.readings if found.is_apart else (),
        later=later,
        moment=asked.moment,
        readings=found.readings,
        narrowed=asked.narrowed(found.outside),
    )


def unclear_in(
    ground: Ground, asked: Asked, readings: Iterable[Reading], how: str
) -> Suggestions | Refusal | None:
    """Ask back where a stretch is neither one name nor a topic; None if each is; `how` says what to type."""
    for each in readings:
        if len(each.entity_ids) == 1 or each.topic_ids:
            continue
        if choices := ground.matcher.understand(each.typed).choices:
            return Suggestions(asked.question, each.typed, choices, bool(each.entity_ids))
        return Refusal(f"“{each.typed}” is neither a name nor a topic that I know. {how}")
    return None


def title_of(asked: Asked, found: Understanding) -> str:
    """Say what a question was understood to be about; one of filters alone, by these."""
    return found.title or " · ".join(asked.said) or "everything"


def _leads(asked: Asked, found: Understanding) -> Iterator[Lead]:
    """Lead to what the clock is too early for, or the filters leave out; else to what is near."""
    clocks = asked.moment.clocks
    title = title_of(asked, found)
    if found.matches:
        now = Clocks(None, clocks.known_on)
        yield Lead("", title, len(found.matches), asks=again(asked.words, asked.filters, now))
    elif found.outside:
        yield Lead("", title, found.outside, asks=again(asked.words, NO_FILTERS, clocks))
    else:
        for lead in found.near:
            yield replace(lead, asks=again(lead.asks or lead.name, NO_FILTERS, clocks))


def _page(ground: Ground, asked: Asked, found: Understanding) -> Answer:
    total = len(found.matches)
    page, first = page_of(asked.question, total, PAGE_SIZE)
    complete = found.matches.complete
    return Answer(
        question=replace(asked.question, page=page),
        title=title_of(asked, found),
        readings=found.readings,
        shown=tuple(
            ground.show(match, number, asked, only="" if number <= complete else _only(match, found))
            for number, match in enumerate(found.matches[first - 1 : first - 1 + PAGE_SIZE], first)
        ),
        total=total,
        complete=complete,
        left_out=ground.holdings.left_out,
        summary=found.matches.summary(),
        head=ground.head,
        moment=asked.moment,
        is_close=found.is_close,
        narrowed=asked.narrowed(found.outside),
    )


def _only(match: Match, found: Understanding) -> str:
    """Name the part of a question that a fact is about."""
    typed = {reason.typed for reason in match.why}
    return " · ".join(dict.fromkeys(reading.name for reading in found.readings if reading.typed in typed))
