import asyncio

from bot.domain.ledger import NewEvent, Target, body_of, content_hash
from bot.factbase.recalling import recall
from bot.storage import ledger, synced
from tests.factbase.knowledge_files import DOSSIER
from tests.factbase.three_facts import ANA, ATTACK, LEAVING, NOW, SPEECH, TEXT, act, kinds_of


class TestFirstLoad:
    async def test_it_is_a_baseline_of_everything_that_has_a_name_or_a_claim(self, files, synced_with):
        files.dossier(TEXT, ATTACK, SPEECH)
        done = await synced_with()
        assert done.is_baseline
        assert {event.origin for event in done.events} == {"baseline"}
        assert done.counts == {"add": 7 + 1 + 1 + 2}

    async def test_the_documents_text_goes_along(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        async with database.reading() as session:
            [stored] = await ledger.stored(session, "fact")
            [source] = (await ledger.kept(session, [Target("source", "test-240216")])).values()
            texts = await synced.document_texts(session, [source.body["sha256"]])
        assert list(texts.values()) == [TEXT]
        [passage] = stored.read_passages()
        assert TEXT[passage.start : passage.end] == passage.text == "ISIS attacked Kabul."

    async def test_what_the_file_has_retracted_is_added_and_retracted(self, files, database, synced_with):
        files.dossier(TEXT, {**ATTACK, "status": "retracted", "reason": "misread"})
        await synced_with()
        assert await kinds_of(database, "test-240216.01") == ["add", "retract"]

    async def test_drafts_stay_out(self, files, database, synced_with):
        files.dossier(TEXT, {**ATTACK, "status": "draft"})
        await synced_with()
        assert await kinds_of(database, "test-240216.01") == []


class TestAgain:
    async def test_a_second_time_is_a_no_op(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        head = (await synced_with()).head
        again = await synced_with()
        assert (again.events, again.head, again.is_baseline) == ((), head, False)

    async def test_a_comment_in_a_file_is_no_news(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        path = files.root / DOSSIER
        path.write_text(f"# looked over\n{path.read_text()}")
        assert (await synced_with()).events == ()

    async def test_several_at_once_give_each_event_once(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK, SPEECH)
        await asyncio.gather(*(synced_with() for _ in range(4)))
        async with database.reading() as session:
            assert await ledger.head(session) == 11

    async def test_a_new_fact_is_added_and_is_news(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        files.dossier(TEXT, ATTACK, SPEECH)
        [event] = (await synced_with()).events
        assert (event.kind, event.target.id, event.origin) == ("add", "test-240216.02", "sync")
        assert event.actor.name == "a curator"

    async def test_new_words_revise_and_say_which_fields_changed(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        files.dossier(TEXT, {**ATTACK, "topics": ["attacks"], "note": "seen again"})
        [event] = (await synced_with()).events
        assert (event.kind, event.changed) == ("revise", ("note", "topics"))

    async def test_retracting_in_the_file_and_back_again(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        files.dossier(TEXT, {**ATTACK, "status": "retracted", "reason": "misread"})
        [event] = (await synced_with()).events
        assert (event.kind, event.note) == ("retract", "misread")
        files.dossier(TEXT, ATTACK)
        await synced_with()
        assert await kinds_of(database, "test-240216.01") == ["add", "retract", "restore"]

    async def test_an_alias_that_is_new_revises_the_entity(self, files, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        text = (files.knowledge / "entities/all.yaml").read_text()
        files.write(
            "knowledge/entities/all.yaml", text.replace("- ISIS-K", "- ISIS-K\n    - Wilayat Khorasan")
        )
        [event] = (await synced_with()).events
        assert (event.kind, event.target, event.changed) == ("revise", Target("entity", "isis-k"), ("names",))

    async def test_what_takes_the_place_of_an_older_fact_supersedes_it(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        files.dossier(TEXT, ATTACK, {**SPEECH, "supersedes": ["test-240216.01"]})
        await synced_with()
        assert await kinds_of(database, "test-240216.01") == ["add", "supersede"]
        files.dossier(TEXT, ATTACK, SPEECH)
        await synced_with()
        assert await kinds_of(database, "test-240216.01") == ["add", "supersede", "restore"]

    async def test_a_fact_may_move_to_another_file(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        (files.root / DOSSIER).unlink()
        files.dossier(TEXT, ATTACK, path="knowledge/facts/moved.yaml")
        done = await synced_with()
        assert (done.events, done.problems) == ((), {})
        async with database.reading() as session:
            assert await synced.owner(session, Target("fact", "test-240216.01")) == "facts/moved.yaml"


class TestJudgementStays:
    async def test_a_retraction_by_a_person_outlives_the_file(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        await act(database, "retract", "test-240216.01")
        files.dossier(TEXT, {**ATTACK, "note": "seen again"})
        await synced_with()
        async with database.reading() as session:
            [stored] = await ledger.stored(session, "fact")
        assert not stored.is_active

    async def test_a_person_restores_what_the_file_retracts_and_the_file_does_not_insist(
        self, files, database, synced_with
    ):
        files.dossier(TEXT, {**ATTACK, "status": "retracted", "reason": "misread"})
        await synced_with()
        await act(database, "restore", "test-240216.01")
        files.dossier(TEXT, {**ATTACK, "status": "retracted", "reason": "misread"}, SPEECH)
        await synced_with()
        assert await kinds_of(database, "test-240216.01") == ["add", "retract", "restore"]

    async def test_what_was_redacted_does_not_come_back_from_the_file(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        await act(database, "redact", "test-240216.01")
        files.dossier(TEXT, {**ATTACK, "note": "seen again"})
        done = await synced_with()
        assert done.events == ()
        assert "taken down" in done.problems["test-240216.01"]

    async def test_a_fact_born_in_the_ledger_is_owned_by_the_file_it_was_written_to(
        self, files, database, synced_with
    ):
        files.dossier(TEXT, ATTACK, SPEECH)
        born = (files.load()).base.facts["test-240216.02"].fact
        files.dossier(TEXT, ATTACK)
        await synced_with()
        await self.add(database, born)
        files.dossier(TEXT, ATTACK, SPEECH)
        assert (await synced_with()).events == ()
        async with database.reading() as session:
            assert await synced.owner(session, Target("fact", born.id)) == "facts/2024/test-240216.yaml"

    async def test_its_id_is_not_free_for_other_words(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK, SPEECH)
        born = (files.load()).base.facts["test-240216.02"].fact
        files.dossier(TEXT, ATTACK)
        await synced_with()
        await self.add(database, born)
        files.dossier(TEXT, ATTACK, {**LEAVING, "id": "test-240216.02"})
        done = await synced_with()
        assert done.events == ()
        assert "born in the ledger" in done.problems["test-240216.02"]

    async def test_of_a_source_that_was_taken_down_nothing_more_is_added(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        await act(database, "retract", "test-240216", kind_of="source")
        files.dossier(TEXT, ATTACK, SPEECH)
        done = await synced_with()
        assert done.events == ()
        assert "taken down" in done.problems["test-240216.02"]

    async def add(self, database, born):
        new = NewEvent(
            kind="add",
            target=Target("fact", born.id),
            actor=ANA,
            content_hash=content_hash(born),
            body=body_of(born),
        )
        async with database.begin() as session:
            await ledger.append(session, [new], NOW)


class TestNames:
    async def test_a_name_that_is_gone_from_its_file_is_withdrawn_and_may_come_back(
        self, files, database, synced_with
    ):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        names = (files.knowledge / "entities/all.yaml").read_text()
        files.write("knowledge/entities/all.yaml", names.replace("id: voronkov", "id: vorontsov"))
        done = await synced_with()
        assert [(event.kind, event.target.id) for event in done.events] == [
            ("add", "vorontsov"),
            ("retract", "voronkov"),
        ]
        assert done.problems == {}
        assert "voronkov" not in (await recall(database)).base.entities

        files.write("knowledge/entities/all.yaml", names)
        done = await synced_with()
        assert [(event.kind, event.target.id) for event in done.events] == [
            ("restore", "voronkov"),
            ("retract", "vorontsov"),
        ]
        assert done.problems == {}


class TestTakenDown:
    async def test_what_was_taken_down_may_leave_its_file(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK, SPEECH)
        await synced_with()
        await act(database, "redact", "test-240216.01")
        files.dossier(TEXT, SPEECH)
        assert (await synced_with()).problems == {}

    async def test_a_document_that_was_taken_down_does_not_come_back(self, files, database, synced_with):
        files.dossier(TEXT, ATTACK)
        await synced_with()
        await act(database, "retract", "test-240216", kind_of="source")
        files.dossier(f"{TEXT} More.", ATTACK)
        done = await synced_with()
        assert done.events == ()
        assert "taken down" in done.problems["test-240216"]
        async with database.reading() as session:
            source = files.load().examined[0].dossier.source
            assert await synced.document_texts(session, [source.sha256]) == {}
