"""The console's loop: a line is an act in the local Slack, and the replies to it are drawn."""

import re
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot.console.drawing import DIM, draw, draw_menu
from bot.console.drawing_views import draw_errors, draw_home, draw_view
from bot.console.errors import ConsoleError
from bot.console.lines import PROMPT, typed_lines
from bot.console.prompt_modal import ModalPrompt, is_for_a_form
from bot.console.replies import Control, Reply, controls_of
from bot.console.standing import Standing
from bot.console.team import BOT_NAME, GENERAL
from bot.console.views import View
from bot.console.workspace import Workspace
from bot.errors import FootnoteError

LEAVING = {"quit", "exit"}
HOME = "home"
"""What opens the bot's Home tab, and where a person is who looks at it."""
PATIENCE_S = 3.0
"""How long an act that was acknowledged without a reply may still bring one."""

_AS = re.compile(r"as\s+@?(\w+)", re.IGNORECASE)
_IN = re.compile(r"in\s+#([\w-]+)", re.IGNORECASE)
_INVITE = re.compile(r"/invite\s+@?(\w+)", re.IGNORECASE)
_USAGES = {
    "as": "Say who types: `as ben`. `people` says who there is.",
    "in": "Say which channel: `in #curation`. `people` says who is where.",
    "/invite": f"Say whom: `/invite @{BOT_NAME}`.",
}
"""What a word that lacks its other half needs."""
# One or two digits: a longer number is a question, such as a year.
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})?")

_HELP = """\
Footnote, in a Slack that runs on this machine. {standing}

  {command} afghanistan
  @{name} who are the Hazara?
  attacks in Kabul

The first asks for yourself, the second in the channel, the third in a direct
message. A number presses a button; 4.2 picks the second option of menu 4.
`home` opens the bot's own page. `as ben` lets Ben type, `in #curation` changes
the channel, `/invite @{name}` lets the bot into it, `people` says who there is,
`help` shows this again, `quit` or Ctrl-D leaves.

Where a form is open, `1: text` fills in field 1, `2: kab` looks for what begins
so, and `2.1` picks the first of those. `submit` sends it, `cancel` closes it.
"""


async def run_prompt(
    workspace: Workspace,
    command: str,
    lines: AsyncIterable[str] | TextIO,
    out: Console,
    *,
    settle: Callable[[], Awaitable[None]] | None = None,
    patience_s: float = PATIENCE_S,
) -> None:
    """Do what each line says until the lines end or one says `quit`.

    At a terminal a greeting says what to try. From anything else each line is repeated before its reply,
    so that the output reads like a session. `command` is the bot's slash command, with its slash; `settle`
    waits for what the bot still does after it has acknowledged an act.
    """
    if isinstance(lines, AsyncIterable):
        typed, is_terminal = lines, False
    else:
        typed, is_terminal = typed_lines(lines), lines.isatty()
    session = _Session(workspace, command, out, patience_s, settle)
    if is_terminal:
        session.help()
    async for line in typed:
        said = line.strip()
        if said and not is_terminal:
            out.print(Text(f"{PROMPT}{said}"))
        if said.lower() in LEAVING:
            return
        if said:
            await session.do(said)


