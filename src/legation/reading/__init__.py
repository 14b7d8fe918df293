"""The world to articles: files, folders, JSON Lines, pages, PDF and addresses."""

from __future__ import annotations

from legation.reading.read import Limits, count, read

__all__ = ["Limits", "count", "read"]
