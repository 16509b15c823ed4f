"""The database that the settings name."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

from bot.errors import SettingsError
from bot.settings import Settings
from bot.storage.backing_up import back_up
from bot.storage.engine import FILE_NAME, Database, open_database
from bot.storage.taking import directory_taken


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[Database]:
    """Open the database for a command, also while a bot is running on it; raise StorageError if it fails."""
    database = await open_database(database_url(settings), settings.data_dir)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def database_to_serve(settings: Settings) -> AsyncIterator[Database]:
    """Open the database for a running bot: on SQLite the only one; raise StorageError otherwise."""
    with ExitStack() as stack:
        if settings.database_url is None:
            stack.enter_context(directory_taken(settings.data_dir))
        async with database_of(settings) as database:
            yield database


def back_up_database(settings: Settings, to: Path) -> int:
    """Copy the SQLite database into a new file, and return its bytes.

    Raise SettingsError where PostgreSQL is used, whose own tools do that; StorageError if it fails.
    """
    if settings.database_url is not None:
        raise SettingsError(
            "FOOTNOTE_DATABASE_URL names PostgreSQL, which has its own tool for this: "
            "`pg_dump --format=custom --file=FILE URL`."
        )
    return back_up(settings.data_dir, to)


def has_database(settings: Settings) -> bool:
    """Tell whether a database is named, or lies in the data directory."""
    return settings.database_url is not None or (settings.data_dir / FILE_NAME).is_file()


def database_url(settings: Settings) -> str | None:
    """Return the URL, with its password, if there is one."""
    return settings.database_url.get_secret_value() if settings.database_url else None
