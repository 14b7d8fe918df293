"""One coded article, or the reason why it is none, as a line of `legation code`."""

from __future__ import annotations

import json
from typing import Any

from legation.model import CodedArticle, Quarantined
from legation.model.wire import SCHEMA, coded_json, silence_json
from legation.workflows.coding import brought_its_text
from legation.workflows.genres import context_of


def line_of(item: CodedArticle | Quarantined, coder: str, *, explain: bool) -> str:
    """The line, without its end; `explain` adds why other sentences gave no event."""
    found = _error(item, coder) if isinstance(item, Quarantined) else _coded(item, explain=explain)
    return json.dumps(found, ensure_ascii=False)


def _error(item: Quarantined, coder: str) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": item.id or item.location,
        "coder": coder,
        "location": item.location,
        "error": item.reason,
    }


def _coded(item: CodedArticle, *, explain: bool) -> dict[str, Any]:
    line = coded_json(item, with_text=not brought_its_text(item.article))
    line |= context_of(item.article)
    if explain:
        line["silences"] = [silence_json(silence) for silence in item.silences]
    return line
