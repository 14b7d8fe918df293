"""The short question that a judgement answers, made from the clause that it judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries, is_past, phrase, shorten, subject
from legation.coding.grammar import is_passive, is_verb
from legation.coding.sides import Resolver

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = frozenset({"will", "would", "could", "may", "might", "shall", "can", "'ll", "’ll", "to"})
_LEFT_OUT = frozenset(
    {"advcl", "parataxis", "conj", "cc", "punct", "neg", "mark", "aux", "auxpass"}
)
_LOWERED = frozenset({"DET", "ADJ", "ADV", "NUM", "NOUN"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def question(content: Token, resolver: Resolver) -> str:
    """ "Will Pyongyang seek a meeting?" from the clause; a noun phrase is asked as it stands."""
    if not is_verb(content):
        return _asked(phrase(content, 140))
    who = subject(content)
    name = _subject(who, resolver) if who is not None else ""
    rest = _rest(content)
    if not name:
        return _asked(shorten(f"{content.text} {rest}"))
    words = auxiliaries(content)
    if content.lemma_ == "be" and not words & _FUTURE:
        start = ("Was" if is_past(content) else "Is") if _single(who) else "Are"
        return _asked(f"{start} {name} {rest}")
    start, form = _auxiliary(content, words, single=_single(who))
    return _asked(f"{start} {name} {form} {rest}")


def _auxiliary(verb: Token, words: set[str], *, single: bool) -> tuple[str, str]:
    passive = is_passive(verb)
    base = f"be {verb.text}" if passive else verb.lemma_
    if words & _FUTURE or verb.dep_ == "xcomp":
        return "Will", base
    if words & {"has", "have", "had"}:
        return ("Has" if single else "Have"), (f"been {verb.text}" if passive else verb.text)
    if passive:
        return ("Was" if is_past(verb) else "Is") if single else "Are", verb.text
    if verb.tag_ == "VBG" and words & {"is", "are", "be", "was", "were", "been"}:
        return ("Is" if single else "Are"), verb.text
    if is_past(verb):
        return "Did", base
    return ("Does" if single else "Do"), base


def _single(who: Token | None) -> bool:
    if who is None:
        return True
    if any(c.dep_ == "cc" and c.lower_ == "and" for c in who.children):
        return False
    return who.tag_ not in ("NNS", "NNPS") and who.lower_ not in ("they", "we")


def _subject(who: Token, resolver: Resolver) -> str:
    if who.dep_ == "expl" or (who.lower_ == "it" and who.head.lemma_ == "be"):
        return who.lower_  # "it is too early to say": nobody is meant
    if who.pos_ == "PRON":
        names = [side.name for side in resolver.sides([who]) if side.name]
        return " and ".join(names[:2]) or who.text
    doc = who.doc
    last = who.i
    for child in who.rights:
        if child.dep_ not in ("prep", "conj", "cc", "case") or child.right_edge.i - who.i > 12:
            break
        last = child.right_edge.i
    first = doc[who.left_edge.i]
    words = doc[first.i : last + 1].text
    if first.is_sent_start and first.pos_ in _LOWERED:  # "Has the leader", not "Has The leader"
        words = words[:1].lower() + words[1:]
    return words


def _rest(verb: Token) -> str:
    parts = []
    for child in verb.children:
        left_out = child.dep_ in _LEFT_OUT or child.dep_ in _SUBJECTS
        if not left_out and child.i > verb.i:
            parts.append(verb.doc[child.left_edge.i : child.right_edge.i + 1].text)
    return shorten(" ".join(parts), 120)


def _asked(words: str) -> str:
    words = shorten(words, 150).rstrip("?")
    return f"{words[:1].upper()}{words[1:]}?"
