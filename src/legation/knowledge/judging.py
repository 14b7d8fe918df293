"""Words that tell a judgement, a voice, a condition, a sighting or a claim, as data.

`data/judgements/` holds one table for each. A cue is one or several words; each word is met by
the form or the lemma of a token, `a|b` by either, and `~` by up to three words between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows

GAP = "~"
_CHANGE = "change"
_TURNING_WITHIN = 12
_TABLES = (
    "assessing",
    "conditions",
    "sightings",
    "claims",
    "wanting",
    "proposing",
    "causing",
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: its words in order, the word class (or ""), the kind, and stance, sign or direction.

    `frame` tells, of a table that has it, where the parts of the judgement stand about the words.
    """

    table: str
    words: tuple[frozenset[str], ...]
    pos: str
    kind: str
    value: str
    frame: str = ""

    @property
    def text(self) -> str:
        """The cue as one reads it."""
        return " ".join("|".join(sorted(word)) for word in self.words)


def _words(cell: str) -> tuple[frozenset[str], ...]:
    spaced = cell.replace("-", " - ").split()
    return tuple(frozenset(word.split("|")) for word in spaced)


@dataclass(frozen=True, slots=True)
class Starts:
    """Cues that begin with one word: by the word that follows, and those with a gap or alone.

    Each is ordered from the longest to the shortest.
    """

    pairs: Mapping[str, tuple[Cue, ...]]
    others: tuple[Cue, ...]

    def before(self, lower: str, lemma: str) -> tuple[Cue, ...]:
        """The cues that may go on with a word of this form and lemma."""
        found = self.pairs.get(lower, ())
        if lemma != lower and lemma in self.pairs:
            found = (*found, *self.pairs[lemma])
        if not found:
            return self.others
        return tuple(sorted((*found, *self.others), key=lambda cue: -len(cue.words)))


@cache
def cues() -> Mapping[str, Starts]:
    """All cues by their first word."""
    found: dict[str, list[Cue]] = {}
    for cue in _all():
        for first in cue.words[0]:
            found.setdefault(first, []).append(cue)
    return {first: _starts(some) for first, some in found.items()}


def _all() -> Iterator[Cue]:
    for table in _TABLES:
        for row in rows(f"judgements/{table}.tsv"):
            if row["kind"] != _CHANGE:
                value = row.get("stance") or row.get("sign") or row.get("direction") or ""
                frame = row.get("frame") or ""
                words = _words(row["cue"])
                yield Cue(table, words, row.get("pos") or "x", row["kind"], value, frame)


def _starts(some: list[Cue]) -> Starts:
    some.sort(key=lambda cue: -len(cue.words))
    pairs: dict[str, list[Cue]] = {}
    others = []
    for cue in some:
        if len(cue.words) == 1 or GAP in cue.words[1]:
            others.append(cue)
            continue
        for second in cue.words[1]:
            pairs.setdefault(second, []).append(cue)
    return Starts({word: tuple(found) for word, found in pairs.items()}, tuple(others))


@cache
def sizes(stance: str) -> frozenset[str]:
    """Adjectives for chances that are small ("against") or great ("for")."""
    table = rows("judgements/voices.tsv")
    return frozenset(row["cue"] for row in table if row["kind"] == f"size {stance}")


@cache
def changes() -> frozenset[str]:
    """Nouns for what may come about: a return, a deal, a strike."""
    table = rows("judgements/conditions.tsv")
    return frozenset(row["cue"] for row in table if row["kind"] == _CHANGE)


@cache
def chances() -> frozenset[str]:
    """Adjectives that tell how likely a thing is."""
    table = rows("judgements/assessing.tsv")
    return frozenset(row["cue"] for row in table if row["kind"] == "hedge" and row["pos"] == "a")


@cache
def denials() -> frozenset[str]:
    """Verbs by which somebody says that what follows is not so: "deny", "refute"."""
    return frozenset(
        word
        for cue in _all()
        if cue.kind == "denial" and len(cue.words) == 1
        for word in cue.words[0]
    )


@cache
def voices(kind: str) -> frozenset[str]:
    """Single words of one kind of voice: "say" and "think" verbs, "judge" and "thought" nouns."""
    table = rows("judgements/voices.tsv")
    return frozenset(row["cue"] for row in table if row["kind"] == kind and " " not in row["cue"])


@cache
def indicator_weights() -> Mapping[str, float]:
    """Weights of the traits of a clause that tells an indicator; "any" stands for every clause."""
    return {row["trait"]: float(row["weight"]) for row in rows("judgements/indicator_weights.tsv")}


@cache
def assessment_weights() -> Mapping[str, float]:
    """Weights of the traits of a clause that is an assessment; "any" stands for every clause."""
    return {row["trait"]: float(row["weight"]) for row in rows("judgements/assessment_weights.tsv")}


@cache
def third_persons() -> Mapping[str, str]:
    """The forms in -s of single verbs by which something brings about or hinders something, with the sign."""
    table = rows("judgements/causing.tsv")
    verbs = (r for r in table if r["frame"] == "verb" and r["cue"].isalpha())
    return {_third(row["cue"]): row["sign"] for row in verbs}


def _third(verb: str) -> str:
    """The form for "it": "fuels", "pushes", "defies"."""
    if verb.endswith(("s", "x", "sh", "ch", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{verb}s"


@cache
def claim_words(kind: str) -> frozenset[str]:
    """Single words of one kind that claims ask for: adjectives that only judge ("soft"), and others."""
    table = rows("judgements/claim_words.tsv")
    return frozenset(row["cue"] for row in table if row["kind"] == kind)


@cache
def system_words(kind: str) -> frozenset[str]:
    """Single words of one kind that interests, proposals and links ask for: "copula", "measure"."""
    table = rows("judgements/system_words.tsv")
    return frozenset(row["cue"] for row in table if row["kind"] == kind)


def turning(words: str) -> bool:
    """Whether the first of these words say that a thing is made less, hard or unlikely."""
    told = words.lower().split()[:_TURNING_WITHIN]
    return any(word in system_words("less") or word in system_words("hard") for word in told)
