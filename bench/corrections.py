"""How long corrections take: one fact retracted that stands in 1,000 messages of 50 channels.

The strict local Slack holds us to its limits (a message a second and channel, 50 changes a minute) by a
clock that we move ourselves, a second a beat: nothing is waited for. The last line sums up; the exit code
is 1 when a message is not corrected, is told twice, Slack has to ask for a pause, or it takes too long.
"""

import asyncio
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the builders of the tests

from bot.console.team import BOT_USER_ID, Channel  # noqa: E402  # after the path
from tests.delivery.circle import Circle, added, circle, judged, letter_of  # noqa: E402  # the same
from tests.factories import fact  # noqa: E402  # the same

CHANNELS = 50
MESSAGES = 1000
A_MINUTE = 50
SLACK_S = MESSAGES / A_MINUTE * 60
"""What Slack's limit on changes alone makes of it."""
TARGET_S = SLACK_S * 1.05
PATIENCE_S = 2 * SLACK_S
FACT = fact("The sky over Kabul was clear.", id="test-240216.01")


async def show(around: Circle, channels: list[str]) -> None:
    """Post the fact in every channel, at Slack's pace."""
    head = await around.head()
    for number in range(MESSAGES // len(channels)):
        async with around.database.begin() as session:
            for channel in channels:
                letter = letter_of(FACT, key=f"share:{channel}:{number}", channel=channel, seen_seq=head)
                await around.outbox.put(session, letter)
        await around.beat(1)


async def measure() -> tuple[float, int, int, int]:
    """Return seconds by the moved clock, messages corrected, told more than once, and refusals."""
    async with circle() as around:
        channels = [f"C{number:09}" for number in range(CHANNELS)]
        for channel in channels:
            around.workspace.add_channel(Channel(channel, channel.lower(), members=frozenset({BOT_USER_ID})))
        await around.append(added(FACT))
        await show(around, channels)
        await around.append(judged("retract", FACT))
        owed, began = await around.sweep(), around.clock()
        told: Counter[str] = Counter()
        while (around.clock() - began).total_seconds() < PATIENCE_S and sum(told.values()) < owed:
            await around.beat(1)
            told = Counter(f"{c}:{one.thread_ts}" for c in channels for one in around.replies(c))
        taken_s = (around.clock() - began).total_seconds()
        corrected = sum(
            one.is_edited and told[f"{channel}:{one.ts}"] == 1
            for channel in channels
            for one in around.roots(channel)
        )
        doubled = sum(count > 1 for count in told.values())
        return taken_s, corrected, doubled, len(around.workspace.refusals)


def main() -> int:
    """Measure once, print it, and return the exit code."""
    began_s = time.perf_counter()
    taken_s, corrected, doubled, refusals = asyncio.run(measure())
    is_met = corrected == MESSAGES and not doubled and not refusals and taken_s <= TARGET_S
    print(
        f"corrections: {corrected} of {MESSAGES} messages in {CHANNELS} channels corrected, one reply each, "
        f"in {taken_s / 60:.1f} min by Slack's limits (at best {SLACK_S / 60:.1f}); told twice {doubled}, "
        f"pauses asked for {refusals}; {time.perf_counter() - began_s:.0f} s of this machine: "
        f"{'ok' if is_met else 'MISSED'}"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
