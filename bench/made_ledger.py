"""The ledger that the benches of digests tell from: one new fact an event, and who subscribes to what."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time

from bot.domain.digests import Subscription, Wishes
from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.domain.schedules import Schedule
from bot.factbase.stored_facts import terms_to_store
from bot.storage import ledger, subscriptions
from bot.storage.engine import Database
from bot.storage.ledger import Located
from tests.curation.small_ledger import SOURCE, SmallLedger
from tests.factories import cited

DAILY = Schedule("UTC", time(9))
FIRST_NUMBER = 1000
"""The facts that were there before have lower ones."""
TOPICS = ("attacks", "history")
PLACES = ("kabul", "herat", "kandahar")
SINGLE = "Outpost {number} had a quiet night."
_CURATOR = Actor("cli:ana", "ana")


async def begin_ledger(database: Database, now: datetime) -> None:
    """Fill a new ledger with what no digest tells as new."""
    await SmallLedger(database, lambda: now).fill()


async def add_facts(database: Database, numbers: Iterable[int], now: datetime) -> None:
    """Add new facts, one an event, in one transaction."""
    events: list[NewEvent] = []
    located: dict[str, Located] = {}
    for number in numbers:
        about = {"topics": [topic_of(number)], "places": [PLACES[number % len(PLACES)]]}
        made = cited(SINGLE.format(number=number), id=fact_id(number), **about)
        target, wording = Target("fact", made.fact.id), content_hash(made.fact)
        events.append(
            NewEvent(
                kind="add",
                target=target,
                actor=_CURATOR,
                content_hash=wording,
                body=body_of(made.fact),
            )
        )
        located[target.id] = Located(made.passages, terms_to_store(made.fact))
    async with database.begin() as session:
        await ledger.append(session, events, now, located)


def fact_id(number: int) -> str:
    """Name one of the facts that were added."""
    return f"{SOURCE}.{FIRST_NUMBER + number}"


def is_added(name: str) -> bool:
    """Tell whether a fact is one of those that were added."""
    source, _, number = name.partition(".")
    return source == SOURCE and int(number) >= FIRST_NUMBER


def wishes_of(number: int) -> Wishes:
    """Return what one of many subscriptions is about: the whole base, or a topic; the quiet ones by turns."""
    about = ((), *((each,) for each in TOPICS))[number % (1 + len(TOPICS))]
    return Wishes(schedule=DAILY, about=about, quiet="silence" if number % 2 else "line")


def added_about(about: Collection[str], facts: int) -> set[str]:
    """Return which of the first so many facts that were added a subscription is told of."""
    return {fact_id(number) for number in range(facts) if not about or topic_of(number) in about}


def topic_of(number: int) -> str:
    """Return the one topic of a fact that was added."""
    return TOPICS[number % len(TOPICS)]


async def subscribe(
    database: Database, channels: Sequence[str], each: int, *, now: datetime, next_at: datetime
) -> None:
    """Let channels follow what changes, so many times each, as if their first summary had been posted."""
    async with database.begin() as session:
        cursor = await ledger.head(session)
        many = [
            Subscription(
                id=f"d-{number:05}",
                team_id="T1",
                channel=channels[number % len(channels)],
                owner=Actor("slack:U0000000ANA", "Ana Analyst"),
                wishes=wishes_of(number),
                created_at=now,
                cursor=cursor,
                covered_at=now,
                next_at=next_at,
                is_first=False,
            )
            for number in range(each * len(channels))
        ]
        await subscriptions.add_all(session, many)
