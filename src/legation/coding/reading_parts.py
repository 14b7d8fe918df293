"""What a judging word hangs on and what it is about, shared by all kinds of such words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import marked
from legation.coding.cues import Hit
from legation.coding.grammar import is_verb, with_to
from legation.coding.holders import Holders
from legation.model import Holder, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_IF = frozenset({"if", "unless", "should", "were", "whether", "provided", "lest", "once", "until"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A word that judges: its stance, the verb or noun it hangs on, and what it judges."""

    kind: str
    stance: Stance
    words: str
    token: Token
    host: Token
    content: Token
    strong: bool
    holder: Holder
    inside: tuple[int, ...]


def content_of(token: Token, taken: str = "as") -> Token:
    """What a judging word is about: its clause, else its object, else what it hangs on.

    What a thing is `taken` for comes first: "sees it as a sign", "takes it for a ruse".
    """
    for child in token.children:
        if child.dep_ == "advcl" and child.left_edge.lower_ == taken == "as" and is_verb(token):
            return child
    taken_as = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == taken), None)
    if taken_as is not None and is_verb(token):
        inner = next((p for p in taken_as.children if p.dep_ in ("pobj", "pcomp", "amod")), None)
        if inner is not None:
            return inner
    for deps in (("ccomp", "xcomp", "acl", "csubj"), ("dobj", "attr"), ("advcl",)):
        for child in token.children:
            if child.dep_ in deps and child.i > token.i and (deps[0] != "advcl" or with_to(child)):
                return child
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.i > token.i:
            inner = next((p for p in child.children if p.dep_ in ("pobj", "pcomp", "ccomp")), None)
            if inner is not None:
                return inner
    return token


def adjective_content(token: Token) -> Token:
    """What a judging adjective or adverb is about."""
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > token.i:
            return child
    head = token.head
    if is_verb(head) and token.dep_ in ("acomp", "attr", "oprd", "xcomp", "ccomp", "conj"):
        for child in head.children:
            if child.dep_ in ("ccomp", "xcomp") and child.i > token.i:
                return child
        return next((c for c in head.children if c.dep_ == "csubj"), head)
    if is_verb(head) and token.dep_ == "advmod":
        return head
    return head if token.dep_ == "amod" else token


def reading_of(hit: Hit, host: Token, content: Token, holders: Holders, *, strong: bool) -> Reading:
    """The reading of a cue that hangs on `host` and judges `content`."""
    return Reading(
        kind=hit.cue.kind,
        stance=Stance(hit.cue.value),
        words=hit.words,
        token=hit.head,
        host=host,
        content=content,
        strong=strong,
        holder=holders.of(hit.head),
        inside=tuple(t.i for t in hit.tokens),
    )


def conditional(verb: Token) -> bool:
    """Whether a clause is itself an if-clause, so that its modal judges nothing."""
    current = verb
    for _ in range(4):
        if marked(current, _IF) or _inverted(current):
            return True
        if current.dep_ not in ("xcomp", "conj", "ccomp") or current.head == current:
            return False
        if current.dep_ == "ccomp":
            return False
        current = current.head
    return False


def _inverted(verb: Token) -> bool:
    first = verb.left_edge
    opens = first.lower_ in ("should", "were", "had") and first.head == verb
    return opens and verb.dep_ in ("advcl", "ccomp")


def asked(verb: Token) -> bool:
    """Whether a clause is what somebody asks or discusses."""
    return verb.head.lemma_ in ("ask", "inquire", "discuss", "debate") and verb.dep_ == "ccomp"
