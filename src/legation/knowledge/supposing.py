"""What can be supposed, in which words: forms, acts, affairs that end, and words that tell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from legation.knowledge.tables import rows, split
from legation.model.assumption import AssumptionKind

_FOLDER = "whatif"
Groups = tuple[frozenset[str], ...]
"""Groups of stems; a text tells of the thing where it has a word of each group."""

_ENDINGS = frozenset(
    ("", "s", "es", "d", "ed", "ing", "er", "ers", "ion", "ions", "ment", "ments", "al", "ation")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of words: `pattern` has slots in braces and alternatives in brackets."""

    name: str
    kind: AssumptionKind
    holds: bool
    pattern: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act that may be supposed: how it is said, as which PLOVER types it is coded, its words.

    `mutual` acts are of all sides alike.
    """

    name: str
    surfaces: tuple[str, ...]
    types: frozenset[str]
    mutual: bool
    words: Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Affair:
    """A state of affairs that may end: its nouns, and the kinds of obstacle that end with it."""

    name: str
    nouns: tuple[str, ...]
    words: frozenset[str]
    obstacles: frozenset[str]
    types: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """A forum whose chair is that of another."""

    forum: str
    led_by: str
    source: str


@cache
def forms() -> tuple[Form, ...]:
    """The forms, in the order in which they are tried."""
    return tuple(
        Form(
            name=row["form"],
            kind=AssumptionKind(row["kind"]),
            holds=row["holds"] == "yes",
            pattern=row["pattern"],
            example=row["example"],
        )
        for row in rows(f"{_FOLDER}/forms.tsv")
    )


@cache
def acts() -> Mapping[str, Act]:
    """Acts by name."""
    return {
        row["act"]: Act(
            name=row["act"],
            surfaces=split(row["surfaces"]),
            types=frozenset(split(row["types"])),
            mutual=row["mutual"] == "yes",
            words=_groups(row["words"]),
        )
        for row in rows(f"{_FOLDER}/acts.tsv")
    }


@cache
def affairs() -> Mapping[str, Affair]:
    """Affairs by name."""
    return {
        row["affair"]: Affair(
            name=row["affair"],
            nouns=split(row["nouns"]),
            words=frozenset(row["words"].split("|")),
            obstacles=frozenset(split(row["obstacles"])),
            types=frozenset(split(row["acts"])),
        )
        for row in rows(f"{_FOLDER}/affairs.tsv")
    }


@cache
def words(use: str) -> frozenset[str]:
    """Words of one use: end, goes on, break, restore, tie, leave, join, chair, empty ..."""
    return frozenset(row["word"] for row in rows(f"{_FOLDER}/words.tsv") if row["use"] == use)


@cache
def led() -> tuple[Led, ...]:
    """Forums that are chaired by the chair of another."""
    return tuple(
        Led(forum=row["forum"], led_by=row["led_by"], source=row["source"])
        for row in rows("forums/chaired_together.csv")
    )


def _groups(cell: str) -> Groups:
    return tuple(frozenset(group.split("|")) for group in cell.split(";"))


def is_form_of(word: str, stem: str) -> bool:
    """Whether a word is a stem with an ending: tests, tested and testing are of test."""
    if word.startswith(stem):
        return word[len(stem) :] in _ENDINGS
    # "cease" and "ceasing", "resume" and "resuming".
    return stem.endswith("e") and word.startswith(stem[:-1]) and word[len(stem) - 1 :] == "ing"


def is_form_of_any(word: str, stems: Iterable[str]) -> bool:
    """Whether a word is any of these stems with an ending."""
    return any(is_form_of(word, stem) for stem in stems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier event, or `count` of them from `start` to `end` (EDTF)."""

    act: str
    actor: str
    start: str
    end: str | None
    count: int
    what: str
    source: str


@cache
def precedents() -> tuple[Earlier, ...]:
    """Earlier events by act, beside those that a ledger holds."""
    return tuple(
        Earlier(
            act=row["act"],
            actor=row["actor"],
            start=row["start"],
            end=row["end"] or None,
            count=int(row["count"]),
            what=row["what"],
            source=row["source"],
        )
        for row in rows(f"{_FOLDER}/precedents.csv")
    )


@cache
def effects(use: str) -> frozenset[str]:
    """Words of an effect by use: harm, help, tie noun, body noun, with, relative, not."""
    return frozenset(row["word"] for row in rows(f"{_FOLDER}/effects.tsv") if row["use"] == use)


@lru_cache(maxsize=65536)
def is_effect_word(word: str, use: str) -> bool:
    """Whether a word in lower case is one of this use, with any ending."""
    return is_form_of_any(word, effects(use))


@cache
def turning_cues() -> tuple[str, ...]:
    """Words that open a condition and turn it, such as "unless", with a space on either side."""
    told = rows("judgements/conditions.tsv")
    return tuple(f" {row['cue']} " for row in told if row["sign"] == "-" and row["kind"] != "verb")
