"""What somebody thinks, in so many words: "doubts that", "is seen as", "voiced caution"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.clauses import clause_of, subject
from legation.coding.cues import Hit
from legation.coding.grammar import is_passive, is_verb
from legation.coding.holders import AUTHOR, Holders
from legation.coding.reading_parts import (
    Reading,
    adjective_content,
    conditional,
    content_of,
    reading_of,
)
from legation.model import Holder, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOOSE = frozenset(
    {
        "expect",
        "anticipate",
        "doubt",
        "predict",
        "forecast",
        "foresee",
        "rule",
        "fear",
        "dismiss",
        "question",
        "play",
        "downplay",
        "discount",
        "envisage",
        "envision",
    }
)
_FIRST = frozenset({"i", "we"})


def belief(hit: Hit, holders: Holders) -> Reading | None:
    """What its subject thinks; the subject is the holder."""
    token = hit.head
    content = content_of(token) if token.pos_ != "ADJ" else adjective_content(token)
    host = token if is_verb(token) else clause_of(token)
    if token.pos_ in ("NOUN", "PROPN"):
        return _held_noun(hit, content, holders)
    if not is_verb(token) and token.dep_ not in ("acomp", "oprd", "conj", "advcl", "ROOT", "attr"):
        return None
    holder = _believer(token, host, holders)
    if holder is None or conditional(host):
        return None
    if is_verb(token) and not _believes(token, content):
        return None
    if (
        content.dep_ == "dobj"
        and token.lemma_ in ("expect", "anticipate")
        and not abstract(content)
    ):
        return None
    strong = content != token or token.pos_ == "ADJ"
    if token.lemma_ == "see" and content.dep_ == "dobj":
        strong = False
    return Reading(
        hit.cue.kind,
        Stance(hit.cue.value),
        hit.words,
        token,
        host,
        content,
        strong,
        holder,
        tuple(t.i for t in hit.tokens),
    )


def abstract(noun: Token) -> bool:
    """Whether a noun names nothing in particular."""
    return noun.pos_ != "PROPN" and not noun.ent_type_


def _believes(verb: Token, content: Token) -> bool:
    """Whether a verb of thinking is used so: "see X as", "see no chance", "expects that"."""
    lemma = verb.lemma_
    if lemma in (
        "see",
        "view",
        "regard",
        "interpret",
        "read",
        "describe",
        "cast",
        "hail",
        "dismiss",
    ):
        return content.dep_ in ("pobj", "pcomp", "xcomp", "ccomp", "advcl") or (
            lemma == "see" and abstract(content) and content != verb
        )
    if lemma in ("feel", "consider", "find", "hope", "trust", "calculate", "deny", "dispute"):
        return (content.dep_ in ("ccomp", "xcomp", "oprd") and lemma != "hope") or (
            lemma == "hope" and content.dep_ == "ccomp"
        )
    if content.dep_ in ("dobj", "attr") and lemma not in _LOOSE:
        return len(
            {t.lower_ for t in verb.children} & {"signs", "sign", "chance", "caution"}
        ) > 0 or (lemma in ("express", "voice", "urge"))
    return content != verb or lemma == "doubt"


def _believer(token: Token, host: Token, holders: Holders) -> Holder | None:
    if is_verb(token) and is_passive(token):
        if token.dep_ in ("acl", "amod"):
            return None
        agent = next((p for c in token.children if c.dep_ == "agent" for p in c.children), None)
        if agent is not None and holders.can_speak(agent):
            return holders.named(agent)
        wide = any(c.lower_ in ("widely", "generally", "broadly", "also") for c in token.children)
        return holders.of(token) if wide or token.lemma_ in ("see", "view", "think") else None
    who = subject(host)
    if who is None or not holders.can_speak(who) or who.lower_ == "it":
        return None
    if who.lower_ in _FIRST or who.pos_ == "PRON":
        outer = holders.subject_of(host)
        if outer is not None and outer.pos_ != "PRON":
            return holders.named(outer)
        return holders.of(token) if who.lower_ in _FIRST else holders.named(who)
    if who.lower_ in ("few", "nobody", "none"):
        return AUTHOR if not list(who.rights) else holders.named(who)
    return holders.named(who)


def _held_noun(hit: Hit, content: Token, holders: Holders) -> Reading | None:
    noun = hit.head
    verb = clause_of(noun)
    if noun.dep_ not in ("dobj", "attr", "nsubj", "pobj", "conj") or content == noun:
        if not (noun.dep_ == "dobj" and verb.lemma_ in ("express", "voice", "urge", "counsel")):
            return None
    strong = verb.lemma_ in ("express", "voice", "share", "urge", "be", "hold", "have", "prevail")
    return reading_of(hit, verb, content, holders, strong=strong)
