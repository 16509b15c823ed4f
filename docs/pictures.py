"""Draws README's pictures of Footnote in Slack: its replies, one morning, from the shipped base.

Run it with `make pictures`. The whole bot answers in the tests' local Slack; `client/draw.mjs` draws its own
blocks, and Chromium takes the pictures.
"""

import asyncio
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from PIL import Image
from playwright.async_api import Browser

from bot.console.team import BEN, CURATION, CURATORS, GENERAL
from bot.domain.ledger import Actor
from bot.log import configure_logging
from bot.settings import Settings
from client.browser import chromium
from client.errors import ClientError
from tests.slack.whole_bot import WholeBot, whole_bot

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs/pictures"
DRAW = ROOT / "client/draw.mjs"
HEAVIEST = 60_000
"""Bytes of a picture: README is read over slow lines, too."""
SCALES = (2.0, 1.5, 1.25, 1.0)
"""Pixels of a picture for one of the page: it gets the most with which it is light enough."""
COLOURS = 32
"""Greys and the few colours of Slack; nobody sees that there are no more."""
CURATOR = Actor(f"slack:{BEN.id}", BEN.name)
TAKEN_BACK, DOUBTED, CONFIRMED = "afintl-240216.12", "afintl-240216.24", "afintl-240216.14"
SAID = (
    "ISIS still has 30,000 fighters in Iraq and Syria. "
    "The frequency of ISIS attacks in Syria has increased. "
    "Boko Haram attacked Lagos."
)

View: TypeAlias = Mapping[str, Any]
"""Blocks, and for a modal its title and buttons."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where the shipped base is."""

    knowledge: Path = ROOT / "knowledge"
    seeds: Path = ROOT / "seeds"


async def answer(bot: WholeBot) -> View:
    """Ask for a name, misspelt."""
    return await _asked(bot, "afganistan")


async def contradiction(bot: WholeBot) -> View:
    """Ask for a name on which two facts contradict each other."""
    return await _asked(bot, "iraq")


async def nothing(bot: WholeBot) -> View:
    """Ask for a name that is known, and on which there is nothing."""
    return await _asked(bot, "iran")


async def quote_in_context(bot: WholeBot) -> View:
    """Open the quote in its document."""
    [reply] = await bot.command(f"about {CONFIRMED}")
    await bot.press(reply, "Quote in context")
    [modal] = bot.workspace.modals()
    return modal.content


async def fact_check(bot: WholeBot) -> View:
    """Hold a message against the base, sentence by sentence."""
    return await _asked(bot, f"check {SAID}")


async def comparison(bot: WholeBot) -> View:
    """Set two names side by side."""
    *_, table = await bot.command("compare iraq syria")
    return {"blocks": table.blocks}


async def correction(bot: WholeBot) -> View:
    """Share an answer, and let a curator take its fact back."""
    [reply] = await bot.command("hazara")
    await bot.press(reply, "Share to channel")
    await bot.beat()
    [shared] = [each for each in bot.workspace.messages(GENERAL.id) if "Shared by ana" in each.text]
    why = "We have the newspaper only, not the briefing itself."
    await bot.curating.acts.retract(TAKEN_BACK, CURATOR, why)
    await bot.beat()
    [corrected] = [each for each in bot.workspace.messages(GENERAL.id) if each.ts == shared.ts]
    return {"blocks": corrected.blocks}


async def digest(bot: WholeBot) -> View:
    """Subscribe, and let half an hour pass in which a curator judges."""
    await bot.command("digest daily 14:00 Kabul about isis")
    await bot.beat()
    await bot.curating.acts.dispute(DOUBTED, CURATOR, "The same text says that assaults increased.")
    await bot.curating.acts.verify(CONFIRMED, CURATOR, "Held against the article.")
    bot.now.passes(minutes=30)
    bot.workspace.clear()
    await bot.beat()
    told, *_ = bot.workspace.replies
    return {"blocks": told.blocks}


DRAWN: tuple[Callable[[WholeBot], Awaitable[View]], ...] = (
    answer,
    contradiction,
    nothing,
    quote_in_context,
    fact_check,
    comparison,
    correction,
    digest,
)
"""In this order: what is asked before something is taken back does not know of it."""


async def _asked(bot: WholeBot, question: str) -> View:
    [reply] = await bot.command(question)
    return {"blocks": reply.blocks}


def main() -> None:
    """Let the bot reply, and write a picture of each reply."""
    configure_logging(to_terminal=True, is_quiet=True)
    node = shutil.which("node")
    if node is None:
        raise ClientError("There is no node on the path. Install Node.js 18 or newer.")
    replies = json.dumps(asyncio.run(_replied()))
    page = subprocess.run(  # noqa: S603  # our own program
        [node, DRAW], input=replies, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    asyncio.run(_take(page))


async def _replied() -> Mapping[str, View]:
    settings = Settings(_env_file=None, curators=(CURATORS.id,), curators_channel=CURATION.id)
    async with whole_bot(WholeBot, Files(), settings) as bot:
        return {drawn.__name__: {**await drawn(bot), "at": bot.now().isoformat()} for drawn in DRAWN}


async def _take(page: str) -> None:
    async with chromium() as browser:
        for drawn in DRAWN:
            picture = await _light_enough(browser, page, drawn.__name__)
            (PICTURES / f"{drawn.__name__}.png").write_bytes(picture)


async def _light_enough(browser: Browser, page: str, name: str) -> bytes:
    """Take one element's picture as sharp as its weight allows."""
    for scale in SCALES:
        context = await browser.new_context(device_scale_factor=scale, viewport={"width": 800, "height": 600})
        shown = await context.new_page()
        await shown.set_content(page)
        taken = await shown.locator(f"#{name}").screenshot()
        await context.close()
        if len(picture := _in_few_colours(taken)) <= HEAVIEST:
            return picture
    raise ClientError(f"The picture of {name} is heavier than {HEAVIEST} bytes. Show less in it.")


def _in_few_colours(taken: bytes) -> bytes:
    written = io.BytesIO()
    few = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    try:
        main()
    except ClientError as error:
        sys.exit(str(error))
