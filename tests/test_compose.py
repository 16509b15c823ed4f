"""`compose.yaml`: what it says, and that of two replicas under its environment either may die."""

import asyncio
import re
from contextlib import asynccontextmanager
from datetime import time
from pathlib import Path

import psycopg
import pytest
import yaml
from dotenv import dotenv_values

from bot.app.following import now
from bot.console.team import ANA, GENERAL
from bot.console.workspace import Workspace, socket_delivery
from bot.curation.acts import Acts
from bot.digests.subscribing import Order, Subscriptions
from bot.domain.digests import Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.settings import variable_names
from bot.storage.engine import open_database
from tests.app.running import running

ROOT = Path(__file__).parent.parent
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = dotenv_values(ROOT / ".env.example")
BOT, DATABASE = COMPOSE["services"]["bot"], COMPOSE["services"]["database"]
PASSWORD = "a1b2c3"
SOON_S = 10
WISHES = Wishes(schedule=Schedule("UTC", time(9)), about=("finance",))
ORDER = Order(team_id="T1", channel=GENERAL.id, owner=Actor(f"slack:{ANA.id}", "ana"), wishes=WISHES)
POSTED = 2
"""Messages in the channel: the mention, and one reply."""


def image_environment():
    """Return what the Dockerfile's ENV sets for Footnote."""
    return dict(re.findall(r"(FOOTNOTE_\w+)=(\S+)", DOCKERFILE))


def environment(env_file):
    """Return what a replica finds in its environment: the image's, then the file's, then compose's own."""
    written = {
        name: re.sub(r"\$\{POSTGRES_PASSWORD[^}]*\}", PASSWORD, value)
        for name, value in BOT["environment"].items()
    }
    return {**image_environment(), **env_file, **written}


class TestFile:
    def test_two_replicas_share_one_postgresql_that_is_healthy_first(self):
        assert set(COMPOSE["services"]) == {"bot", "database"}
        assert BOT["deploy"]["replicas"] == 2
        assert BOT["depends_on"] == {"database": {"condition": "service_healthy"}}
        assert DATABASE["healthcheck"]["test"][1] == "pg_isready"
        assert DATABASE["image"] == "postgres:17"
        assert DATABASE["volumes"] == ["database:/var/lib/postgresql/data"]

    def test_nothing_is_published_and_nothing_but_volumes_is_written(self):
        for service in (BOT, DATABASE):
            assert "ports" not in service
            assert "container_name" not in service
            assert service["read_only"] is True

    def test_every_variable_is_one_of_the_settings_and_agrees_with_the_image(self):
        assert set(BOT["environment"]) <= set(variable_names().values())
        for name, value in image_environment().items():
            assert BOT["environment"][name] == value

    def test_command_and_health_check_are_the_images_own(self):
        assert BOT["build"] == "."
        assert not {"command", "entrypoint", "healthcheck", "user", "working_dir"} & set(BOT)
        assert 'CMD ["serve"]' in DOCKERFILE
        assert "os.environ['FOOTNOTE_PORT'] + '/healthz'" in DOCKERFILE
        assert f"EXPOSE {BOT['environment']['FOOTNOTE_PORT']}" in DOCKERFILE

    def test_the_url_leads_to_the_database_as_it_is_made(self):
        made = DATABASE["environment"]
        url = f"postgresql://{made['POSTGRES_USER']}:{PASSWORD}@database:5432/{made['POSTGRES_DB']}"

        assert environment({})["FOOTNOTE_DATABASE_URL"] == url

    def test_a_stop_is_given_the_time_that_it_takes(self):
        assert int(BOT["stop_grace_period"].removesuffix("s")) > 10

    def test_the_password_is_asked_for_where_it_is_missing_and_stands_in_the_example(self):
        assert "${POSTGRES_PASSWORD:?" in DATABASE["environment"]["POSTGRES_PASSWORD"]
        assert "#POSTGRES_PASSWORD=" in (ROOT / ".env.example").read_text()


@pytest.fixture
async def workspace():
    async with Workspace() as workspace:
        workspace.connect(socket_delivery(workspace))
        yield workspace


@pytest.fixture
def replica(workspace, tmp_path, empty_postgresql):
    """Start a process as a replica is started, its hosts, ports and directories replaced by local ones."""
    tokens = {"SLACK_BOT_TOKEN": workspace.bot_token, "SLACK_APP_TOKEN": workspace.app_token}
    ours = environment({**EXAMPLE, **tokens, "SLACK_API_URL": workspace.api_url})
    del ours["FOOTNOTE_PORT"]
    local = {
        "FOOTNOTE_HOST": "127.0.0.1",
        "FOOTNOTE_DATABASE_URL": empty_postgresql,
        "FOOTNOTE_DATA_DIR": str(tmp_path / "data"),
        "FOOTNOTE_KNOWLEDGE_DIR": str(ROOT / ours["FOOTNOTE_KNOWLEDGE_DIR"]),
        "FOOTNOTE_SEEDS_DIR": str(ROOT / ours["FOOTNOTE_SEEDS_DIR"]),
    }
    return lambda: running(workspace, tmp_path, **{**ours, **local})


