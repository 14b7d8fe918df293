"""Postures that a state can take, words that tell them, and words for what is missing; as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Posture:
    """One way of standing towards others.

    `takes_partner` says whether it is towards somebody. `title` is a thesis with {who} and
    {partner}; `cues` are words that tell it, in lower case; `cells` its consistency with a kind
    of act ("visit", "agreement", "willingness", "refusal") with the partner or with others.
    """

    name: str
    takes_partner: bool
    title: str
    cues: tuple[str, ...]
    cells: Mapping[tuple[str, str], str]


@cache
def postures() -> tuple[Posture, ...]:
    """All postures, in the order of the table."""
    found = []
    for row in rows("judging/postures.tsv"):
        parts = (part.split(":") for part in split(row["indicators"]))
        found.append(
            Posture(
                name=row["posture"],
                takes_partner=row["takes"] == "partner",
                title=row["title"],
                cues=split(row["cues"]),
                cells={(act, whom): cell for act, whom, cell in parts},
            )
        )
    return tuple(found)


@cache
def regions() -> Mapping[str, str]:
    """The body whose members a word for a region means, by the word in lower case."""
    return {row["words"]: row["code"] for row in rows("judging/regions.tsv")}


@cache
def absences() -> Mapping[str, str]:
    """ "absence" or "silence" by words that tell it, in lower case."""
    return {row["words"]: row["kind"] for row in rows("judging/absences.tsv")}


@cache
def anaphors() -> Mapping[str, tuple[str, ...]]:
    """Types of events that a noun such as "the trip" can point back to; empty for any."""
    return {row["noun"]: split(row["types"]) for row in rows("judging/anaphors.tsv")}


@cache
def months() -> frozenset[str]:
    """Names of months, which tell nothing of what a question is about."""
    return frozenset(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
    )


@cache
def reading_words() -> frozenset[str]:
    """Beginnings of words by which something is read into what was seen: "suggest", "signal"."""
    kinds = ("reading", "sign")
    table = rows("judgements/assessing.tsv")
    cues = (row["cue"] for row in table if row["kind"] in kinds)
    return frozenset(cue for cue in cues if len(cue) > 3 and " " not in cue)
