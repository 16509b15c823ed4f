"""A process that dies at a statement of its choosing, as far as its database can tell."""

from contextlib import contextmanager
from itertools import count

from sqlalchemy import Engine, event


class DiedError(Exception):
    """The process is gone."""


@contextmanager
def dying_at(statement):
    """Let the process die when it is about to execute its nth statement."""
    seen = count(1)

    def strike(*_, **__):
        if next(seen) == statement:
            raise DiedError

    event.listen(Engine, "before_cursor_execute", strike)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", strike)
