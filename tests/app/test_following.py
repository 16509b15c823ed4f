import asyncio
import sys

import pytest

from bot.answering.desk import AnswerDesk
from bot.app.following import follow, follower_of, take_over, take_over_later
from bot.app.indexing import index_path
from bot.console.workspace import Workspace
from bot.curation.acts import Acts
from bot.domain.answers import Answer, Question, Withdrawn
from bot.errors import FootnoteError
from bot.matching import Matcher
from tests.app.running import by_http, environment, running
from tests.app.two_facts import ATTACK, BEN, SPEECH, TEXT, added, built, now, opened, started, told
from tests.first_document import ENGLISH


class TestFollower:
    async def test_an_act_is_in_the_answers_after_the_next_beat(self, files, settings, memory):
        files.dossier(TEXT, ATTACK, SPEECH)
        follower = await follow(memory, settings, now)
        desks = follower.desks
        assert isinstance(desks.whole.reply(Question("kabul")), Answer)

        await Acts(memory, now).retract("test-240216.01", BEN, "misread")
        assert isinstance(desks.whole.reply(Question("kabul")), Answer)
        await follower.beat()

        assert not isinstance(desks.whole.reply(Question("kabul")), Answer)
        assert isinstance(desks.whole.reply(Question("about test-240216.01")), Withdrawn)
        assert isinstance(desks.whole.reply(Question("voronkov")), Answer)

    async def test_it_answers_as_a_bot_that_has_just_started(self, files, settings, memory):
        files.dossier(TEXT, ATTACK)
        follower = await follow(memory, settings, now)
        files.dossier(TEXT, {**ATTACK, "topics": ["attacks"]}, SPEECH)
        await take_over(memory, settings, now)
        await follower.beat()

        fresh = (await follower_of(memory, now)).base
        started = AnswerDesk(fresh, Matcher(fresh, ENGLISH))
        for text in ("kabul", "attacks", "voronkov", "isis", "about test-240216.02", "sources", "help"):
            assert follower.desks.whole.reply(Question(text)) == started.reply(Question(text))

    async def test_a_new_alias_is_known_after_the_next_beat(self, files, settings, memory):
        files.dossier(TEXT, ATTACK, SPEECH)
        follower = await follow(memory, settings, now)
        names = (files.knowledge / "entities/all.yaml").read_text()
        files.write("knowledge/entities/all.yaml", names.replace("- Kabul", "- Kabul\n    - Kabulistan"))
        await take_over(memory, settings, now)
        await follower.beat()

        assert isinstance(follower.desks.whole.reply(Question("kabulistan")), Answer)

    async def test_while_the_database_is_away_answers_go_on_and_say_so(self, files, settings, memory):
        files.dossier(TEXT, ATTACK)
        follower = await follow(memory, settings, now)
        await memory.close()
        await follower.beat()

        assert follower.desks.away_since == now()
        assert isinstance(follower.desks.whole.reply(Question("kabul")), Answer)

    async def test_a_replica_needs_the_database_alone(self, files, settings, memory, tmp_path):
        files.dossier(TEXT, ATTACK)
        await follow(memory, settings, now)
        gone = {"knowledge_dir": tmp_path / "none", "seeds_dir": tmp_path / "none"}
        nowhere = settings.model_copy(update=gone)
        follower = await follow(memory, nowhere, now)

        [shown] = follower.desks.whole.reply(Question("kabul")).shown
        assert [passage.text for passage in shown.cited.passages] == ["ISIS attacked Kabul."]

    async def test_files_are_taken_over_beside_a_bot_that_answers_and_errors_are_logged(
        self, files, settings, memory, tmp_path, capsys
    ):
        files.dossier(TEXT, ATTACK)
        follower = await follow(memory, settings, now)
        files.dossier(TEXT, ATTACK, SPEECH)
        await take_over_later(memory, settings, now)
        await take_over_later(memory, settings.model_copy(update={"seeds_dir": tmp_path / "none"}), now)
        await follower.beat()

        assert isinstance(follower.desks.whole.reply(Question("voronkov")), Answer)
        assert "FOOTNOTE_SEEDS_DIR" in capsys.readouterr().out

    async def test_with_neither_files_nor_a_ledger_it_says_what_is_missing(self, settings, memory, tmp_path):
        nowhere = settings.model_copy(update={"knowledge_dir": tmp_path / "none"})
        with pytest.raises(FootnoteError, match="FOOTNOTE_KNOWLEDGE_DIR"):
            await follow(memory, nowhere, now)

    async def test_where_errors_keep_every_fact_out_it_refuses_to_start(self, files, settings, memory):
        files.dossier(TEXT, {**ATTACK, "quotes": [{"exact": "ISIS attacked Herat."}]})
        with pytest.raises(FootnoteError, match=r"No fact can be served. test-240216.01: "):
            await follow(memory, settings, now)

    async def test_a_past_day_is_answered_from_the_ledger_of_that_day(self, files, settings, memory):
        files.dossier(TEXT, ATTACK)
        follower = await follow(memory, settings, now)
        question = Question("kabul known on 2026-11-01")
        desk = await follower.desks.of(question, now().date(), "RED")

        assert desk.reply(question).begins_on == now().date()


