"""`footnote doctor`: what is there, what is missing, and how to mend each."""

import http.client
import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.credentials import APP_LEVEL_PAGE, OAUTH_PAGE, SLACK_FAILURES, look_at_failure, look_at_secrets
from bot.app.curators import NOBODY, look_at_curators
from bot.app.database import database_url
from bot.app.holdings import Held, held, look_at_index, look_at_last_event, look_at_shared
from bot.app.joining import access_of
from bot.app.looking import Look, State
from bot.errors import FootnoteError
from bot.factbase.load import load_base
from bot.settings import Settings
from bot.slack.blocks.text import counted
from bot.slack.manifest import OPTIONAL_SCOPES, REQUIRED_SCOPES
from bot.slack.posting import posting_client, shared_session
from bot.storage.engine import DirectoryTakenError, examine_database
from bot.storage.taking import directory_taken

RUNNING = "a Footnote is running there"
LARGEST_SKEW_S = 120
"""Slack's signatures are refused after 300 s; half of that is no accident any more."""


async def examine(settings: Settings) -> list[Look]:
    """Look at everything that `footnote serve` needs, in the order in which one mends it."""
    found = await held(settings)
    looks = [
        *look_at_base(settings, found),
        await look_at_database(settings),
        *look_at_last_event(found, datetime.now(UTC)),
        *look_at_index(found, settings),
        *look_at_shared(found),
        *look_at_port(settings),
    ]
    secrets = list(look_at_secrets(settings))
    looks += secrets
    if settings.slack_bot_token and not any(look.state == "wrong" for look in secrets):
        async with shared_session() as session:
            client = posting_client(
                settings.slack_bot_token.get_secret_value(), settings.slack_api_url, session
            )
            looks += await look_at_slack(client, settings)
    return looks if settings.curators else [*looks, NOBODY]


def conclusion(looks: list[Look]) -> str:
    """Sum up what was seen in one sentence."""
    wrong = sum(look.state == "wrong" for look in looks)
    if wrong:
        return f"{wrong} to mend."
    if any(look.what.endswith(RUNNING) for look in looks):
        return "A Footnote is running."
    return "All is there: `footnote serve` can run."


def look_at_base(settings: Settings, in_ledger: Held) -> Iterator[Look]:
    """Look at knowledge, documents and facts; a replica may have those of the database alone."""
    if in_ledger.facts and not settings.knowledge_dir.is_dir():
        yield Look("ok", f"knowledge: from the database alone, {counted(in_ledger.facts, 'fact')}")
        return
    try:
        loaded = load_base(settings.knowledge_dir, settings.seeds_dir)
    except FootnoteError as error:
        yield Look("wrong", str(error))
        return
    base = loaded.base
    served = f"{settings.knowledge_dir}: {len(base.facts)} facts and {len(base.entities)} entities"
    if not base.facts:
        yield Look("wrong", f"{served}: no fact can be served", "Run `footnote check` and mend what it says.")
    else:
        yield Look("ok", served)
    if base.left_out:
        yield Look(
            "note",
            f"{len(base.left_out)} left out for an error",
            "Run `footnote check` and mend what it says.",
        )


async def look_at_database(settings: Settings) -> Look:
    """Look whether the database can be written, without bringing its tables up to date."""
    try:
        with ExitStack() as stack:
            if settings.database_url is None:
                stack.enter_context(directory_taken(settings.data_dir))
            name = await examine_database(database_url(settings), settings.data_dir)
    except DirectoryTakenError:
        return Look("note", f"{settings.data_dir}: {RUNNING}")
    except FootnoteError as error:
        return Look("wrong", str(error))
    return Look("ok", f"{name}: can be written")


def look_at_port(settings: Settings) -> Iterator[Look]:
    """Look whether the port is free."""
    where = f"{settings.host}:{settings.port}"
    try:
        socket.create_server((settings.host, settings.port)).close()
    except UnicodeError:
        yield Look("wrong", f"{where}: is no address", "Set FOOTNOTE_HOST to this machine's.")
    except OSError as error:
        if _is_footnote(settings):
            yield Look("note", f"{where}: {RUNNING}")
            return
        mend = "End what uses it, or set FOOTNOTE_PORT or FOOTNOTE_HOST."
        yield Look("wrong", f"{where}: cannot be listened on ({error.strerror})", mend)
    else:
        yield Look("ok", f"{where}: free")


