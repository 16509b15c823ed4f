"""What many tests need: the shipped base, the bot in a local Slack, and databases of each kind."""

import asyncio
import gc
import os
import shutil
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import hypothesis
import pytest

from bot.answering.desk import AnswerDesk
from bot.answering.desks import Desks
from bot.app.console import BoltDelivery
from bot.app.delivering import make_outbox
from bot.app.joining import access_of
from bot.app.serve import identify
from bot.console.workspace import Workspace
from bot.delivery.handled import Handled
from bot.domain.handling import CEILINGS
from bot.matching import Matcher
from bot.scheduling.jobs import Job, heartbeat
from bot.settings import Settings
from bot.slack.bolt import build_bolt_app
from bot.slack.posting import SlackPostman, posting_client, shared_session
from bot.slack.surface import Surface
from bot.storage.engine import FILE_NAME, open_database
from tests.command import footnote
from tests.databases import empty_schema, empty_tables, make_tables, postgresql_server
from tests.first_document import ENGLISH, first_document

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 24)
# The gate judges a change by the same examples every time; elsewhere new ones are tried at every run.
hypothesis.settings.register_profile("gate", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("gate")
BEAT_S = 0.1


def pytest_xdist_auto_num_workers():
    """Run one worker more than there are processors: many a test waits, for a process or for a clock."""
    return (os.cpu_count() or 1) + 1


def pytest_ignore_collect(collection_path, config):
    """Leave out those in a browser, unless they are asked for: they need a network of their own."""
    is_asked = any("tests/client" in argument for argument in config.args)
    return True if collection_path == ROOT / "tests/client" and not is_asked else None


def pytest_collection_finish():
    """Leave the tests themselves, and all that they import, out of every search for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shipped_desk():
    return AnswerDesk(first_document(), Matcher(first_document(), ENGLISH))


@pytest.fixture
def desk_of():
    """Build a desk in front of a made-up base."""
    return lambda base: AnswerDesk(base, Matcher(base, frozenset()))


@asynccontextmanager
async def bot_in(workspace, desk, *, now=lambda: 1_000_000.0, today=lambda: TODAY, settings=None, **surface):
    """Join the real Bolt app to a local Slack that is open."""
    settings = settings or Settings(_env_file=None)
    database = await open_database(None, None)
    handled = Handled(database, now)
    async with shared_session() as session:
        client = posting_client(workspace.bot_token, workspace.api_url, session)
        identity = await identify(client, settings)
        access = access_of(client, settings, identity.served)
        outbox = make_outbox(database, SlackPostman(client), settings, workspace.team.now, access.tlp_of)
        app = build_bolt_app(
            Surface(
                desk if isinstance(desk, Desks) else Desks(dict.fromkeys(CEILINGS, desk)),
                access,
                settings.command,
                today,
                **surface,
            ),
            handled,
            client,
            identity,
            outbox=outbox,
            signing_secret=workspace.signing_secret,
        )
        app.access = access
        workspace.connect(BoltDelivery(app))
        async with heartbeat([Job("outbox", BEAT_S, outbox.beat)]):
            yield app
            await app.work.drain(at_most_s=5)
        await access.close()
        await outbox.close()
    await handled.close()
    await database.close()


@pytest.fixture
async def workspace(shipped_desk):
    """A local Slack in which the bot answers from the shipped base."""
    async with Workspace() as workspace, bot_in(workspace, shipped_desk):
        yield workspace


@pytest.fixture(scope="session")
def postgresql():
    """The URL of a PostgreSQL server that runs as long as the tests do."""
    with postgresql_server() as url:
        yield url


@pytest.fixture
def empty_postgresql(postgresql):
    """The URL of a PostgreSQL database without a table."""
    with empty_schema(postgresql) as url:
        yield url


@pytest.fixture(scope="session")
def tables_in_file(tmp_path_factory):
    """A directory with an SQLite database whose tables were made, to be copied."""
    directory = tmp_path_factory.mktemp("tables")
    asyncio.run(make_tables(None, directory))
    return directory


@pytest.fixture(scope="session")
def tables_on_server(postgresql):
    """The URL of a PostgreSQL database whose tables were made; who writes to it empties it again."""
    with empty_schema(postgresql) as url:
        asyncio.run(make_tables(url, None))
        yield url


@pytest.fixture(params=["sqlite", "sqlite-file", "postgresql"])
def place(request):
    """What open_database takes to open a database without a row: one of each kind after another.

    Its tables are there already, as a first start makes them: making them took longer than most tests.
    """
    match request.param:
        case "postgresql":
            url = request.getfixturevalue("tables_on_server")
            yield url, None
            empty_tables(url)
        case "sqlite-file":
            directory = request.getfixturevalue("tmp_path")
            shutil.copy(request.getfixturevalue("tables_in_file") / FILE_NAME, directory)
            yield None, directory
        case _:
            yield None, None


@pytest.fixture
async def database(place):
    """An open database without a row: one of each kind after another."""
    database = await open_database(*place)
    yield database
    await database.close()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    """A copy of the shipped base, whose files were taken over into a ledger once."""
    directory = tmp_path_factory.mktemp("loaded")
    for name in ("knowledge", "seeds"):
        shutil.copytree(ROOT / name, directory / name)
    with pytest.MonkeyPatch.context() as here:
        here.chdir(directory)
        here.delenv("FOOTNOTE_DATABASE_URL", raising=False)
        assert footnote("sync").exit_code == 0
    return directory


@pytest.fixture
def synced(loaded, tmp_path, monkeypatch):
    """Be in a directory of its own, with the base and its ledger."""
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOOTNOTE_DATABASE_URL", raising=False)
    return tmp_path
