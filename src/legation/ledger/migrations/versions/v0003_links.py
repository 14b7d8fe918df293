"""Links say why, and the ledger remembers which codings were compared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Add the reasons of links, the marks of what was compared, and the blocks."""
    with op.batch_alter_table("same_event") as table:
        table.add_column(sa.Column("reasons", sa.Text(), nullable=True))
    op.create_table(
        "linkings",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("linker", sa.Text(), nullable=False),
        sa.Column("linked_at", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "coder"],
            ["codings.article_id", "codings.coder"],
        ),
        sa.PrimaryKeyConstraint("article_id", "coder", "linker"),
    )
    op.create_table(
        "link_keys",
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("event_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_key"], ["events.key"]),
        sa.PrimaryKeyConstraint("block", "event_key"),
    )
    op.create_index("link_keys_event", "link_keys", ["event_key"], unique=False)
