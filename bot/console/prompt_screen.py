"""What the console has drawn of the workspace, and what on it can be pressed."""

from dataclasses import dataclass, field, replace

from rich.console import Console
from rich.text import Text

from bot.console.drawing import draw
from bot.console.drawing_views import draw_errors, draw_home, draw_view
from bot.console.replies import Control, Reply, controls_of
from bot.console.spans import DIM, clean
from bot.console.standing import Standing
from bot.console.team import GENERAL
from bot.console.views import View
from bot.console.workspace import Workspace

HOME = "home"
"""Where a person is who looks at the bot's Home tab."""


@dataclass
class Screen:
    """The replies, forms and homes that were drawn for whoever types; each `draw` adds what is new."""

    workspace: Workspace
    standing: Standing
    out: Console
    acted_in: str = GENERAL.id
    """The channel of the last act, or `HOME`."""
    pressable: tuple[tuple[int, Reply | View], ...] = ()
    """The replies and the home whose buttons have numbers, each with its first."""
    _drawn: int = 0
    """How many of the workspace's replies were drawn."""
    _waiting: list[Reply] = field(default_factory=list)
    """What people alone see who are not typing now."""
    _announced: set[str | None] = field(default_factory=set)
    """For whom it was told that something waits."""
    _noted: int = 0
    """How many of the bot's prompts and statuses were told."""
    _reported: int = 0
    """How many of its violations were told."""
    _opened: int = 0
    """How many changes of modals were drawn."""
    _home: str = ""
    """The hash of the Home tab that was drawn last."""
    _is_in_modal: bool = False

    @property
    def modal(self) -> View | None:
        """The form that lies before the person."""
        return next(iter(self.workspace.modals(self.standing.me.id)[::-1]), None)

    @property
    def has_news(self) -> bool:
        """Whether something came that is not drawn: a reply, a form, the home, prompts, a status."""
        return (
            self.has_replies
            or self._has_opened
            or self._new_home() is not None
            or len(self.workspace.team.agent.notes) > self._noted
        )

    @property
    def has_replies(self) -> bool:
        """Whether a reply came that is not drawn."""
        return len(self.workspace.replies) > self._drawn

    @property
    def has_objections(self) -> bool:
        """Whether the bot did what Slack would object to, and it was not told yet."""
        return len(self.workspace.violations) > self._reported

    def menu(self, number: str) -> Control | None:
        """Return the menu with a number."""
        controls = (
            control for first, where in self.pressable for control in controls_of(where.blocks, first=first)
        )
        return next((one for one in controls if one.is_menu and str(one.number) == number), None)

    def look_anew(self) -> None:
        """Let the form of whoever types lie before them, as if it had never been drawn."""
        self._opened, self._is_in_modal = -1, False

    def go_home(self) -> None:
        """Look at the Home tab, as if it had never been drawn."""
        self.acted_in, self._home = HOME, ""

    def tell(self, sentence: str) -> None:
        """Say something in grey: it is the console that speaks."""
        self.out.print(Text(clean(sentence), DIM), Text(), sep="\n")

    def draw(self) -> None:
        """Draw what is new, and tell what Slack would object to."""
        new = [*self._waiting, *self.workspace.replies[self._drawn :]]
        self._waiting = [one for one in new if one.user not in {None, self.standing.me.id}]
        self._drawn = len(self.workspace.replies)
        self._tell_notes()
        self._draw_pressable([one for one in new if one not in self._waiting])
        self._draw_modal()
        self._announce()
        for violation in self.workspace.violations[self._reported :]:
            self.tell(f"Slack would object: {violation}")
        self._reported = len(self.workspace.violations)

    def _draw_pressable(self, replies: list[Reply]) -> None:
        first = 1
        pressable: list[tuple[int, Reply | View]] = []
        for reply in replies:
            where = self.standing.where(reply, self.acted_in)
            seen = replace(reply, blocks=self.standing.mine(reply.blocks))
            self.out.print(draw(seen, where=where, first=first), Text(), sep="\n")
            if reply.controls:
                pressable.append((first, reply))
                first += len(reply.controls)
        if home := self._new_home():
            content = {**home.content, "blocks": [*self.standing.mine(home.blocks)]}
            self.out.print(draw_home(replace(home, content=content), first=first), Text(), sep="\n")
            self._home = home.hash
            pressable += [(first, home)] if home.controls else []
        # What brings no button takes none away: the card above it can still be pressed.
        self.pressable = tuple(pressable) or self.pressable

    def _draw_modal(self) -> None:
        if self._has_opened:
            view = self.modal
            if view:
                self.out.print(draw_errors(view) if view.errors else draw_view(view), Text(), sep="\n")
            elif self._is_in_modal:
                self.tell("The modal is closed.")
            self._is_in_modal = view is not None
        self._opened = self.workspace.team.modals.changes

    def _tell_notes(self) -> None:
        """Tell what the bot suggests and what it is doing, as far as the person sees it."""
        notes = self.workspace.team.agent.notes
        for note in notes[self._noted :]:
            if self.standing.me.id in self.workspace.team.channels[note.channel].members:
                self.tell(note.words)
        self._noted = len(notes)

    def _announce(self) -> None:
        """Tell, once, for whom something waits."""
        readers = {one.user for one in self._waiting}
        for user in sorted(map(str, readers - self._announced)):
            name = self.workspace.team.users[user].name
            self.tell(f"{name} alone sees something new: `as {name}` shows it.")
        self._announced = readers

    @property
    def _has_opened(self) -> bool:
        return self.workspace.team.modals.changes != self._opened

    def _new_home(self) -> View | None:
        """Return the Home tab that the person looks at, if it is not drawn as it stands."""
        home = self.workspace.home(self.standing.me.id) if self.acted_in == HOME else None
        return home if home and home.hash != self._home else None
