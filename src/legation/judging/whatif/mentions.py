"""Who is named where in a text, and whom a common noun such as "the bloc" means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

from legation.knowledge.asking import code_named
from legation.knowledge.bodies import bodies
from legation.knowledge.names import is_state

_LONGEST = 5
_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+")
_OWNED = re.compile(r"[’']s\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name at its place in a text, with its code."""

    start: int
    stop: int
    code: str


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Named, ...]:
    """Each name of a state, body, group or leader, in the text's order."""
    bare = _OWNED.sub("  ", text)
    words = list(_WORD.finditer(bare))
    found = []
    at = 0
    while at < len(words):
        length = next(
            (
                n
                for n in range(min(_LONGEST, len(words) - at), 0, -1)
                if code_named([w[0] for w in words[at : at + n]])
            ),
            0,
        )
        if length:
            code = code_named([w[0] for w in words[at : at + length]]) or ""
            found.append(
                Named(start=words[at].start(), stop=words[at + length - 1].end(), code=code)
            )
        at += max(length, 1)
    return tuple(found)


def codes(text: str) -> tuple[str, ...]:
    """Codes of all who are named, in the order of their first names."""
    return tuple(dict.fromkeys(one.code for one in mentions(text)))


# Without slots, so that what is asked for often is made once.
@dataclass(frozen=True)
class Setting:
    """An article as what stands around a sentence."""

    text: str

    @cached_property
    def _bodies(self) -> frozenset[str]:
        return frozenset(body.code for body in bodies())

    @cached_property
    def main_state(self) -> str | None:
        """The state named most often; of several, the one named first."""
        told = Counter(n.code for n in mentions(self.text) if is_state(n.code))
        return told.most_common(1)[0][0] if told else None

    def body_before(self, offset: int) -> str | None:
        """The international body named last before an offset, else the one named most."""
        told = [n for n in mentions(self.text) if n.code in self._bodies]
        before = [n.code for n in told if n.start < offset]
        if before:
            return before[-1]
        most = Counter(n.code for n in told).most_common(1)
        return most[0][0] if most else None
