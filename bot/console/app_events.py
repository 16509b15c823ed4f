"""What Slack tells the bot of itself: that somebody opened its page, that it was uninstalled."""

from typing import Literal, TypeAlias

from bot.console.delivering import Json
from bot.console.team import BOT_USER_ID
from bot.console.view_methods import view_json
from bot.console.views import View

Tab: TypeAlias = Literal["home", "messages"]


def home_opened(user: str, channel: str, tab: Tab, ts: str, view: View | None) -> Json:
    """Return the event of a person who opens a tab; it holds the home that they see, if there is one."""
    event: Json = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab, "event_ts": ts}
    return {**event, "view": view_json(view)} if view and tab == "home" else event


UNINSTALLED: tuple[Json, ...] = (
    {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER_ID]}},
    {"type": "app_uninstalled"},
)
"""The events of an app that was taken out of the workspace; Slack promises no order."""
