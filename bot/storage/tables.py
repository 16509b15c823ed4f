"""The tables, one after another; the newest migration makes exactly these.

Columns named `…_at` hold aware UTC datetimes. Where a comment says JSON, the column holds its text.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    false,
)

from bot.domain.handling import UNMARKED
from bot.storage.columns import UtcDateTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

# SQLite finds a row fastest by an INTEGER, which is as wide there.
Sequence = BigInteger().with_variant(Integer(), "sqlite")


def _text(name: str, *, is_key: bool = False, is_optional: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=is_key, nullable=is_optional)


def _marking() -> Column[str]:
    # What a release that marked nothing writes, while it still runs beside this one, stays inside.
    return Column("tlp", Text, nullable=False, server_default=UNMARKED)


events = Table(
    "events",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    _text("kind"),
    _text("target_kind"),
    _text("target"),
    _text("actor_id"),
    _text("actor_name"),
    _text("content_hash"),
    _text("body", is_optional=True),  # JSON, the whole object
    _text("changed"),  # JSON, the names of fields
    Column("review_by", Date),
    _text("note"),
    _text("origin"),
    # What caused the event, such as the id of a press in Slack: the same cause acts once.
    Column("cause", Text, unique=True),
    Index(None, "target_kind", "target", "seq"),
    Index(None, "at"),
)

targets = Table(
    "targets",
    metadata,
    _text("kind", is_key=True),
    _text("id", is_key=True),
    _text("body"),  # JSON; '' once redacted
    _text("passages"),  # JSON, where a fact's quotes stand
    _text("terms"),  # what the index needs of a fact
    _text("status"),
    Column("last_seq", BigInteger, nullable=False),
    _text("standing"),  # JSON
    Index(None, "kind", "last_seq"),
)

documents = Table("documents", metadata, _text("sha256", is_key=True), _text("text"))

files = Table("files", metadata, _text("path", is_key=True), _text("sha256"))

synced = Table(
    "synced",
    metadata,
    _text("kind", is_key=True),
    _text("id", is_key=True),
    _text("file"),
    _text("content_hash"),
    _text("status"),
    Index(None, "file"),
)

problems = Table("problems", metadata, _text("name", is_key=True), _text("file"), _text("message"))

coverage = Table(
    "coverage",
    metadata,
    _text("source", is_key=True),
    Column("sentences", Integer, nullable=False),
    Column("covered", Integer, nullable=False),
    # None where it was noted before this was counted.
    Column("left_out", Integer),
)

handled = Table(
    "handled",
    metadata,
    _text("key", is_key=True),
    # Seconds since 1970.
    Column("claimed_at", Double, nullable=False),
    Column("lease_until", Double, nullable=False),
    Column("done_at", Double),
)

outbox = Table(
    "outbox",
    metadata,
    _text("key", is_key=True),
    _text("kind"),
    _text("channel"),
    _text("thread_ts", is_optional=True),
    _text("payload"),  # JSON
    _marking(),
    _text("state"),
    Column("attempts", Integer, nullable=False),
    _text("owner", is_optional=True),
    Column("lease_until", UtcDateTime),
    Column("first_try_at", UtcDateTime),
    Column("not_before", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    _text("ts", is_optional=True),
    _text("error", is_optional=True),
    Index(None, "state", "created_at", "key"),
)

# When the next message may go to a channel; '' is the whole workspace.
paces = Table(
    "paces", metadata, _text("channel", is_key=True), Column("not_before", UtcDateTime, nullable=False)
)

messages = Table(
    "messages",
    metadata,
    _text("channel", is_key=True),
    _text("ts", is_key=True),
    _text("thread_ts", is_optional=True),
    _text("kind"),
    _text("text"),
    _text("blocks"),  # JSON
    Column("seen_seq", BigInteger, nullable=False),
    Column("posted_at", UtcDateTime, nullable=False),
    Index(None, "posted_at"),
)

postings = Table(
    "postings",
    metadata,
    _text("channel", is_key=True),
    _text("ts", is_key=True),
    _text("fact_id", is_key=True),
    _text("content_hash"),
    Index(None, "fact_id"),
)

proposals = Table(
    "proposals",
    metadata,
    _text("id", is_key=True),
    _text("fact"),  # JSON
    _text("source"),
    _text("proposed_by_id"),
    _text("proposed_by_name"),
    Column("proposed_at", UtcDateTime, nullable=False),
    _text("state"),
    _text("decided_by_id", is_optional=True),
    _text("decided_by_name", is_optional=True),
    Column("decided_at", UtcDateTime),
    _text("reason"),
    Column("seq", BigInteger),
    Index(None, "state", "proposed_at"),
)

reviews = Table(
    "reviews",
    metadata,
    _text("subject", is_key=True),  # fact:<id> or proposal:<id>
    _text("taken_by_id", is_optional=True),
    _text("taken_by_name", is_optional=True),
    Column("taken_at", UtcDateTime),
    _text("card_channel", is_optional=True),
    _text("card_ts", is_optional=True),
)

gaps = Table(
    "gaps",
    metadata,
    _text("text", is_key=True),
    Column("count", Integer, nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    _text("state"),
    _text("decided_by", is_optional=True),
    _text("askers"),  # JSON
)

# How far each reader of the ledger has come.
cursors = Table("cursors", metadata, _text("name", is_key=True), Column("seq", BigInteger, nullable=False))

subscriptions = Table(
    "subscriptions",
    metadata,
    _text("id", is_key=True),
    _text("team_id"),
    _text("channel"),
    _text("owner_id"),
    _text("owner_name"),
    _text("wishes"),  # JSON
    _text("state"),
    _text("paused_because"),
    Column("cursor", BigInteger, nullable=False),
    Column("covered_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime),
    Column("is_first", Boolean, nullable=False),
    _text("under_way"),  # the key of a delivery, or ''
    Column("outside", Boolean, nullable=False, server_default=false()),
    # Whoever composes its digest holds it until then.
    Column("taken_until", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Index(None, "state", "next_at"),
    Index(None, "channel"),
    Index(None, "owner_id"),
)

deliveries = Table(
    "deliveries",
    metadata,
    _text("key", is_key=True),
    _text("subscription"),
    _text("channel"),
    _text("kind"),
    Column("due_at", UtcDateTime, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("from_seq", BigInteger, nullable=False),
    Column("to_seq", BigInteger, nullable=False),
    _text("parts"),  # JSON, as long as they are to be posted
    _marking(),
    Column("parts_total", Integer, nullable=False),
    Column("sent", Integer, nullable=False),
    _text("state"),
    _text("ts"),
    _text("error"),
    Column("finished_at", UtcDateTime),
    Index(None, "subscription", "due_at"),
    Index(None, "due_at"),
    Index(None, "state"),
    Index(None, "finished_at"),
)
