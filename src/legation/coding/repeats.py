"""What a mention says of its place among acts of its kind: another one, the first since a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.frames import triggers
from legation.coding.grammar import is_verb, objects, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

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
