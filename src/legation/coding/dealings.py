"""Who an article's sides deal with: what fills in a side that a sentence leaves to the reader.

"Moscow denies having uttered any such threat" tells no one whom; the sentences before do. What is
filled in has no offsets, so that its event is less sure than one whose sides all stand there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from legation.model import Side

REACH = 5
"""Sentences after which two sides no longer count as dealing with each other."""


@dataclass(slots=True)
class Dealings:
    """The latest partner of each side, and the sentence in which they dealt."""

    sentence: int = 0
    latest: dict[str, tuple[Side, int]] = field(default_factory=dict)

    def note(self, actors: Iterable[Side], recipients: Iterable[Side]) -> None:
        """Remember that these sides deal with each other; all do where nobody is the object."""
        acting, others = list(actors), list(recipients)
        if not others and len(acting) == 2:
            acting, others = acting[:1], acting[1:]
        if len(others) != 1 or len(acting) != 1 or acting[0].code == others[0].code:
            return
        for one, other in ((acting[0], others[0]), (others[0], acting[0])):
            self.latest[one.code] = (replace(other, start=None, stop=None), self.sentence)

    def partner(self, sides: Iterable[Side]) -> list[Side]:
        """Whom these sides deal with just now, if that is one and the same."""
        found: dict[str, Side] = {}
        mine = list(sides)
        for side in mine:
            other, when = self.latest.get(side.code, (None, 0))
            if other is not None and self.sentence - when <= REACH:
                found[other.code] = other
        return (
            list(found.values())
            if len(found) == 1 and found.keys().isdisjoint(side.code for side in mine)
            else []
        )
