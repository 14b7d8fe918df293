"""The lexicon of acts: which words, with which arguments, tell which act.

Frames stand in `data/acts/*.tsv`, one file a PLOVER type; word classes in `classes_*.tsv`;
words that change an event's status in `modality.tsv`. The format is told in `docs/lexicon.md`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

_NO_FRAMES = ("classes", "modality", "speech", "groups", "roles", "statement", "denials", "plans")
ACTOR_CLASSES = frozenset({"@ACTOR", "@STATE", "@PARTY", "@PERSON", "@BODY"})
FORM_CLASSES = frozenset({"@NUMBER", "@YEAR"})
"""Classes of words told by their form."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand on an argument: `words` of its head ("=") or anywhere in its phrase ("~")."""

    slot: str  # of "present": alternatives joined by |
    negated: bool
    how: str  # "present", "head" or "phrase"
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One row of the lexicon: a trigger, its conditions, where the sides stand, what it codes."""

    rule: str
    pos: str
    particle: str
    modifiers: tuple[str, ...]
    conditions: tuple[Condition, ...]
    actor: tuple[tuple[str, ...], ...]
    recipient: tuple[tuple[str, ...], ...]
    type: str
    mode: str | None
    cameo: str
    flags: frozenset[str]
    looks_up: bool = field(init=False, compare=False)
    """Whether the clause over the trigger is asked for."""

    def __post_init__(self) -> None:
        slots = (slot for choice in self.actor + self.recipient for slot in choice)
        up = any(slot.startswith("main.") for slot in slots)
        up = up or any(condition.slot == "main" for condition in self.conditions)
        object.__setattr__(self, "looks_up", up)

    @property
    def specificity(self) -> int:
        """How much the row demands: more demanding rows are tried first.

        Words say more than that some side is named, and that says more than that a slot is filled.
        """
        weights = [_weight(condition) for condition in self.conditions]
        return sum(weights) + 3 * len(self.modifiers) + 3 * bool(self.particle)


def _weight(condition: Condition) -> int:
    if condition.negated:
        return 0
    if condition.how == "present":
        return 1
    return 2 if condition.words <= ACTOR_CLASSES else 3


@dataclass(frozen=True, slots=True)
class Modality:
    """What a governing word does to the status of the act in one of its slots."""

    slot: str
    status: str
    particle: str


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A noun for a group that is no state: its name in codes, and whether it is armed or a crowd."""

    name: str
    kind: str


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (files("legation.knowledge") / "data" / "acts" / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _file_names() -> list[str]:
    folder = files("legation.knowledge") / "data" / "acts"
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".tsv"))


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """Lemmas of each class, by its name without the @."""
    classes: dict[str, set[str]] = {}
    for name in _file_names():
        if name.startswith("classes"):
            for row in _rows(name):
                words = {word.strip() for word in row["lemmas"].split("|") if word.strip()}
                classes.setdefault(row["class"].lstrip("@"), set()).update(words)
    return {name: _expand(words, classes) for name, words in classes.items()}


def _expand(words: set[str], classes: Mapping[str, set[str]]) -> frozenset[str]:
    out: set[str] = set()
    for word in words:
        if word.startswith("@") and word not in ACTOR_CLASSES:
            out |= classes.get(word[1:], set())
        else:
            out.add(word)
    return frozenset(out)


def _words(text: str) -> frozenset[str]:
    out: set[str] = set()
    for word in text.split("|"):
        if word in ACTOR_CLASSES | FORM_CLASSES:
            out.add(word)
        elif word.startswith("@"):
            out |= word_classes().get(word[1:], frozenset())
        elif word:
            out.add(word)
    return frozenset(out)


def _condition(text: str) -> Condition:
    negated = text.startswith("!")
    text = text.lstrip("!")
    for sign, how in (("=", "head"), ("~", "phrase")):
        if sign in text:
            slot, words = text.split(sign, 1)
            return Condition(slot.strip(), negated, how, _words(words.strip()))
    return Condition(text.strip(), negated, "present", frozenset())


@cache
def roles() -> Mapping[str, str]:
    """Lists of slots that many frames share, by their name with the $."""
    return {row["role"]: row["slots"] for row in _rows("roles.tsv")}


