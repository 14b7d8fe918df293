"""Small gold for the tests: a text, its events, and files of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

TEXT = (
    "Peru's foreign minister visited Chile on Monday. Chile thanked Peru. "
    "Bolivia, Peru and Chile met in Lima. Ecuador accused Bolivia of spying."
)


def event(
    type_: str,
    actors: Iterable[str],
    recipients: Iterable[str] = (),
    quote: str = "Peru's foreign minister visited Chile",
    **more: Any,
) -> dict[str, Any]:
    return {
        "type": type_,
        "mode": None,
        "actors": list(actors),
        "recipients": list(recipients),
        "status": "occurred",
        "when": None,
        "place": None,
        "per": [],
        "evidence": [quote],
        "weight": "core",
        **more,
    }


def quoted(text: str, quote: str) -> dict[str, Any]:
    start = text.index(quote)
    return {"start": start, "stop": start + len(quote), "quote": quote}


def write(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path
