"""The year 2027 once more, through the real beat: taken from the database, composed, and put.

The bot is up around every change of a clock, and in between mostly down, since each digest takes its time.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate, pairwise
from random import Random
from zoneinfo import ZoneInfo

from bot.app.digesting import DRAWING
from bot.digests.due import next_run
from bot.digests.sending import Digests
from bot.domain.digests import Subscription, Wishes
from bot.storage import subscriptions
from tests.ceilings import inside
from tests.curation.small_ledger import ANA
from tests.digests.newsroom import BANKS
from tests.digests.test_year import DAYS, NEW_YEAR, NEXT_NEW_YEAR, SCHEDULES, TIMES, ZONES, expected, is_right

JUST_BEFORE = timedelta(seconds=1)
AROUND = timedelta(hours=36)
NOON = datetime.combine(NEXT_NEW_YEAR, time(12), tzinfo=UTC)
"""When the new year has begun everywhere."""


def schedules():
    """A daily, a weekly and a monthly schedule in each zone; the daily ones at every time in turn."""
    for number, zone in enumerate(ZONES):
        yield SCHEDULES["daily"](zone)[number % len(TIMES)]
        yield from SCHEDULES["weekly"](zone)
        yield from SCHEDULES["monthly"](zone)


def begun(number, schedule, head):
    """A subscription that had its first digest before the year began in its zone."""
    begin = datetime.combine(NEW_YEAR, time(0), ZoneInfo(schedule.zone))
    before = begin.astimezone(UTC) - JUST_BEFORE
    return Subscription(
        id=f"d-{number:05}",
        team_id="T1",
        channel=f"C{number}",
        owner=ANA,
        wishes=Wishes(schedule=schedule, about=("finance",)),
        created_at=before,
        cursor=head,
        covered_at=before,
        next_at=next_run(before, schedule),
        is_first=False,
    )


def walls(schedule):
    """What the wall clock shows at the runs of the year, and of the days after it."""
    after = [NEXT_NEW_YEAR + timedelta(days=passed) for passed in range(31)]
    runs = (datetime.combine(day, schedule.at) for day in after if schedule.falls_on(day))
    return [*expected(schedule), *runs]


def changes():
    """Every noon by which the clocks of a zone have changed since the noon before."""
    for zone in map(ZoneInfo, ZONES):
        noons = [datetime.combine(day, time(12), zone) for day in DAYS]
        yield from (noon for before, noon in pairwise(noons) if before.utcoffset() != noon.utcoffset())


def by_beats_and_downtimes(now, changing, random):
    """Let the bot be up for days around every change, and down for some time in between."""
    ahead = min((noon - now for noon in changing if noon > now - AROUND), default=NOON - now)
    if ahead < AROUND:
        return timedelta(hours=random.uniform(0.01, 12))
    return min(timedelta(days=random.uniform(0.1, 20)), ahead - AROUND + JUST_BEFORE)


async def test_every_local_day_is_told_once_at_its_local_time_and_a_downtime_by_one_digest(newsroom):
    await newsroom.open(BANKS)
    every = [begun(*each, newsroom.state.base.head) for each in enumerate(schedules())]
    async with newsroom.database.begin() as session:
        await subscriptions.add_all(session, every)
    told, changing, random = defaultdict(list), [*changes()], Random(1)  # noqa: S311  # to be repeated
    clock = newsroom.now
    clock.at = min(each.next_at for each in every) - JUST_BEFORE

    def note(digest):
        told[digest.subscription.id].append((clock.at, digest.window))
        return ()  # nothing is posted, and the cursor moves on

    drawing = replace(DRAWING, digest=note)
    digests = Digests(newsroom.database, newsroom.composer, drawing, clock, inside)
    while clock.at < NOON:
        clock.at += by_beats_and_downtimes(clock.at, changing, random)
        await digests.beat()

    for each in every:
        schedule, runs = each.wishes.schedule, walls(each.wishes.schedule)
        beats, windows = zip(*told[each.id], strict=True)
        assert len(set(beats)) == len(beats)
        covered = list(accumulate(one.missed + 1 for one in windows))
        assert covered[-1] >= len(expected(schedule))
        for one, last in zip(windows, covered, strict=True):
            # It is the last of those that it covers, and the next one goes on behind it.
            assert is_right(one.to_at, runs[last - 1], ZoneInfo(schedule.zone))
    assert any(window.missed for many in told.values() for _, window in many)
