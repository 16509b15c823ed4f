"""A copy of the SQLite database as it stands, also while a bot is running on it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.connecting import FILE_NAME
from bot.storage.failures import StorageError, failures_told

READABLE_BY_OWNER = 0o600
"""What people asked and proposed stands in it."""


def back_up(directory: Path, to: Path) -> int:
    """Copy the database in a data directory into a new file, which is looked through; return its bytes.

    Raise StorageError if there is no database, the file is there already or cannot be written, or either
    is damaged; a file that was begun is taken away again.
    """
    kept = directory / FILE_NAME
    if not kept.is_file():
        raise StorageError(
            f"{kept} is not there: nothing to back up. Set FOOTNOTE_DATA_DIR to its directory."
        )
    try:
        to.touch(mode=READABLE_BY_OWNER, exist_ok=False)
    except FileExistsError as error:
        raise StorageError(f"{to} is there already, and stays as it is. Name a file that is not.") from error
    except OSError as error:
        raise StorageError(f"{to} cannot be written ({error.strerror}). Name a file that can.") from error
    try:
        with failures_told(str(kept)):
            _copy(kept, to)
    except StorageError:
        to.unlink()
        raise
    return to.stat().st_size


def _copy(kept: Path, to: Path) -> None:
    # Read-only: a copy must change nothing, nor make a database where there is none.
    source = sqlite3.connect(f"{kept.resolve().as_uri()}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(to)) as copy:
        # In one step, which is one state: others write into the log beside the file meanwhile.
        source.backup(copy)
        # One file is easier to carry than one with its log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        [found] = copy.execute("PRAGMA quick_check").fetchone()
    if found != "ok":
        raise StorageError(f"{kept} is damaged ({found}): it was not backed up. Restore an earlier backup.")