def _is_footnote(settings: Settings) -> bool:
    asking = http.client.HTTPConnection(settings.host, settings.port, timeout=2)
    try:
        asking.request("GET", "/healthz")
        return b'"alive"' in asking.getresponse().read(100)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


async def look_at_slack(client: AsyncWebClient, settings: Settings) -> list[Look]:
    """Ask Slack about the bot token, its scopes and the clock, the app token, and the curators."""
    try:
        told = await client.auth_test()
        team = f"{told['team']} ({told.data['team_id']})"  # type: ignore[call-overload]  # JSON, not bytes
    except SLACK_FAILURES as error:
        return [look_at_failure(error, settings, name="SLACK_BOT_TOKEN", mend=OAUTH_PAGE)]
    looks = [Look("ok", f"workspace: {team}, as @{told['user']}")]
    headers = {name.lower(): str(value) for name, value in told.headers.items()}
    looks += look_at_scopes(headers.get("x-oauth-scopes", ""))
    looks += look_at_clock(headers, datetime.now(UTC))
    looks += await look_at_ceilings(client, settings, str(told.data["team_id"]))  # type: ignore[call-overload]  # JSON
    if settings.slack_app_token:
        looks.append(await _app_token(client, settings.slack_app_token, settings))
    return [*looks, *await look_at_curators(client, settings)]


def look_at_scopes(granted: str) -> Iterator[Look]:
    """Look at each scope that the bot token needs; `granted` is Slack's list, with commas."""
    scopes = {scope.strip() for scope in granted.split(",")}
    mend = "Add it on your app's “OAuth & Permissions” page and install the app again."
    wanted: tuple[tuple[dict[str, str], State], ...] = ((REQUIRED_SCOPES, "wrong"), (OPTIONAL_SCOPES, "note"))
    for reasons, state in wanted:
        for scope, reason in reasons.items():
            if scope in scopes:
                yield Look("ok", f"scope {scope}")
            else:
                yield Look(state, f"scope {scope}: missing ({reason})", mend)


async def look_at_ceilings(client: AsyncWebClient, settings: Settings, team_id: str) -> list[Look]:
    """Look whether the ceiling of each named place holds there, as far as Slack says who is in it."""
    access = access_of(client, settings, frozenset({team_id, *settings.workspaces}))
    looks = [Look("ok", f"ceiling: TLP:{settings.ceiling} inside, TLP:CLEAR elsewhere")]
    for place, tlp in settings.ceilings.items():
        found = await access.channel(place)
        if found.because == "unknown":
            mend = "Mend FOOTNOTE_CEILINGS, or let the bot see the place."
            looks.append(Look("wrong", f"ceiling of {place}: Slack does not say who is there", mend))
        elif found.because and tlp != found.tlp:
            who = "another organisation" if found.because == "shared" else "a guest"
            looks.append(Look("note", f"ceiling of {place}: TLP:CLEAR, since {who} is there"))
        else:
            looks.append(Look("ok", f"ceiling of {place}: TLP:{found.tlp}"))
    await access.close()
    return looks


def look_at_clock(headers: Mapping[str, str], now: datetime) -> Iterator[Look]:
    """Compare this machine's clock with Slack's, as its answer's `Date` tells it."""
    try:
        theirs = parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError):
        return
    skew_s = round(abs((now - theirs).total_seconds()))
    if skew_s > LARGEST_SKEW_S:
        yield Look(
            "wrong",
            f"clock: {skew_s} s away from Slack's; requests that are 300 s off are refused",
            "Set this machine's clock, best by NTP.",
        )
    else:
        yield Look("ok", "clock: agrees with Slack's")


async def _app_token(client: AsyncWebClient, token: SecretStr, settings: Settings) -> Look:
    try:
        await client.apps_connections_open(app_token=token.get_secret_value())
    except SLACK_FAILURES as error:
        return look_at_failure(error, settings, name="SLACK_APP_TOKEN", mend=APP_LEVEL_PAGE)
    return Look("ok", "Socket Mode: Slack offers a connection")
