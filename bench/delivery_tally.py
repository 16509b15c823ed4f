"""What arrived, held against what was due: every message once, in its place, and every event once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from made_ledger import is_added

from bot.domain.digests import Delivery

Message = Mapping[str, Any]
_CLAIM = "claim:"


@dataclass(frozen=True)
class Tally:
    """What came of one run."""

    deliveries: int
    """That posted something."""
    messages: int
    lost: int
    """Messages that no channel has; deliveries that were not finished are in it."""
    doubled: int
    misplaced: int
    """Deliveries whose messages are not in one thread, in order; windows that do not follow each other."""
    told: int
    """Events, once for each subscription that is to be told of them."""
    events_lost: int
    events_doubled: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return not (self.lost or self.misplaced or self.events_lost)

    @property
    def twice(self) -> int:
        """What is there more than once."""
        return self.doubled + self.events_doubled


def tally(
    deliveries: Sequence[Delivery], messages: Sequence[Message], expected: Mapping[str, set[str]]
) -> Tally:
    """Count; `expected` has the facts that each subscription is to be told of."""
    standing: defaultdict[str, list[Message]] = defaultdict(list)
    for message in messages:
        standing[message["key"]].append(message)
    due = [f"{each.key}:{number}" for each in deliveries for number in range(each.parts_total)]
    unfinished = sum(each.state not in {"sent", "quiet"} for each in deliveries)
    told = _told(messages)
    counts = {each: told[each] for each in expected}
    return Tally(
        deliveries=sum(each.parts_total > 0 for each in deliveries),
        messages=len(messages),
        lost=sum(not standing[key] for key in due) + unfinished,
        doubled=sum(max(0, len(found) - 1) for found in standing.values()),
        misplaced=sum(not _is_in_order(each, standing) for each in deliveries) + _gaps(deliveries),
        told=sum(map(len, expected.values())),
        events_lost=sum(len(expected[each] - counts[each].keys()) for each in expected),
        events_doubled=sum(
            count - 1 if fact in expected[each] else count
            for each in expected
            for fact, count in counts[each].items()
        ),
    )


def _told(messages: Sequence[Message]) -> defaultdict[str, Counter[str]]:
    """Count, for each subscription, in how many of its messages' places each new fact is told."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for message in messages:
        _, subscription, _ = message["key"].split(":", 2)
        names = (block.get("block_id", "") for block in message["blocks"])
        facts = (name.removeprefix(_CLAIM) for name in names if name.startswith(_CLAIM))
        told[subscription].update(filter(is_added, facts))
    return told


def _is_in_order(delivery: Delivery, standing: Mapping[str, Sequence[Message]]) -> bool:
    """Tell whether the first of each of its messages stand in one thread, one after the other."""
    found = [standing[f"{delivery.key}:{number}"] for number in range(delivery.parts_total)]
    placed = [min(same, key=lambda one: float(one["ts"])) for same in found if same]
    if len(placed) < len(found):
        return True  # counted as lost
    threads = [one["thread_ts"] for one in placed]
    is_thread = threads == ([None, *(delivery.ts for _ in threads[1:])] if threads else [])
    return is_thread and all(float(one["ts"]) < float(after["ts"]) for one, after in pairwise(placed))


def _gaps(deliveries: Sequence[Delivery]) -> int:
    """Count the windows that do not begin where the one before ended."""
    windows: defaultdict[str, list[Delivery]] = defaultdict(list)
    for each in sorted(deliveries, key=lambda one: one.due_at):
        windows[each.subscription_id].append(each)
    return sum(
        before.to_seq != after.from_seq for every in windows.values() for before, after in pairwise(every)
    )
