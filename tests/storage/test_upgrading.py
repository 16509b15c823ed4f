import asyncio
import json
import shutil
import sqlite3
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, text, update

from bot.storage.engine import (
    FILE_NAME,
    DatabaseNewerError,
    StorageError,
    examine_database,
    open_database,
)
from bot.storage.tables import handled, metadata, outbox
from bot.storage.upgrading import _VERSIONS, HEAD, MIGRATIONS, upgrade, version

ON_DISK = pytest.mark.parametrize("place", ["sqlite-file", "postgresql"], indirect=True)
FAILING_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "r9999"
down_revision = "HEAD"


def upgrade():
    op.create_table("half", sa.Column("name", sa.Text()))
    op.drop_table("gaps")
    op.drop_table("nowhere")
"""
WAITING = """
INSERT INTO outbox (key, kind, channel, payload, state, attempts, not_before, created_at)
VALUES (:key, :kind, 'C1', :payload, 'due', 0, '2026-11-24T09:00:00.000000+00:00',
  '2026-11-24T09:00:00.000000+00:00')
"""
OPEN = """
import asyncio, sys
from pathlib import Path
from bot.storage.engine import open_database

async def main():
    url, directory = sys.argv[1:]
    database = await open_database(url or None, Path(directory) if directory else None)
    await database.close()

asyncio.run(main())
"""


@pytest.fixture(params=["sqlite", "sqlite-file", "postgresql"])
def place(request, tmp_path):
    """What open_database takes to open a database that has not even tables."""
    match request.param:
        case "postgresql":
            return request.getfixturevalue("empty_postgresql"), None
        case "sqlite-file":
            return None, tmp_path
        case _:
            return None, None


async def tables_of(database):
    async with database.reading() as session:
        return await session.run_sync(lambda connection: set(inspect(connection).get_table_names()))


async def version_of(database):
    async with database.reading() as session:
        return await session.run_sync(version)


def test_the_newest_revision_is_the_one_that_a_start_looks_for():
    assert ScriptDirectory(MIGRATIONS).get_current_head() == HEAD


@ON_DISK
async def test_the_steps_from_an_empty_database_make_exactly_the_tables(database):
    async with database.reading() as session:
        differences = await session.run_sync(
            lambda connection: compare_metadata(MigrationContext.configure(connection), metadata)
        )

    assert differences == []
    assert await version_of(database) == HEAD


@ON_DISK
async def test_opening_again_changes_nothing(database, place):
    async with database.begin() as session:
        await session.execute(handled.insert().values(key="Ev1", claimed_at=1.0, lease_until=2.0))

    again = await open_database(*place)

    async with again.reading() as session:
        assert await session.scalar(select(handled.c.key)) == "Ev1"
    await again.close()


async def test_the_database_of_the_release_without_revisions_keeps_what_it_knows(tmp_path):
    with sqlite3.connect(tmp_path / FILE_NAME) as before:
        before.execute(
            "CREATE TABLE handled (key TEXT PRIMARY KEY, claimed_at REAL NOT NULL, "
            "lease_until REAL NOT NULL, done_at REAL) WITHOUT ROWID"
        )
        before.execute("INSERT INTO handled VALUES ('Ev1', 1.0, 2.0, 3.0)")
    before.close()

    database = await open_database(None, tmp_path)

    async with database.reading() as session:
        assert await session.scalar(select(handled.c.done_at)) == 3.0
    assert set(metadata.tables) < await tables_of(database)
    await database.close()


@ON_DISK
async def test_a_newer_database_is_refused_and_left_as_it_is(database, place):
    async with database.begin() as session:
        await session.execute(update(_VERSIONS).values(version_num="r8888"))
        await session.execute(text("DROP TABLE gaps"))

    for door in (open_database, examine_database):
        with pytest.raises(DatabaseNewerError, match=r"newer Footnote \(revision r8888\)"):
            await door(*place)

    assert await version_of(database) == "r8888"
    assert "gaps" not in await tables_of(database)


@ON_DISK
async def test_a_step_that_fails_is_rolled_back_whole(database, tmp_path):
    scripts = tmp_path / "migrations 100%"
    shutil.copytree(MIGRATIONS, scripts)
    (scripts / "versions" / "r9999_failing.py").write_text(FAILING_STEP.replace("HEAD", HEAD))
    before = await tables_of(database)

    with pytest.raises(StorageError, match="nowhere"):
        async with database.begin() as session:
            await session.run_sync(upgrade, database.name, scripts)

    assert await tables_of(database) == before
    assert await version_of(database) == HEAD


async def test_what_waits_at_the_upgrade_stays_inside_unless_it_is_known_to_hold_no_fact(tmp_path):
    earlier = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, earlier, ignore=shutil.ignore_patterns("r0003*", "r0004*"))
    waiting = {
        "share": ("share", {"facts": [["test-240216.01", "h"]]}),
        "direct": ("reply", {"facts": [], "text": "1. The sky over Kabul was clear."}),
        "card": ("card", {"text": "Flagged: the sky over Kabul was clear."}),
        "digest": ("digest", {"facts": [["test-240216.01", "h"]]}),
        "quiet": ("digest", {"text": "Nothing changed.", "facts": []}),
        "tricky": ("digest", {"text": 'It says "facts": [] here.', "facts": [["test-240216.01", "h"]]}),
        "correction": ("correction", {"ts": "1.0"}),
        "notice": ("notice", {"facts": []}),
    }
    engine = create_engine(f"sqlite:///{tmp_path / FILE_NAME}")
    with engine.begin() as connection:
        upgrade(connection, "before", earlier)
        for key, (kind, payload) in waiting.items():
            row = {"key": key, "kind": kind, "payload": json.dumps(payload)}
            connection.execute(text(WAITING), row)
    engine.dispose()

    database = await open_database(None, tmp_path)

    async with database.reading() as session:
        marked = {row.key: row.tlp for row in await session.execute(select(outbox.c.key, outbox.c.tlp))}
    await database.close()
    assert {key for key, tlp in marked.items() if tlp == "CLEAR"} == {"quiet", "correction", "notice"}
    assert set(marked.values()) == {"CLEAR", "AMBER"}


@ON_DISK
async def test_of_processes_that_start_at_once_one_makes_the_tables_and_all_run(place):
    url, directory = place
    arguments = ("-c", OPEN, url or "", str(directory or ""))
    starting = [
        await asyncio.create_subprocess_exec(sys.executable, *arguments, stderr=asyncio.subprocess.PIPE)
        for _ in range(4)
    ]
    told = await asyncio.gather(*(process.communicate() for process in starting))

    assert [(process.returncode, stderr) for process, (_, stderr) in zip(starting, told, strict=True)] == [
        (0, b"")
    ] * 4
