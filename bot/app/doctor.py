"""`footnote doctor`: what is there, what is missing, and how to mend each."""

import http.client
import os
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal, TypeAlias

from aiohttp import ClientError
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import FootnoteError
from bot.factbase.load import load_base
from bot.settings import Settings
from bot.slack.manifest import OPTIONAL_SCOPES, REQUIRED_SCOPES
from bot.slack.posting import error_code, posting_client, shared_session
from bot.storage.engine import DirectoryTakenError, open_database

State: TypeAlias = Literal["ok", "note", "wrong"]
"""note: it works, and could work better. wrong: `footnote serve` cannot do its work so."""
LARGEST_SKEW_S = 120
"""Slack's signatures are refused after 300 s; half of that is no accident any more."""
OAUTH_PAGE = "Copy it from your app's “OAuth & Permissions” page into .env."
APP_LEVEL_PAGE = "Make one with the scope connections:write on your app's “Basic Information” page."
BASIC_PAGE = "Copy it from your app's “Basic Information” page into .env."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `what` never holds a secret."""

    state: State
    what: str
    mend: str = ""


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything that `footnote serve` needs, in the order in which one mends it."""
    findings = [*look_at_base(settings), *look_at_data(settings), *look_at_port(settings)]
    secrets = list(look_at_secrets(settings))
    findings += secrets
    if settings.slack_bot_token and not any(finding.state == "wrong" for finding in secrets):
        async with shared_session() as session:
            client = posting_client(
                settings.slack_bot_token.get_secret_value(), settings.slack_api_url, session
            )
            findings += await look_at_slack(client, settings)
    return findings


def look_at_base(settings: Settings) -> Iterator[Finding]:
    """Look at knowledge, documents and facts."""
    try:
        loaded = load_base(settings.knowledge_dir, settings.seeds_dir)
    except FootnoteError as error:
        yield Finding("wrong", str(error))
        return
    base = loaded.base
    served = f"{settings.knowledge_dir}: {len(base.facts)} facts and {len(base.entities)} names"
    if not base.facts:
        yield Finding(
            "wrong", f"{served}: no fact can be served", "Run `footnote check` and mend what it says."
        )
    else:
        yield Finding("ok", served)
    if base.left_out:
        yield Finding(
            "note",
            f"{len(base.left_out)} left out for an error",
            "Run `footnote check` and mend what it says.",
        )


def look_at_data(settings: Settings) -> Iterator[Finding]:
    """Look whether the data directory can be written."""
    try:
        open_database(settings.data_dir).close()
    except DirectoryTakenError as error:
        yield Finding("note", str(error))
    except FootnoteError as error:
        yield Finding("wrong", str(error))
    else:
        yield Finding("ok", f"{settings.data_dir}: can be written")


def look_at_port(settings: Settings) -> Iterator[Finding]:
    """Look whether the port is free."""
    where = f"{settings.host}:{settings.port}"
    try:
        socket.create_server((settings.host, settings.port)).close()
    except OSError as error:
        if _is_footnote(settings):
            yield Finding("note", f"{where}: a Footnote is running there")
            return
        mend = "End what uses it, or set FOOTNOTE_PORT or FOOTNOTE_HOST."
        yield Finding("wrong", f"{where}: cannot be listened on ({os.strerror(error.errno or 0)})", mend)
    else:
        yield Finding("ok", f"{where}: free")


def _is_footnote(settings: Settings) -> bool:
    asking = http.client.HTTPConnection(settings.host, settings.port, timeout=2)
    try:
        asking.request("GET", "/healthz")
        return b'"alive"' in asking.getresponse().read(100)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


