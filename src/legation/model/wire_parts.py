"""The smallest pieces of the JSON shape, both ways: evidence, sides, holders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from legation.model.article import Article, Evidence
from legation.model.event import Holder, Rank, Side

Json = dict[str, Any]


def evidence_json(evidence: Evidence) -> Json:
    """Offsets and words of one piece of evidence."""
    return {"start": evidence.start, "stop": evidence.stop, "quote": evidence.quote}


def side_json(side: Side) -> Json:
    """One actor or recipient."""
    return {
        "code": side.code,
        "name": side.name,
        "office": side.office,
        "rank": side.rank,
        "start": side.start,
        "stop": side.stop,
    }


def holder_json(holder: Holder) -> Json:
    """One speaker or judge."""
    return {
        "name": holder.name,
        "office": holder.office,
        "code": holder.code,
        "kind": holder.kind,
    }


def evidence_from(article: Article, rows: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """Evidence again, each piece quoted anew from the article's own text."""
    return tuple(article.quote(row["start"], row["stop"]) for row in rows)


def side_from(row: Mapping[str, Any]) -> Side:
    """A side again."""
    rank = row.get("rank")
    return Side(**{**row, "rank": Rank(rank) if rank else None})


def holder_from(row: Mapping[str, Any]) -> Holder:
    """A holder again."""
    return Holder(**row)
