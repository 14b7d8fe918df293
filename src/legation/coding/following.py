"""Others who do what was told last: "Uganda followed suit", "as did Mali", "followed by Egypt".

The act is the one told last, in the same sentence or just before; who joins in does it to the same
sides, who "responds in kind" to those who did it to him. Nothing else of it is known to be alike, so
that the place is left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from legation.coding.clauses import extent, negated
from legation.coding.drafts import Draft
from legation.coding.grammar import is_verb, objects, surface_subjects
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.status import read_status
from legation.coding.timing import Clock
from legation.knowledge.acts import word_classes
from legation.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_REACH = 2
"""Sentences back within which an act is still what others follow."""
_SAYS_WHEN = frozenset({"stated", "relative"})


def joined_in(
    sentence: Span,
    told: Sequence[Draft],
    scene: Scene,
    resolver: Resolver,
    clock: Clock,
    number: int,
) -> Iterator[Draft]:
    """The acts of those who do as others did; `told` are those told so far, in order."""
    for verb in sentence:
        in_kind = _in_kind(verb)
        doers = surface_subjects(verb) if in_kind else _followers(verb, scene)
        if not doers or negated(verb):
            continue
        act = _followed(verb, told, scene.base, number)
        if act is None:
            continue
        named = resolver.sides(doers)
        if in_kind:
            joining = [side for side in named if side.code in {s.code for s in act.recipients}]
        else:
            joining = [side for side in named if side.code not in act.codes]
        status = read_status(verb).status
        if not joining or status is Status.DENIED:
            continue
        if verb.dep_ == "advcl" and status is Status.OCCURRED:
            status = act.status
        when = clock.when(verb, act.type, status, core=act.core)
        said = when.basis in _SAYS_WHEN
        start, stop = extent(verb, sentence)
        yield replace(
            act,
            actors=joining,
            recipients=[s.unplaced() for s in act.actors] if in_kind else act.recipients,
            status=status,
            when=when if said or status is not act.status else act.when,
            place=None,
            venue=None,
            per=[],
            rule="follow.suit",
            spans=[(scene.base + start, scene.base + stop)],
            sentence=number,
            order=scene.base + verb.idx,
            paragraph=scene.base,
            notes=[],
            condition=None,
        )


def _in_kind(verb: Token) -> bool:
    """Whether somebody does to others what they have done to him: "Lima responded in kind"."""
    if not is_verb(verb) or verb.lemma_.lower() not in word_classes()["RESPONDING"]:
        return False
    if verb.lemma_.lower() == "reciprocate":
        return not objects(verb)
    kinds = (t for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" for t in c.children)
    return any(t.lower_ == "kind" for t in kinds)


def _followers(verb: Token, scene: Scene) -> list[Token]:
    """Who does the same, where a verb says so."""
    if not is_verb(verb):
        return []
    words, lemma = word_classes(), verb.lemma_.lower()
    if lemma == "follow":
        if any(noun.lemma_.lower() in words["EXAMPLE"] for noun in objects(verb)):
            return surface_subjects(verb)
        by = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
        return [t for t in by if t.i in scene.by_token] if verb.dep_ == "advcl" else []
    if lemma not in words["DO_SO"]:
        return []
    same = (c for c in verb.children if c.dep_ in ("dobj", "advmod"))
    if lemma == "do" and any(c.lower_ in words["LIKEWISE"] for c in same):
        return surface_subjects(verb)
    if verb.i and verb.nbor(-1).lower_ in ("so", "as") and verb.dep_ in ("advcl", "conj", "ROOT"):
        return [c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i]
    return []


def _followed(verb: Token, told: Sequence[Draft], base: int, number: int) -> Draft | None:
    """The act that others follow: that of the verb over it, the last before it, or the sentence's before."""
    at = base + verb.idx
    here = [act for act in told if act.sentence == number and act.order < at]
    over = [act for act in here if act.order == base + verb.head.idx]
    if not here:
        near = [act for act in told if 0 < number - act.sentence <= _REACH]
        last = max((act.sentence for act in near), default=None)
        here = sorted((a for a in near if a.sentence == last), key=lambda a: -a.order)
    else:
        here.sort(key=lambda act: act.order)
    found = next(reversed(over or here), None)
    return found if found is not None and _can_be_followed(found) else None


def _can_be_followed(act: Draft) -> bool:
    """Whether an act is one that each does for himself, and not what several do together."""
    alone = bool(act.actors and act.recipients) or len(act.actors) == 1
    return alone and act.status is not Status.DENIED
