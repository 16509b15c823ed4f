"""Log lines are events: dotted past tense, facts as fields, never a question's words or a token."""

import logging
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import Processor

FRAMES_LOGGED = 8
"""From a request's dispatch, or a job's beginning, down to where it broke."""


def describe(error: BaseException) -> dict[str, Any]:
    """Say what broke and where, without the error's message: it may hold a question's words."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES_LOGGED:]
    return {
        "error": type(error).__name__,
        "at": [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames],
    }


def configure_logging(*, to_terminal: bool, is_quiet: bool = False) -> None:
    """Send log events to standard error: readable on a terminal, one JSON object a line elsewhere.

    `is_quiet` keeps everything below an error back: a person at a prompt asked for answers.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: Processor = (
        structlog.dev.ConsoleRenderer() if to_terminal else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR if is_quiet else logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    _adopt_libraries(shared, renderer, logging.ERROR if is_quiet else logging.WARNING)


def _adopt_libraries(shared: list[Processor], renderer: Processor, level: int) -> None:
    """Give the libraries' own warnings our form; below that, some of them log whole requests."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    handler.addFilter(_without_content)
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _without_content(record: logging.LogRecord) -> bool:
    """Keep of a library's remark who made it, where and of what error: its text may hold a secret.

    slack_sdk logs addresses that are tickets to a connection, and errors that hold what was asked.
    """
    error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "remark"
    record.msg = f"{record.name}: {error} at {record.module}:{record.lineno} {record.funcName}"
    record.args, record.exc_info, record.exc_text = None, None, None
    # Bolt's warnings are that it ignores SLACK_BOT_TOKEN, which we hand it by another way.
    return record.levelno >= logging.ERROR or not record.name.startswith("slack_bolt")
