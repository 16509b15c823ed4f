"""The console's loop: a line is an act in the local Slack, and the replies to it are drawn."""

import re
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot.console.drawing import draw_menu
from bot.console.errors import ConsoleError
from bot.console.lines import PROMPT, typed_lines
from bot.console.prompt_acts import SHORTCUT, TeamActs
from bot.console.prompt_modal import ModalPrompt, is_for_a_form
from bot.console.prompt_screen import HOME, Screen
from bot.console.prompt_words import HELP, USAGES
from bot.console.replies import Reply
from bot.console.standing import Standing
from bot.console.team import BOT_NAME
from bot.console.workspace import Workspace
from bot.errors import FootnoteError

LEAVING = {"quit", "exit"}
MESSAGES = "messages"
"""What opens the direct messages with the bot."""
PATIENCE_S = 3.0
"""How long an act that was acknowledged without a reply may still bring one."""

_AS = re.compile(r"as\s+@?(\w+)", re.IGNORECASE)
_IN = re.compile(r"in\s+#([\w-]+)", re.IGNORECASE)
# One or two digits: a longer number is a question, such as a year.
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})?")


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
    """The people at the console, and what they do."""

    workspace: Workspace
    command: str
    out: Console
    patience_s: float
    settle: Callable[[], Awaitable[None]] | None

    def __post_init__(self) -> None:
        self.standing = Standing(self.workspace.team)
        self.screen = Screen(self.workspace, self.standing, self.out)
        self.modal = ModalPrompt(self.workspace, self.out)
        self.acts = TeamActs(self.workspace, self.standing)

    def help(self) -> None:
        """Say what can be typed."""
        words = HELP.format(command=self.command, name=BOT_NAME, standing=self.standing.words)
        self.out.print(Text(words))

    async def do(self, line: str) -> None:
        """Do what one line says; what goes wrong is told in a sentence."""
        try:
            if not self._look(line):
                await self._act(line)
        except FootnoteError as error:
            self.screen.tell(str(error))
        self.screen.draw()

    def _look(self, line: str) -> bool:
        """Do what needs no bot: show help, people or a menu, change who types and where."""
        if line.lower() == "help":
            self.help()
        elif line.lower() == "people":
            self.out.print(Text(self.standing.people()), Text(), sep="\n")
        elif found := _AS.fullmatch(line):
            self.standing.become(found[1].lower())
            self.screen.tell(self.standing.words)
            # What the person left open lies before them again.
            self.screen.look_anew()
        elif found := _IN.fullmatch(line):
            self.standing.go(found[1].lower())
            self.screen.tell(self.standing.words)
        elif not self.screen.modal and (menu := self.screen.menu(line)):
            self.out.print(draw_menu(menu), Text(), sep="\n")
        else:
            return False
        return True

    async def _act(self, line: str) -> None:
        if (told := await self.acts.do(line)) is not None:
            self.screen.tell(told)
            if self.settle:
                await self.settle()
        elif view := self.screen.modal:
            if not await self.modal.do(view, line):
                return
            # A modal that is still open is the answer; after one that closed the bot may say something.
            await self._is_answered(lambda: self.screen.has_replies or self.screen.modal is not None)
        else:
            await self._say(line)
            if not await self._is_answered(lambda: self.screen.has_news):
                raise ConsoleError("No reply came.")

    async def _say(self, line: str) -> None:
        name, _, text = line.partition(" ")
        me, here = self.standing.me.id, self.standing.here.id
        self.screen.acted_in = here
        if _NUMBER.fullmatch(line):
            await self._press(line)
        elif line.lower() == HOME:
            self.screen.go_home()
            await self.workspace.open_home(me)
        elif name == SHORTCUT:
            await self.acts.shortcut(text)
        elif name == self.command:
            await self.workspace.slash(name, text, user=me, channel=here)
        elif usage := USAGES.get(line.lower()):
            raise ConsoleError(usage)
        elif name.startswith("/"):
            raise ConsoleError(f"Slack knows no {name} here. Type {self.command} and a name.")
        elif is_for_a_form(line):
            raise ConsoleError(f"No form is open. {self.command} propose opens one, say.")
        elif name.lower().rstrip(":,") == f"@{BOT_NAME}":
            await self.workspace.mention(text, user=me, channel=here)
        else:
            self.screen.acted_in = self.workspace.team.direct_channel(me).id
            await self._say_directly(line, me)

    async def _say_directly(self, line: str, me: str) -> None:
        if line.lower() == MESSAGES:
            await self.workspace.open_home(me, tab="messages")
        else:
            await self.workspace.direct(line, user=me)

    async def _press(self, line: str) -> None:
        pressable = self.screen.pressable
        if not pressable:
            raise ConsoleError(
                f"There is nothing to press yet. Ask something first: {self.command} afghanistan"
            )
        number, _, option = line.partition(".")
        first, where = max(
            (one for one in pressable if one[0] <= int(number)), key=lambda one: one[0], default=pressable[0]
        )
        if isinstance(where, Reply):
            self.standing.check_sees(where)
        self.screen.acted_in = where.channel if isinstance(where, Reply) else HOME
        own = str(int(number) - first + where.controls[0].number)
        await self.workspace.press(where, f"{own}.{option}" if option else own, user=self.standing.me.id)

    async def _is_answered(self, has_come: Callable[[], bool]) -> bool:
        """Wait for what comes after the acknowledgement, unless something was wrong with that."""
        if self.settle:
            await self.settle()
        if self.screen.has_objections:
            return True
        return await self.workspace.wait_for(has_come, timeout_s=self.patience_s)
