"""Messages with charts, for workspaces that may not take Slack's chart block: then as images, or in words.

The block is still rolling out, and a workspace without it answers `invalid_blocks`, which nobody can ask
about before. Nothing was posted then, so the message may be sent in another form at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeAlias

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.postman import Block, PostmanError, RefusedError
from bot.slack.blocks.charts import chart_in, image_block, in_words, is_chart
from bot.slack.chart_images import chart_png

Send: TypeAlias = Callable[[Sequence[Block]], Awaitable[str]]
"""Sends blocks and returns the message's ts; raises the postman's errors."""
Named: TypeAlias = Callable[[], AbstractContextManager[None]]
"""Within it, what goes wrong in a call to Slack is raised as one of the postman's errors."""

INVALID_BLOCKS, MISSING_SCOPE = "invalid_blocks", "missing_scope"
UPLOADED_WITHIN_S = 10
"""Uploads come between the last look at a claim and the post, and must not use its lease (120 s) up."""
IMAGE_READY_S = 2.0
"""Slack says that a file is there before blocks may show it."""

log = structlog.get_logger()


class ChartFallback:
    """Sends messages with charts, and remembers for this process what the workspace refused."""

    def __init__(self, client: AsyncWebClient, named: Named, *, image_ready_s: float) -> None:
        self._client = client
        self._named = named
        self._image_ready_s = image_ready_s
        self._takes_charts = True
        self._takes_files = True
        # Drawing keeps everything else waiting, some 50 ms: one after another, it lets the others in between.
        self._one_by_one = asyncio.Lock()

    async def send(self, blocks: Sequence[Block], send: Send) -> str:
        """Send blocks with their charts in the best form that is taken; no chart keeps a message back.

        Raises what `send` does; `invalid_blocks` only if something else than a chart is refused.
        """
        if not any(map(is_chart, blocks)):
            return await send(blocks)
        if self._takes_charts and (ts := await _unless_invalid(send(blocks))) is not None:
            return ts
        if self._takes_charts:
            log.warning("charts.refused")
            self._takes_charts = False
        pictured = await self._pictured(blocks) if self._takes_files else None
        if pictured and (ts := await _unless_invalid(send(pictured))) is not None:
            return ts
        ts = await _unless_invalid(send(in_words(blocks)))
        if ts is None:
            # The charts were not to blame: the next message may hold some.
            self._takes_charts = True
            raise RefusedError(INVALID_BLOCKS)
        return ts

    async def _pictured(self, blocks: Sequence[Block]) -> list[Block] | None:
        """Put an uploaded image in the place of each chart; None where that fails, for whatever reason."""
        try:
            with self._named():
                async with asyncio.timeout(UPLOADED_WITHIN_S):
                    pictured = [await self._shown(block) for block in blocks]
        except (PostmanError, ValueError) as error:
            # Should a file stand all the same, nobody sees it. A ValueError is the drawing's.
            log.warning("chart.not_uploaded", error=type(error).__name__)
            self._takes_files = not (isinstance(error, RefusedError) and error.code == MISSING_SCOPE)
            return None
        await asyncio.sleep(self._image_ready_s)
        return pictured

    async def _shown(self, block: Block) -> Block:
        if not is_chart(block):
            return block
        chart = chart_in(block)
        async with self._one_by_one:
            png = await chart_png(chart)
        place: Any = await self._client.files_getUploadURLExternal(filename="chart.png", length=len(png))
        session: Any = self._client.session
        async with session.post(place["upload_url"], data=png) as answer:
            answer.raise_for_status()
        file_id = str(place["file_id"])
        await self._client.files_completeUploadExternal(files=[{"id": file_id, "title": chart.title}])
        return image_block(chart, file_id)


async def _unless_invalid(sent: Awaitable[str]) -> str | None:
    """Return the ts of a message; None if its blocks are refused."""
    try:
        return await sent
    except RefusedError as refused:
        if refused.code != INVALID_BLOCKS:
            raise
        return None
