"""How far to trust what was not made by a rule, with the reason for each figure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from legation.knowledge.tables import rows

LANGUAGE_MODEL = "llm:"
"""How the rule of an event begins that a language model drafted; the model's name follows."""


@cache
def _confidences() -> Mapping[str, float]:
    return {row["made_by"]: float(row["confidence"]) for row in rows("confidence.tsv")}


def confidence_of(made_by: str) -> float:
    """The confidence, from 0 to 1, of what something other than a rule made; KeyError if unknown."""
    return _confidences()[made_by]
