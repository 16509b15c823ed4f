"""One running bot a data directory: two on one SQLite file would each answer what Slack sends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.failures import DirectoryTakenError, unusable

LOCK_NAME = "serve.lock"


@contextmanager
def directory_taken(directory: Path) -> Iterator[None]:
    """Hold a data directory until the block or the process ends; raise StorageError if that fails."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        file = (directory / LOCK_NAME).open("a")
    except OSError as error:
        raise unusable(str(directory), error.strerror) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DirectoryTakenError(
                f"{directory}: another Footnote uses this data directory. End it, or set FOOTNOTE_DATA_DIR "
                "to a directory of its own."
            ) from error
        yield
