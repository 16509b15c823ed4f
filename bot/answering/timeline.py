"""The facts found for a question, by the date that they are about."""

from dataclasses import replace

from bot.answering.finding import find, title_of
from bot.answering.ground import Asked, Ground, page_of
from bot.domain import CitedFact, Understanding
from bot.domain.answers import NothingKnown, Suggestions, Timeline
from bot.domain.filters import Scope
from bot.domain.overviews import TIMELINE_PAGE, DatedBy, DatedFact


def timeline(ground: Ground, asked: Asked) -> Timeline | Suggestions | NothingKnown:
    """Answer with one page of a timeline; without a word, of everything that passes the filters."""
    # No word and no filter asks for everything.
    scoped = asked if asked.words or asked.scope else replace(asked, scope=Scope())
    found = find(ground, scoped)
    if not isinstance(found, Understanding):
        return found
    matches = found.matches.by_date()
    page, first = page_of(asked.question, len(matches), TIMELINE_PAGE)
    here = matches[first - 1 : first - 1 + TIMELINE_PAGE]
    return Timeline(
        question=replace(asked.question, page=page),
        title=title_of(asked, found),
        readings=found.readings,
        facts=tuple(
            DatedFact(ground.show(match, number, asked), *dated(match.cited))
            for number, match in enumerate(here, first)
        ),
        total=len(matches),
        is_close=found.is_close,
        left_out=ground.holdings.left_out,
        head=ground.head,
        moment=asked.moment,
        narrowed=asked.narrowed(found.outside),
    )


def dated(cited: CitedFact) -> tuple[str, DatedBy]:
    """Return the date that a fact stands under, and what happened then: its own, else its document's."""
    when = cited.fact.when
    if when.event:
        return when.event, "event"
    if when.as_of:
        return when.as_of, "as_of"
    if when.said:
        return when.said, "said"
    return cited.source.published.isoformat(), "published"
