"""Who asserts an act when it is not the article's own voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legation.coding.frames import triggers
from legation.coding.grammar import is_verb, surface_subjects
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.knowledge.people import speech_verbs
from legation.model import Holder

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEDIA = re.compile(
    r"\b(?:state|official|state-run) (?:media|television|tv|news agency|radio)\b", re.IGNORECASE
)


def holder_of(token: Token, scene: Scene, resolver: Resolver) -> Holder:
    """The person, body or group that a subject names, as written."""
    mention = scene.by_token.get(token.i)
    words = scene.doc[token.left_edge.i : token.i + 1].text
    if len(words) > 80:
        words = token.text
    sides = resolver.sides([token])
    if mention is not None and mention.entry.kind == "outlet":
        code = mention.entry.codes[0] if mention.entry.codes else None
        return Holder(name=mention.entry.name, code=code, kind=mention.entry.office)
    if _MEDIA.search(words):
        return Holder(name=words, code=sides[0].code if sides else None, kind="state media")
    if sides and (token.pos_ == "PRON" or sides[0].office):
        name = sides[0].name or words
        return Holder(name=name, office=sides[0].office, code=sides[0].code)
    return Holder(name=words, code=sides[0].code if sides else None)


def _judging(act: Token) -> Token | None:
    """The verb by which somebody judges of an act: "sees a raid as likely", "thinks it unlikely"."""
    if act.dep_ not in ("dobj", "nsubj"):
        return None
    head = act.head
    finite = head.tag_ in ("VBZ", "VBP", "VBD") or any(c.dep_ == "aux" for c in head.children)
    over = head.head if head.dep_ == "ccomp" and not finite else head
    judges = speech_verbs().get(over.lemma_) == "judge" or over.lemma_ == "regard"
    return over if judges and is_verb(over) else None


def speakers(token: Token, scene: Scene, resolver: Resolver) -> list[Holder]:
    """Nested speakers of what a word tells, the nearest first."""
    found = [holder_of(subject, scene, resolver) for subject in voices_over(token)]
    return found + _according(token, scene, resolver)


def voices_over(token: Token) -> list[Token]:
    """The subjects of the verbs of saying and judging over a word, the nearest first."""
    found: list[Token] = []
    current = token
    for _ in range(8):
        head = current.head
        if head == current:
            break
        for subject in _speaking(current):
            if subject != current and not triggers(
                subject
            ):  # "the trip signals": an act says nothing
                found.append(subject)
        current = head
    if is_verb(current) and not found:
        found = _inserted(current, token)
    return found


def _speaking(content: Token) -> list[Token]:
    """Who says or judges what a word heads."""
    verb = content.head
    said = content.dep_ in ("ccomp", "xcomp") and is_verb(verb) and verb.lemma_ in speech_verbs()
    if not said:
        judging = _judging(content)
        return surface_subjects(judging)[:1] if judging is not None else []
    return surface_subjects(verb)[:1]


def _inserted(top: Token, token: Token) -> list[Token]:
    """Who speaks in a clause put in after the words: "the raid, he says, was theirs"."""
    if top != token and top not in token.ancestors:
        return []
    return [
        subject
        for child in top.children
        if child.dep_ == "parataxis" and child.lemma_ in speech_verbs() and child.i > top.i
        for subject in [c for c in child.children if c.dep_ == "nsubj"][:1]
    ]


def _according(token: Token, scene: Scene, resolver: Resolver) -> list[Holder]:
    for word in scene.sentence_of(token):
        if word.lower_ == "according":
            for to in word.children:
                if to.lower_ == "to":
                    for source in to.children:
                        if source.dep_ == "pobj":
                            return [holder_of(source, scene, resolver)]
    return []
