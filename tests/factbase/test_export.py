import json
import shutil
from datetime import UTC, datetime

import pytest

from bot.curation.acts import Acts
from bot.curation.proposals import Proposals
from bot.curation.wording import ProposedFact
from bot.domain import Fact
from bot.domain.ledger import Actor, Target
from bot.errors import FootnoteError
from bot.factbase.export import export
from bot.factbase.load import load_base
from bot.factbase.sync import sync
from bot.factbase.writing import with_facts
from bot.storage import ledger, synced
from tests.factbase.knowledge_files import DOSSIER, KnowledgeFiles, a_fact

ANA, BEN, CLEO = (Actor(f"slack:U{n}", name) for n, name in enumerate(("Ana", "Ben", "Cleo"), 1))
TEXT = "Herat saw 12 attacks. No attack was reported in Kabul. In Kabul 3 to 5 men were held, police said.\n"
BORN = {
    "claim": "No attack was reported in Kabul.",
    "quotes": [{"exact": "No attack was reported in Kabul"}],
    "attribution": {"chain": ["test-press"], "how": "own-voice"},
    "places": ["kabul"],
}
HELD = {
    **BORN,
    "claim": "In Kabul 3 to 5 men were held, police said: “NO” comment.",
    "quotes": [{"exact": "In Kabul 3 to 5 men were held"}],
    "quantities": [{"raw": "3 to 5 men", "low": 3, "high": 5, "unit": "men"}],
    "note": "A note: with a colon, # a sign and\n\ttwo lines.",
}


def now():
    return datetime(2026, 11, 24, 9, tzinfo=UTC)


class Base:
    """Files, and a database that they were synced into."""

    def __init__(self, root, database):
        self.files = KnowledgeFiles(root)
        self.database = database
        self.dossier = root / DOSSIER
        self.acts = Acts(database, now)

    async def sync(self):
        return await sync(self.database, self.files.knowledge, self.files.seeds, now)

    async def export(self, to=None):
        return await export(self.database, self.files.knowledge, to)

    async def born(self, **fields):
        proposals = Proposals(self.database, now)
        made = await proposals.propose(ProposedFact("test-240216", {**BORN, **fields}), ANA)
        [event, *_] = await proposals.approve(made.proposal.id, BEN)
        return event.target.id

    async def owner(self, fact_id):
        async with self.database.reading() as session:
            return await synced.owner(session, Target("fact", fact_id))

    async def head(self):
        async with self.database.reading() as session:
            return await ledger.head(session)


@pytest.fixture
async def base(tmp_path, database):
    root = tmp_path / "base"
    root.mkdir()
    base = Base(root, database)
    base.files.dossier(TEXT, a_fact("Herat saw 12 attacks.", "Herat saw 12 attacks"))
    await base.sync()
    return base


