"""Words that tell a judgement, a voice, a condition, a sighting or a claim, as data.

`data/judgements/` holds one table for each. A cue is one or several words; each word is met by
the form or the lemma of a token, `a|b` by either, and `~` by up to three words between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows

GAP = "~"
_TABLES = ("assessing", "conditions", "sightings", "claims")


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: its words in order, the word class (or ""), the kind, and stance, sign or direction."""

    table: str
    words: tuple[frozenset[str], ...]
    pos: str
    kind: str
    value: str

    @property
    def text(self) -> str:
        """The cue as one reads it."""
        return " ".join("|".join(sorted(word)) for word in self.words)


def _words(cell: str) -> tuple[frozenset[str], ...]:
    spaced = cell.replace("-", " - ").split()
    return tuple(frozenset(word.split("|")) for word in spaced)


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """All cues by their first word, the longest first."""
    found: dict[str, list[Cue]] = {}
    for table in _TABLES:
        for row in rows(f"judgements/{table}.tsv"):
            value = row.get("stance") or row.get("sign") or row.get("direction") or ""
            cue = Cue(table, _words(row["cue"]), row.get("pos") or "x", row["kind"], value)
            for first in cue.words[0]:
                found.setdefault(first, []).append(cue)
    return {
        first: tuple(sorted(some, key=lambda cue: -len(cue.words))) for first, some in found.items()
    }


@cache
def sizes(stance: str) -> frozenset[str]:
    """Adjectives for chances that are small ("against") or great ("for")."""
    table = rows("judgements/voices.tsv")
    return frozenset(row["cue"] for row in table if row["kind"] == f"size {stance}")


@cache
def voices(kind: str) -> frozenset[str]:
    """Single words of one kind of voice: "say" and "think" verbs, "judge" and "thought" nouns."""
    table = rows("judgements/voices.tsv")
    return frozenset(row["cue"] for row in table if row["kind"] == kind and " " not in row["cue"])


@cache
def indicator_weights() -> Mapping[str, float]:
    """Weights of the traits of a clause that tells an indicator; "any" stands for every clause."""
    return {row["trait"]: float(row["weight"]) for row in rows("judgements/indicator_weights.tsv")}
