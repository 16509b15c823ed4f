"""Each delivery of Slack is handled once: claimed before the work, confirmed after it.

Slack sends an event again when it got no answer in time, and Bolt does not notice. A delivery that
was claimed and never confirmed (the process died) is handled again; one that is being worked on is
left to whoever has it; a confirmed one is over.
"""

from collections.abc import Callable

import structlog

from bot.storage import handled as rows
from bot.storage.engine import Database, StorageError
from bot.storage.handled import Claimed

LEASE_S = 30.0
"""Longer than any listener may take (2.5 s), shorter than Slack's second retry (60 s)."""
KEPT_S = 24 * 3600.0
"""Slack's last retry comes minutes after the first try; a day also covers a long outage."""
CLAIMS_BETWEEN_PRUNING = 1000

log = structlog.get_logger()


class Handled:
    """The memory of what was handled; one process owns its database."""

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now
        self._claims = 0
        rows.create_table(database)
        rows.release_unfinished(database, now=now())

    def claim(self, key: str) -> Claimed:
        """Take a delivery by its key.

        With the database away everything is `first`: an answer given twice is better than none.
        """
        now = self._now()
        try:
            self._prune(now)
            return rows.claim(self._database, key, now=now, lease_s=LEASE_S)
        except StorageError:
            log.exception("handled.unavailable")
            return "first"

    def confirm(self, key: str) -> None:
        """Note that the work for a delivery is finished."""
        try:
            rows.confirm(self._database, key, now=self._now())
        except StorageError:
            log.exception("handled.unavailable")

    def release(self, key: str) -> None:
        """Give a delivery back: whoever claims it next does so at once, as `again`."""
        try:
            rows.release(self._database, key, now=self._now())
        except StorageError:
            log.exception("handled.unavailable")

    def _prune(self, now: float) -> None:
        if self._claims % CLAIMS_BETWEEN_PRUNING == 0:
            rows.forget_before(self._database, now - KEPT_S)
        self._claims += 1
