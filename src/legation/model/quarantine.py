"""What became of each piece of input."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from legation.model.article import Article


class Outcome(StrEnum):
    """What was done with one piece of input."""

    READ = "read"
    SKIPPED = "skipped"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """One piece of input that could not be used: where it came from and why, in one sentence."""

    location: str
    reason: str
    id: str | None = None


ReadResult = Article | Quarantined
"""What reading one piece of input gives."""
