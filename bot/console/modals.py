"""The modals that people have open, and the triggers that let the bot open them."""

import asyncio
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.console.delivering import Json
from bot.console.errors import ConsoleError, Refused
from bot.console.leaks import leaks_in
from bot.console.views import View, carried_over, with_ids

TRIGGER_LIFETIME = timedelta(seconds=3)
MAX_STACK = 3
"""Views on top of each other: the first, and two that are pushed."""


@dataclass
class Trigger:
    """What one act of a person lets the bot do: open one view, within three seconds."""

    user: str
    at: datetime
    view_id: str | None
    """The view it was pulled in, if any."""
    is_used: bool = False


@dataclass
class Modals:
    """Each person's stack of open views; a person sees the topmost."""

    violations: list[str]
    """Takes what the leak guard says of a view."""
    shown: asyncio.Event
    """Set with every change, for whoever waits for one."""
    changes: int = 0
    """How often a view was opened, changed or closed."""
    _triggers: dict[str, Trigger] = field(default_factory=dict)
    _stacks: dict[str, list[View]] = field(default_factory=dict)

    def hand_out(self, trigger_id: str, user: str, at: datetime, view_id: str | None) -> None:
        """Remember the trigger of an act; one that is sent again grows no younger."""
        self._triggers.setdefault(trigger_id, Trigger(user, at, view_id))

    def trigger(self, trigger_id: str, now: datetime) -> Trigger:
        """Return a trigger that still opens a view."""
        found = self._triggers.get(trigger_id)
        if found is None:
            raise Refused("invalid_trigger_id")
        if found.is_used:
            raise Refused("exchanged_trigger_id")
        if now - found.at > TRIGGER_LIFETIME:
            raise Refused("expired_trigger_id")
        return found

    def of(self, user: str) -> list[View]:
        """Return the views that a person has open, topmost last."""
        return list(self._stacks.get(user, ()))

    def find(self, *, id: str = "", external_id: str = "") -> View | None:  # noqa: A002  # Slack's own word
        """Return an open view in its present form, by Slack's id for it or by the bot's."""
        for view in self._all():
            if view.id == id or (external_id and view.content.get("external_id") == external_id):
                return view
        return None

    def current(self, view: View) -> View:
        """Return the present form of a view, which must be the topmost of its person."""
        found = self.find(id=view.id)
        if found is None:
            raise ConsoleError(f"The modal {view.title!r} is closed. Open it again.")
        top = self.of(view.user)[-1]
        if top.id != found.id:
            raise ConsoleError(f"{top.title!r} lies on top of {view.title!r}. Submit or close it first.")
        return found

    def open(self, user: str, content: Json, now: datetime) -> View:
        """Show a person a view; what they had open before is gone, as Slack shows one modal at a time."""
        self._stacks[user] = []
        return self.push(user, content, now)

    def push(self, user: str, content: Json, now: datetime) -> View:
        """Lay a view on top of what a person has open."""
        stack = self._stacks.setdefault(user, [])
        if len(stack) >= MAX_STACK:
            raise Refused("push_limit_reached")
        self._check_external_id(content)
        named = with_ids(content)
        view_id = f"V{secrets.token_hex(5).upper()}"
        view = View(
            view_id,
            user,
            named,
            view_hash(now),
            root_id=stack[0].id if stack else view_id,
            previous_id=stack[-1].id if stack else None,
            values=carried_over(named, {}),
        )
        stack.append(view)
        self._changed(named)
        return view

    def change(self, view: View, content: Json, now: datetime) -> View:
        """Give a view another content; what was filled in stays where the ids do, errors go."""
        self._check_external_id(content, own=view.id)
        named = with_ids(content)
        changed = replace(
            view, content=named, hash=view_hash(now), values=carried_over(named, view.values), errors={}
        )
        self.put(changed)
        self._changed(named)
        return changed

    def put(self, view: View) -> None:
        """Put a view in the place of its earlier form; one that was closed meanwhile stays closed."""
        stack = self._stacks.get(view.user, [])
        self._stacks[view.user] = [view if one.id == view.id else one for one in stack]

    def show_errors(self, view: View, errors: Mapping[str, str]) -> None:
        """Show what was wrong with a submission, at its blocks."""
        self.put(replace(view, errors=errors))
        self._count()

    def close(self, view: View) -> None:
        """Take one view off its stack."""
        self._stacks[view.user] = [one for one in self.of(view.user) if one.id != view.id]
        self._count()

    def clear(self, user: str) -> None:
        """Close everything that a person has open."""
        self._stacks[user] = []
        self._count()

    def _check_external_id(self, content: Json, own: str = "") -> None:
        name = content.get("external_id")
        known = self.find(external_id=name) if name else None
        if known and known.id != own:
            raise Refused("duplicate_external_id")

    def _count(self) -> None:
        self.changes += 1
        self.shown.set()

    def _changed(self, content: Json) -> None:
        self._count()
        self.violations.extend(
            f"modal {content['title']['text']!r}: {leak}" for leak in leaks_in("view", content)
        )

    def _all(self) -> Iterator[View]:
        for stack in self._stacks.values():
            yield from stack


def view_hash(now: datetime) -> str:
    """Return a fresh mark for one form of a view."""
    return f"{int(now.timestamp())}.{secrets.token_hex(4)}"