def look_at_secrets(settings: Settings) -> Iterator[Finding]:
    """Look at each token and secret: whether it is there, and of the right kind."""
    yield _token("SLACK_BOT_TOKEN", settings.slack_bot_token, "xoxb-", OAUTH_PAGE)
    if settings.slack_app_token:
        yield _token("SLACK_APP_TOKEN", settings.slack_app_token, "xapp-", APP_LEVEL_PAGE)
        yield Finding("ok", "transport: Socket Mode, since SLACK_APP_TOKEN is set")
        return
    yield Finding("ok", "transport: HTTP, since SLACK_APP_TOKEN is not set")
    secret = settings.slack_signing_secret
    if secret is None:
        yield Finding("wrong", "SLACK_SIGNING_SECRET: not set", f"{BASIC_PAGE} Or set SLACK_APP_TOKEN.")
    elif secret.get_secret_value().startswith(("xoxb-", "xapp-")):
        yield Finding("wrong", "SLACK_SIGNING_SECRET: holds a token", BASIC_PAGE)
    else:
        yield Finding("ok", "SLACK_SIGNING_SECRET: set")


async def look_at_slack(client: AsyncWebClient, settings: Settings) -> list[Finding]:
    """Ask Slack about the bot token, its scopes and the clock, and about the app token."""
    try:
        told = await client.auth_test()
    except SlackApiError as error:
        return [Finding("wrong", f"SLACK_BOT_TOKEN: refused by Slack ({error_code(error)})", OAUTH_PAGE)]
    except (ClientError, OSError, TimeoutError) as error:
        where = f"{settings.slack_api_url}: not reached ({type(error).__name__})"
        return [Finding("wrong", where, "Look at the network and its proxy, or at SLACK_API_URL.")]
    findings = [Finding("ok", f"workspace: {told['team']} ({told['team_id']}), as @{told['user']}")]
    headers = {name.lower(): str(value) for name, value in told.headers.items()}
    findings += look_at_scopes(headers.get("x-oauth-scopes", ""))
    findings += look_at_clock(headers, datetime.now(UTC))
    if settings.slack_app_token:
        findings.append(await _app_token(settings.slack_app_token, settings.slack_api_url))
    return findings


def look_at_scopes(granted: str) -> Iterator[Finding]:
    """Look at each scope that the bot token needs; `granted` is Slack's list, with commas."""
    scopes = {scope.strip() for scope in granted.split(",")}
    mend = "Add it on your app's “OAuth & Permissions” page and install the app again."
    for scope, reason in REQUIRED_SCOPES.items():
        is_there = scope in scopes
        yield (
            Finding("ok", f"scope {scope}")
            if is_there
            else Finding("wrong", f"scope {scope}: missing ({reason})", mend)
        )
    for scope, reason in OPTIONAL_SCOPES.items():
        is_there = scope in scopes
        yield (
            Finding("ok", f"scope {scope}")
            if is_there
            else Finding("note", f"scope {scope}: missing ({reason})", mend)
        )


def look_at_clock(headers: Mapping[str, str], now: datetime) -> Iterator[Finding]:
    """Compare this machine's clock with Slack's, as its answer's `Date` tells it."""
    try:
        theirs = parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError):
        return
    skew_s = round(abs((now - theirs).total_seconds()))
    if skew_s > LARGEST_SKEW_S:
        yield Finding(
            "wrong",
            f"clock: {skew_s} s away from Slack's; requests that are 300 s off are refused",
            "Set this machine's clock, best by NTP.",
        )
    else:
        yield Finding("ok", "clock: agrees with Slack's")


def _token(name: str, token: SecretStr | None, prefix: str, mend: str) -> Finding:
    if token is None:
        return Finding("wrong", f"{name}: not set", f"It begins with {prefix}. {mend}")
    if not token.get_secret_value().startswith(prefix):
        return Finding("wrong", f"{name}: does not begin with {prefix}, so it is another kind of token", mend)
    if not token.get_secret_value().isprintable() or " " in token.get_secret_value():
        return Finding("wrong", f"{name}: holds a space or a line end", mend)
    return Finding("ok", f"{name}: set")


async def _app_token(token: SecretStr, base_url: str) -> Finding:
    client = AsyncWebClient(token=token.get_secret_value(), base_url=base_url)
    try:
        await client.apps_connections_open(app_token=token.get_secret_value())
    except SlackApiError as error:
        return Finding("wrong", f"SLACK_APP_TOKEN: refused by Slack ({error_code(error)})", APP_LEVEL_PAGE)
    return Finding("ok", "Socket Mode: Slack offers a connection")
