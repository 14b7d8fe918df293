"""What an article is about: the sides that it names, how often and where.

A side that a sentence leaves to the reader is seldom the one named last; it is the one that the
whole text is about, besides whom the sentence tells. What each trait weighs is estimated from
coded texts (`knowledge/data/topic_weights.tsv`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from legation.coding.mentions import Mention, Names
from legation.knowledge import topic_weights as told
from legation.knowledge.bodies import forums
from legation.knowledge.names import is_state
from legation.knowledge.topic_weights import topic_weights
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SIDES = frozenset({"state", "adjective", "people", "capital", "seat", "body", "group", "person"})
_LIKELY = 0.2
"""Chance above which a side is taken for the one meant, nobody being one of the choices.

Of the sides above it four in ten are right in dev, about as many as of its events are found.
"""
_PLACES = frozenset({"capital", "state"})
_WHERE = frozenset({"in", "at", "near", "outside", "around", "from"})
_GOING = frozenset({"go", "come", "travel", "fly", "head", "return", "journey", "drive", "bring"})
_DATELINE = 4
_REMEMBERED = 20
"""Mentions beyond which earlier ones weigh nothing."""


def _unnamed(code: str) -> bool:
    """Whether a code stands for a band or crowd without a name."""
    return code.startswith("NSA:") and code[4:5].islower()


def _is_place(mention: Mention, doc: Doc) -> bool:
    """Whether a city only tells where something happens: "a session in Cairo", "flew to Geneva"."""
    span = doc.char_span(mention.start, mention.stop, alignment_mode="expand")
    if span is None or mention.entry.kind not in _PLACES:
        return False
    root = span.root
    while root.dep_ in ("conj", "appos") and root.head != root:
        root = root.head
    if root.dep_ != "pobj":
        return root.dep_ == "ROOT" and len(span.sent) <= _DATELINE
    prep = root.head
    return prep.lower_ in _WHERE or (prep.lower_ == "to" and prep.head.lemma_ in _GOING)


@dataclass(slots=True)
class Topic:
    """The sentences that name each code, known before the first of them is read.

    `at` is the sentence that is being read, `paragraphs` holds the paragraph of each sentence,
    `by_name` the codes named otherwise than by a city, `acting` those named not only as places.
    """

    title: frozenset[str] = frozenset()
    places: dict[str, list[int]] = field(default_factory=dict)
    paragraphs: list[int] = field(default_factory=list)
    sides: dict[str, Side] = field(default_factory=dict)
    by_name: set[str] = field(default_factory=set)
    acting: set[str] = field(default_factory=set)
    at: int = 0

    def read(self, docs: Iterable[Doc], names: Names) -> None:
        """Notes whom each sentence of the parsed paragraphs names."""
        for paragraph, doc in enumerate(docs):
            found = [m for m in names.find(doc.text) if m.entry.kind in _SIDES]
            self.by_name |= {c for m in found if m.entry.kind != "capital" for c in m.entry.codes}
            self.acting |= {c for m in found if not _is_place(m, doc) for c in m.entry.codes}
            for sentence in doc.sents:
                here: set[str] = set()
                for mention in found:
                    if sentence.start_char <= mention.start < sentence.end_char:
                        for code in mention.entry.codes:
                            if not code.startswith("PER:") and not _unnamed(code):
                                here.add(code)
                                name = mention.text if mention.entry.kind != "person" else None
                                self.sides.setdefault(code, Side(code=code, name=name))
                for code in sorted(here):
                    self.places.setdefault(code, []).append(len(self.paragraphs))
                self.paragraphs.append(paragraph)

    def meant(
        self,
        known: Collection[Side],
        part: str = "recipient",
        *,
        among: Collection[str] | None = None,
        likely: float = _LIKELY,
        dealt: Mapping[str, float] = MappingProxyType({}),
    ) -> list[Side]:
        """The side besides the `known` ones that plays a part here, where one is likely enough.

        `part` is "recipient", "actor", or "partner" of what two do together; `among` are the only
        codes that come into question; `dealt` is how much the known ones dealt with each code.
        With `likely` of 0 somebody is meant for sure.
        """
        mine = {side.code for side in known}
        worth = {
            code: self._worth(code, part, dealt)
            for code in self.candidates()
            if code not in mine and (among is None or code in among)
        }
        if not worth:
            return []
        best = max(worth, key=worth.__getitem__)
        against = (*worth.values(), topic_weights(part)[told.NOBODY])
        chance = 1 / sum(math.exp(other - worth[best]) for other in against)
        return [self.sides[best]] if chance > likely else []

    def before(self, codes: Iterable[str]) -> set[str]:
        """Those codes that the sentence being read does not name itself."""
        return {code for code in codes if self.at not in self.places.get(code, ())}

    def together(self, sides: Iterable[Side]) -> float:
        """How much a text is about several sides at once, which is how much of the least of them."""
        return min(
            (self._worth(s.code, "actor") for s in sides if s.code in self.places), default=0
        )

    def pair(self) -> list[Side]:
        """The two sides that the article is about, if there are two."""
        first = self.meant((), "actor", likely=0)
        second = self.meant(first, likely=0) if first else []
        return [*first, *second] if second else []

    def candidates(self) -> list[str]:
        """Codes named by now, though not in this sentence alone: there they have their own part."""
        by_now = (c for c, places in self.places.items() if places[0] <= self.at)
        elsewhere = {c for c in by_now if self.places[c] != [self.at]}
        found = {*elsewhere, *(self.title & self.sides.keys())} & self.acting
        return sorted(found - forums())  # a forum is where one meets, and no side

    def traits(self, code: str, dealt: Mapping[str, float]) -> dict[str, float]:
        """What tells whether a side is the one meant in the sentence that is being read."""
        places = self.places[code]
        before = places[: bisect_left(places, self.at)]
        near = sum(told.FADING ** (self.at - n) for n in before[-_REMEMBERED:])
        here = places[len(before) : len(before) + 1] == [self.at]
        group = code.startswith("NSA:")
        again = bool(before) and self.paragraphs[before[-1]] == self.paragraphs[self.at]
        return {
            told.OFTEN: math.log1p(len(places)),
            told.NEAR: math.log1p(near),
            told.DEALT: math.log1p(dealt.get(code, 0)),
            told.IN_PARAGRAPH: float(again),
            told.IN_TITLE: float(code in self.title),
            told.HERE: float(here),
            told.BODY: float(not group and not is_state(code)),
            told.GROUP: float(group),
        }

    def _worth(
        self, code: str, part: str, dealt: Mapping[str, float] = MappingProxyType({})
    ) -> float:
        weights = topic_weights(part)
        return sum(weights[trait] * value for trait, value in self.traits(code, dealt).items())
