"""Who an article's sides deal with: what fills in a side that a sentence leaves to the reader.

"Moscow denies having uttered any such threat" tells no one whom; the sentences before do. What is
filled in has no offsets, so that its event is less sure than one whose sides all stand there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from legation.model import Side

REACH = 8
"""Sentences after which two sides no longer count as dealing with each other."""

_FADING = 0.8
"""What a deal or a mention counts for one sentence later."""
_CROWD = "NSA:protesters"  # whoever faces a crowd deals with somebody else all the same
HOSTILE = frozenset({"ASSAULT", "MOBILIZE", "THREATEN", "COERCE", "ACCUSE", "SANCTION"})
"""Types of acts against somebody."""
_VIOLENT = frozenset({"ASSAULT", "MOBILIZE"})
FOUGHT = frozenset({"ASSAULT"})
"""Types told only of those who are at odds already."""


@dataclass(frozen=True, slots=True)
class _Deal:
    """With whom a side dealt, in which sentence, and whether by force or threat."""

    other: Side
    sentence: int
    hostile: bool


@dataclass(slots=True)
class Dealings:
    """The partners of each side with the sentences in which they dealt, the latest last."""

    sentence: int = 0
    partners: dict[str, list[_Deal]] = field(default_factory=dict)
    pairs: list[tuple[Side, Side, int]] = field(default_factory=list)
    blows: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrongs: Counter[tuple[str, str]] = field(default_factory=Counter)
    known: dict[str, Side] = field(default_factory=dict)

    def note(self, actors: Iterable[Side], recipients: Iterable[Side], type_: str = "") -> None:
        """Remember that these sides deal with each other; all do where nobody is the object."""
        acting, others = list(actors), list(recipients)
        if not others and len(acting) == 2:
            acting, others = acting[:1], acting[1:]
        if len(acting) > 1 and len(others) == 1:  # a visit of several: each deals with the host
            for side in acting:
                self._deal(side, others[0], hostile=type_ in HOSTILE)
            return
        if len(others) != 1 or len(acting) != 1 or acting[0].code == others[0].code:
            return
        if _CROWD in (acting[0].code, others[0].code):
            return
        one, other = (side.unplaced() for side in (acting[0], others[0]))
        hostile = type_ in HOSTILE
        self._deal(one, other, hostile=hostile)
        self.known |= {one.code: one, other.code: other}
        self.wrongs[one.code, other.code] += hostile
        self.blows[one.code, other.code] += type_ in _VIOLENT
        self.pairs.append((one, other, self.sentence))

    def _deal(self, one: Side, other: Side, *, hostile: bool) -> None:
        if one.code == other.code:
            return
        for mine, theirs in ((one, other), (other, one)):
            with_ = theirs.unplaced()
            self.partners.setdefault(mine.code, []).append(_Deal(with_, self.sentence, hostile))

    def partner_of(self, sides: Iterable[Side], type_: str = "") -> list[Side]:
        """With whom something is planned or off: the other of the article's pair, or the latest.

        The sentence itself may tell it, which it seldom does for a second act that it reports.
        """
        mine = list(sides)
        pair = self.pair()
        if type_ not in FOUGHT and len(mine) == 1 and mine[0].code in (s.code for s in pair):
            return [side for side in pair if side.code != mine[0].code]
        return self.partner(mine, type_, here=True)

    def partner(self, sides: Iterable[Side], type_: str = "", *, here: bool = False) -> list[Side]:
        """Whom these sides deal with just now in an act of a type, if that is one and the same.

        `here` lets the sentence itself tell it, and not only those before.
        """
        found: dict[str, Side] = {}
        mine = {side.code for side in sides}
        for code in mine:
            other = self._likeliest(code, type_, here=here)
            if other is not None:
                found[other.code] = other
        return list(found.values()) if len(found) == 1 and found.keys().isdisjoint(mine) else []

    def _likeliest(self, code: str, type_: str, *, here: bool) -> Side | None:
        """With whom a side dealt most, the latest deals counting more."""
        worth: dict[str, float] = {}
        sides: dict[str, Side] = {}
        for deal in self.partners.get(code, ()):
            past = self.sentence - deal.sentence
            if past > REACH or (past == 0 and not here) or (type_ in FOUGHT and not deal.hostile):
                continue
            worth[deal.other.code] = worth.get(deal.other.code, 0) + _FADING**past
            sides[deal.other.code] = deal.other
        return sides[max(worth, key=worth.__getitem__)] if worth else None

    def dealt(self, sides: Iterable[Side]) -> dict[str, float]:
        """How much each other side has dealt with these in the sentences before."""
        worth: dict[str, float] = {}
        for side in sides:
            for deal in self.partners.get(side.code, ()):
                past = self.sentence - deal.sentence
                if past:
                    worth[deal.other.code] = worth.get(deal.other.code, 0) + _FADING**past
        return worth

    def direction(self, type_: str) -> list[Side]:
        """Who acts against whom in an article: the two of the most blows, or else of the most wrongs."""
        for counted in (self.blows, self.wrongs) if type_ in FOUGHT else (self.wrongs,):
            (way, most), *_ = counted.most_common(1) or [(("", ""), 0)]
            if most and most > counted[way[::-1]]:
                return [self.known[code] for code in way]
        return []

    def pair(self) -> list[Side]:
        """The two sides that an article is about so far: those that dealt most, lately if alike."""
        counted = Counter(frozenset((one.code, other.code)) for one, other, _ in self.pairs)
        most = max(counted.values(), default=0)
        for one, other, when in reversed(self.pairs):
            if counted[frozenset((one.code, other.code))] == most:
                return [one, other] if most > 1 or self.sentence - when <= REACH else []
        return []
