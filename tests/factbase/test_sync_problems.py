from bot.storage import ledger
from tests.factbase.knowledge_files import DOSSIER
from tests.factbase.three_facts import ATTACK, LEAVING, SPEECH, TEXT, kinds_of


class TestProblems:
    async def test_an_id_that_vanishes_is_an_error_not_a_retraction(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK, SPEECH)
        await synced_with()
        files.dossier(TEXT, ATTACK)
        done = await synced_with()
        assert done.events == ()
        assert "never vanishes" in done.problems["test-240216.02"]
        files.dossier(TEXT, ATTACK, SPEECH)
        assert (await synced_with()).problems == {}
        assert await kinds_of(database, "test-240216.02") == ["add"]

    async def test_an_id_that_vanished_does_not_return_for_other_words(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK, SPEECH)
        await synced_with()
        files.dossier(TEXT, ATTACK)
        await synced_with()
        files.dossier(TEXT, ATTACK, {**LEAVING, "id": "test-240216.02"})
        done = await synced_with()
        assert "used before" in done.problems["test-240216.02"]
        assert await kinds_of(database, "test-240216.02") == ["add"]

    async def test_a_whole_file_that_is_gone_is_told_fact_by_fact(self, files, synced_with):
        files.dossier(TEXT, ATTACK, SPEECH)
        await synced_with()
        (files.root / DOSSIER).unlink()
        assert set((await synced_with()).problems) == {"test-240216.01", "test-240216.02", "test-240216"}

    async def test_a_faulty_change_leaves_the_last_good_wording(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        files.dossier(TEXT, {**ATTACK, "quotes": [{"exact": "ISIS attacked Herat."}]})
        done = await synced_with()
        assert done.events == ()
        assert set(done.problems) == {"test-240216.01"}
        async with database.reading() as session:
            [stored] = await ledger.stored(session, "fact")
        assert "attacked Kabul" in stored.body

    async def test_half_a_file_changes_nothing_and_the_whole_one_is_taken(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        whole = (files.root / DOSSIER).read_text()
        files.write(DOSSIER, whole[: len(whole) // 2] + '"')
        done = await synced_with()
        assert done.events == ()
        assert list(done.problems) == ["facts/2024/test-240216.yaml"]
        files.dossier(TEXT, ATTACK, SPEECH)
        assert [event.kind for event in (await synced_with()).events] == ["add"]

    async def test_half_a_file_and_then_a_whole_one_with_a_change_is_a_change(self, files, synced_with):
        files.dossier(TEXT, ATTACK, SPEECH)
        await synced_with()
        whole = (files.root / DOSSIER).read_text()
        cut = whole[: whole.index("claim: Voronkov")]
        files.write(DOSSIER, cut)
        assert (await synced_with()).events == ()
        files.dossier(TEXT, ATTACK, {**SPEECH, "note": "seen again"})
        done = await synced_with()
        assert [event.kind for event in done.events] == ["revise"]
        assert done.problems == {}

    async def test_a_file_that_went_from_name_to_name_and_back_loads_cleanly(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        (files.root / DOSSIER).unlink()
        files.dossier(TEXT, ATTACK, path="knowledge/facts/renamed.yaml")
        await synced_with()
        (files.root / "knowledge/facts/renamed.yaml").unlink()
        assert (await synced_with()).problems
        files.dossier(TEXT, ATTACK)
        done = await synced_with()
        assert (done.events, done.problems) == ((), {})

    async def test_a_document_that_is_missing_keeps_what_stands(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        (files.seeds / "test-240216.txt").unlink()
        done = await synced_with()
        assert done.events == ()
        assert set(done.problems) == {"test-240216.01"}

    async def test_a_part_is_held_against_the_rest(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        second = {"id": "second-240217", "file": "second.txt"}
        other = {"path": "knowledge/facts/second.yaml", "source": second}
        files.dossier(TEXT, {**SPEECH, "id": "second-240217.01", "contradicts": ["test-240216.99"]}, **other)
        assert "not a fact" in (await synced_with()).problems["second-240217.01"]
        files.dossier(TEXT, {**SPEECH, "id": "second-240217.01", "contradicts": ["test-240216.01"]}, **other)
        assert (await synced_with()).problems == {}

    async def test_an_id_that_another_file_has_is_refused(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        files.dossier(TEXT, ATTACK, path="knowledge/facts/copy.yaml")
        done = await synced_with()
        assert done.events == ()
        assert "stands also at" in done.problems["test-240216.01"]
