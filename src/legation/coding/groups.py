"""Groups that are no state: bands of armed men, crowds, and groups that only the text names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legation.knowledge.acts import GroupNoun, group_nouns
from legation.knowledge.names import name_cues
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

    from legation.coding.scene import Scene

_MODIFIER = frozenset({"poss", "compound", "amod", "nmod"})
_STATES = frozenset({"state", "adjective", "people", "capital", "place", "region"})
_FLYING = frozenset({"bring", "shoot", "down", "intercept", "scramble", "escort", "bomb", "fly"})
_NAME = (
    r"(?:[A-ZÀ-Ý][\w’'-]*|al-\w+|\w+-[A-Z]\w*)(?:[ –-](?:(?:of|for|the|and|in|de|del|da|do|la|al|ul|as|wal)[ –-])*"
    r"(?:[A-ZÀ-Ý][\w’']*|al-\w+|wal-\w+|\w+-[A-Z]\w*))+"
)
_NAMES = re.compile(_NAME)


def group_noun(token: Token) -> GroupNoun | None:
    """What kind of group a noun names, if any."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    return group_nouns().get(token.lemma_.lower()) or group_nouns().get(token.lower_)


def group_side(token: Token, scene: Scene) -> Side | None:
    """The side of a noun such as "rebels" or "protesters", with the name that it carries."""
    noun = group_noun(token)
    if noun is None or noun.kind == "organ" or _belongs(token, scene):
        return None
    if noun.kind == "national" and _national(token, scene):
        return None
    if token.lemma_.lower() == "fighter" and token.head.lemma_ in _FLYING:
        return None  # aircraft
    if noun.kind in ("armed", "national") and any(c.tag_ == "PRP$" for c in token.children):
        return None  # "its fighters" are whoever has them
    prefix = "" if noun.kind == "crowd" else _prefix(token, scene)
    if prefix is None or (noun.kind == "people" and not prefix):
        return None
    start = token.idx
    return Side(
        code=f"NSA:{prefix} {noun.name}".replace(": ", ":") if prefix else f"NSA:{noun.name}",
        name=token.text,
        start=scene.base + start,
        stop=scene.base + start + len(token.text),
    )


def _national(token: Token, scene: Scene) -> bool:
    """Whether a nationality stands before the noun, and not a region or people without a state."""
    for child in token.children:
        mention = scene.by_token.get(child.i)
        if child.dep_ == "amod" and mention is not None and mention.entry.kind == "adjective":
            return True
    return False


def _belongs(token: Token, scene: Scene) -> bool:
    """Whether a phrase after the noun names the group: "fighters of ...", "militants from ..."."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "with"):
            for word in child.subtree:
                mention = scene.by_token.get(word.i)
                if mention is not None and mention.entry.kind in ("group", "body", "seat"):
                    return True
    return False


def _prefix(token: Token, scene: Scene) -> str | None:
    """Nationality or proper name before the noun; None where a known group or body is named."""
    words: list[str] = []
    for child in token.children:
        if child.dep_ not in _MODIFIER or child.i > token.i:
            continue
        mention = scene.by_token.get(child.i)
        if mention is not None:
            if mention.entry.kind not in _STATES:
                return None
            if child.dep_ != "poss":
                words.append(mention.text)
        elif child.pos_ == "PROPN" or child.ent_type_ == "NORP":
            words.append(child.text)
    return " ".join(dict.fromkeys(words))


def named_groups(text: str) -> list[str]:
    """Capitalised names in a text that tell by themselves of an armed group."""
    found = []
    for match in _NAMES.finditer(text):
        words = set(re.split(r"[ –-]", match.group()))
        if words & name_cues("group") and not words & name_cues("no group"):
            found.append(match.group().removeprefix("The "))
    return found
