"""The ledger's tables, built step by step by Alembic."""
