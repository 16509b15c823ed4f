"""The saved index: a start that opens it answers as one that builds its own."""

import asyncio
import json
import resource
import signal
import sys
from contextlib import contextmanager

import pytest
from structlog.testing import capture_logs

from bot.app.asking import desks_to_ask
from bot.app.database import database_of
from bot.app.following import follow, take_over
from bot.app.indexing import FILE_NAME, Indexer, index_path
from bot.console.workspace import Workspace
from bot.curation.acts import Acts
from bot.domain.answers import Question
from bot.factbase.recalling import recall
from bot.settings import Settings
from bot.storage.engine import open_database
from bot.storage.index_files import BEGIN, read_arrays, write_arrays
from tests.app.running import ROOT, by_http, running
from tests.app.two_facts import ATTACK, BEN, SPEECH, TEXT, built, now, opened, started, told
from tests.factbase.knowledge_files import a_fact
from tests.first_document import ENGLISH

HARBOUR = a_fact("A harbour was closed.", id="test-240216.03", contradicts=["test-240216.01"])
BRIDGE = a_fact("The bridge fell.", id="test-240216.04", topics=["attacks"])


@pytest.fixture
def path(settings):
    return settings.index_dir / FILE_NAME


def key_of(path):
    """Read out of its header what a file was made of."""
    content = path.read_bytes()
    length = BEGIN.unpack(content[: BEGIN.size])[2]
    return json.loads(content[BEGIN.size :][:length])["key"]


@pytest.mark.usefixtures("saved")
class TestTheSavedIndex:
    async def test_is_opened_by_the_next_start(self, settings, memory):
        assert await opened(memory, settings) == 0

    async def test_is_brought_up_to_date_whatever_changed_since(self, files, settings, memory):
        gazette = {"id": "other-240217", "file": "other-240217.txt", "title": "A gazette"}
        other = {**ATTACK, "id": "other-240217.01", "qualifies": ["test-240216.01"]}
        files.dossier(TEXT, {**ATTACK, "topics": ["attacks"]}, SPEECH, HARBOUR, BRIDGE)
        files.dossier(TEXT, other, source=gazette, path="knowledge/facts/2024/other-240217.yaml")
        await take_over(memory, settings, now)
        acts = Acts(memory, now)
        await acts.retract("test-240216.02", BEN, "misread")
        await acts.dispute("test-240216.01", BEN, "doubtful")
        await acts.supersede("test-240216.03", BEN, "newer", by="test-240216.04")

        assert await opened(memory, settings) == 5

        await acts.restore("test-240216.02", BEN, "read again")
        await acts.verify("test-240216.04", BEN)
        # What is restored is as it was when the index was saved.
        assert await opened(memory, settings) == 4

    async def test_of_another_ledger_with_the_same_head_gives_only_the_answers_of_this_one(
        self, saved, files, settings
    ):
        other = await open_database(None, None)
        files.dossier(TEXT, {**HARBOUR, "id": "test-240216.01", "contradicts": []}, BRIDGE)
        await take_over(other, settings, now)

        assert (await recall(other)).base.head == saved.base.head
        assert await opened(other, settings) == 3
        await other.close()

    async def test_is_built_anew_where_names_differ(self, files, settings, memory):
        names = (files.knowledge / "entities/all.yaml").read_text()
        files.write("knowledge/entities/all.yaml", names.replace("- Kabul", "- Kabul\n    - Kabulistan"))
        await take_over(memory, settings, now)

        follower, [event] = await started(memory, settings)

        assert event["reason"] == "it was made of something else"
        await follower.beat()
        assert await opened(memory, settings) == 0

    async def test_is_built_anew_where_a_document_is_described_otherwise(self, files, settings, memory):
        files.dossier(TEXT, ATTACK, SPEECH, source={"title": "A gazette"})
        await take_over(memory, settings, now)

        follower, [event] = await started(memory, settings)

        assert event["reason"] == "a document is described otherwise"
        assert told(follower) == told(await built(memory, settings))

    @pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.99])
    async def test_that_is_damaged_is_noticed_and_saved_anew(self, saved, settings, memory, path, part):
        whole = path.read_bytes()
        place = int(len(whole) * part)
        for damaged in (
            whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :],
            whole[:place],
        ):
            path.unlink()
            path.write_bytes(damaged)
            follower, [event] = await started(memory, settings)

            assert event["event"] == "index.rejected"
            assert told(follower) == told(saved)
            await follower.beat()
            assert await opened(memory, settings) == 0

    @pytest.mark.parametrize(
        "altered",
        [
            lambda _: {},
            lambda arrays: {name: each for name, each in arrays.items() if not name.startswith("index.")},
            lambda arrays: {name: each[:1] for name, each in arrays.items()},
            lambda arrays: {name: each.astype("float32") for name, each in arrays.items()},
            lambda arrays: {name: each.reshape(1, -1) for name, each in arrays.items()},
        ],
    )
    async def test_of_other_arrays_under_its_own_key_is_built_anew(
        self, saved, settings, memory, path, altered
    ):
        key = key_of(path)
        write_arrays(path, key, altered(read_arrays(path, key)))

        follower, [event] = await started(memory, settings)

        assert event["event"] == "index.rejected"
        assert told(follower) == told(saved)

    async def test_stays_valid_for_whoever_has_it_open_while_others_write_and_delete_it(
        self, settings, memory, path
    ):
        running, _ = await started(memory, settings)
        before = told(running)
        indexer, state = Indexer(ENGLISH, path=path), await recall(memory)
        writers = [
            asyncio.to_thread(indexer.save, state, indexer.build(state.base, state.stored)) for _ in range(4)
        ]
        await asyncio.gather(*writers)

        assert told(running) == before
        assert await opened(memory, settings) == 0
        path.unlink()
        assert told(running) == before

    async def test_is_whole_or_not_there_whenever_the_bot_is_killed(self, settings, memory):
        directory = settings.index_dir.parent / "killed"
        directory.mkdir()
        code = (
            "import sys; from pathlib import Path; import numpy as np\n"
            "from bot.storage.index_files import write_arrays\n"
            "print('begun', flush=True)\n"
            "while True: write_arrays(Path(sys.argv[1]), 'a base', {'many': np.arange(500_000)})\n"
        )
        for _ in range(3):
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", code, str(directory / FILE_NAME)),
                cwd=ROOT,
                stdout=asyncio.subprocess.PIPE,
            )
            await process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            await process.wait()

            found = settings.model_copy(update={"index_dir": directory})
            follower, events = await started(memory, found)
            assert [each["reason"] for each in events if each["event"] != "index.opened"] in (
                [],
                ["it was made of something else"],
            )
            await follower.beat()
            assert await opened(memory, found) == 0


