"""What the linking of reports weighs, as data: evidence in bits, limits, types of events."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from legation.knowledge.tables import rows

_FILES = (
    "linking/weights.tsv",
    "linking/limits.tsv",
    "linking/types.tsv",
    "linking/plain_words.tsv",
    "linking/number_words.tsv",
)


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a finding speaks for one happening, in bits, and how it is told in words."""

    bits: float
    words: str


@dataclass(frozen=True, slots=True)
class Linkable:
    """How a type of event is linked.

    `family` are the types that one act may be told as; `prior` the bits that two reports with the
    same sides and about the same time start with; `block` whether candidates are sought by
    `month` or `week`; `directed` whether who acts on whom must agree.
    """

    family: str
    prior: float
    block: str
    directed: bool


@cache
def weights() -> Mapping[tuple[str, str], Weight]:
    """Weights by what is compared and what was found."""
    return {
        (row["compared"], row["level"]): Weight(float(row["bits"]), row["words"])
        for row in rows(_FILES[0])
    }


@cache
def limits() -> Mapping[str, float]:
    """Limits by name: days, shares and scores."""
    return {row["name"]: float(row["value"]) for row in rows(_FILES[1])}


@cache
def types() -> Mapping[str, Linkable]:
    """How each PLOVER type is linked."""
    return {
        row["type"]: Linkable(
            row["family"], float(row["prior"]), row["block"], row["directed"] == "yes"
        )
        for row in rows(_FILES[2])
    }


@cache
def version() -> str:
    """Eight digits that change whenever a weight, a limit or a type does."""
    found = hashlib.sha256()
    for name in _FILES:
        found.update((files("legation.knowledge") / "data" / name).read_bytes())
    return found.hexdigest()[:8]


@cache
def plain_words() -> frozenset[str]:
    """Words of three letters and more that stand in news of any kind, in lower case."""
    return frozenset(row["word"] for row in rows(_FILES[3]))


@cache
def number_words() -> Mapping[str, str]:
    """Numbers in words, in lower case, with their digits."""
    return {row["word"]: row["number"] for row in rows(_FILES[4])}
