"""Which judgements answer the same question, though it is asked in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from legation.knowledge.names import resolve
from legation.knowledge.offices import terms
from legation.knowledge.tables import rows

# Questions are one where they share this part of all their words (Jaccard's index).
_ENOUGH = 0.6
_LONGEST_NAME = 5
_OWNED = re.compile(r"[’']s\b")
_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: about whom, what, and the words that turn its answer round."""

    codes: frozenset[str]
    words: frozenset[str]
    turns: frozenset[str]

    @property
    def exact(self) -> bool:
        """Whether it says enough to be known again in another article."""
        return len(self.codes | self.words) > 1

    def same(self, other: Asked) -> bool:
        """Whether a yes to the one is a yes to the other, as far as words tell."""
        if self.turns != other.turns or self.codes != other.codes:
            return False
        every = self.codes | self.words | other.words
        shared = self.codes | (self.words & other.words)
        return self == other or (self.exact and len(shared) >= _ENOUGH * len(every))


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["use"], row["stands_for"]) for row in rows("question_words.tsv")}


@cache
def _leaders() -> dict[str, str]:
    """Names and safe surnames of office holders, in lower case, with their state or body."""
    found: dict[str, str] = {}
    for term in sorted(terms(), key=lambda t: (t.end is None, t.start)):
        for name in (term.person, *term.aliases, *([term.surname] if term.bare else [])):
            found[_folded(name)] = term.code
    return found


def _folded(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))


def code_named(words: Sequence[str]) -> str | None:
    """The state or body that these words name; a name begins with a capital."""
    if not words[0][:1].isupper():
        return None
    return resolve(" ".join(words)) or _leaders().get(_folded(" ".join(words)))


@cache
def asked(about: str) -> Asked:
    """The question behind these words; names of states and leaders count by the state."""
    given = _WORD.findall(_OWNED.sub(" ", about))
    codes: set[str] = set()
    words: set[str] = set()
    turns: set[str] = set()
    at = 0
    while at < len(given):
        for length in range(min(_LONGEST_NAME, len(given) - at), 0, -1):
            if code := code_named(given[at : at + length]):
                codes.add(code)
                at += length
                break
        else:
            word = given[at].casefold()
            pair = " ".join(given[at : at + 2]).casefold()
            if pair in _words():
                word = pair
                at += 1
            use, stands_for = _words().get(word, ("", ""))
            if use == "turn":
                turns.add(word)
            elif use != "empty":
                words.add(stands_for or word)
            at += 1
    return Asked(frozenset(codes), frozenset(words), frozenset(turns))