@dataclass
class _Session:
    """The people at the console, and what they can press."""

    workspace: Workspace
    command: str
    out: Console
    patience_s: float
    settle: Callable[[], Awaitable[None]] | None
    pressable: tuple[tuple[int, Reply | View], ...] = ()
    """The replies and the home whose buttons have numbers, each with its first."""
    acted_in: str = GENERAL.id
    """The channel of the last act, or `HOME`."""
    drawn: int = 0
    """How many of the workspace's replies were drawn."""
    reported: int = 0
    """How many of its violations were told."""
    opened: int = 0
    """How many changes of modals were drawn."""
    home: str = ""
    """The hash of the Home tab that was drawn last."""
    is_in_modal: bool = False

    def __post_init__(self) -> None:
        self.standing = Standing(self.workspace.team)
        self.modal = ModalPrompt(self.workspace, self.out)

    def help(self) -> None:
        """Say what can be typed."""
        words = _HELP.format(command=self.command, name=BOT_NAME, standing=self.standing.words)
        self.out.print(Text(words))

    async def do(self, line: str) -> None:
        """Do what one line says; what goes wrong is told in a sentence."""
        try:
            if not self._look(line):
                await self._act(line)
        except FootnoteError as error:
            self._tell(str(error))
        self._draw()

    def _look(self, line: str) -> bool:
        """Do what needs no bot: show help, people or a menu, change who types and where."""
        if line.lower() == "help":
            self.help()
        elif line.lower() == "people":
            self.out.print(Text(self.standing.people()), Text(), sep="\n")
        elif found := _AS.fullmatch(line):
            self.standing.become(found[1].lower())
            self._tell(self.standing.words)
            # A modal that the person left open lies before them again.
            self.opened, self.is_in_modal = -1, False
        elif found := _IN.fullmatch(line):
            self.standing.go(found[1].lower())
            self._tell(self.standing.words)
        elif found := _INVITE.fullmatch(line):
            self._tell(self.standing.invite(found[1].lower()))
        elif not self._modal() and (menu := self._menu(line)):
            self.out.print(draw_menu(menu), Text(), sep="\n")
        else:
            return False
        return True

    async def _act(self, line: str) -> None:
        if view := self._modal():
            if not await self.modal.do(view, line):
                return
            # A modal that is still open is the answer; after one that closed the bot may say something.
            await self._is_answered(lambda: self._modal() is not None)
        else:
            await self._say(line)
            if not await self._is_answered(lambda: self._has_opened() or self._new_home() is not None):
                raise ConsoleError("No reply came.")

    async def _say(self, line: str) -> None:
        name, _, text = line.partition(" ")
        me, here = self.standing.me.id, self.standing.here.id
        self.acted_in = here
        if _NUMBER.fullmatch(line):
            await self._press(line)
        elif line.lower() == HOME:
            self.acted_in, self.home = HOME, ""
            await self.workspace.open_home(me)
        elif name == self.command:
            await self.workspace.slash(name, text, user=me, channel=here)
        elif usage := _USAGES.get(line.lower()):
            raise ConsoleError(usage)
        elif name.startswith("/"):
            raise ConsoleError(f"Slack knows no {name} here. Type {self.command} and a name.")
        elif is_for_a_form(line):
            raise ConsoleError(f"No form is open. {self.command} propose opens one, say.")
        elif name.lower().rstrip(":,") == f"@{BOT_NAME}":
            await self.workspace.mention(text, user=me, channel=here)
        else:
            self.acted_in = self.workspace.team.direct_channel(me).id
            await self.workspace.direct(line, user=me)

    async def _press(self, line: str) -> None:
        if not self.pressable:
            raise ConsoleError(
                f"There is nothing to press yet. Ask something first: {self.command} afghanistan"
            )
        number, _, option = line.partition(".")
        first, where = max(
            (one for one in self.pressable if one[0] <= int(number)),
            key=lambda one: one[0],
            default=self.pressable[0],
        )
        if isinstance(where, Reply):
            self.standing.check_sees(where)
        self.acted_in = where.channel if isinstance(where, Reply) else HOME
        own = str(int(number) - first + where.controls[0].number)
        await self.workspace.press(where, f"{own}.{option}" if option else own, user=self.standing.me.id)

    async def _is_answered(self, has_changed: Callable[[], bool]) -> bool:
        """Wait for a reply that comes after the acknowledgement, unless something was wrong with that."""
        if self.settle:
            await self.settle()
        if len(self.workspace.violations) > self.reported:
            return True
        return await self.workspace.wait_for(
            lambda: len(self.workspace.replies) > self.drawn or has_changed(), timeout_s=self.patience_s
        )

    def _modal(self) -> View | None:
        return next(iter(self.workspace.modals(self.standing.me.id)[::-1]), None)

    def _has_opened(self) -> bool:
        return self.workspace.team.modals.changes != self.opened

    def _new_home(self) -> View | None:
        """Return the Home tab that the person looks at, if it is not drawn as it stands."""
        home = self.workspace.home(self.standing.me.id) if self.acted_in == HOME else None
        return home if home and home.hash != self.home else None

    def _menu(self, line: str) -> Control | None:
        controls = (
            control for first, where in self.pressable for control in controls_of(where.blocks, first=first)
        )
        return next((one for one in controls if one.is_menu and str(one.number) == line), None)

    def _draw(self) -> None:
        """Draw what is new: replies, the modal, and what Slack would object to."""
        first = 1
        pressable: list[tuple[int, Reply | View]] = []
        for reply in self.workspace.replies[self.drawn :]:
            where = self.standing.where(reply, self.acted_in)
            seen = replace(reply, blocks=self.standing.mine(reply.blocks))
            self.out.print(draw(seen, where=where, first=first), Text(), sep="\n")
            if reply.controls:
                pressable.append((first, reply))
                first += len(reply.controls)
        if home := self._new_home():
            content = {**home.content, "blocks": [*self.standing.mine(home.blocks)]}
            page = replace(home, content=content)
            self.out.print(draw_home(page, first=first), Text(), sep="\n")
            self.home = home.hash
            pressable += [(first, home)] if home.controls else []
        # What brings no button takes none away: the card above it can still be pressed.
        self.pressable = tuple(pressable) or self.pressable
        self.drawn = len(self.workspace.replies)
        if self._has_opened():
            view = self._modal()
            if view:
                self.out.print(draw_errors(view) if view.errors else draw_view(view), Text(), sep="\n")
            elif self.is_in_modal:
                self._tell("The modal is closed.")
            self.is_in_modal = view is not None
        self.opened = self.workspace.team.modals.changes
        for violation in self.workspace.violations[self.reported :]:
            self._tell(f"Slack would object: {violation}")
        self.reported = len(self.workspace.violations)

    def _tell(self, sentence: str) -> None:
        self.out.print(Text(sentence, DIM), Text(), sep="\n")
