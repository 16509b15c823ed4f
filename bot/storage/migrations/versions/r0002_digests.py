"""Who gets digests, and which were posted."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import UtcDateTime

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    """Make the tables; and let the outbox be read oldest first, however much waits in it."""
    _subscriptions()
    _deliveries()
    op.drop_index("ix_outbox_state_not_before", "outbox")
    op.create_index("ix_outbox_state_created_at_key", "outbox", ["state", "created_at", "key"])


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("paused_because", sa.Text(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("covered_at", UtcDateTime(), nullable=False),
        sa.Column("next_at", UtcDateTime()),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("under_way", sa.Text(), nullable=False),
        sa.Column("taken_until", UtcDateTime()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
    )
    for columns in (["state", "next_at"], ["channel"], ["owner_id"]):
        op.create_index(f"ix_subscriptions_{'_'.join(columns)}", "subscriptions", columns)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("to_seq", sa.BigInteger(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("parts_total", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("finished_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("key", name="pk_deliveries"),
    )
    for columns in (["subscription", "due_at"], ["due_at"], ["state"], ["finished_at"]):
        op.create_index(f"ix_deliveries_{'_'.join(columns)}", "deliveries", columns)
