"""New events name the old ones that they tell again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Add the table that recoding fills."""
    op.create_table(
        "successions",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("old_id", sa.Text(), nullable=False),
        sa.Column("new_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "coder"],
            ["codings.article_id", "codings.coder"],
        ),
        sa.PrimaryKeyConstraint("article_id", "coder", "old_id"),
    )
    op.create_index("successions_old_id", "successions", ["old_id"], unique=False)
    op.create_index("successions_new_id", "successions", ["new_id"], unique=False)
