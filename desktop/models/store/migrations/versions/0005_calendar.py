"""Which meetings a calendar outside Escale holds, and what it was last told of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """A table more, empty: identifiers were drawn anew at each export, so that nothing can be said of those before."""
    op.create_table(
        "calendar",
        sa.Column("item", sa.String, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("written", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("item", name="pk_calendar"),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_calendar_item", ondelete="CASCADE"),
    )
