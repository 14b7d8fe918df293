"""What only somebody outside government thinks or once did, which is no act of a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.attribution import voices_over
from legation.coding.scene import Scene
from legation.knowledge.judging import voices
from legation.knowledge.people import holds_office

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

_ANY = frozenset({"a", "an", "any", "another"})
_STATES = frozenset({"state", "country", "nation", "government", "power", "leader"})


def only_imagined(token: Token) -> bool:
    """Whether the nearest voice over a possible act is an onlooker's: "a scholar thinks"."""
    return any(_looks_on(voice) for voice in voices_over(token)[:1])


def once_did(token: Token, scene: Scene) -> bool:
    """Whether an act only tells who somebody is: "an American who negotiated with Peru doubts it"."""
    clause = token
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    noun = clause.head
    if clause.dep_ != "relcl" or noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if not any(c.lower_ in _ANY for c in noun.children):
        return False
    mention = scene.by_token.get(noun.i)
    of_a_nation = mention is not None and mention.entry.kind in ("adjective", "people")
    return holds_office(noun.lemma_.lower()) or of_a_nation or noun.lemma_.lower() in _STATES


def left_office(subjects: Iterable[Token], scene: Scene) -> bool:
    """Whether it is only somebody without a name who acts, and who holds his office no longer."""
    words = voices("no longer in office")
    acting = list(subjects)
    return bool(acting) and all(
        any(c.lower_ in words for c in word.children)
        and holds_office(word.lemma_.lower())
        and not _has_name(word, scene)
        for word in acting
    )


def _has_name(noun: Token, scene: Scene) -> bool:
    if noun.pos_ == "PROPN" or any(c.dep_ == "appos" for c in noun.children):
        return True
    mention = scene.by_token.get(noun.i)
    return mention is not None and mention.entry.kind == "person"


def _looks_on(voice: Token) -> bool:
    words = {voice.lemma_.lower(), voice.lower_}
    retired = any(c.lower_ in voices("no longer in office") for c in voice.children)
    return retired or bool(words & voices("onlooker"))
