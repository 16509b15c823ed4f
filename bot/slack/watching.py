"""What Slack's Web API answers: each failure counted, and the last answer kept for whoever asks."""

import time
from collections.abc import Callable
from typing import Any, Literal, TypeAlias

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot import metrics
from bot.domain.refusals import BOT_REFUSED, SCOPE_MISSING

Attitude: TypeAlias = Literal["answers", "does not answer", "refuses the bot"]
ALL_REFUSED = BOT_REFUSED - {SCOPE_MISSING}
"""Slack's errors after which no call of ours is taken until somebody mends that."""
SERVER_ERROR = 500


class Watch(AsyncRetryHandler):
    """Sees each answer to each client, and has no call repeated.

    slack_sdk shows every answer to its retry handlers, and Bolt hands them on to the clients that it makes.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._heard_at_s: float | None = None
        self.attitude: Attitude = "does not answer"
        """As of the last call."""

    def age_s(self) -> float:
        """Return how long ago the last call ended; infinite before the first."""
        return float("inf") if self._heard_at_s is None else self._clock() - self._heard_at_s

    def note(self, attitude: Attitude) -> None:
        """Note how a call ended."""
        self.attitude, self._heard_at_s = attitude, self._clock()

    async def can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002  # slack_sdk's own form
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        """Look at an answer, or at why there is none; never ask for another try."""
        code = type(error).__name__ if error else _failure(response)
        if code is not None:
            metrics.slack_error(request.url.rpartition("/")[2], code)
        if error or response is None or response.status_code >= SERVER_ERROR:
            self.note("does not answer")
        else:
            self.note("refuses the bot" if code in ALL_REFUSED else "answers")
        return False


def _failure(response: HttpResponse | None) -> str | None:
    """Return Slack's name for what went wrong, or what HTTP calls it; None where nothing did."""
    body: Any = response.body if response else None
    if isinstance(body, dict) and "ok" in body:
        return None if body["ok"] else str(body.get("error"))
    return f"http_{response.status_code}" if response else "no_answer"
