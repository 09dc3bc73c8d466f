"""Earlier texts of a note, kept when they are replaced; and since when a note has none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """A table more, and a column: what stands began, as far as anybody knows, when it was last written."""
    op.add_column("items", sa.Column("since", sa.String, nullable=False, server_default=""))
    op.execute("UPDATE items SET since = written")
    op.create_table(
        "versions",
        sa.Column("item", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("written", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("item", "number", name="pk_versions"),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_versions_item", ondelete="CASCADE"),
    )
