"""Tokens and the signing secret: whether they are there, of the right kind, and what Slack says of them."""

from collections.abc import Iterator

from aiohttp import ClientError
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError

from bot.app.looking import Look
from bot.domain.refusals import TOKEN_REFUSED
from bot.errors import SettingsError
from bot.settings import Settings
from bot.slack.posting import error_code

OAUTH_PAGE = "Copy it from your app's “OAuth & Permissions” page into .env."
APP_LEVEL_PAGE = "Make one with the scope connections:write on your app's “Basic Information” page."
BASIC_PAGE = "Copy it from your app's “Basic Information” page into .env."


def look_at_secrets(settings: Settings) -> Iterator[Look]:
    """Look at each token and secret: whether it is there, and of the right kind."""
    yield _token("SLACK_BOT_TOKEN", settings.slack_bot_token, "xoxb-", OAUTH_PAGE)
    if settings.slack_app_token:
        yield _token("SLACK_APP_TOKEN", settings.slack_app_token, "xapp-", APP_LEVEL_PAGE)
        yield Look("ok", "transport: Socket Mode, since SLACK_APP_TOKEN is set")
        return
    yield Look("ok", "transport: HTTP, since SLACK_APP_TOKEN is not set")
    secret = settings.slack_signing_secret
    if secret is None:
        yield Look("wrong", "SLACK_SIGNING_SECRET: not set", f"{BASIC_PAGE} Or set SLACK_APP_TOKEN.")
    elif secret.get_secret_value().startswith(("xoxb-", "xapp-")):
        yield Look("wrong", "SLACK_SIGNING_SECRET: holds a token", BASIC_PAGE)
    else:
        yield Look("ok", "SLACK_SIGNING_SECRET: set")


def credentials(settings: Settings) -> tuple[str, str | None, str | None]:
    """Return bot token, app token and signing secret; SettingsError if one is missing or of another kind."""
    for look in look_at_secrets(settings):
        if look.state == "wrong":
            raise SettingsError(
                f"{look.what}. {look.mend} To try Footnote without Slack, run `footnote console`."
            )
    bot, app, secret = settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret
    return (
        bot.get_secret_value() if bot else "",
        app.get_secret_value() if app else None,
        secret.get_secret_value() if secret else None,
    )


def look_at_failure(error: Exception, settings: Settings, *, name: str, mend: str) -> Look:
    """Say why Slack did not answer for a token: whether it is the token, Slack, or the way to it."""
    if isinstance(error, ClientError | OSError | TimeoutError):
        where = f"{settings.slack_api_url}: Slack cannot be reached ({type(error).__name__})"
        return Look("wrong", where, "Look at the network and its proxy, or at SLACK_API_URL.")
    code = error_code(error) if isinstance(error, SlackApiError) else None
    if code is None:
        return Look(
            "wrong", f"{settings.slack_api_url}: what answers there is not Slack", "Look at SLACK_API_URL."
        )
    if code in TOKEN_REFUSED:
        return Look("wrong", f"{name}: refused by Slack ({code})", mend)
    return Look("wrong", f"{name}: Slack would not say whose it is ({code})", "Try again in a minute.")


SLACK_FAILURES = (
    SlackApiError,
    ClientError,
    OSError,
    TimeoutError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
)
"""What a call may end in: refused, not reached, or answered with what is no JSON of Slack's (slack_sdk
stumbles over that, or what we look for in it is not there)."""


def _token(name: str, token: SecretStr | None, prefix: str, mend: str) -> Look:
    if token is None:
        return Look("wrong", f"{name}: not set", f"It begins with {prefix}. {mend}")
    if not token.get_secret_value().startswith(prefix):
        return Look("wrong", f"{name}: does not begin with {prefix}, so it is another kind of token", mend)
    if not token.get_secret_value().isprintable() or " " in token.get_secret_value():
        return Look("wrong", f"{name}: holds a space or a line end", mend)
    return Look("ok", f"{name}: set")
