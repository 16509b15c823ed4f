"""Whatever happens to the files, the acts and the process: the ledger is the files plus the acts."""

import asyncio
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.curation.acts import Acts
from bot.curation.rules import ActRefusedError
from bot.domain.ledger import Actor, Target, fold
from bot.factbase.recalling import recall, recall_day
from bot.factbase.sync import sync
from bot.storage import ledger
from bot.storage.engine import open_database
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact

TEXT = "ISIS attacked Kabul. Voronkov spoke of ISIS-K. The US left Afghanistan."
CLAIMS = ("ISIS attacked Kabul.", "Voronkov spoke of ISIS-K.", "The US left Afghanistan.")
BROKEN = "ISIS attacked Herat."
NUMBERS = st.integers(1, 2)
NOTES = st.sampled_from(["", "seen", "seen twice"])
ANA = Actor("slack:U1", "ana")
PEOPLE = st.sampled_from([ANA, ANA, Actor("slack:U2", "ben"), Actor("file:x", "a curator")])
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
        self.on_file = {1: ("", "active")}
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
        self.files.dossier(TEXT, *facts)

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

    @rule(after_ms=st.integers(0, 60))
    def crash_while_taking_over(self, after_ms):
        before = self.run(self.head())
        self.run(self.cut_short(after_ms))
        self.restart()
        midway = self.run(self.head())
        self.take_over()
        # All of it or nothing.
        assert midway in {before, self.run(self.head())}

    async def cut_short(self, after_ms):
        task = asyncio.ensure_future(self.syncing())
        await asyncio.wait({task}, timeout=after_ms / 1000)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

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
        model = self.expected[number]
        model["is_hidden"] = {"retract": True, "restore": False}.get(kind, model["is_hidden"])
        model["is_verified"] = kind == "verify" or model["is_verified"]

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
        for number, (note, status) in self.on_file.items():
            if status == "broken":
                continue
            model = self.expected.get(number)
            if model is None:
                self.expected[number] = {
                    "note": note,
                    "status": status,
                    "is_hidden": status == "retracted",
                    "is_verified": False,
                    "is_gone": False,
                }
                continue
            if model["is_gone"] and model["note_said"] != note:
                continue
            if note != model.get("note_said", model["note"]):
                model["is_verified"] = False
            if status != model["status"]:
                model["is_hidden"] = status == "retracted"
            model.update(note=note, status=status, is_gone=False)
        for number, model in self.expected.items():
            if number not in self.on_file:
                model["is_gone"] = True
            model["note_said"] = model["note"]

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
        assert set(facts) == {id_of(number) for number in self.expected}
        for number, model in self.expected.items():
            each = facts[id_of(number)]
            assert each.body.get("note", "") == model["note"]
            assert (each.standing.retraction is not None) == model["is_hidden"]
            assert (each.standing.verification is not None) == model["is_verified"]

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
            then, _ = await recall_day(self.database, day)
            kept = fold(event for event in events if event.at.date() <= day)
            assert set(then.facts) == {
                target.id
                for target, each in kept.items()
                if target.kind == "fact" and each.standing.is_active
            }
            for fact_id, standing in then.standings.items():
                assert standing == kept[Target("fact", fact_id)].standing


TestLedger = Ledger.TestCase
TestLedger.settings = settings(
    max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
