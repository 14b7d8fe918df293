"""Values as cells of CSV that no spreadsheet takes for a formula."""

from __future__ import annotations

import json

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> object:
    """A CSV cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None or isinstance(value, int | float):
        return value
    text = flat(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def flat(value: object) -> str:
    """A value in one line of text; lists are joined with semicolons."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(flat(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
