import asyncio
import socket
import sqlite3
import threading
import traceback
import uuid

import psycopg
import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import StatementError

from bot.storage.engine import (
    FILE_NAME,
    DatabaseAwayError,
    DatabaseBusyError,
    DatabaseFullError,
    StorageError,
    examine_database,
    lock,
    open_database,
)
from bot.storage.tables import cursors, documents

TIMES = 200


async def put(session, name, seq):
    await session.execute(insert(cursors).values(name=name, seq=seq))


async def read(session, name):
    return await session.scalar(select(cursors.c.seq).where(cursors.c.name == name))


async def test_what_was_written_is_read(database):
    async with database.begin() as session:
        await put(session, "corrections", 7)

    async with database.reading() as session:
        assert await read(session, "corrections") == 7


async def test_an_error_in_a_transaction_rolls_it_back_and_passes_as_it_is(database):
    async def fail():
        async with database.begin() as session:
            await put(session, "corrections", 7)
            raise FileNotFoundError("knowledge")

    with pytest.raises(FileNotFoundError, match="knowledge"):
        await fail()

    async with database.reading() as session:
        assert await read(session, "corrections") is None


async def test_of_two_hundred_who_read_and_write_at_once_none_is_lost(database):
    async with database.begin() as session:
        await put(session, "count", 0)

    async def count():
        async with database.begin() as session:
            await lock(session, "count")
            seen = await read(session, "count")
            await session.execute(update(cursors).values(seq=seen + 1))

    await asyncio.gather(*(count() for _ in range(TIMES)))

    async with database.reading() as session:
        assert await read(session, "count") == TIMES


@pytest.mark.parametrize("place", ["sqlite-file", "postgresql"], indirect=True)
async def test_a_reader_sees_one_state_whatever_is_written_meanwhile(database):
    async with database.begin() as session:
        await put(session, "a", 1)

    async with database.reading() as reader:
        before = await read(reader, "a")
        async with database.begin() as session:
            await session.execute(update(cursors).values(seq=2))
        after = await read(reader, "a")

    assert (before, after) == (1, 1)


@pytest.mark.parametrize("place", ["sqlite-file", "postgresql"], indirect=True)
async def test_who_only_reads_cannot_write(database):
    with pytest.raises(StorageError, match=r"readonly|read-only"):
        async with database.reading() as session:
            await put(session, "a", 1)


@pytest.mark.parametrize("place", ["sqlite-file", "postgresql"], indirect=True)
async def test_readers_read_side_by_side(database):
    meeting = asyncio.Barrier(3)

    async def meet():
        async with database.reading() as session:
            await read(session, "a")
            await meeting.wait()

    async with asyncio.timeout(5):
        await asyncio.gather(meet(), meet(), meet())


async def test_a_request_given_up_in_the_middle_loses_neither_database_nor_connection(database):
    async with database.begin() as session:
        await put(session, "a", 1)

    async def hold():
        async with database.begin() as session:
            await session.execute(update(cursors).values(seq=2))
            begun.set()
            await asyncio.Event().wait()

    for _ in range(12):
        begun = asyncio.Event()
        holding = asyncio.create_task(hold())
        await begun.wait()
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)

    async with database.begin() as session:
        assert await read(session, "a") == 1


async def test_a_request_given_up_while_a_statement_runs_loses_no_database(database):
    before = set(threading.enumerate())
    async with database.begin() as session:
        await put(session, "a", 1)

    async def write():
        async with database.begin() as session:
            for number in range(1000):
                await session.execute(update(cursors).values(seq=number))

    for turns in range(1, 30, 3):
        writing = asyncio.create_task(write())
        for _ in range(turns):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)

    async with database.begin() as session:
        assert await read(session, "a") == 1
    await database.close()
    # What was given up may still run in its thread, and must not outlive the loop that it reports to.
    for thread in set(threading.enumerate()) - before:
        await asyncio.to_thread(thread.join, 5)


async def test_after_the_end_nothing_is_begun(place):
    database = await open_database(*place)
    await database.close()

    with pytest.raises(StorageError, match="closed"):
        async with database.begin():
            pass


async def test_a_mistake_of_our_own_is_no_failure_of_the_database(database):
    with pytest.raises(StatementError):
        async with database.begin() as session:
            await session.execute(select(cursors).where(cursors.c.seq == text(":missing")))


