"""Nouns for those who act for a state, and verbs of saying and judging."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from legation.model import Rank


@dataclass(frozen=True, slots=True)
class OfficeNoun:
    """A noun such as "minister" or "army": a person, a group or an organ, and its rank."""

    noun: str
    kind: str
    rank: Rank | None


@cache
def office_nouns() -> Mapping[str, OfficeNoun]:
    """Nouns for persons, groups and organs that act for a state, by lemma."""
    path = files("legation.knowledge") / "data" / "office_nouns.tsv"
    with path.open(encoding="utf-8") as lines:
        return {
            row["noun"]: OfficeNoun(
                row["noun"], row["kind"], Rank(row["rank"]) if row["rank"] else None
            )
            for row in csv.DictReader(lines, delimiter="\t")
        }


def holds_office(lemma: str) -> bool:
    """Whether a noun, in lower case, names a person by an office: "minister", "ambassador"."""
    noun = office_nouns().get(lemma)
    return noun is not None and noun.kind == "person"


@cache
def speech_verbs() -> Mapping[str, str]:
    """Verbs that report or judge: lemma to "say" or "judge"."""
    path = files("legation.knowledge") / "data" / "acts" / "speech.tsv"
    with path.open(encoding="utf-8") as lines:
        return {row["lemma"]: row["kind"] for row in csv.DictReader(lines, delimiter="\t")}
