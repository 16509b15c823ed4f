"""What every listener needs: the desks behind the door, the ceilings, and the one log line a request."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TypeAlias

import structlog

from bot import metrics
from bot.answering.desks import Desks, past_day
from bot.domain.answers import Answer, NothingKnown, Question, Refusal, Reply
from bot.domain.clocks import PRESENT
from bot.domain.handling import UNMARKED, Ceiling, Tlp, is_within
from bot.errors import FootnoteError
from bot.slack.access import Access
from bot.slack.blocks.buttons import FactChoice
from bot.slack.blocks.ceilings import with_why_less
from bot.slack.blocks.explanations import draw_why
from bot.slack.blocks.replies import Message, draw_reply, sentence

NoteGap: TypeAlias = Callable[[str, str | None], None]
"""Takes what was asked and not answered, and who asked (their id, if it is known); does not wait."""

log = structlog.get_logger()


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)


def is_direct_channel(channel: str | None) -> bool:
    """Tell the conversation of one person with the bot, by its id."""
    return bool(channel and channel.startswith("D"))


@dataclass(frozen=True, slots=True)
class Where:
    """Through which door a question came, from whom, and where it is answered."""

    door: str
    channel: str = ""
    """Empty where one person alone is answered."""
    asker: str = ""
    """The id of who asks."""


@dataclass(frozen=True, slots=True)
class Said:
    """A reply, as it is drawn, and under which ceiling."""

    reply: Reply
    message: Message
    ceiling: Ceiling


def privately(said: Said) -> Message:
    """Return a reply for one person alone, who is told why there may be less than elsewhere."""
    return with_why_less(said.message, said.ceiling.because)


@dataclass(frozen=True, slots=True)
class Surface:
    """The desks, as Slack sees them."""

    desks: Desks
    access: Access
    command: str
    today: Callable[[], date]
    note_gap: NoteGap | None = None
    now: Callable[[], datetime] = utc_now
    patience_s: float = 2.0
    """How long a past day may take before its reader is told to wait: Slack waits 3 s for an answer."""

    async def answer(self, question: Question, where: Where) -> Said:
        """Answer and draw a question; log which kind of reply it got, never its words."""
        started_s = time.perf_counter()
        ceiling = await self.access.channel(where.channel, where.asker)
        reply, tlp = await self._reply(question, ceiling)
        if isinstance(reply, NothingKnown) and reply.moment.clocks == PRESENT and not reply.narrowed:
            metrics.gap()
            # What is asked in a stricter place stays there: gaps are read by all curators, and in digests.
            if self.note_gap and is_within(ceiling.tlp, UNMARKED):
                self.note_gap(question.text, where.asker)
        can_share = not is_direct_channel(where.channel)
        message = draw_reply(reply, self.today(), self.command, can_share=can_share)
        kind = type(reply).__name__
        how = sorted({reading.how for reading in reply.readings}) if isinstance(reply, Answer) else []
        duration_s = time.perf_counter() - started_s
        metrics.answered(door=where.door, kind=kind, how=how, duration_s=duration_s)
        log.info(
            "question.answered",
            door=where.door,
            kind=kind,
            how=how,
            facts=reply.total if isinstance(reply, Answer) else 0,
            page=question.page,
            duration_ms=round(duration_s * 1000, 2),
        )
        return Said(reply, replace(message, tlp=tlp), ceiling)

    async def why(self, question: Question, choice: FactChoice, where: Where) -> Message:
        """Say why the answer to a question shows a fact, if it still does, in the wording that was seen."""
        reply, _ = await self._reply(question, await self.access.channel(where.channel, where.asker))
        if isinstance(reply, Answer):
            for shown in reply.shown:
                if shown.cited.fact.id == choice.fact_id and shown.content_hash.startswith(choice.seen_hash):
                    return draw_why(reply, shown)
        return sentence(
            f"`{choice.fact_id}` does not stand there any more as you see it: it has changed, or other facts "
            "have come before it. Ask again."
        )

    def past_day(self, question: Question) -> date | None:
        """Return the day whose ledger a question asks for; reading it may take seconds."""
        return past_day(question, self.today())

    async def _reply(self, question: Question, ceiling: Ceiling) -> tuple[Reply, Tlp]:
        """Answer under a ceiling; return the strictest marking of what it was answered from, too."""
        try:
            desk = await self.desks.of(question, self.today(), ceiling.tlp)
            reply = await self.desks.reply(desk, question, self.today())
        except FootnoteError as error:
            # A past day or a change that cannot be read: the database is away, say. The present is in memory.
            return Refusal(error.in_public or str(error)), "CLEAR"
        away = self.desks.away(self.now())
        if away and isinstance(reply, Answer | NothingKnown) and reply.moment.state_on is None:
            reply = replace(reply, moment=replace(reply.moment, away=away))
        return reply, desk.tlp
