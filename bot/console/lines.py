"""Lines that a person types at a terminal, or that a pipe holds."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from typing import TextIO

PROMPT = "› "


async def typed_lines(stdin: TextIO) -> AsyncIterator[str]:
    """Yield each line without its line break, until the input ends; the event loop runs meanwhile."""
    if not stdin.isatty():
        while line := await asyncio.to_thread(stdin.readline):
            yield line.rstrip("\n")
        return
    import termios  # noqa: PLC0415  # a terminal means POSIX; a pipe works without

    _load_history()
    before = termios.tcgetattr(stdin)
    try:
        while (typed := await _in_background(_ask)) is not None:
            yield typed
    finally:
        # Whoever leaves by Ctrl-C leaves readline in the middle of a line, without echo.
        termios.tcsetattr(stdin, termios.TCSADRAIN, before)


def _ask() -> str | None:
    try:
        return input(PROMPT)
    except EOFError:
        return None


def _load_history() -> None:
    """Let the arrow keys recall earlier lines; kept in memory only, since questions are sensitive."""
    try:
        import readline  # noqa: F401, PLC0415  # importing it is what turns editing on
    except ImportError:
        return


async def _in_background(ask: Callable[[], str | None]) -> str | None:
    """Run a blocking call in a thread that a leaving process need not wait for, unlike asyncio's own."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str | None] = loop.create_future()

    def tell(typed: str | None) -> None:
        if not answer.done():
            answer.set_result(typed)

    threading.Thread(target=lambda: loop.call_soon_threadsafe(tell, ask()), daemon=True).start()
    return await answer