async def test_only_a_server_is_shared(database, place):
    assert database.is_shared == (place[0] is not None)


async def test_the_data_directory_is_made_when_it_is_missing(tmp_path):
    await (await open_database(None, tmp_path / "deep" / "data")).close()

    assert (tmp_path / "deep" / "data" / FILE_NAME).exists()


async def test_a_directory_that_cannot_be_used_is_said_with_what_to_do(tmp_path):
    (tmp_path / "data").write_text("a file")

    with pytest.raises(StorageError, match="FOOTNOTE_DATA_DIR"):
        await open_database(None, tmp_path / "data")


async def test_a_file_that_is_no_database_is_said_and_not_overwritten(tmp_path):
    (tmp_path / FILE_NAME).write_text("not a database, and somebody's only copy of it" * 100)

    with pytest.raises(StorageError, match="not a database"):
        await open_database(None, tmp_path)

    assert (tmp_path / FILE_NAME).read_text().startswith("not a database")


async def test_the_file_is_kept_by_the_rules_that_lose_nothing(tmp_path):
    database = await open_database(None, tmp_path)
    async with database.begin() as session:
        found = [
            (await session.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    await database.close()

    assert found == ["wal", 1, 1, 5000]


async def test_a_path_with_the_signs_of_a_url_is_a_path(tmp_path):
    odd = tmp_path / "a?b#c%20d &e"
    await (await open_database(None, odd)).close()

    assert (odd / FILE_NAME).exists()


async def test_a_full_disk_is_said_and_what_was_there_stays(tmp_path):
    database = await open_database(None, tmp_path)
    async with database.begin() as session:
        await put(session, "a", 1)
        pages = (await session.exec_driver_sql("PRAGMA page_count")).scalar()
        await session.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with pytest.raises(DatabaseFullError, match=r"no room left.*Make room"):
        async with database.begin() as session:
            await session.execute(insert(documents).values(sha256="0", text="x" * 100_000))

    async with database.reading() as session:
        assert await read(session, "a") == 1
        assert await session.scalar(select(func.count()).select_from(documents)) == 0
    await database.close()


async def test_a_file_that_somebody_else_holds_for_long_is_said(tmp_path):
    database = await open_database(None, tmp_path)
    async with database.begin() as session:
        await session.exec_driver_sql("PRAGMA busy_timeout=50")
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(DatabaseBusyError, match="Try again"):
        async with database.begin():
            pass

    other.close()
    await database.close()


async def test_a_server_that_is_away_is_said_without_its_password():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    password = uuid.uuid4().hex

    with pytest.raises(DatabaseAwayError) as caught:
        await open_database(f"postgresql://ana:{password}@127.0.0.1:{port}/footnote", None)

    assert f"PostgreSQL 127.0.0.1:{port}/footnote cannot be reached" in str(caught.value)
    assert "FOOTNOTE_DATABASE_URL" in str(caught.value)
    assert password not in "".join(traceback.format_exception(caught.value))


async def test_a_database_that_the_server_does_not_have_is_said(postgresql):
    with pytest.raises(DatabaseAwayError, match='"nowhere" does not exist'):
        await open_database(postgresql.replace("/postgres?", "/nowhere?"), None)


async def test_a_look_at_a_database_makes_no_table(empty_postgresql):
    name = await examine_database(empty_postgresql, None)

    assert name.startswith("PostgreSQL")
    with psycopg.connect(empty_postgresql) as server:
        assert server.execute("SELECT to_regclass('events')").fetchone() == (None,)


async def test_two_at_once_on_one_name_wait_for_each_other(empty_postgresql):
    database = await open_database(empty_postgresql, None)
    order = []

    async def hold(name, until):
        async with database.begin() as session:
            await lock(session, "name")
            order.append(f"{name} has it")
            await until.wait()
            order.append(f"{name} ends")

    first, second = asyncio.Event(), asyncio.Event()
    second.set()
    holding = asyncio.create_task(hold("first", first))
    while not order:  # noqa: ASYNC110  # the server is asked meanwhile
        await asyncio.sleep(0.001)
    waiting = asyncio.create_task(hold("second", second))
    first.set()
    await asyncio.gather(holding, waiting)

    assert order == ["first has it", "first ends", "second has it", "second ends"]
    await database.close()
