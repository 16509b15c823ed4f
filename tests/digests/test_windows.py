"""Whatever happens to facts, and however time is cut into windows: each change is told once, and rightly."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.curation.rules import ActRefusedError
from bot.storage.engine import open_database
from bot.storage.ledger import events_after
from tests.curation.small_ledger import ANA, BEN, CLEO
from tests.digests.newsroom import Newsroom, id_of, told_to
from tests.factories import fact

FACTS = 4
PEOPLE = (ANA, BEN, CLEO)
ACTS = ("retract", "restore", "supersede", "verify", "dispute", "settle", "flag", "redact", "revise", "add")
KINDS = st.sampled_from((*ACTS, "digest", "digest", "supersede", "restore"))
STEPS = st.lists(st.tuples(KINDS, st.integers(1, FACTS), st.integers(1, FACTS)), max_size=30)
# What chance brings about too seldom.
GONE_BEFORE = [("retract", 1, 1), ("digest", 1, 1), ("redact", 1, 1)]
SUCCESSOR_GONE = [("supersede", 1, 2), ("retract", 2, 1)]
SUCCESSOR_NEW = [("add", 3, 1), ("supersede", 1, 3)]
BOTH_NEW = [("add", 3, 1), ("add", 4, 1), ("supersede", 3, 4)]
VERIFIED_AND_DISPUTED = [("verify", 1, 1), ("dispute", 1, 2)]
CAME_BACK = [("retract", 1, 1), ("digest", 1, 1), ("revise", 1, 1), ("restore", 1, 2)]
FREED_FOR_ANOTHER = [("add", 3, 1), ("supersede", 1, 2), ("digest", 1, 1), ("restore", 1, 1)]
FOLLOWED = st.sampled_from(((), ("attacks",)))


@dataclass
class Run:
    """One history, with what was told of it."""

    newsroom: Newsroom
    flaw: object
    """Spoils each digest, to show that this is found."""
    subscription: object = None
    words: int = 0
    said_of: defaultdict = field(default_factory=lambda: defaultdict(list))
    taken_down: list = field(default_factory=list)
    announced: Counter = field(default_factory=Counter)
    before: dict = field(default_factory=dict)

    def wording(self, number):
        """A fact with words that no other has; odd numbers are about attacks."""
        self.words += 1
        self.said_of[id_of(number)].append(f"wording{self.words:04}")
        topics = ["attacks"] if number % 2 else []
        return fact(f"A claim of wording{self.words:04}.", id=id_of(number), topics=topics)

    async def begin(self, about):
        loaded = [self.wording(1), self.wording(2)]
        self.subscription = await self.newsroom.open(*loaded, about=about)
        self.before = await self.snapshot()

    async def step(self, kind, number, other):
        """Do one thing, if it is possible."""
        fact_id = id_of(number)
        kept = await self.newsroom.kept(fact_id)
        if kind == "digest":
            await self.digest()
        elif kept is None or kind == "add":
            if kept is None and kind == "add":
                await self.newsroom.add(self.wording(number))
        elif kind == "revise":
            if kept.standing.is_active:
                await self.newsroom.revise(fact_id, claim=self.wording(number).claim)
        else:
            await self.act(kind, fact_id, other)

    async def act(self, kind, fact_id, other):
        how = {"by": id_of(other)} if kind == "supersede" else {}
        try:
            await getattr(self.newsroom.acts, kind)(fact_id, PEOPLE[other % 3], "for a reason", **how)
        except (ActRefusedError, KeyError):
            return
        if kind == "redact":
            self.taken_down += self.said_of[fact_id]

    async def digest(self):
        digest = await self.newsroom.digest(self.subscription)
        assert digest == await self.newsroom.digest(self.subscription)
        told = self.flaw(digest)
        async with self.newsroom.database.reading() as session:
            events = await events_after(session, self.subscription.cursor)
        after = await self.snapshot()
        Window(self.before, after, events, self.subscription.wishes.about).check(told)
        assert not [words for words in self.taken_down if words in repr(told)]
        self.announced.update(each.cited.fact.id for each in told.new)
        assert all(times == 1 for times in self.announced.values())
        self.subscription, self.before = told_to(self.subscription, digest), after

    async def snapshot(self):
        kept = {id_of(number): await self.newsroom.kept(id_of(number)) for number in range(1, FACTS + 1)}
        return {fact_id: each for fact_id, each in kept.items() if each}


@dataclass
class Window:
    """What stood before and after, and what happened in between."""

    before: dict
    after: dict
    events: tuple
    about: tuple

    def check(self, digest):
        told, instead = sections(digest)
        assert all(len(found) == 1 for found in told.values()), "a fact is in one section only"
        touched = {event.target.id for event in self.events}
        assert told.keys() <= touched
        for fact_id in touched:
            expected = self.expected(fact_id) if self.is_followed(fact_id) else None
            if fact_id in instead and expected in {"new", "disputed", "confirmed", None}:
                assert fact_id not in told
            else:
                assert told.get(fact_id) == ([expected] if expected else None)
                assert expected or self.is_over(fact_id)

    def is_followed(self, fact_id):
        bodies = [kept.body for kept in (self.before.get(fact_id), self.after[fact_id]) if kept and kept.body]
        # Of what has no words any more, only who follows everything hears, or who was shown it.
        is_gone = self.after[fact_id].body is None
        return not self.about or (not is_gone and any(body.get("topics") for body in bodies))

    def expected(self, fact_id):
        """Where a fact is to be told; None for nowhere."""
        before, after = self.before.get(fact_id), self.after[fact_id]
        now = after.standing
        if before is None:
            added = {each for each in self.after if each not in self.before and self.is_told_new(each)}
            return None if not now.is_active or added & {*now.superseded_by} else "new"
        was = before.standing
        if not now.is_active:
            how = "redacted" if now.redaction else "retracted"
            return how if was.is_active else None
        if not was.is_active:
            return "restored"
        if self.standing(set(now.superseded_by) - set(was.superseded_by)):
            return "superseded"
        if before.body["claim"] != after.body["claim"]:
            return "revised"
        if set(was.superseded_by) - set(now.superseded_by) and not self.standing(now.superseded_by):
            return "restored"
        if set(now.disputes) - set(was.disputes):
            return "disputed"
        is_confirmed = any(
            event.kind in {"verify", "settle"}
            for event in self.of(fact_id)
            if event.content_hash == now.content_hash
        )
        return "confirmed" if is_confirmed else None

    def is_over(self, fact_id):
        """Whether nothing that happened to a fact is left to be told, each for a reason."""
        kinds = {event.kind for event in self.of(fact_id)}
        came_and_went = fact_id not in self.before
        was_gone = not came_and_went and not self.before[fact_id].standing.is_active
        not_followed = not self.is_followed(fact_id)
        for_curators = kinds <= {"flag"}
        undone = "restore" in kinds or ("supersede" in kinds and self.after[fact_id].standing.superseded_by)
        return came_and_went or was_gone or not_followed or for_curators or undone

    def of(self, fact_id):
        return [event for event in self.events if event.target.id == fact_id]

    def standing(self, fact_ids):
        return [each for each in fact_ids if self.after[each].standing.is_active]

    def is_told_new(self, fact_id):
        return self.after[fact_id].standing.is_active and self.is_followed(fact_id)


def sections(digest):
    """In which sections each fact is, and which facts are told in another's place."""
    told = defaultdict(list)
    for each in digest.corrected:
        told[each.fact_id].append(each.verdict)
    for name in ("new", "disputed"):
        for shown in getattr(digest, name):
            told[shown.cited.fact.id].append(name)
    for each in digest.confirmed:
        told[each.shown.cited.fact.id].append("confirmed")
    return told, {shown.cited.fact.id for each in digest.corrected for shown in each.instead}


