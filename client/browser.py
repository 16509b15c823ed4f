"""Debian's Chromium, driven by Playwright."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Error, async_playwright

from client.errors import ClientError

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    # Root may not use Chromium's sandbox. It sees our own pages alone.
    "--no-sandbox",
    "--disable-gpu",
    # It looks for nothing by itself: not for updates, not for what is new.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Letters have the same shape on every machine.
    "--font-render-hinting=none",
)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run the browser without a window; raise ClientError where it cannot."""
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        except Error as error:
            mend = "Install it: `apt-get install chromium`, as root."
            raise ClientError(f"{CHROMIUM} does not start: {error.message} {mend}") from error
        try:
            yield browser
        finally:
            await browser.close()
