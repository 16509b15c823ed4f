"""The bot in a local Slack with a web page, and a browser before it: what `make client-test` runs.

The local Slack listens on every address, so that all this happens in a network namespace of its own.
"""

from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import expect

from client.browser import chromium
from client.local_slack import joined
from client.programs import free_port
from tests.client.people import People

HERE = Path(__file__).parent
SEEN_WITHIN_MS = 5_000
ROUTES = Path("/proc/net/route")


@pytest.fixture(scope="session", autouse=True)
def alone():
    """Refuse a network with a way out: whoever came in by it would be in the local Slack."""
    _, *ways_out = ROUTES.read_text().splitlines()
    assert not ways_out, "These tests need a network namespace of their own: run `make client-test`."


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser():
    """One Chromium for all."""
    expect.set_options(timeout=SEEN_WITHIN_MS)
    async with chromium() as browser:
        yield browser


@pytest.fixture(scope="session", params=["socket", "events"])
def slack(request):
    """A local Slack with the bot in it, over one transport after the other."""
    with joined(request.param, free_port()) as slack:
        yield slack


@pytest_asyncio.fixture(loop_scope="session")
async def people(slack):
    """Those who act in an empty channel, by the local Slack's own way to drive it."""
    async with aiohttp.ClientSession(f"{slack.address}/_control/") as session:
        people = People(session)
        await people.begin_anew()
        yield people


@pytest_asyncio.fixture(loop_scope="session")
async def page(people, browser, slack):  # noqa: ARG001  # nothing was said when she opens it
    """The page that Ana has open, on the channel."""
    context = await browser.new_context(viewport={"width": 1280, "height": 1600}, service_workers="block")
    context.set_default_timeout(SEEN_WITHIN_MS)
    page = await context.new_page()
    await page.goto(slack.address)
    await expect(page.get_by_placeholder("Message #threats")).to_be_visible()
    yield page
    await context.close()