async def told_of(steps, about, flaw):
    database = await open_database(None, None)
    try:
        run = Run(Newsroom(database), flaw)
        await run.begin(about)
        for step in (*steps, ("digest", 1, 1)):
            await run.step(*step)
    finally:
        await database.close()


@given(STEPS, FOLLOWED)
@example(GONE_BEFORE, ())
@example(SUCCESSOR_GONE, ())
@example(SUCCESSOR_NEW, ())
@example(BOTH_NEW, ())
@example(VERIFIED_AND_DISPUTED, ())
@example(CAME_BACK, ())
@example(FREED_FOR_ANOTHER, ())
@settings(max_examples=25, deadline=None)
def test_each_change_is_told_once_and_where_it_belongs_or_is_over_by_then(steps, about):
    asyncio.run(told_of(steps, about, lambda digest: digest))


HISTORY = (
    ("add", 3, 1),
    ("retract", 1, 1),
    ("digest", 1, 1),
    ("verify", 3, 2),
    ("revise", 2, 1),
    ("digest", 1, 1),
    ("dispute", 3, 1),
    ("redact", 2, 1),
)


def test_the_history_without_a_flaw_is_told_rightly():
    asyncio.run(told_of(HISTORY, (), lambda digest: digest))


@pytest.mark.parametrize(
    "flaw",
    [
        lambda digest: replace(digest, new=()),
        lambda digest: replace(digest, corrected=()),
        lambda digest: replace(digest, confirmed=()),
        lambda digest: replace(digest, disputed=()),
        lambda digest: replace(digest, disputed=digest.new),
        lambda digest: replace(
            digest, corrected=tuple(replace(each, verdict="restored") for each in digest.corrected)
        ),
        lambda digest: replace(digest, title="wording0002 and wording0004"),
    ],
    ids=["new", "corrected", "confirmed", "disputed", "twice", "wrong verdict", "taken down"],
)
def test_a_flaw_is_found(flaw):
    with pytest.raises(AssertionError):
        asyncio.run(told_of(HISTORY, (), flaw))
