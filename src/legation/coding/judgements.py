"""What people make of events: a paragraph's sentences in, judgements with evidence out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.coding.assessments import about, assess, evidence
from legation.coding.chains import Judged
from legation.coding.claims import Told, claims
from legation.coding.conditions import conditions, signed
from legation.coding.cues import Hit, of_table, scan
from legation.coding.drafts import Draft
from legation.coding.halves import Halves
from legation.coding.holders import Holders
from legation.coding.observations import Seen, observe
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.system.reader import Found, SystemReader
from legation.coding.tenor import paragraph_tenor, tenor
from legation.coding.timing import Clock
from legation.coding.traits import Sentence, left_behind
from legation.model import (
    Article,
    Assessment,
    Claim,
    Condition,
    Event,
    Observation,
    Status,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

_TOLD = frozenset({"stated", "relative", "anchored"})
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_ALIKE = 0.7


@dataclass(slots=True)
class Judgements:
    """All judgements of one article so far, without repeats."""

    article: Article
    assessments: list[Assessment] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    system: Found = field(default_factory=Found)
    tenor: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Reads the whole text for its tenor."""
        self.tenor = tenor(self.article.text)

    def __len__(self) -> int:
        """How many assessments, observations and conditions there are."""
        return len(self.assessments) + len(self.observations) + len(self.conditions)

    def add(self, item: Assessment) -> None:
        """Adds an assessment; one that its holder has made before only adds its evidence."""
        for at, known in enumerate(self.assessments):
            if known.holder.name == item.holder.name and known.stance is item.stance:
                if _alike(known.about, item.about):
                    more = tuple(e for e in item.evidence if e not in known.evidence)
                    merged = dataclasses.replace(known, evidence=known.evidence + more)
                    self.assessments[at] = merged
                    return
        self.assessments.append(item)

    def see(self, item: Observation) -> None:
        """Adds an observation unless its words are kept already."""
        quotes = {e.quote for o in self.observations for e in o.evidence}
        if item.evidence[0].quote not in quotes:
            self.observations.append(item)

    def claims_of(self, events: tuple[Event, ...]) -> tuple[Claim, ...]:
        """The claims, each with the event that its words tell."""
        return tuple(dataclasses.replace(c, subject=_subject(c, events)) for c in self.claims)


def _alike(one: str, other: str) -> bool:
    a, b = set(_CONTENT.findall(one.lower())), set(_CONTENT.findall(other.lower()))
    return one == other or (bool(a | b) and len(a & b) / len(a | b) >= _ALIKE)


def _subject(claim: Claim, events: tuple[Event, ...]) -> str | None:
    """The event whose evidence overlaps the claim most closely."""
    best: tuple[int, str] | None = None
    for event in events:
        for told in event.evidence:
            for mine in claim.evidence:
                shared = min(told.stop, mine.stop) - max(told.start, mine.start)
                if shared > 0 and (best is None or shared > best[0]):
                    best = (shared, event.id)
    return best[1] if best else None


class Reader:
    """Reads the judgements of one paragraph, sentence by sentence."""

    def __init__(self, scene: Scene, resolver: Resolver, clock: Clock, found: Judgements) -> None:
        self.scene = scene
        self.resolver = resolver
        self.clock = clock
        self.found = found
        self.holders = Holders(scene, resolver)
        self.system = SystemReader(found.article, scene.base, self.holders, resolver, found.system)
        whole = len(found.article.text)
        self.tenor = found.tenor | paragraph_tenor(scene.text, scene.base, whole)
        self._before: SpacySpan | None = None
        self._after: frozenset[str] = frozenset()

    def read(self, sentence: SpacySpan, number: int, drafts: Sequence[Draft]) -> None:
        """Adds what one sentence gives: the article's `number`th, which tells the events `drafts`."""
        hits = scan(sentence)
        year = self.clock.published.year if self.clock.published else None
        tags = self.holders.voices.tags(sentence)
        asides = frozenset(i for tag in tags for i in range(tag.first, tag.end(sentence)))
        ifs = conditions(sentence, hits, asides)
        known = Sentence(sentence, hits, [], drafts, number, year, ifs, self.tenor, self._after)
        known.judged = assess(known, self.holders)
        for one in known.judged:
            self._assessment(one, sentence)
        for seen in observe(known, self._before, self.holders):
            self._observation(seen)
        for halves in ifs:
            self._condition(halves, hits)
        for told in claims(sentence, hits, self.scene.text):
            self._claim(told)
        self.system.read(sentence, hits, self._before, ifs)
        self.holders.remember(sentence)
        self._before = sentence
        self._after = left_behind(known)

    def _quote(self, span: tuple[int, int]) -> tuple[int, int]:
        return self.scene.base + span[0], self.scene.base + span[1]

    def _assessment(self, judged: Judged, sentence: SpacySpan) -> None:
        start, stop = self._quote(evidence(judged, sentence))
        self.found.add(
            Assessment(
                holder=judged.holder,
                about=about(judged, self.holders),
                stance=judged.stance,
                words=judged.words,
                evidence=(self.found.article.quote(start, stop),),
            )
        )

    def _observation(self, seen: Seen) -> None:
        start, stop = self._quote(seen.span)
        when = self.clock.when(seen.token, "", Status.OCCURRED, core=False)
        reporter = self.holders.subject_of(seen.token)
        self.found.see(
            Observation(
                what=seen.what,
                about=about(seen.judged, self.holders) if seen.judged else None,
                direction=seen.direction,
                when=when.edtf if when.basis in _TOLD else None,
                per=(self.holders.named(reporter),) if reporter is not None else (),
                evidence=(self.found.article.quote(start, stop),),
            )
        )

    def _condition(self, halves: Halves, hits: list[Hit]) -> None:
        start, stop = self._quote(halves.span)
        effects = {
            h.cue.value
            for h in of_table(hits, "assessing")
            if h.cue.kind in ("effect", "reading") and h.words in halves.then_words
        }
        self.found.conditions.append(
            Condition(
                if_=halves.if_words,
                then=halves.then_words,
                sign=signed(halves, effects),
                holder=self.holders.of(halves.if_),
                evidence=(self.found.article.quote(start, stop),),
            )
        )

    def _claim(self, told: Told) -> None:
        start, stop = self._quote(told.span)
        self.found.claims.append(
            Claim(
                claim=told.words,
                kind=told.kind,
                subject=None,
                holder=self.holders.of(told.token),
                evidence=(self.found.article.quote(start, stop),),
            )
        )