class TestExport:
    async def test_a_fact_born_in_slack_stands_in_its_dossier_and_sync_has_nothing_to_do(self, base):
        fact_id = await base.born()
        head = await base.head()

        assert await base.export() == {"facts/2024/test-240216.yaml": (fact_id,)}

        done = await base.sync()
        assert (done.events, done.problems, done.head) == ((), {}, head)
        assert await base.owner(fact_id) == "facts/2024/test-240216.yaml"
        loaded = load_base(base.files.knowledge, base.files.seeds)
        assert loaded.base.facts[fact_id].fact.claim == BORN["claim"]

    async def test_from_then_on_the_file_owns_it(self, base):
        fact_id = await base.born()
        await base.export()
        text = base.dossier.read_text()
        base.dossier.write_text(text.replace("claim: No attack was reported", "claim: No attack reported"))

        done = await base.sync()

        assert [(event.kind, event.target.id) for event in done.events] == [("revise", fact_id)]
        with pytest.raises(FootnoteError, match="Edit it there"):
            await base.acts.revise(fact_id, {"places": []}, CLEO, "retagged")

    async def test_odd_words_come_through_as_they_were(self, base):
        fact_id = await base.born(**HELD)

        await base.export()

        assert (await base.sync()).events == ()
        assert load_base(base.files.knowledge, base.files.seeds).base.left_out == {}
        assert f"- id: {fact_id}" in base.dossier.read_text()
        assert "quantities:\n" in base.dossier.read_text()
        assert "{raw: 3 to 5 men, low: 3, high: 5, unit: men}" in base.dossier.read_text()

    async def test_a_second_export_writes_nothing(self, base):
        await base.born()
        await base.export()
        text = base.dossier.read_text()

        assert await base.export() == {}
        assert base.dossier.read_text() == text

    async def test_after_a_crash_between_file_and_database_it_is_finished(self, base):
        fact_id = await base.born()
        async with base.database.reading() as session:
            [kept] = (await ledger.kept(session, [Target("fact", fact_id)])).values()
        written = with_facts(base.dossier.read_text(), [Fact.model_validate(kept.body)])
        base.dossier.write_text(written)

        assert await base.export() == {"facts/2024/test-240216.yaml": (fact_id,)}

        assert base.dossier.read_text() == written
        assert (await base.sync()).events == ()

    async def test_a_retracted_fact_is_written_as_retracted_with_the_reason(self, base):
        fact_id = await base.born()
        await base.acts.retract(fact_id, CLEO, "a wrong reading")

        await base.export()

        assert "status: retracted\n  reason: a wrong reading\n" in base.dossier.read_text()
        done = await base.sync()
        assert (done.events, done.problems) == ((), {})
        await base.acts.restore(fact_id, CLEO, "right after all")
        assert (await base.sync()).events == ()

    async def test_a_redacted_fact_is_not_written(self, base):
        await base.acts.redact(await base.born(), CLEO, "a court's order")

        assert await base.export() == {}

    async def test_one_dossier_may_be_named_by_either_path(self, base, tmp_path):
        fact_id = await base.born()

        assert await base.export(base.dossier) == {"facts/2024/test-240216.yaml": (fact_id,)}
        with pytest.raises(FootnoteError, match=r"elsewhere\.yaml does not exist"):
            await base.export(tmp_path / "elsewhere.yaml")
        (tmp_path / "elsewhere.yaml").write_text("")
        with pytest.raises(FootnoteError, match="is not a dossier"):
            await base.export(tmp_path / "elsewhere.yaml")

    async def test_a_fact_of_the_same_id_and_other_words_is_not_written_over(self, base):
        fact_id = await base.born()
        twin = a_fact("Herat saw 12 attacks.", "Herat saw 12 attacks") | {"id": fact_id}
        base.files.dossier(TEXT, twin)
        text = base.dossier.read_text()

        with pytest.raises(FootnoteError, match=r"next free number"):
            await base.export()
        assert base.dossier.read_text() == text
        assert await base.owner(fact_id) == ""

    @pytest.mark.parametrize("broken", ["facts: [unclosed\n", "just words\n", "", "facts:\n  - {id: x}\n"])
    async def test_a_half_written_file_is_left_as_it_is(self, base, broken):
        fact_id = await base.born()
        base.dossier.write_text(broken)

        with pytest.raises(FootnoteError):
            await base.export()

        assert base.dossier.read_text() == broken
        assert await base.owner(fact_id) == ""

    async def test_a_layout_that_takes_no_more_facts_is_left_as_it_is(self, base):
        fact_id = await base.born()
        other = a_fact("Herat saw 12 attacks.", "Herat saw 12 attacks") | {"id": "test-240216.900"}
        held = json.dumps([other])
        base.dossier.write_text(f"facts: {held}\n")

        with pytest.raises(FootnoteError, match="Write `facts` as a list"):
            await base.export()

        assert base.dossier.read_text() == f"facts: {held}\n"
        assert await base.owner(fact_id) == ""

    async def test_a_file_that_is_gone_is_said_to_be(self, base):
        await base.born()
        shutil.rmtree(base.dossier.parent)

        with pytest.raises(FootnoteError, match="cannot be read"):
            await base.export()