def _sides(text: str) -> tuple[tuple[str, ...], ...]:
    if text.strip() in ("", "-"):
        return ()
    choices = [
        named
        for choice in text.split(",")
        for named in roles().get(choice.strip(), choice.strip()).split(",")
    ]
    return tuple(
        tuple(slot.strip() for slot in choice.split("+") if slot.strip())
        for choice in dict.fromkeys(choices)
    )


def _heads(text: str) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Part of speech, lemma, particle and modifiers of each alternative of a head."""
    pos, _, words = text.partition(":")
    for word in sorted(_words(words)) if "|" in words or "@" in words else [words]:
        lemma, _, particle = word.partition("+")
        *modifiers, head = lemma.split("_")
        yield pos.strip(), head.strip(), particle.strip(), tuple(modifiers)


def _frame(row: Mapping[str, str]) -> Iterator[tuple[str, Frame]]:
    # What the heads of a row share is read once: a class of verbs may have a hundred of them.
    conditions, flags = row["if"].strip(), row["flags"] or ""
    shared = Frame(
        rule=row["rule"].strip(),
        pos="",
        particle="",
        modifiers=(),
        conditions=tuple(_condition(c.strip()) for c in conditions.split(";") if c.strip())
        if conditions not in ("", "-")
        else (),
        actor=_sides(row["actor"]),
        recipient=_sides(row["recipient"]),
        type=row["type"].strip(),
        mode=row["mode"].strip() or None,
        cameo=row["cameo"].strip(),
        flags=frozenset() if flags == "-" else frozenset(flags.split()),
    )
    for pos, lemma, particle, modifiers in _heads(row["head"].strip()):
        frame = replace(shared, pos=pos, particle=particle, modifiers=modifiers)
        yield f"{pos}:{lemma}", frame


@cache
def frames() -> Mapping[str, tuple[Frame, ...]]:
    """Frames by part of speech and lemma ("v:meet"), the most demanding first."""
    return _table(name for name in _file_names() if not name.startswith(_NO_FRAMES))


@cache
def statement_frames() -> Mapping[str, tuple[Frame, ...]]:
    """Frames of plain statements and appeals (CAMEO 01 and 02), which are no events."""
    return _table(["statement.tsv"])


def _table(names: Iterable[str]) -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for name in names:
        for row in _rows(name):
            for key, frame in _frame(row):
                found.setdefault(key, []).append(frame)
    return {
        key: tuple(sorted(rows, key=lambda frame: -frame.specificity))
        for key, rows in found.items()
    }


@cache
def modality() -> Mapping[str, tuple[Modality, ...]]:
    """What each governing word does to the status of the act that it governs.

    Rows with a particle come first: "call off" is more than "call".
    """
    found: dict[str, list[Modality]] = {}
    for row in _rows("modality.tsv"):
        for pos, lemma, particle, modifiers in _heads(row["word"].strip()):
            key = f"{pos}:{'_'.join((*modifiers, lemma))}"
            for slot in row["slot"].replace("|", ",").split(","):
                found.setdefault(key, []).append(
                    Modality(slot.strip(), row["status"].strip(), particle)
                )
    return {
        key: tuple(sorted(rows, key=lambda row: not row.particle)) for key, rows in found.items()
    }


@cache
def group_nouns() -> Mapping[str, GroupNoun]:
    """Nouns for groups of armed men and crowds, by lemma."""
    return {row["noun"]: GroupNoun(row["name"], row["kind"]) for row in _rows("groups.tsv")}


@cache
def denial_words(kind: str) -> frozenset[str]:
    """Words of one kind in `denials.tsv`, by which somebody denies what was told before."""
    found = [row["words"] for row in _rows("denials.tsv") if row["kind"] == kind]
    return frozenset(word for words in found for word in words.split("|"))


@cache
def planned_things() -> Mapping[str, tuple[str, ...]]:
    """Types of acts that a noun may stand for when a plan is spoken of again; "*" for any."""
    return {
        noun: tuple(row["types"].split(","))
        for row in _rows("plans.tsv")
        for noun in row["nouns"].split("|")
    }
