"""Who may be told what is to be posted, and for which kind of channel a subscription was made."""

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"

_NO_FACTS = '%"facts": []%'
"""In the JSON of a message that shows no fact; in its words, quotation marks would be escaped."""


def upgrade() -> None:
    """Add the columns; what waits to be posted stays inside unless it is known to hold no fact."""
    for table in ("outbox", "deliveries"):
        op.add_column(table, sa.Column("tlp", sa.Text(), nullable=False, server_default="AMBER"))
    op.add_column(
        "subscriptions", sa.Column("outside", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    outbox = sa.table("outbox", *map(sa.column, ("kind", "payload", "tlp")))
    # A correction is drawn when it is brought, and a notice says no fact's words.
    is_clear = sa.or_(
        outbox.c.kind.in_(("correction", "notice")),
        sa.and_(outbox.c.kind == "digest", outbox.c.payload.like(_NO_FACTS)),
    )
    op.execute(outbox.update().where(is_clear).values(tlp="CLEAR"))
