"""Working notes are a kind of their own, and the table refuses a private writing of any other kind."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """The table of writings anew, with its rule; what was private is a working note."""
    op.create_table(
        "next_items",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("delivery", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("written", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False, server_default=""),
        sa.Column("taken", sa.Integer, nullable=False, server_default="0"),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("theirs", sa.LargeBinary),
        sa.CheckConstraint("(kind = 'working') = (delivery = 'private')", name=op.f("ck_items_ink")),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sa.ForeignKeyConstraint(["person"], ["persons.person"], name="fk_items_person", ondelete="CASCADE"),
    )
    op.execute(
        "INSERT INTO next_items SELECT id, person, iif(delivery = 'private', 'working', kind), delivery, version,"
        " written, reason, taken, sealed, theirs FROM items ORDER BY rowid"
    )
    op.drop_table("items")  # foreign keys are off while a schema changes: the outbox keeps its rows
    op.rename_table("next_items", "items")
    op.create_index("ix_items_person", "items", ["person"])
