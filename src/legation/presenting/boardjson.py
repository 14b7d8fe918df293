"""Boards and records as JSON: raw numbers, so that whatever is shown can be worked out again."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from legation.model import Evidence


def as_json(value: Any) -> Any:
    """A value of the board's view as JSON knows it; evidence keeps its article and offsets."""
    if isinstance(value, Evidence):
        return {
            "article": value.article_id,
            "start": value.start,
            "stop": value.stop,
            "quote": value.quote,
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): as_json(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return value