@asynccontextmanager
async def connected(replica):
    """Start a process, and have it stop at the end unless it was killed."""
    async with replica() as bot:
        await bot.logged("socket.connected")
        yield bot
        if bot.process.returncode is None:
            await bot.stop()


async def retract(fact_id, database_url):
    """Let a curator act beside the replicas."""
    database = await open_database(database_url, None)
    await Acts(database, now).retract(fact_id, Actor("cli:ben", "ben"), "misread")
    await database.close()


async def followed(bot, fact_id, database_url):
    """Retract a fact, and wait until a replica has the event."""
    head = (await bot.get("/readyz"))[1]["ledger"]
    await retract(fact_id, database_url)
    async with asyncio.timeout(SOON_S):
        while (await bot.get("/readyz"))[1]["ledger"] == head:
            pass


async def kill(bot, survivor, workspace):
    """Kill a process, and wait until Slack has seen the end of its link."""
    links = workspace.links.count
    bot.process.kill()
    await bot.process.wait()
    while workspace.links.count == links:
        await survivor.get("/healthz")


async def test_with_either_killed_the_other_answers_and_follows_the_ledger(
    workspace, replica, empty_postgresql
):
    async with connected(replica) as one, connected(replica) as other:
        await kill(one, other, workspace)
        await followed(other, "afintl-240216.08", empty_postgresql)
        [by_other] = await workspace.slash("/threat", "about afintl-240216.08")

        async with connected(replica) as again:
            await kill(other, again, workspace)
            await followed(again, "afintl-240216.09", empty_postgresql)
            [by_again] = await workspace.slash("/threat", "about afintl-240216.09")
            [mentioned] = await workspace.mention("iraq")

    assert "Withdrawn" in by_other.words
    assert "Withdrawn" in by_again.words
    assert "Iraq" in mentioned.words
    assert len(workspace.messages(GENERAL.id)) == POSTED


async def test_a_reply_whose_replica_dies_before_it_hears_of_it_stands_once(
    workspace, replica, empty_postgresql
):
    workspace.faults.hang_after_commit("chat.postMessage")
    async with connected(replica) as survivor, connected(replica) as newest:
        asking = asyncio.create_task(workspace.mention("iraq"))
        async with asyncio.timeout(SOON_S):
            await workspace.faults.taken.wait()
        await kill(newest, survivor, workspace)
        asking.cancel()
        _two_minutes_pass(empty_postgresql)

        posted = await _settled(empty_postgresql)

    assert posted == 1
    assert len(workspace.messages(GENERAL.id)) == POSTED


async def test_a_digest_arrives_once_whichever_replica_dies_while_it_is_under_way(
    workspace, replica, empty_postgresql
):
    before = len(workspace.messages(GENERAL.id))
    database = await open_database(empty_postgresql, None)
    digests = Subscriptions(database, now)
    made = await digests.make(ORDER)
    workspace.faults.hang_after_commit()
    async with connected(replica) as poster:
        async with asyncio.timeout(SOON_S):
            await workspace.faults.taken.wait()
        async with connected(replica) as other:
            await kill(poster, other, workspace)
            _two_minutes_pass(empty_postgresql)
            await delivered(digests, made.subscription)
            asked = await digests.send_now(made.subscription.id)
            async with connected(replica) as newest:
                await kill(other, newest, workspace)
                _two_minutes_pass(empty_postgresql)
                await delivered(digests, asked)
    await database.close()

    summary, quiet = workspace.messages(GENERAL.id)[before:]
    assert "How things stand" in summary.text
    assert "Nothing changed since" in quiet.text


async def delivered(digests, due):
    """Wait until a channel has the digest that is due."""
    async with asyncio.timeout(SOON_S):
        while True:
            known = await digests.find(due.id)
            if not known.is_first and known.covered_at >= due.next_at:
                return
            await asyncio.sleep(0.05)


def _two_minutes_pass(database_url):
    """Let what a replica has taken be free again, as time would."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("UPDATE outbox SET lease_until = now()")
        connection.execute("UPDATE subscriptions SET taken_until = now()")


async def _settled(database_url):
    """Wait until nothing is left to be posted, and return how many messages were."""
    counted = "SELECT count(*) FILTER (WHERE state = 'sent'), count(*) FROM outbox"
    with psycopg.connect(database_url, autocommit=True) as connection:
        async with asyncio.timeout(SOON_S):
            while True:
                sent, rows = connection.execute(counted).fetchone()
                if sent == rows:
                    return sent
                await asyncio.sleep(0.05)
