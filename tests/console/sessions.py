"""Lines typed at the prompt, and what it prints."""

import io

from rich.console import Console

from bot.console.prompt import run_prompt


def session_in(workspace, clock, *, command="/echo", width=80):
    """Return what runs lines through the console, two seconds apart."""

    async def run(*lines: str) -> str:
        out = Console(file=io.StringIO(), width=width)

        async def typed():
            for line in lines:
                clock.forward(seconds=2)
                yield line

        await run_prompt(workspace, command, typed(), out, patience_s=0.01)
        return out.file.getvalue()

    return run
