"""What a mention says of its place among acts of its kind: another one, the first since a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.coding.frames import triggers
from legation.coding.grammar import is_verb, objects, subjects
from legation.coding.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_OTHER_CLAUSE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "acl"})
_OTHER = frozenset(
    ["another", "earlier", "previous", "prior", "preceding", "past", "last", "next", "return"]
)
_ROUNDS = frozenset({"round", "session", "leg", "instalment", "installment", "edition"})
_LATER = frozenset({"subsequent", "follow-up", "followup", "repeat", "second"})


def is_another(token: Token) -> bool:
    """Whether a mention sets an act apart from the one told before: "their previous meeting".

    Of a verb its subject and object are asked, which may be what tells the act: "held another round of talks".
    """
    if not is_verb(token):
        return _set_apart(token)
    return any(_set_apart(n) for n in (*objects(token), *subjects(token)) if _tells_act(n))


def _tells_act(noun: Token) -> bool:
    return noun.lemma_.lower() in _ROUNDS or bool(triggers(noun))


def _set_apart(noun: Token) -> bool:
    words = {c.lower_ for c in noun.children if c.i < noun.i and c.dep_ in ("amod", "det")}
    return bool(words & (_OTHER | _LATER))


def towns_of(token: Token, scene: Scene) -> frozenset[str]:
    """The towns and other places smaller than a state that an act's own words name."""
    return frozenset(
        word.lower_ for word in _own_words(token) if word.pos_ == "PROPN" and _is_town(word, scene)
    )


def _own_words(token: Token) -> Iterator[Token]:
    """The words of an act's clause, without those of other clauses in it."""
    for child in token.children:
        if child.dep_ not in _OTHER_CLAUSE and not (child.dep_ == "conj" and is_verb(child)):
            yield child
            yield from _own_words(child)


def _is_town(word: Token, scene: Scene) -> bool:
    mention = scene.by_token.get(word.i)
    if mention is not None:
        return mention.entry.kind == "place"
    return word.ent_type_ in ("GPE", "FAC") and word.dep_ in ("pobj", "dobj", "conj", "appos")
