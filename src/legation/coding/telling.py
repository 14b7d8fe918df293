"""How a trigger stands in its text: its evidence, and whether it is the news, an aside, a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.frames import triggers, words_over
from legation.coding.grammar import is_verb, recalls
from legation.coding.scene import Scene
from legation.knowledge.acts import word_classes
from legation.knowledge.people import speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = frozenset({"at", "during", "sideline", "sidelines", "margin", "margins"})
LONGEST = 300
_DEPTH = 8
_CHARGING = frozenset({"accuse", "charge", "suspect"})


def is_core(token: Token, type_: str) -> bool:
    """Whether a trigger stands in the main line of its sentence, not in what the line recalls."""
    current = _done_at(token) if type_ == "CONSULT" else token
    for _ in range(8):
        if current.dep_ in ("relcl", "poss") or (current.dep_ == "advcl" and recalls(current)):
            return False
        if current.dep_ in ("pobj", "pcomp") and current.head.lower_ in (
            "after",
            "since",
            "following",
            "over",
            "amid",
            "against",
            "despite",
            "of",
        ):
            return False
        if any(c.dep_ == "aux" and c.lower_ == "had" for c in current.children):
            return False
        if token.pos_ == "NOUN" and _is_object(current) and _is_act_of_another(current.head, type_):
            return False
        if current.head == current:
            break
        current = current.head
    return True


def _done_at(meeting: Token) -> Token:
    """The act that is done at a meeting, which is then as much of the news as the act."""
    if meeting.pos_ != "NOUN" or not words_over(meeting) & _HELD:
        return meeting
    return next((t for t in meeting.ancestors if is_verb(t)), meeting)


def _is_object(word: Token) -> bool:
    return word.dep_ in ("dobj", "nsubjpass") or word.head.dep_ in ("dobj", "nsubjpass")


def _is_act_of_another(word: Token, type_: str) -> bool:
    """Whether a noun's governor is an act on it: "condemned the attack", "lifts the sanctions"."""
    verb = word if word.pos_ == "VERB" else word.head
    if verb.pos_ != "VERB" or speech_verbs().get(verb.lemma_) == "say":
        return False
    frames = triggers(verb)
    return bool(frames) and not any(f.type == type_ for f in frames)


def is_topic(token: Token) -> bool:
    """Whether a word only says what talks, thanks or a plea of importance are about."""
    current = token
    for _ in range(_DEPTH):
        head = current.head
        if head == current or current.dep_ in ("relcl", "nsubj", "nsubjpass", "advcl", "ccomp"):
            return False
        if current.dep_ == "conj" or (head.dep_ == "prep" and current.dep_ in ("pobj", "pcomp")):
            current = head
            continue
        if current.dep_ in ("prep", "dobj", "pobj", "pcomp", "acl", "xcomp", "poss", "compound"):
            lemma = head.lemma_.lower()
            if lemma in word_classes()["ABOUT"] and not _means(head):
                return True
        if is_verb(head) and head != token and head.dep_ not in ("xcomp", "acl", "pcomp"):
            return False
        current = head
    return False


def is_charge(token: Token) -> bool:
    """Whether an act is what somebody is accused of: "accused Chad of arming the rebels"."""
    clause = token
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    over = clause.head
    if clause.dep_ == "ccomp":
        return over.lemma_ == "allege"
    if clause.dep_ not in ("pcomp", "pobj") or over.lower_ not in ("of", "with"):
        return False
    verb = over.head if is_verb(over.head) else over.head.head
    return is_verb(verb) and verb.lemma_ in _CHARGING


def _means(noun: Token) -> bool:
    """ "By way of": no way to do something, but how it was done."""
    return noun.lower_ == "way" and noun.dep_ == "pobj" and noun.head.lower_ == "by"


def evidence_span(token: Token, scene: Scene) -> tuple[int, int]:
    """The clause that tells the act, at most 300 characters, with its sides inside if possible."""
    sentence = scene.sentence_of(token)
    if len(sentence.text.strip()) <= LONGEST:
        start, stop = sentence.start_char, sentence.end_char
    else:
        clause = token
        while clause.head != clause and clause.pos_ not in ("VERB", "AUX"):
            clause = clause.head
        start = clause.left_edge.idx
        stop = clause.right_edge.idx + len(clause.right_edge)
        start = min(start, token.idx)
        if stop - start > LONGEST:
            start = max(start, token.idx - LONGEST // 2)
            stop = min(stop, start + LONGEST - 1)
            start = _word_edge(scene.text, start, token.idx)
    text = scene.text
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while start < stop and text[start].isspace():
        start += 1
    return scene.base + start, scene.base + stop


def _word_edge(text: str, start: int, limit: int) -> int:
    while start < limit and start > 0 and not text[start - 1].isspace():
        start += 1
    return start
