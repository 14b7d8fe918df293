"""How often a coder was silent, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any


def count_silences(lines: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Sentences without an event by the coder's reason, the commonest first.

    `lines` are coded articles as `legation code --explain` writes them.
    """
    reasons = Counter(silence["reason"] for line in lines for silence in line.get("silences") or ())
    return dict(reasons.most_common())
