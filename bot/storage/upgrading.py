"""Bringing the tables of a database up to date."""

from pathlib import Path

from sqlalchemy import Connection, column, select, table, text

from bot.storage.failures import DatabaseNewerError

HEAD = "r0004"
"""The revision of the newest migration."""
MIGRATIONS = Path(__file__).parent / "migrations"
_VERSIONS = table("alembic_version", column("version_num"))

# Alembic is imported where it is needed: it takes 0.8 s, and nearly every start finds nothing to do.


def version(connection: Connection) -> str | None:
    """Tell the revision of the tables; None where there are none, or those from before the first revision."""
    if not connection.dialect.has_table(connection, _VERSIONS.name):
        return None
    return connection.execute(select(_VERSIONS.c.version_num)).scalar()


def refuse_newer(connection: Connection, name: str, scripts: Path = MIGRATIONS) -> None:
    """Raise DatabaseNewerError if the revision of the database of that name is none of ours."""
    found = version(connection)
    if found in (None, HEAD):
        return
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # see above

    if found not in {step.revision for step in ScriptDirectory(scripts).walk_revisions()}:
        raise DatabaseNewerError(
            f"{name} was written by a newer Footnote (revision {found}). Start that one, or a copy of the "
            "database from before."
        )


def upgrade(connection: Connection, name: str, scripts: Path = MIGRATIONS) -> None:
    """Take every step that is missing, in the caller's transaction.

    Raise DatabaseNewerError, before anything is changed, if the revision is none of ours.
    """
    refuse_newer(connection, name, scripts)
    from alembic import command  # noqa: PLC0415  # see above
    from alembic.config import Config  # noqa: PLC0415  # see above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    if connection.dialect.name == "postgresql":
        # A step over a large table may take longer than any statement of an answer.
        connection.execute(text("SET LOCAL statement_timeout = 0"))
    command.upgrade(config, "head")
