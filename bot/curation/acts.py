"""Judgement: what a person decides about a fact becomes an event, or a sentence that refuses it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.curation.redacting import blank_words, take_down_source
from bot.curation.revising import Revised, revised
from bot.curation.rules import Act, decide
from bot.curation.seeing import seen
from bot.domain.handling import STRICTEST, Tlp
from bot.domain.ledger import Actor, Event
from bot.storage import ledger, reviews
from bot.storage.engine import Database, Session, lock

_OPENS = frozenset({"flag", "dispute"})
"""After every other act the card of the fact is done with."""


class Acts:
    """Acts on facts, each decided on what stands, while no other act can come between.

    Every act raises ActRefusedError if it is not possible and StorageError if the database fails. With
    `seen_hash`, a wording's content hash or its beginning, it is refused where another one stands by now.
    A `cause` that has acted before acts no more: the event of that time is returned. A refusal names nothing
    above `ceiling`.
    """

    def __init__(self, database: Database, now: Callable[[], datetime], ceiling: Tlp = STRICTEST) -> None:
        self._database = database
        self._now = now
        self._ceiling = ceiling

    def within(self, ceiling: Tlp) -> "Acts":
        """Return the acts of somebody who may be told of nothing above a ceiling."""
        return Acts(self._database, self._now, ceiling)

    async def verify(
        self, fact_id: str, actor: Actor, why: str = "", *, seen_hash: str = "", cause: str = ""
    ) -> Event:
        """Vouch for a fact's wording: not as the one who wrote it, nor while a dispute is open."""
        return await self._do(Act("verify", fact_id, actor, why, seen_hash, cause))

    async def dispute(
        self, fact_id: str, actor: Actor, why: str, *, seen_hash: str = "", cause: str = ""
    ) -> Event:
        """Say in every answer that a fact is doubted, and why."""
        return await self._do(Act("dispute", fact_id, actor, why, seen_hash, cause))

    async def flag(
        self, fact_id: str, actor: Actor, why: str, *, seen_hash: str = "", cause: str = ""
    ) -> Event:
        """Ask the curators to look at a fact; once a person, while that is open."""
        return await self._do(Act("flag", fact_id, actor, why, seen_hash, cause))

    async def settle(
        self, fact_id: str, actor: Actor, why: str, *, seen_hash: str = "", cause: str = ""
    ) -> Event:
        """Close what is open against a fact: it stands."""
        return await self._do(Act("settle", fact_id, actor, why, seen_hash, cause))

    async def retract(
        self, fact_id: str, actor: Actor, why: str, *, seen_hash: str = "", cause: str = ""
    ) -> Event:
        """Take a fact out of every answer, whoever owns its words."""
        return await self._do(Act("retract", fact_id, actor, why, seen_hash, cause))

    async def restore(
        self, fact_id: str, actor: Actor, why: str, *, seen_hash: str = "", cause: str = ""
    ) -> Event:
        """Lift a retraction; where there is none, lift what an act said takes the fact's place."""
        return await self._do(Act("restore", fact_id, actor, why, seen_hash, cause))

    async def supersede(
        self, fact_id: str, actor: Actor, why: str, *, by: str, seen_hash: str = "", cause: str = ""
    ) -> Event:
        """Say that another fact takes this one's place."""
        return await self._do(Act("supersede", fact_id, actor, why, seen_hash, cause, by))

    async def redact(
        self, fact_id: str, actor: Actor, why: str, *, seen_hash: str = "", cause: str = ""
    ) -> Event:
        """Take a fact's words away for good; of a source's id, its document's and those of all its facts."""
        act = Act("redact", fact_id, actor, why, seen_hash, cause)
        async with self._database.begin() as session:
            await lock(session, "ledger")
            if done := await _done_before(session, act):
                return done
            if "." in fact_id:
                return await self._act(session, act)
            return await take_down_source(session, act, self._now())

    async def revise(  # noqa: PLR0913  # who, what and why; on which wording; what must not act twice; told to whom
        self,
        fact_id: str,
        fields: Mapping[str, Any],
        actor: Actor,
        why: str,
        *,
        seen_hash: str = "",
        cause: str = "",
        ceiling: Tlp = STRICTEST,
    ) -> Revised:
        """Replace fields of a fact born in Slack, None taking one away, unless a check finds an error.

        Refused for a fact that a file owns: it is edited there. What the checks say names nothing above a
        ceiling.
        """
        act = Act("revise", fact_id, actor, why, seen_hash, cause, ceiling=ceiling)
        async with self._database.begin() as session:
            await lock(session, "ledger")
            if done := await _done_before(session, act):
                return Revised(done, ())
            return await revised(session, act, fields, self._now(), ceiling)

    async def _do(self, act: Act) -> Event:
        async with self._database.begin() as session:
            # Two acts at once: the second is decided on what the first left.
            await lock(session, "ledger")
            return await _done_before(session, act) or await self._act(session, act)

    async def _act(self, session: Session, act: Act) -> Event:
        now = self._now()
        new = decide(act, await seen(session, replace(act, ceiling=self._ceiling), now))
        [event] = await ledger.append(session, [new], now)
        if act.kind == "redact":
            await blank_words(session, [act.fact_id])
        if act.kind not in _OPENS:
            await reviews.release(session, f"fact:{act.fact_id}")
        return event


async def _done_before(session: Session, act: Act) -> Event | None:
    return await ledger.by_cause(session, act.cause) if act.cause else None
