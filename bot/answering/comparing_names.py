"""Names side by side: for each topic the best that there is on each of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.answering.finding import unclear_in
from bot.answering.ground import Asked, Ground, again, page_of
from bot.domain import Lead, Matches, Reading
from bot.domain.answers import Comparison, NothingKnown, Refusal, Suggestions
from bot.domain.filters import NO_FILTERS
from bot.domain.overviews import COMPARED, ROWS_PAGE, Cell, Row

_HOW = "Write it like this: compare iraq syria, or compare isis and al-qaeda on finance."
_BETWEEN = re.compile(r"\b(?:versus|vs|with|against)\b\.?", re.IGNORECASE)


def compare(ground: Ground, asked: Asked) -> Comparison | NothingKnown | Suggestions | Refusal:
    """Compare two to four names, on all topics or on those that are named."""
    readings = ground.matcher.read(_BETWEEN.sub(" and ", asked.words), asked.question.chosen)
    if unclear := unclear_in(ground, asked, readings, _HOW):
        return unclear
    names = {each.entity_ids[0]: each for each in readings if each.entity_ids}
    if len(names) not in COMPARED:
        return Refusal(
            f"{COMPARED.start} to {COMPARED.stop - 1} names are compared, not {len(names)}. {_HOW}"
        )
    topics = [topic_id for each in readings for topic_id in each.topic_ids] or ground.base.topics
    found = {
        topic_id: tuple(map(asked.held, matches))
        for topic_id, matches in ground.matcher.compare(list(names), topics, asked.scope).items()
    }
    kept = {topic_id: matches for topic_id, matches in found.items() if any(matches)}
    if not kept:
        return _nothing(ground, asked, names)
    return _page(ground, asked, readings, kept)


def _nothing(ground: Ground, asked: Asked, names: Mapping[str, Reading]) -> NothingKnown:
    clocks = asked.moment.clocks
    leads = (
        Lead(each, reading.name, ground.matcher.facts_on(each), again(reading.name, NO_FILTERS, clocks))
        for each, reading in names.items()
    )
    return NothingKnown(
        asked.question,
        tuple(names.values()),
        tuple(lead for lead in leads if lead.facts),
        ground.holdings,
        moment=asked.moment,
        readings=tuple(names.values()),
        narrowed=asked.narrowed(),
    )


def _page(
    ground: Ground, asked: Asked, readings: Sequence[Reading], found: Mapping[str, Sequence[Matches]]
) -> Comparison:
    def order(topic_id: str) -> tuple[int, int, str]:
        """Put first what can be compared, then what there is most of."""
        matches = found[topic_id]
        return -sum(map(bool, matches)), -sum(map(len, matches)), ground.base.topics[topic_id].name

    page, first = page_of(asked.question, len(found), ROWS_PAGE)
    here = sorted(found, key=order)[first - 1 : first - 1 + ROWS_PAGE]
    return Comparison(
        question=replace(asked.question, page=page),
        names=tuple(dict.fromkeys(each.name for each in readings if each.entity_ids)),
        rows=tuple(
            Row(ground.base.topics[each].name, tuple(_cells(ground, asked, found[each]))) for each in here
        ),
        first=first,
        total=len(found),
        readings=tuple(readings),
        left_out=ground.holdings.left_out,
        head=ground.head,
        moment=asked.moment,
        narrowed=asked.narrowed(),
    )


def _cells(ground: Ground, asked: Asked, several: Sequence[Matches]) -> Iterator[Cell]:
    for matches in several:
        best = ground.show(matches[0], 1, asked) if matches else None
        yield Cell(best, len(matches), matches.summary().contradictions if matches else 0)
