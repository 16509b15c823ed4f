"""How things stand, as sections of a digest: the best facts by topic, and amounts with their ranges."""

from collections.abc import Iterator

from bot.delivery.views import MENTIONED
from bot.domain.answers import ShownFact
from bot.domain.digests import AmountPicture, Picture, TopicPicture
from bot.slack.blocks.digest_facts import Sheet
from bot.slack.blocks.digest_parts import Section, Unit
from bot.slack.blocks.facts import NAME_LIMIT
from bot.slack.blocks.text import in_a_line, section

SCOPE_LIMIT = 200
FACTS_NAMED = 8
"""Of one amount; each takes up to 150 characters of a line."""


def facts_pictured(picture: Picture) -> Iterator[ShownFact]:
    """Yield every fact that `standing_picture` draws, in its order."""
    for topic in picture.topics:
        yield from topic.shown


def standing_picture(picture: Picture, sheet: Sheet) -> list[Section]:
    """Draw each topic, and what the facts say of amounts."""
    topics = [Section(_topic(each), tuple(map(sheet.draw, each.shown))) for each in picture.topics]
    amounts = Section("Amounts", tuple(map(_amount, picture.amounts)))
    return [each for each in (*topics, amounts) if each.units]


def _topic(topic: TopicPicture) -> str:
    name, shown = in_a_line(topic.name, NAME_LIMIT), len(topic.shown)
    return f"{name} · {shown} of {topic.total}" if topic.total > shown else name


def _amount(amount: AmountPicture) -> Unit:
    """Say it in one line: where one of its facts falls, the range falls with it."""
    named, more = amount.shown[:FACTS_NAMED], len(amount.shown) - FACTS_NAMED
    said_by = [f"`{each.cited.fact.id}` ({in_a_line(each.voice.speaker, NAME_LIMIT)})" for each in named]
    others = [f"and {more} more"] if more > 0 else []
    scope = f", {in_a_line(amount.scope, SCOPE_LIMIT)}" if amount.scope else ""
    line = f"*{_range(amount)}*{scope}: {', '.join((*said_by, *others))}"
    return Unit((section(line),), (line,), tuple((each.cited.fact.id, MENTIONED) for each in named))


def _range(amount: AmountPicture) -> str:
    low, high = (None if bound is None else f"{bound:,.15g}" for bound in (amount.low, amount.high))
    unit = in_a_line(amount.unit, NAME_LIMIT)
    if low is None and high is None:
        return f"{unit}, no number stated"
    if low is None:
        return f"up to {high} {unit}"
    if high is None:
        return f"{low} or more {unit}"
    return f"{low} {unit}" if low == high else f"{low}–{high} {unit}"
