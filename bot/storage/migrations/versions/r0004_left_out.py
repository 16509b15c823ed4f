"""How many sentences of a document its curators have left out with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0003"


def upgrade() -> None:
    """Add the column; it is filled when the document's file is next taken over."""
    op.add_column("coverage", sa.Column("left_out", sa.Integer(), nullable=True))