@pytest.mark.usefixtures("saved")
class TestTheIndexOfARunningBot:
    async def test_goes_on_from_the_index_that_it_opened(self, settings, memory):
        follower, _ = await started(memory, settings)
        await Acts(memory, now).retract("test-240216.01", BEN, "misread")
        await follower.beat()
        await added(memory, 100, 103)
        await follower.beat()

        assert follower.matcher.worn == 4
        assert told(follower) == told(await built(memory, settings))

    async def test_keeps_no_word_that_was_taken_away_for_good(self, settings, memory):
        path = index_path(settings)
        path.unlink()
        await added(memory, 100, 101)
        follower = await follow(memory, settings, now)
        await follower.beat()
        assert b"bridge" in path.read_bytes()

        await Acts(memory, now).redact("test-240216.100", BEN, "a court said so")
        _, [event] = await started(memory, settings)
        assert event["reason"] == "words were taken away for good"
        await follower.beat()
        await follower.beat()

        assert follower.matcher.worn == 0
        assert b"bridge" not in path.read_bytes()

    async def test_builds_and_saves_a_new_index_once_much_has_changed(self, saved, settings, memory):
        running = saved.matcher
        await added(memory, 100, 103)
        await saved.beat()
        assert saved.matcher is running
        assert running.worn == 3

        await added(memory, 200, 1400)
        await saved.beat()
        assert saved.matcher is not running
        assert saved.matcher.worn == 0
        assert len(saved.matcher.understand("bridge closed").matches) == 1203

        await saved.beat()
        assert await opened(memory, settings) == 0

    async def test_does_not_open_an_index_of_which_much_has_changed(self, settings, memory):
        await added(memory, 200, 1500)

        follower, [event] = await started(memory, settings)

        assert event["reason"] == "too many facts have changed"
        assert told(follower) == told(await built(memory, settings))


@pytest.fixture
async def workspace():
    async with Workspace() as workspace:
        yield workspace


async def test_an_act_in_one_process_is_in_anothers_answers_within_5_s(workspace, tmp_path, empty_postgresql):
    shared = {"FOOTNOTE_DATABASE_URL": empty_postgresql}
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    async with (
        running(workspace, tmp_path / "one", **shared) as one,
        running(workspace, tmp_path / "other", **shared) as other,
    ):
        await by_http(workspace, one)
        await by_http(workspace, other)
        [before] = await workspace.slash("/threat", "about afintl-240216.08")
        assert "impacted" in before.words

        await retracted(tmp_path / "one", workspace, shared)
        async with asyncio.timeout(5):
            while "Withdrawn" not in (await workspace.slash("/threat", "about afintl-240216.08"))[0].words:
                pass


async def retracted(directory, workspace, shared):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "retract", "afintl-240216.08", "--why", "misread", "--as", "ben"),
        cwd=directory,
        env=environment(workspace, directory, 0, **shared),
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0
