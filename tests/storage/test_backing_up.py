import sqlite3
import stat
from datetime import UTC, datetime

import pytest

from bot.domain.ledger import Actor, NewEvent, Target
from bot.storage import ledger
from bot.storage.backing_up import back_up
from bot.storage.engine import FILE_NAME, StorageError, open_database

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
async def running(tmp_path):
    """A data directory whose database a bot has open, with events in its log that are not in the file yet."""
    directory = tmp_path / "data"
    database = await open_database(None, directory)
    for number in range(20):
        await append(database, f"place-{number}")
    yield directory, database
    await database.close()


async def append(database, name):
    added = NewEvent(
        kind="add",
        target=Target("entity", name),
        actor=Actor("cli:ana", "Ana"),
        content_hash=name,
        body={"id": name},
    )
    async with database.begin() as session:
        await ledger.append(session, [added], NOW)


async def head_of(directory):
    database = await open_database(None, directory)
    async with database.reading() as session:
        head = await ledger.head(session)
    await database.close()
    return head


async def test_a_copy_made_beside_a_running_bot_holds_all_that_was_done_and_nothing_that_came_later(
    running, tmp_path
):
    directory, database = running
    restored = tmp_path / "restored"
    restored.mkdir()

    written = back_up(directory, restored / FILE_NAME)
    await append(database, "later")

    assert written == (restored / FILE_NAME).stat().st_size
    assert await head_of(restored) == 20


def test_it_is_one_file_that_its_owner_alone_may_read(running, tmp_path):
    directory, _ = running
    to = tmp_path / "kept" / "today"
    to.parent.mkdir()

    back_up(directory, to)

    assert [one.name for one in to.parent.iterdir()] == ["today"]
    assert stat.S_IMODE(to.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_left_as_it_is(running, tmp_path):
    directory, _ = running
    (tmp_path / "yesterday").write_text("precious")

    with pytest.raises(StorageError, match="stays as it is"):
        back_up(directory, tmp_path / "yesterday")

    assert (tmp_path / "yesterday").read_text() == "precious"


@pytest.mark.parametrize("where", ["nowhere/today", "data"])
def test_where_nothing_can_be_written_it_says_so(running, tmp_path, where):
    with pytest.raises(StorageError, match="Name a file that"):
        back_up(running[0], tmp_path / where)


def test_without_a_database_none_is_made(tmp_path):
    with pytest.raises(StorageError, match="FOOTNOTE_DATA_DIR"):
        back_up(tmp_path, tmp_path / "today")

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_leaves_no_copy_that_looks_like_one(tmp_path):
    path = tmp_path / FILE_NAME
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE t (words TEXT)")
        made.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 200)
    made.close()
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 8192)

    with pytest.raises(StorageError, match="damaged"):
        back_up(tmp_path, tmp_path / "today")

    assert not (tmp_path / "today").exists()
