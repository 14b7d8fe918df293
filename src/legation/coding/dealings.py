"""Who an article's sides deal with: what fills in a side that a sentence leaves to the reader.

"Moscow denies having uttered any such threat" tells no one whom; the sentences before do. What is
filled in has no offsets, so that its event is less sure than one whose sides all stand there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from legation.model import Side

REACH = 5
"""Sentences after which two sides no longer count as dealing with each other."""


_CROWD = "NSA:protesters"  # whoever faces a crowd deals with somebody else all the same


@dataclass(slots=True)
class Dealings:
    """The partners of each side with the sentences in which they dealt, the latest last."""

    sentence: int = 0
    partners: dict[str, list[tuple[Side, int]]] = field(default_factory=dict)
    pairs: list[tuple[Side, Side, int]] = field(default_factory=list)

    def note(self, actors: Iterable[Side], recipients: Iterable[Side]) -> None:
        """Remember that these sides deal with each other; all do where nobody is the object."""
        acting, others = list(actors), list(recipients)
        if not others and len(acting) == 2:
            acting, others = acting[:1], acting[1:]
        if len(others) != 1 or len(acting) != 1 or acting[0].code == others[0].code:
            return
        if _CROWD in (acting[0].code, others[0].code):
            return
        one, other = (replace(side, start=None, stop=None) for side in (acting[0], others[0]))
        self.partners.setdefault(one.code, []).append((other, self.sentence))
        self.partners.setdefault(other.code, []).append((one, self.sentence))
        self.pairs.append((one, other, self.sentence))

    def partner_of(self, sides: Iterable[Side]) -> list[Side]:
        """With whom something is planned or off: the other of the article's pair, or the latest.

        The sentence itself may tell it, which it seldom does for a second act that it reports.
        """
        mine = list(sides)
        pair = self.pair()
        if len(mine) == 1 and mine[0].code in (side.code for side in pair):
            return [side for side in pair if side.code != mine[0].code]
        return self.partner(mine, here=True)

    def partner(self, sides: Iterable[Side], *, here: bool = False) -> list[Side]:
        """Whom these sides deal with just now, if that is one and the same.

        `here` lets the sentence itself tell it, and not only those before.
        """
        found: dict[str, Side] = {}
        mine = {side.code for side in sides}
        for code in mine:
            other = self._latest(code, here=here)
            if other is not None:
                found[other.code] = other
        return list(found.values()) if len(found) == 1 and found.keys().isdisjoint(mine) else []

    def _latest(self, code: str, *, here: bool) -> Side | None:
        for other, when in reversed(self.partners.get(code, ())):
            if here or when < self.sentence:
                return other if self.sentence - when <= REACH else None
        return None

    def pair(self) -> list[Side]:
        """The two sides that an article is about so far: those that dealt most, lately if alike."""
        counted = Counter(frozenset((one.code, other.code)) for one, other, _ in self.pairs)
        most = max(counted.values(), default=0)
        for one, other, when in reversed(self.pairs):
            if counted[frozenset((one.code, other.code))] == most:
                return [one, other] if most > 1 or self.sentence - when <= REACH else []
        return []
