"""When and where an act happens, from the words near it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.dates import TimeExpression, find
from legation.coding.frames import triggers
from legation.coding.scene import Scene
from legation.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = frozenset({"in", "at", "near", "inside", "outside", "across", "throughout", "off"})
_VAGUE = 50  # "previously" yields to any date that says more
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr"})
_PLACE_KINDS = frozenset({"state", "capital", "place", "seat"})


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF date or interval, and what it rests on."""

    edtf: str | None
    basis: str


class Clock:
    """Time expressions of one paragraph, by the words that carry them."""

    def __init__(self, scene: Scene, published: dt.date | None, lead: str | None = None) -> None:
        self.scene = scene
        self.published = published
        self.lead = lead
        self.found: list[tuple[TimeExpression, Token]] = []
        for expression in find(scene.doc.text, published):
            span = scene.doc.char_span(expression.start, expression.stop, alignment_mode="expand")
            if span is not None and expression.basis not in ("name", "duration"):
                self.found.append((expression, span.root))

    def when(self, trigger: Token, status: Status, *, core: bool) -> When:
        """The date of an act: a date on its own clause first, else what the article's day allows."""
        best: tuple[int, TimeExpression] | None = None
        sentences = self.scene.sentences
        for expression, root in self.found:
            if sentences[root.i].start != sentences[trigger.i].start:
                continue
            far = _distance(root, trigger)
            if far is not None and expression.basis == "vague":
                far += _VAGUE
            if far is not None and (best is None or far < best[0]):
                best = (far, expression)
        if best is not None:
            edtf = _chosen(best[1], status)
            if edtf is not None:
                return When(edtf, best[1].basis)
        return self.default(status, core=core)

    def default(self, status: Status, *, core: bool) -> When:
        """What the day of publication alone allows."""
        if self.published is None:
            return When(None, "unknown")
        day = self.published.isoformat()
        if self.lead is not None and status is Status.OCCURRED and core:
            return When(self.lead, "the lead's date")
        if status is Status.PLANNED:
            return When(f"{day}/..", "after publication")
        if status is Status.HYPOTHETICAL:
            return When(None, "unknown")
        return When(day, "publication") if core else When(f"../{day}", "before publication")


def _chosen(expression: TimeExpression, status: Status) -> str | None:
    future = status in (Status.PLANNED, Status.HYPOTHETICAL)
    other = getattr(expression, "edtf_future" if future else "edtf_past", None)
    return other or expression.edtf


def _distance(time: Token, trigger: Token) -> int | None:
    """Steps from the trigger down to the time words, or through a shared clause; None if foreign."""
    up = [time, *time.ancestors]
    if trigger in up:
        between = up[: up.index(trigger)]
        if any(t.pos_ in ("NOUN", "VERB") and t is not time and triggers(t) for t in between):
            return None
        clauses = sum(
            t.dep_ in ("relcl", "ccomp", "advcl", "conj", "acl") and t.pos_ in ("VERB", "AUX")
            for t in between
        )
        return len(between) + 3 * clauses
    mine = [trigger, *trigger.ancestors]
    for steps, ancestor in enumerate(mine[1:5], 1):
        crossed = mine[steps - 1]
        if crossed.dep_ == "ccomp":
            return None
        if ancestor in up:
            between = up[: up.index(ancestor)]
            if any(t.dep_ in ("relcl", "advcl", "ccomp") for t in between):
                return None
            blocked = crossed.dep_ in ("relcl", "advcl") and crossed.pos_ in ("VERB", "AUX")
            return 4 + steps + len(between) + (6 if blocked else 0)
    return None


def place_of(trigger: Token, scene: Scene) -> tuple[str | None, str | None]:
    """Country code and venue of an act, from locative phrases on its clause."""
    current = trigger
    for _ in range(4):
        near = [
            *current.children,
            *(g for c in current.children if c.dep_ in _OBJECTS for g in c.children),
        ]
        for child in near:
            if child.dep_ == "prep" and child.lower_ in _WHERE:
                place = _named_place(child, scene)
                if place is not None:
                    return place
        if current.head is current or current.dep_ in ("relcl", "advcl", "ccomp"):
            break
        current = current.head
    return None, None


def _named_place(prep: Token, scene: Scene) -> tuple[str, str | None] | None:
    for child in prep.children:
        if child.dep_ != "pobj":
            continue
        for token in child.subtree:
            mention = scene.by_token.get(token.i)
            if (
                mention is not None
                and mention.entry.kind in _PLACE_KINDS
                and len(mention.entry.codes) == 1
            ):
                if token.dep_ in ("pobj", "appos", "compound", "poss") or token is child:
                    venue = mention.text if mention.entry.kind == "place" else None
                    return mention.entry.codes[0], venue
    return None
