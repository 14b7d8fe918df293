"""Our own events, from a ledger or from lines of `legation code`, as rows of the event table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.datasets.delimited import Reject
from legation.datasets.jsonlines import Refused, in_batches, rows_of
from legation.knowledge.ontology import cameo, quad, rank_levels, score
from legation.model.table import SEPARATOR
from legation.model.when import Days, known_days

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "legation"
"""`source` of events that came as lines of `legation code`."""
LEDGER = "ledger"
"""`source` of events of a ledger."""
_UNKNOWN = Days(None, None)


def batches(path: Path, reject: Reject) -> Iterator[pa.RecordBatch]:
    """Batches of the event table from lines of `legation code --format jsonl`, plain or gzip.

    A line that is none goes to `reject`; a file that breaks off raises Truncated after what came
    before.
    """
    yield from in_batches(rows_of(path, _of_line, "line of `legation code`", reject), reject)


def _of_line(article: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if "error" in article:
        raise Refused("an article that could not be coded")
    return event_rows(article, source=NAME)


def event_rows(
    article: Mapping[str, Any], *, source: str, happenings: Mapping[str, str] | None = None
) -> Iterator[dict[str, Any]]:
    """The events of one line of `legation code` as rows of the event table.

    The line may have `location` beside what the schema fixes. `happenings`
    names the happening that an event's id is linked to.
    """
    linked = happenings or {}
    for event in article["events"]:
        row = _row(event, article)
        identity = f"{source}:{event['id']}"
        happening = f"{source}:{linked.get(event['id'], event['id'])}"
        yield {**row, "event_id": identity, "source": source, "happening": happening}


def _row(event: Mapping[str, Any], article: Mapping[str, Any]) -> dict[str, Any]:
    when = _days(event.get("when"))
    code, type_, mode = str(event["cameo"]), event["type"], event.get("mode")
    entry = cameo(code)
    actors, recipients = event.get("actors") or (), event.get("recipients") or ()
    day = when.first or when.last
    location = article.get("url") or article.get("location")
    return {
        "article_id": article.get("id"),
        "source_group": article.get("source"),
        "occasion": event.get("occasion"),
        "first_day": when.first,
        "last_day": when.last,
        "known_day": _days(article.get("published")).last,
        "edtf": event.get("when"),
        "type": type_,
        "mode": mode,
        "cameo": code,
        "original_code": code,
        "status": event["status"],
        "weight": event.get("weight"),
        "actors": _codes(actors),
        "recipients": _codes(recipients),
        "n_sides": len({side["code"] for side in (*actors, *recipients)}),
        "actor_original": _named(actors),
        "recipient_original": _named(recipients),
        "actor_rank": _rank(actors),
        "recipient_rank": _rank(recipients),
        "quad": quad(type_),
        "goldstein": entry.goldstein if entry else None,
        "plover_score": score(type_, mode),
        "place": event.get("place"),
        "reports": 1,
        "confidence": event.get("confidence"),
        "url": location if location and "://" in location else None,
        "evidence": event["evidence"][0]["quote"],
        "genre": article.get("genre"),
        "year": day.year if day else None,
    }


def _codes(sides: Iterable[Mapping[str, Any]]) -> str:
    return SEPARATOR.join(dict.fromkeys(side["code"] for side in sides))


def _named(sides: Iterable[Mapping[str, Any]]) -> str | None:
    return SEPARATOR.join(side["name"] for side in sides if side.get("name")) or None


def _rank(sides: Iterable[Mapping[str, Any]]) -> int | None:
    levels = rank_levels()
    return max((levels[s["rank"]] for s in sides if s.get("rank") in levels), default=None)


def _days(edtf: str | None) -> Days:
    """Days that an EDTF date covers; none where it is no date."""
    return known_days(edtf) or _UNKNOWN
