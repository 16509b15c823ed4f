"""Whatever happens to the files, the acts and the process: the ledger is the files plus the acts."""

import asyncio
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.curation.acts import Acts
from bot.curation.proposals import Proposals
from bot.curation.rules import ActRefusedError
from bot.curation.wording import ProposedFact
from bot.domain.ledger import Actor, Target, fold
from bot.factbase.export import export
from bot.factbase.past_days import recall_day
from bot.factbase.recalling import recall
from bot.factbase.sync import sync
from bot.storage import ledger
from bot.storage.engine import open_database
from tests.factbase.dying import DiedError, dying_at
from tests.factbase.expected_fact import ExpectedFact
from tests.factbase.knowledge_files import ENTITIES, KnowledgeFiles, a_fact

TEXT = "ISIS attacked Kabul. Voronkov spoke of ISIS-K. The US left Afghanistan."
CLAIMS = ("ISIS attacked Kabul.", "Voronkov spoke of ISIS-K.", "The US left Afghanistan.")
BROKEN = "ISIS attacked Herat."
NUMBERS = st.integers(1, 2)
NOTES = st.sampled_from(["", "seen", "seen twice"])
ANA, BEN = Actor("slack:U1", "ana"), Actor("slack:U2", "ben")
VORONKOV = next(each for each in ENTITIES if each["id"] == "voronkov")
PEOPLE = st.sampled_from([ANA, ANA, BEN, Actor("file:x", "a curator")])
ACTS = st.sampled_from(["verify", "verify", "dispute", "flag", "retract", "restore", "settle"])
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def id_of(number):
    return f"test-240216.{number:02}"


def active(kept):
    return {target.id for target, each in kept.items() if target.kind == "fact" and each.standing.is_active}


