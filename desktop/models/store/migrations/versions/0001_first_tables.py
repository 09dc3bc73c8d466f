"""The first tables of the encrypted cache."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Persons, their keys and sections; items and the outbox; hand-over, tombstones, quarantine, state."""
    op.create_table(
        "persons",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("kept", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("consent", sa.String, nullable=False),
        sa.Column("share_end", sa.String),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("opened", sa.String),
        sa.Column("seen", sa.String, nullable=False, server_default=""),
        sa.Column("card", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("kept in ('shared', 'absent', 'hand')", name=op.f("ck_persons_kept")),
        sa.PrimaryKeyConstraint("person", name="pk_persons"),
    )
    _of_a_person("seals", "class", sa.Column("wrapped", sa.LargeBinary, nullable=False))
    _of_a_person("sections", "section", sa.Column("sealed", sa.LargeBinary, nullable=False))
    op.create_table(
        "items",
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
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sa.ForeignKeyConstraint(["person"], ["persons.person"], name="fk_items_person", ondelete="CASCADE"),
    )
    op.create_index("ix_items_person", "items", ["person"])
    _outbox()
    op.create_table(
        "handover",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("kid", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handover"),
    )
    _what_ended()
    op.create_table(
        "state",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_state"),
    )


def _of_a_person(name: str, by: str, value: sa.Column[bytes]) -> None:
    op.create_table(
        name,
        sa.Column("person", sa.String, nullable=False),
        sa.Column(by, sa.String, nullable=False),
        value,
        sa.PrimaryKeyConstraint("person", by, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["person"], ["persons.person"], name=f"fk_{name}_person", ondelete="CASCADE"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_outbox"),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_outbox_item", ondelete="CASCADE"),
        sa.UniqueConstraint("item", name="uq_outbox_item"),
        sqlite_autoincrement=True,
    )


def _what_ended() -> None:
    op.create_table(
        "tombstones",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("consent", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("person", "consent", name="pk_tombstones"),
    )
    op.create_table(
        "quarantine",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_quarantine"),
    )
