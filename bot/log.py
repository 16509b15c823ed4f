"""Log lines are events: dotted past tense, facts as fields, never a question's words or a token."""

import logging
import sys

import structlog


def configure_logging(*, to_terminal: bool, level: int = logging.INFO) -> None:
    """Send log events to standard error: readable on a terminal, one JSON object a line elsewhere."""
    renderer = structlog.dev.ConsoleRenderer() if to_terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