@contextmanager
def no_room():
    """Let no file grow beyond 4096 bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("in_the_way", ["no directory", "a directory", "a full disk"])
async def test_an_index_that_cannot_be_written_costs_a_warning_and_nothing_else(
    files, settings, memory, path, in_the_way
):
    if in_the_way == "no directory":
        settings.index_dir.touch()
    if in_the_way == "a directory":
        path.mkdir(parents=True)
        (path / "kept").touch()
    files.dossier(TEXT, ATTACK, SPEECH)
    follower = await follow(memory, settings, now)

    with capture_logs() as logged, no_room():
        await follower.beat()
        await follower.beat()

    assert [each["log_level"] for each in logged if each["event"] == "index.not_saved"] == ["warning"]
    assert told(follower) == told(await built(memory, settings))


async def test_a_process_that_was_killed_starts_from_the_index_that_it_saved(tmp_path):
    path = tmp_path / FILE_NAME
    async with Workspace() as workspace:
        async with running(workspace, tmp_path) as bot:
            await by_http(workspace, bot)
            [first] = await workspace.slash("/threat", "afghanistan")
            async with asyncio.timeout(5):
                while not path.exists():
                    await bot.get("/healthz")
            bot.process.kill()
        async with running(workspace, tmp_path) as bot:
            assert (await bot.logged("index.opened"))["changed"] == 0
            await by_http(workspace, bot)
            [second] = await workspace.slash("/threat", "afghanistan")
            assert await bot.stop() == 0
    assert first.words == second.words


def test_the_index_is_beside_the_sqlite_database_unless_a_directory_is_named(settings, tmp_path):
    by_default = settings.model_copy(update={"index_dir": None})
    assert index_path(by_default) is None

    settings.data_dir.mkdir()
    (settings.data_dir / "footnote.sqlite3").touch()
    assert index_path(by_default) == settings.data_dir / FILE_NAME
    assert index_path(settings) == tmp_path / "index" / FILE_NAME

    server = Settings(_env_file=None, data_dir=settings.data_dir, database_url="postgresql://u:p@host/d")
    assert index_path(server) is None


async def test_a_question_on_the_command_line_saves_it_for_the_next_one(files, settings, path):
    files.dossier(TEXT, ATTACK, SPEECH)
    async with database_of(settings) as database:
        await take_over(database, settings, now)

    async with desks_to_ask(settings) as desks:
        first = desks.whole.reply(Question("kabul"))
    with capture_logs() as logged:
        async with desks_to_ask(settings) as desks:
            second = desks.whole.reply(Question("kabul"))

    assert path.exists()
    assert [each["event"] for each in logged] == ["index.opened"]
    assert first == second
