"""Plans that a later clause calls off: "but the visit was cancelled", "it never took place".

The plan is the one told last of the kind that the words name; it is one event with what becomes of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from legation.coding.clauses import extent
from legation.coding.drafts import Draft
from legation.coding.governing import governed, predicated
from legation.coding.grammar import (
    RECALLING,
    is_passive,
    is_verb,
    objects,
    recalls,
    surface_subjects,
)
from legation.coding.moods import clause_reading, is_negated, none_of
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.knowledge.acts import planned_things, word_classes
from legation.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_REACH = 3
"""Sentences back within which a plan is still spoken of by its kind alone."""
_NEAR = 1
"""Sentences back within which "it" is still the plan told last."""
_LATEST = 30
"""Acts back among which the plan that is called off must be."""
_OPEN = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
_POINTING = frozenset({"it", "this", "that"})
_OTHER = frozenset({"a", "an", "another", "any", "his", "her", "their", "its", "other", "previous"})
_ANY = "*"


def call_off(
    sentence: Span,
    told: Sequence[Draft],
    used: set[int],
    scene: Scene,
    resolver: Resolver,
    number: int,
) -> None:
    """Marks the plan that a sentence calls off; `used` are its words that tell acts by themselves."""
    if not any(act.status in _OPEN or act.meant is not None for act in told[-_LATEST:]):
        return
    for verb in sentence:
        if not is_verb(verb) or _is_recalled(verb):
            continue
        for thing in _undone(verb):
            if thing.i in used or not _spoken_of_again(thing, resolver):
                continue
            plan = _plan(thing, told, number)
            if plan is not None:
                start, stop = extent(verb, sentence)
                _undo(plan, (scene.base + start, scene.base + stop), core=thing.dep_ != "relcl")
                return


def _is_recalled(verb: Token) -> bool:
    """Whether a clause goes back behind the main line: "months after he put off the trip"."""
    clauses = [t for t in (verb, *verb.ancestors) if t.dep_ in ("advcl", "pcomp")]
    return any((t.dep_ == "advcl" and recalls(t)) or t.head.lower_ in RECALLING for t in clauses)


def _undone(verb: Token) -> Iterator[Token]:
    """What a verb says is off: its object where it cancels, its subject where it does not come."""
    subjects = [t for t in surface_subjects(verb) if t.i < verb.i]
    never = is_negated(verb) or any(none_of(t) for t in subjects)
    if never and verb.lemma_.lower() in word_classes()["COME_ABOUT"]:
        yield from subjects
        return
    if never or clause_reading(verb).status is not Status.OCCURRED:
        return
    if governed(verb, "obj") == "cancelled":
        yield from objects(verb) or (subjects if is_passive(verb) else [])
    elif "cancelled" in (predicated(verb), governed(verb, "subj")):
        yield from subjects


def _spoken_of_again(thing: Token, resolver: Resolver) -> bool:
    """Whether a word points at what was told, and does not name a plan of its own."""
    if thing.lower_ in _POINTING:
        return True
    if thing.lemma_.lower() not in planned_things():
        return False
    if any(c.lower_ in _OTHER for c in thing.children):
        return False
    return not resolver.sides([thing])


def _plan(thing: Token, told: Sequence[Draft], number: int) -> Draft | None:
    """The plan told last that a word may stand for."""
    pointing = thing.lower_ in _POINTING
    types = (_ANY,) if pointing else planned_things()[thing.lemma_.lower()]
    for act in reversed(told):
        if number - act.sentence > (_NEAR if pointing else _REACH):
            return None
        meant = act.meant[0] if act.meant is not None else act.type
        fits = _ANY in types or meant in types
        if fits and (act.status in _OPEN or (act.meant is not None and not pointing)):
            return act
    return None


def _undo(plan: Draft, span: tuple[int, int], *, core: bool) -> None:
    plan.status = Status.CANCELLED
    plan.core = plan.core or core
    plan.spans = [*plan.spans, span] if span not in plan.spans else plan.spans
    if plan.meant is not None:
        plan.type, plan.mode, plan.cameo = plan.meant
        plan.meant = None