class Ledger(RuleBasedStateMachine):
    """Files, a database on disk, people, and a model of what must come of them."""

    def __init__(self):
        super().__init__()
        self.runner = asyncio.Runner()
        self.temporary = tempfile.TemporaryDirectory()
        root = Path(self.temporary.name)
        self.files, self.data = KnowledgeFiles(root), root / "data"
        self.now = START
        self.on_file, self.expected, self.days = {}, {}, {}
        self.names = list(ENTITIES)
        self.born, self.exported, self.taken = set(), [], None
        self.database = self.run(open_database(None, self.data))

    def run(self, work):
        return self.runner.run(work)

    def teardown(self):
        self.run(self.look_back())
        self.run(self.database.close())
        self.runner.close()
        self.temporary.cleanup()

    @initialize()
    def begin(self):
        # Both, since a fact born in Slack takes the next number that nobody has used.
        self.on_file = {1: ("", "active"), 2: ("", "active")}
        self.write()
        self.take_over()

    # What people do to the files.

    @rule(number=NUMBERS, note=NOTES, status=st.sampled_from(["active", "active", "retracted"]))
    def edit(self, number, note, status):
        self.on_file[number] = (note, status)
        self.write()

    @rule(number=NUMBERS, note=NOTES, status=st.sampled_from(["active", "active", "retracted"]))
    def edit_and_take_over(self, number, note, status):
        self.edit(number, note, status)
        self.take_over()

    @rule(number=NUMBERS)
    def break_one(self, number):
        self.on_file[number] = ("", "broken")
        self.write()

    @rule(number=NUMBERS)
    def remove(self, number):
        self.on_file.pop(number, None)
        self.write()

    def write(self):
        facts = []
        for number, (note, status) in sorted(self.on_file.items()):
            claim = CLAIMS[number - 1]
            quote = BROKEN if status == "broken" else claim
            made = a_fact(claim, quote, id=id_of(number), note=note)
            facts.append(
                {**made, "status": "retracted", "reason": "misread"} if status == "retracted" else made
            )
        self.files.dossier(TEXT, *facts, *self.exported)

    @rule(alias=st.sampled_from(["Kabulistan", "Cabool"]))
    def give_a_name(self, alias):
        self.names = [
            {**each, "names": {"en": ["Kabul", alias]}} if each["id"] == "kabul" else each
            for each in self.names
        ]
        self.write_names()

    @rule()
    def take_a_name_away_or_bring_it_back(self):
        without = [each for each in self.names if each["id"] != "voronkov"]
        self.names = without if len(without) < len(self.names) else [*without, VORONKOV]
        self.write_names()

    def write_names(self):
        self.files.write("knowledge/entities/all.yaml", yaml.safe_dump(self.names))

    # What takes them over.

    def syncing(self):
        return sync(self.database, self.files.knowledge, self.files.seeds, lambda: self.now)

    @rule()
    def take_over(self):
        self.run(self.syncing())
        self.expect_files()
        assert self.run(self.syncing()).events == ()

    @rule()
    def take_over_twice_at_once(self):
        self.run(self.two_at_once())
        self.expect_files()

    async def two_at_once(self):
        await asyncio.gather(self.syncing(), self.syncing())

    @rule(statement=st.integers(1, 60))
    def crash_while_taking_over(self, statement):
        before = self.run(self.head())
        with suppress(DiedError), dying_at(statement):
            self.run(self.syncing())
        self.restart()
        midway = self.run(self.head())
        self.take_over()
        # All of it or nothing.
        assert midway in {before, self.run(self.head())}

    @rule()
    def restart(self):
        self.run(self.database.close())
        self.database = self.run(open_database(None, self.data))

    # What people do to the facts.

    @rule(kind=ACTS, number=NUMBERS, who=PEOPLE)
    def act(self, kind, number, who):
        acts = Acts(self.database, lambda: self.now)
        try:
            self.run(getattr(acts, kind)(id_of(number), who, "because"))
        except ActRefusedError:
            return
        self.expected[number].acted_on(kind)

    @rule(number=NUMBERS)
    def take_down(self, number):
        self.act("redact", number, ANA)

    @rule()
    def propose_and_approve(self):
        self.run(self.proposing())

    async def proposing(self):
        proposals = Proposals(self.database, lambda: self.now)
        draft = ProposedFact("test-240216", a_fact(CLAIMS[2]))
        proposed = (await proposals.propose(draft, ANA)).proposal
        if proposed:
            [added] = await proposals.approve(proposed.id, BEN)
            self.born.add(added.target.id)

    @rule()
    def export(self):
        self.run(self.exporting())

    async def exporting(self):
        written = await export(self.database, self.files.knowledge)
        ids = {fact_id for found in written.values() for fact_id in found}
        kept = await self.told()
        self.exported += [kept[Target("fact", fact_id)].body for fact_id in sorted(ids)]
        assert not [each for each in (await self.syncing()).events if each.target.id in ids]
        self.expect_files()

    @rule(number=NUMBERS, note=NOTES)
    def verify_and_revise(self, number, note):
        self.act("verify", number, ANA)
        self.edit_and_take_over(number, note, "active")

    @rule(hours=st.integers(1, 40))
    def time_goes_on(self, hours):
        self.days[self.now.date()] = self.run(self.told())
        self.now += timedelta(hours=hours)

    @rule(hours=st.integers(1, 10))
    def the_clock_jumps_back(self, hours):
        self.now -= timedelta(hours=hours)

    # What must come of it.

    def expect_files(self):
        self.taken = list(self.names)
        for number, (note, status) in self.on_file.items():
            if status == "broken":
                continue
            if number in self.expected:
                self.expected[number].said_by_its_file(note, status)
            else:
                self.expected[number] = ExpectedFact(note, status)
        for number in self.expected.keys() - self.on_file.keys():
            self.expected[number].is_gone = True

    @invariant()
    def names_are_what_the_files_last_said(self):
        if self.taken is None:
            return
        kept = self.run(self.told())
        found = {
            target.id: each.body["names"]["en"]
            for target, each in kept.items()
            if target.kind == "entity" and each.standing.is_active
        }
        assert found == {each["id"]: each["names"]["en"] for each in self.taken}

    async def told(self):
        async with self.database.reading() as session:
            return fold(await ledger.events_after(session, 0))

    async def head(self):
        async with self.database.reading() as session:
            return await ledger.head(session)

    @invariant()
    def the_ledger_is_the_files_plus_the_acts(self):
        kept = self.run(self.told())
        facts = {target.id: each for target, each in kept.items() if target.kind == "fact"}
        assert set(facts) == {id_of(number) for number in self.expected} | self.born
        assert all(model.is_kept_as(facts[id_of(number)]) for number, model in self.expected.items())

    @invariant()
    def what_stands_is_the_fold_and_numbers_have_no_gap(self):
        self.run(self.look())

    async def look(self):
        async with self.database.reading() as session:
            events = await ledger.events_after(session, 0)
            kept = await ledger.kept(session, {event.target for event in events})
        assert kept == fold(events)
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
        assert [event.at for event in events] == sorted(event.at for event in events)
        base = (await recall(self.database)).base
        assert set(base.facts) == active(kept)

    async def look_back(self):
        """Hold each day that has passed against what was noted on it."""
        async with self.database.reading() as session:
            events = await ledger.events_after(session, 0)
        for day in self.days:
            then = (await recall_day(self.database, day)).base
            kept = fold(event for event in events if event.at.date() <= day)
            # What was taken down since is gone from every day.
            assert set(then.facts) == {
                fact_id for fact_id in active(kept) if kept[Target("fact", fact_id)].body
            }
            for fact_id, standing in then.standings.items():
                assert standing == kept[Target("fact", fact_id)].standing


TestLedger = Ledger.TestCase
TestLedger.settings = settings(
    max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
