"""The Home tabs: what each person sees who opens the bot's own page."""

import asyncio
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.console.delivering import Json
from bot.console.errors import ConsoleError
from bot.console.leaks import leaks_in
from bot.console.modals import view_hash
from bot.console.views import View, carried_over, with_ids


@dataclass
class Homes:
    """Each person's home, as the bot published it last."""

    violations: list[str]
    """Takes what the leak guard says of a view."""
    shown: asyncio.Event
    """Set with every change, for whoever waits for one."""
    _views: dict[str, View] = field(default_factory=dict)

    def of(self, user: str) -> View | None:
        """Return a person's home, or None if none was published."""
        return self._views.get(user)

    def current(self, view: View) -> View:
        """Return the present form of a home, which must be what its person sees now."""
        found = self._views[view.user]
        if found.hash != view.hash:
            raise ConsoleError(f"The home of {view.user} has changed. Look at it again.")
        return found

    def put(self, view: View) -> None:
        """Put a view in the place of its earlier form."""
        self._views[view.user] = view

    def publish(self, user: str, content: Json, now: datetime) -> View:
        """Show a person a home; its id stays, and so does what was filled in where the ids do."""
        named, before = with_ids(content), self._views.get(user)
        if before is None:
            view_id = f"V{secrets.token_hex(5).upper()}"
            view = View(view_id, user, named, view_hash(now), view_id, values=carried_over(named, {}))
        else:
            values = carried_over(named, before.values)
            view = replace(before, content=named, hash=view_hash(now), values=values)
        self.put(view)
        self.violations.extend(f"home of {user}: {leak}" for leak in leaks_in("view", named))
        self.shown.set()
        return view
