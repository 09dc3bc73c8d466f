"""When the gateway says that it received the version it acknowledged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """A column more, empty: nothing was said of what was acknowledged before."""
    op.add_column("items", sa.Column("received", sa.String))
