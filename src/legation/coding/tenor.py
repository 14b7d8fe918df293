"""What kind of text it is, told from its words at once: how much it asks, weighs and goes into.

A long text that asks questions and hears experts weighs things; a short dispatch tells them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from legation.knowledge.judging import voices

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
_SHORT, _LONG = 150, 320
_FEW = 2
_EARLY = 0.5
_OWN = frozenset({"we", "our", "us", "i"})


def tenor(text: str) -> frozenset[str]:
    """The traits of a whole text."""
    return frozenset(_traits(text))


def _traits(text: str) -> Iterator[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    own = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", text))]
    size = len(words)
    yield "text short" if size < _SHORT else "text long" if size > _LONG else "text middling"
    yield f"text asks {_some(text.count('?'))}"
    judges = sum(1 for word in words if word in _plurals())
    yield f"text of experts {_some(judges)}"
    if any(word in _OWN for word in own):
        yield "text of its own voice"


def paragraph_tenor(text: str, start: int, whole: int) -> frozenset[str]:
    """The traits of one paragraph, which begins at `start` in a text of `whole` characters."""
    found = {"paragraph asks" if "?" in text else "paragraph tells"}
    if any(word.lower() in _plurals() for word in _WORD.findall(text)):
        found.add("paragraph of experts")
    share = start / max(whole, 1)
    found.add("place first" if not start else f"place {'early' if share < _EARLY else 'late'}")
    return frozenset(found)


def _some(count: int) -> str:
    return "none" if not count else "few" if count <= _FEW else "many"


@cache
def _plurals() -> frozenset[str]:
    """Nouns for those who judge by trade, one or many."""
    nouns = voices("judge") - voices("no person")
    return frozenset(nouns | {f"{word}s" for word in nouns})
