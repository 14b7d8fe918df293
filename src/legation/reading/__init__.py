"""The world to articles: folders, files, patterns, JSON Lines, Parquet, standard input and addresses.

`read` is the way in. A piece that cannot be used becomes a `Quarantined` with one sentence, and
the rest goes on. The text of an article is what was decoded or extracted and never changes; what
belongs to the site and not to the article is told as ranges of it.
"""

from __future__ import annotations

from legation.reading.limits import Limits
from legation.reading.page import CannedFetch, Fetch, Page
from legation.reading.piece import Piece
from legation.reading.read import Reader, read
from legation.reading.sources import Source, Way, count, expand

__all__ = [
    "CannedFetch",
    "Fetch",
    "Limits",
    "Page",
    "Piece",
    "Reader",
    "Source",
    "Way",
    "count",
    "expand",
    "read",
]
