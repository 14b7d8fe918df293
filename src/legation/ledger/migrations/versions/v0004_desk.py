"""What a reader at the desk asks for is found by an index, and texts by their words."""

from __future__ import annotations

from alembic import op

from legation.ledger.desk_indexes import build

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Add indexes by day, outlet and kind, and the index of words."""
    build(op.get_bind())
