"""Reading gold files and coded output: JSON Lines, each fault told with its file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation.errors import UnreadableInput, UsageError
from legation.model import EventType, Status

Json = dict[str, Any]

_TYPES = frozenset(type_.value for type_ in EventType)
_STATUSES = frozenset(status.value for status in Status)
_WEIGHTS = frozenset({"core", "background"})
JUDGED = ("assessment", "indicator", "condition")
"""Kinds of gold row that `judgements` scores."""
KINDS = (*JUDGED, "interest", "proposal", "link", "claim")
"""Kinds of judgement that a gold file may hold."""


@dataclass(slots=True)
class Gold:
    """What coders found by reading.

    `events` maps a text's id to its events, with an empty list where it has none; `judgements`
    are rows with `id`, `kind` and what the kind needs.
    """

    events: dict[str, list[Json]] = field(default_factory=dict)
    judgements: list[Json] = field(default_factory=list)


def rows(path: Path) -> Iterator[tuple[str, Json]]:
    """Each line's place ("gold.jsonl, line 3") and its object.

    Raises UsageError where there is no such file, UnreadableInput for a line that is no object.
    """
    try:
        lines = path.open(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be opened ({error.strerror}); check the name.") from error
    with lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    place = f"{path}, line {number}"
                    yield place, _object(line, place)
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"{path} is not in UTF-8; write it anew as UTF-8.") from error


def _object(line: str, place: str) -> Json:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UnreadableInput(f"{place} is not valid JSON; write one object a line.") from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise UnreadableInput(f"{place} is no object with an `id`; write one a line.")
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text on which gold was made."""

    text: str
    source: str


def read_items(path: Path) -> dict[str, Item]:
    """Texts by id; raises UnreadableInput for a line without a text."""
    found: dict[str, Item] = {}
    for place, row in rows(path):
        if not isinstance(row.get("text"), str):
            raise UnreadableInput(f"{place} has no `text`; give the text that was coded.")
        found[row["id"]] = Item(text=row["text"], source=str(row.get("source") or ""))
    return found


def read_gold(path: Path) -> Gold:
    """Gold events, and judgements where lines with a `kind` stand among them.

    Raises UnreadableInput where a row lacks what scoring needs or an id stands twice.
    """
    gold = Gold()
    for place, row in rows(path):
        if "kind" in row:
            gold.judgements.append(_judgement(row, place))
        elif row["id"] in gold.events:
            raise UnreadableInput(f"{place} repeats the id {row['id']!r}; keep one of the two.")
        else:
            events = row.get("events")
            if not isinstance(events, list):
                raise UnreadableInput(f"{place} has no list of `events`; give [] where none are.")
            for number, event in enumerate(events, 1):
                _check_event(event, f"{place}, event {number}")
            gold.events[row["id"]] = events
    return gold


def _check_event(event: object, place: str) -> None:
    if not isinstance(event, dict):
        raise UnreadableInput(f"{place} is no object; give type, actors, recipients, status.")
    for name, allowed in (("type", _TYPES), ("status", _STATUSES), ("weight", _WEIGHTS)):
        value = event.get(name, "core" if name == "weight" else None)
        if value not in allowed:
            raise UnreadableInput(
                f"{place} has the {name} {value!r}; it must be one of {', '.join(sorted(allowed))}."
            )
    for name in ("actors", "recipients", "evidence"):
        if not isinstance(event.get(name, []), list):
            raise UnreadableInput(f"{place} has no list of {name}; write it between brackets.")


def read_judgements(path: Path) -> list[Json]:
    """Gold judgements, one a line; raises UnreadableInput where one lacks its kind or evidence."""
    return [_judgement(row, place) for place, row in rows(path)]


def _judgement(row: Json, place: str) -> Json:
    if row.get("kind") not in KINDS:
        raise UnreadableInput(
            f"{place} has the kind {row.get('kind')!r}; it must be one of {', '.join(KINDS)}."
        )
    if not isinstance(row.get("evidence"), list):
        raise UnreadableInput(f"{place} has no list of `evidence`; quote the text there.")
    return row


def read_predicted(path: Path) -> dict[str, Json]:
    """Coded output by the id of the text, of a file or of the parts in a folder.

    Raises UnreadableInput where an id stands twice, or a folder holds no part.
    """
    found: dict[str, Json] = {}
    files = sorted(path.glob("[!._]*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise UnreadableInput(f"{path} holds no .jsonl file; name the output of `legation code`.")
    for file in files:
        for place, row in rows(file):
            if row["id"] in found:
                raise UnreadableInput(f"{place} repeats the id {row['id']!r}; code each text once.")
            found[row["id"]] = row
    return found


def events_of(row: Mapping[str, Any] | None) -> list[Json]:
    """The events of a coded line, those of PLOVER's types; none where the text failed."""
    events = (row or {}).get("events") or []
    return [event for event in events if event.get("type") in _TYPES]
