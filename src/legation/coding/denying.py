"""Denials that point back: "Asmara denies the charge", "..., which Abu Dhabi denies".

The act is the one told last of whoever denies it; that he denies it is a report of its own, with its
own status and speaker, beside the report that it happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from legation.coding.attribution import holder_of
from legation.coding.clauses import extent, negated
from legation.coding.drafts import Draft
from legation.coding.grammar import is_verb, subjects
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.knowledge.acts import denial_words, word_classes
from legation.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SAYINGS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
_DENIABLE = frozenset({Status.OCCURRED, Status.PLANNED, Status.HYPOTHETICAL})
_ANY = frozenset({"any", "anything", "it", "such", "one", "this", "that"})
_NEAR = 2
"""Sentences back within which "it" is still what was told."""
_CONTENT = frozenset({"ccomp", "acl", "xcomp", "pcomp", "relcl"})
_OBJECTS = frozenset({"dobj", "obj", "nsubj", "ccomp", "oprd"})


def denied_again(
    sentence: Span, told: Sequence[Draft], scene: Scene, resolver: Resolver, number: int
) -> Iterator[Draft]:
    """The acts that a sentence denies by pointing at them; `told` are those told so far, in order."""
    for verb in sentence:
        if not _may_deny(verb) or negated(verb) or not _points_back(verb):
            continue
        for subject in subjects(verb)[:1]:
            codes = {side.code for side in resolver.sides([subject])}
            any_part = _came_about(verb) or any(
                c.lower_ == "which" and c.dep_ == "dobj" for c in verb.children
            )
            before = sorted(told, key=lambda act: (act.sentence, act.order))
            act = _last_of(codes, before, number, any_part=any_part)
            if act is not None:
                start, stop = extent(verb, sentence)
                yield replace(
                    act,
                    status=Status.DENIED,
                    per=[holder_of(subject, scene, resolver)],
                    rule="denials.pointing",
                    spans=[(scene.base + start, scene.base + stop)],
                    sentence=number,
                    order=scene.base + start,
                    notes=[],
                    condition=None,
                )
                return


def _may_deny(word: Token) -> bool:
    lemma = word.lemma_.lower()
    return (lemma in denial_words("verb") or lemma in denial_words("doubting")) and is_verb(word)


def _came_about(verb: Token) -> bool:
    """ "Denies that any took place": who denies it may be the one to whom it was done."""
    return any(
        c.dep_ == "ccomp"
        and c.lemma_.lower() in word_classes()["COME_ABOUT"]
        and any(s.lower_ in _ANY for s in subjects(c))
        for c in verb.children
    )


def _last_of(
    codes: set[str], told: Sequence[Draft], number: int, *, any_part: bool = False
) -> Draft | None:
    """The act of these sides told last, or with `any_part` the one in which they have one."""
    for act in reversed(told):
        if number - act.sentence > _NEAR:
            return None
        doers = (
            act.codes if any_part or act.type == "CONSULT" else {side.code for side in act.actors}
        )
        own_word = any(holder.code in codes for holder in act.per)
        if act.type not in _SAYINGS and act.status in _DENIABLE and codes & doers and not own_word:
            return act
    return None


def _points_back(verb: Token) -> bool:
    """Whether what a verb denies is a word that stands for an act told before."""
    lemma = verb.lemma_.lower()
    objects = [child for child in verb.children if child.dep_ in _OBJECTS and child.i > verb.i]
    if lemma in denial_words("verb"):
        if _came_about(verb):
            return True
        if verb.dep_ == "relcl" and any(c.lower_ == "which" for c in verb.children):
            return True
        return any(_stands_for_an_act(child) for child in objects)
    if lemma not in denial_words("doubting"):
        return False
    named = [child for child in verb.subtree if child.lemma_.lower() in denial_words("said")]
    pointing = [c for c in objects if c.lower_ in denial_words("pointing") and c.dep_ != "nsubj"]
    if not pointing and not any(_bare(child) for child in named):
        return False
    return (bool(named) and lemma in ("reject", "dismiss")) or any(
        child.lemma_.lower() in denial_words("untrue") for child in verb.subtree
    )


def _stands_for_an_act(word: Token) -> bool:
    lemma = word.lemma_.lower()
    if lemma in denial_words("pointing"):
        return word.dep_ != "nsubj" and not any(c.dep_ in _CONTENT for c in word.children)
    return (lemma in denial_words("said") or lemma in denial_words("part")) and _bare(word)


def _bare(noun: Token) -> bool:
    """Whether a noun does not itself tell what was done: "the charge", and not "the charge that ..."."""
    return not any(
        child.dep_ in _CONTENT or (child.lower_ in ("of", "that") and child.dep_ != "det")
        for child in noun.children
    )
