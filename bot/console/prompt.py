"""The console's loop: a line is an act in the local Slack, and the replies to it are drawn."""

import re
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot.console.drawing import DIM, draw, draw_menu
from bot.console.errors import ConsoleError
from bot.console.lines import PROMPT, typed_lines
from bot.console.replies import Control, Reply, controls_of
from bot.console.team import BOT_NAME
from bot.console.workspace import Workspace
from bot.errors import FootnoteError

LEAVING = {"quit", "exit"}
PATIENCE_S = 3.0
"""How long an act that was acknowledged without a reply may still bring one."""

# One or two digits: a longer number is a question, such as a year.
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})?")

_HELP = """\
Footnote, in a Slack that runs on this machine.

  {command} afghanistan
  @{name} who are the Hazara?
  attacks in Kabul

The first asks for yourself, the second in a channel, the third in a direct message.
A number presses a button; 4.2 picks the second option of menu 4.
help shows this again, quit or Ctrl-D leaves.
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
    """One person at the console, and the reply whose numbers they can press."""

    workspace: Workspace
    command: str
    out: Console
    patience_s: float
    settle: Callable[[], Awaitable[None]] | None
    last: Reply | None = None
    drawn: int = 0
    """How many of the workspace's replies were drawn."""
    reported: int = 0
    """How many of its violations were told."""

    def help(self) -> None:
        """Say what can be typed."""
        self.out.print(Text(_HELP.format(command=self.command, name=BOT_NAME)))

    async def do(self, line: str) -> None:
        """Do what one line says; what goes wrong is told in a sentence."""
        try:
            if line.lower() == "help":
                self.help()
            elif menu := self._menu(line):
                self.out.print(draw_menu(menu), Text(), sep="\n")
            else:
                await self._act(line)
                if self.settle:
                    await self.settle()
                await self._await_reply()
        except FootnoteError as error:
            self._tell(str(error))
        self._draw()

    async def _act(self, line: str) -> None:
        name, _, text = line.partition(" ")
        if _NUMBER.fullmatch(line):
            await self._press(line)
        elif name == self.command:
            await self.workspace.slash(name, text)
        elif name.startswith("/"):
            raise ConsoleError(f"Slack knows no {name} here. Type {self.command} and a name.")
        elif name.lower().rstrip(":,") == f"@{BOT_NAME}":
            await self.workspace.mention(text)
        else:
            await self.workspace.direct(line)

    async def _press(self, number: str) -> None:
        if self.last is None:
            raise ConsoleError(
                f"There is nothing to press yet. Ask something first: {self.command} afghanistan"
            )
        await self.workspace.press(self.last, number)

    async def _await_reply(self) -> None:
        """Wait for a reply that comes after the acknowledgement, unless something was wrong with that."""
        if len(self.workspace.violations) > self.reported:
            return
        try:
            await self.workspace.wait_for_replies(self.drawn + 1, timeout_s=self.patience_s)
        except ConsoleError as error:
            raise ConsoleError("No reply came.") from error

    def _menu(self, line: str) -> Control | None:
        controls = controls_of(self.last.blocks) if self.last else ()
        return next((one for one in controls if one.is_menu and str(one.number) == line), None)

    def _draw(self) -> None:
        for reply in self.workspace.replies[self.drawn :]:
            self.out.print(draw(reply), Text(), sep="\n")
            self.last = reply
        self.drawn = len(self.workspace.replies)
        for violation in self.workspace.violations[self.reported :]:
            self._tell(f"Slack would object: {violation}")
        self.reported = len(self.workspace.violations)

    def _tell(self, sentence: str) -> None:
        self.out.print(Text(sentence, DIM), Text(), sep="\n")
