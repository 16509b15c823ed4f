"""A digest shared out over messages: nothing is cut, no fact is torn apart, every limit is kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.delivery.views import MENTIONED
from bot.domain.digests import Part
from bot.domain.postman import Block
from bot.slack.blocks.charts import in_words, is_chart
from bot.slack.blocks.text import TEXT_TOTAL, context, counted, section, weight

BLOCKS_LIMIT = 50
CHARTS_LIMIT = 2
TEXT_LIMIT = 40_000
A_CORRECTION = 460
"""What a correction of one fact may add to a message: a block (125), by whom, why, what holds instead."""
A_LINES_CORRECTION = 100
"""The same where a fact is named in a line, in whose place the correction comes."""
LINES_A_BLOCK = 5
"""Each at most 600 characters: Slack takes 3,000 in one text."""
_MOST_PARTS = 999


@dataclass(frozen=True, slots=True)
class Unit:
    """Blocks that stay together, and what they say in lines of text."""

    blocks: tuple[Block, ...]
    lines: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """As in a part."""


@dataclass(frozen=True, slots=True)
class Section:
    """Units under one label; without a label they stand for themselves."""

    label: str
    units: tuple[Unit, ...]
    count: int = 1
    """Said beside the label where there are several."""

    def labelled(self, *, is_continued: bool) -> list[Unit]:
        """Return the label, where there is one."""
        if not self.label:
            return []
        if is_continued:
            return [words(f"*{self.label}*, continued")]
        return [words(f"*{self.label}* · {self.count}" if self.count > 1 else f"*{self.label}*")]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the sections."""

    head: Unit
    """Of the first message."""
    further: Callable[[int, int], Unit]
    """The head of a message in the thread, by its number and that of all messages."""
    buttons: Unit
    """Below the first message."""


@dataclass(frozen=True, slots=True)
class _Size:
    """What units take of a message's limits, once every fact in them is corrected."""

    blocks: int = 0
    weight: int = 0
    text: int = 0
    charts: int = 0

    def fits(self) -> bool:
        return (
            self.blocks <= BLOCKS_LIMIT
            and self.weight <= TEXT_TOTAL
            and self.text <= TEXT_LIMIT
            and self.charts <= CHARTS_LIMIT
        )


@dataclass(slots=True)
class _Message:
    units: list[Unit]
    size: _Size
    has_begun: bool = False
    """Something stands in it besides its head."""

    def take(self, units: Sequence[Unit]) -> bool:
        """Add units if there is room; what no message has room for goes into one of its own."""
        size = _size(units, self.size)
        if self.has_begun and not size.fits():
            return False
        self.units += units
        self.size, self.has_begun = size, True
        return True


def words(text: str) -> Unit:
    """Make a unit of one line in mrkdwn."""
    return Unit((section(text),), (text,))


def named_in_lines(lines: Sequence[tuple[str, str]]) -> tuple[Unit, ...]:
    """Make units of lines, each with the id of the fact that it names, several in a block."""
    return tuple(
        Unit(
            (section("\n".join(line for _, line in some)),),
            tuple(line for _, line in some),
            tuple((fact_id, MENTIONED) for fact_id, _ in some),
        )
        for some in (lines[at : at + LINES_A_BLOCK] for at in range(0, len(lines), LINES_A_BLOCK))
    )


def together(*units: Unit) -> Unit:
    """Make one unit of several; what one shows and another only mentions, is shown."""
    facts = [fact for unit in units for fact in unit.facts]
    shown = {fact_id: seen for fact_id, seen in facts if seen != MENTIONED}
    return Unit(
        tuple(block for unit in units for block in unit.blocks),
        tuple(line for unit in units for line in unit.lines),
        tuple((dict(facts) | shown).items()),
    )


def share_out(frame: Frame, sections: Iterable[Section]) -> tuple[Part, ...]:
    """Put sections into as few messages as take them, in their order."""
    further = _size([frame.further(_MOST_PARTS, _MOST_PARTS)])
    first = _size([frame.head, _goes_on(_MOST_PARTS), frame.buttons])
    messages = [_Message([], first)]
    for each in sections:
        is_continued = False
        for unit in each.units:
            label = [] if is_continued else each.labelled(is_continued=False)
            if not messages[-1].take([*label, unit]):
                messages.append(_Message([], further))
                messages[-1].take([*each.labelled(is_continued=is_continued), unit])
            is_continued = True
    total = len(messages)
    goes_on = [_goes_on(total - 1)] if total > 1 else []
    return (
        _part([frame.head, *messages[0].units, *goes_on, frame.buttons]),
        *(_part([frame.further(n, total), *each.units]) for n, each in enumerate(messages[1:], 2)),
    )


def _goes_on(more: int) -> Unit:
    said = f"It goes on in the thread: {counted(more, 'more message')}."
    return Unit((context(said),), (said,))


def _size(units: Sequence[Unit], size: _Size = _Size()) -> _Size:
    """Add up what units take, on top of a size."""
    whole = together(*units)
    own = sum(seen != MENTIONED for _, seen in whole.facts)
    reserved = own * A_CORRECTION + (len(whole.facts) - own) * A_LINES_CORRECTION
    return _Size(
        size.blocks + len(whole.blocks) + own,
        size.weight + weight(in_words(whole.blocks)) + reserved,
        size.text + sum(len(line) + 1 for line in whole.lines),
        size.charts + sum(map(is_chart, whole.blocks)),
    )


def _part(units: Sequence[Unit]) -> Part:
    whole = together(*units)
    return Part("\n".join(whole.lines), whole.blocks, whole.facts)
