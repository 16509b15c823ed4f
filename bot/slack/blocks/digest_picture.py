"""How things stand, as sections of a digest: the best facts by topic, and amounts with their ranges."""

from collections.abc import Sequence

from bot.delivery.views import MENTIONED
from bot.domain.digests import AmountPicture, Picture, TopicPicture
from bot.slack.blocks.digest_facts import Sheet
from bot.slack.blocks.digest_parts import Section, Unit
from bot.slack.blocks.facts import NAME_LIMIT
from bot.slack.blocks.text import in_a_line, section

SCOPE_LIMIT = 200
FACTS_NAMED = 8
"""Of one amount; each takes up to 150 characters of a line."""
HUNDREDTHS = 100
_SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_AS_IT_IS = (1, "")


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
    scope = in_a_line(amount.scope, SCOPE_LIMIT)
    line = f"*{_range(amount)}*, {scope}: {', '.join((*said_by, *others))}"
    return Unit((section(line),), (line,), tuple((each.cited.fact.id, MENTIONED) for each in named))


def _range(amount: AmountPicture) -> str:
    unit, low, high = in_a_line(amount.unit, NAME_LIMIT), amount.low, amount.high
    bounds = [bound for bound in (low, high) if bound is not None]
    if not bounds:
        return f"{unit}, no number stated"
    scale, word = _scale(bounds)
    said = "–".join(dict.fromkeys(f"{bound / scale:,.15g}" for bound in bounds))
    if low is None:
        return f"up to {said}{word} {unit}"
    return f"{said}{word}{' or more' if high is None else ''} {unit}"


def _scale(bounds: Sequence[float]) -> tuple[int, str]:
    """Return the largest scale on which two decimals say each number exactly."""
    for scale, word in _SCALES:
        if all(bound >= scale and bound * HUNDREDTHS % scale == 0 for bound in bounds):
            return scale, word
    return _AS_IT_IS
