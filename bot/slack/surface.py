"""What every listener needs: the desk behind the door, and the one log line a request."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import structlog

from bot.answering.desk import AnswerDesk
from bot.domain.answers import Answer, Question, Reply
from bot.slack.blocks.replies import Message, draw_reply

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Surface:
    """The desk, as Slack sees it."""

    desk: AnswerDesk
    command: str
    today: Callable[[], date]

    def answer(self, question: Question, *, door: str) -> tuple[Reply, Message]:
        """Answer and draw a question; log which kind of reply it got, never its words."""
        started_s = time.perf_counter()
        reply = self.desk.reply(question)
        message = draw_reply(reply, self.today(), self.command)
        log.info(
            "question.answered",
            door=door,
            kind=type(reply).__name__,
            how=sorted({reading.how for reading in reply.readings}) if isinstance(reply, Answer) else [],
            facts=reply.total if isinstance(reply, Answer) else 0,
            page=question.page,
            duration_ms=round((time.perf_counter() - started_s) * 1000, 2),
        )
        return reply, message
