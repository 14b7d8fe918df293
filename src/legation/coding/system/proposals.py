"""Proposals: a measure that somebody puts forward, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import apart, negated, shorten
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import is_passive, is_verb, prepositions, surface_subjects
from legation.coding.system.actors import Actors
from legation.coding.system.phrases import (
    complement,
    governing,
    last_of,
    questioned,
    spanning,
    words_of,
)
from legation.knowledge.judging import system_words
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_MEASURE = ("xcomp", "ccomp", "dobj", "pobj", "pcomp")
_LOOSE = frozenset({"could", "might", "can"})
_OWN = frozenset({"we", "i"})
_ASKED = frozenset({"ask", "invite", "urge", "encourage", "press", "persuade", "tell", "call"})
_VOICE = frozenset({"suggest", "argue", "call"})
_NO_ACT = frozenset({"be", "know", "expect", "become", "seem", "remain", "prove", "help", "arrive"})
_IT = ("ccomp", "xcomp", "advcl", "acl", "csubj")
_OPENERS = frozenset(
    {"so", "then", "instead", "first", "second", "third", "and", ",", "better", "please"}
)
_BE = frozenset({"be"})


@dataclass(slots=True)
class Proposed:
    """One proposal before it is put into words; `by` is a word for whoever proposes, if any does."""

    token: Token
    measure: str
    content: Token
    by: Token | None
    addressees: list[Side]
    span: tuple[int, int]


def proposals(sentence: Span, hits: list[Hit], actors: Actors) -> list[Proposed]:
    """The proposals of one sentence, each clause taken once."""
    found: list[Proposed] = []
    for hit in of_table(hits, "proposing"):
        if questioned(hit.head, sentence):
            continue
        made = _FRAMES[hit.cue.frame](hit, sentence, actors)
        if made is not None:
            _keep(made, found)
            if made.addressees:
                actors.note(made.token, made.addressees)
    for made in _imperatives(sentence, actors):
        _keep(made, found)
    return found


def _keep(made: Proposed, found: list[Proposed]) -> None:
    """Adds a proposal; of two that tell one measure the first stays, with the other's addressees."""
    for known in found:
        if known.span[0] < made.span[1] and made.span[0] < known.span[1]:
            known.addressees = known.addressees or made.addressees
            return
    found.append(made)


def _modal(hit: Hit, sentence: Span, actors: Actors) -> Proposed | None:
    """ "Muscat should host", "the pact should include": what somebody should or could do."""
    modal = hit.head
    verb = modal.head if modal.dep_ == "aux" else modal
    if not is_verb(verb) or any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children):
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        subject = next(iter(surface_subjects(verb)), None)
    subject = actors.fronted(modal, sentence) or subject
    if subject is None or subject.i > modal.i or _asked(verb):
        return None
    if modal.lower_ == "ought":
        verb = next((c for c in verb.children if c.dep_ == "xcomp"), verb)
    able = actors.able(subject)
    if not _advised(modal, verb, subject, able=able):
        return None
    told_to = able and (not is_passive(verb) or verb.lemma_ in _ASKED)
    addressees = actors.of(subject) if told_to and subject.lower_ not in _OWN else []
    last = last_of(verb, sentence)
    span = spanning([subject.left_edge, modal], sentence, last)
    first = modal.i + 1 if told_to else max(subject.left_edge.i, sentence.start)
    words = shorten(sentence.doc[first : last + 1].text, 200)
    return Proposed(modal, words, verb, None, addressees, span)


def _advised(modal: Token, verb: Token, subject: Token, *, able: bool) -> bool:
    """Whether a modal puts a measure forward, and does not only tell what may be."""
    low = modal.norm_ if modal.norm_ in _LOOSE else modal.lower_
    passive = is_passive(verb)
    act = verb.lemma_ in system_words("measure")
    if low == "would":
        return subject.lower_ in _OWN and verb.lemma_ in system_words("own advice")
    if low in _LOOSE:
        asked = verb.lemma_ in _ASKED if passive else act
        free = not negated(verb) and not any(c.dep_ == "advcl" and _if(c) for c in verb.children)
        if low == "can":
            free = free and (verb.dep_ in ("ROOT", "conj") or apart(verb))
        return able and asked and free and verb.dep_ not in ("relcl", "acl", "advcl")
    if low == "must" and not able:
        return False
    if able and not passive:
        return verb.lemma_ not in _NO_ACT
    return passive or act or verb.lemma_ in system_words("process")


def _if(clause: Token) -> bool:
    return any(c.lower_ == "if" and c.dep_ == "mark" for c in clause.children)


def _asked(verb: Token) -> bool:
    return any(c.lower_ in ("whether", "how", "what", "why") for c in verb.children) and (
        verb.dep_ in ("ccomp", "pcomp")
    )


def _say(hit: Hit, sentence: Span, actors: Actors) -> Proposed | None:
    """ "proposes talks", "urged Accra to": the subject puts it forward."""
    verb = hit.head if is_verb(hit.head) else governing(hit.head)
    content = complement(hit, _MEASURE)
    if content is None or negated(verb) or verb.dep_ in ("acl", "amod"):
        return None
    if is_passive(verb):
        by = next((p for c in verb.children if c.dep_ == "agent" for p in c.children), None)
    else:
        by = next(iter(surface_subjects(verb)), None)
        if by is None or not (actors.able(by) or by.lower_ in _OWN):
            return None
        if by.lower_ in ("it", "they") and verb.lemma_ in _VOICE:
            return None  # "they suggest that" tells of findings as often as of people
    addressees, content = _addressed(hit, verb, content, actors)
    if content is None or content.pos_ == "PRON" or content.ent_type_ == "DATE":
        return None
    last = last_of(content, sentence)
    start = by.left_edge if by is not None and by.i < hit.first else hit.tokens[0]
    span = spanning([start, *hit.tokens], sentence, last)
    return Proposed(hit.head, words_of(content, sentence), content, by, addressees, span)


def _addressed(
    hit: Hit, verb: Token, content: Token, actors: Actors
) -> tuple[list[Side], Token | None]:
    """To whom a measure is put, and the measure: "urge Accra to lift", "that Accra lift"."""
    inner = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "advcl")), None)
    given = [c for t in hit.tokens for c in t.rights if c.dep_ in ("dobj", "dative", "pobj")]
    if inner is not None and inner.i > hit.last:
        given += [c for c in inner.lefts if c.dep_ == "nsubj"]
        told = next((g for g in given if actors.able(g)), None)
        return (actors.of(told), inner) if told is not None else ([], content)
    told_to = prepositions(verb)
    for name in ("to", "with", "for"):
        for token in told_to.get(name, ()):
            if token != content and actors.able(token):
                return actors.of(token), content
    return [], None if actors.able(content) else content


def _noun(hit: Hit, sentence: Span, actors: Actors) -> Proposed | None:
    """ "a proposal to pool patrols", "Accra's plan for": a noun with the measure on it."""
    noun = hit.head
    content = next(
        (c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl") and _to_or_that(c)), None
    ) or next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "for"), None)
    verb = noun.head
    if content is None and noun.dep_ == "nsubj" and verb.lemma_ == "be":
        content = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "attr")), None)
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if content is None or owner is None or not actors.able(owner):
        return None
    last = last_of(content, sentence)
    span = spanning([noun.left_edge, *hit.tokens], sentence, last)
    to = [s for token in prepositions(noun).get("to", ()) for s in actors.of(token)]
    return Proposed(noun, words_of(content, sentence), content, owner, to, span)


def _to_or_that(clause: Token) -> bool:
    return any(c.lower_ in ("to", "that") and c.dep_ in ("aux", "mark") for c in clause.children)


def _to(hit: Hit, sentence: Span, actors: Actors) -> Proposed | None:
    """ "Delhi would do well to open": the subject is whom the measure is put to."""
    verb = governing(hit.head)
    front = actors.fronted(hit.tokens[0], sentence)
    subject = front or next(iter(surface_subjects(verb)), None)
    if subject is None or not actors.able(subject) or negated(verb):
        return None
    content = complement(hit, ("xcomp", "advcl", "ccomp", "pcomp", "dobj"))
    if content is None:
        content = next((c for t in hit.tokens for c in [t.head] if c.i > hit.last), None)
    if content is None or content.i < hit.first:
        return None
    last = last_of(content, sentence)
    span = spanning([subject.left_edge, *hit.tokens], sentence, last)
    return Proposed(hit.head, words_of(content, sentence), content, None, actors.of(subject), span)


def _is(hit: Hit, sentence: Span, actors: Actors) -> Proposed | None:
    """ "One option is for Muscat to host": a noun that presents a measure."""
    verb = governing(hit.head)
    inside = set(hit.tokens)
    content = next(
        (c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "attr", "advcl", "prep")
         and c not in inside and c.i > hit.last),
        None,
    )  # fmt: skip
    if content is None:
        content = next(
            (c for c in verb.lefts if c.dep_ in ("csubj", "nsubj") and c not in inside), None
        )
    if content is None or verb.lemma_ not in _BE | {"remain"} or _pointing(content):
        return None
    addressees = _inner_subject(content, actors)
    last = max(last_of(content, sentence), hit.last)
    span = spanning([*hit.tokens, content.left_edge], sentence, last)
    return Proposed(hit.head, words_of(content, sentence), content, None, addressees, span)


def _pointing(token: Token) -> bool:
    return token.pos_ in ("PRON", "DET")


def _inner_subject(content: Token, actors: Actors) -> list[Side]:
    """Who is to do it: "for Muscat to host"."""
    own = next((c for c in content.children if c.dep_ == "nsubj"), None)
    if own is not None and actors.able(own):
        return actors.of(own)
    if content.dep_ == "prep":
        inner = next((c for c in content.children if c.dep_ == "pobj"), None)
        return actors.of(inner) if inner is not None else []
    return []


def _it(hit: Hit, sentence: Span, actors: Actors) -> Proposed | None:
    """ "It is time for Dhaka to": a phrase that presents a measure for somebody."""
    verb = governing(hit.head)
    under = [c for c in verb.subtree if c.i > hit.last and c.dep_ in _IT and is_verb(c)]
    content = min(under, key=lambda c: (_IT.index(c.dep_), c.i)) if under else None
    if content is None:
        subject = next(iter(surface_subjects(verb)), None)
        if subject is None or _pointing(subject) or actors.able(subject):
            return None
        last = last_of(subject, sentence)
        span = spanning([subject.left_edge, *hit.tokens], sentence, hit.last)
        return Proposed(hit.head, words_of(subject, sentence), subject, None, [], span)
    addressees = _inner_subject(content, actors)
    if not addressees:
        for token in prepositions(hit.head).get("for", ()):
            addressees = addressees or actors.of(token)
    last = last_of(content, sentence)
    span = spanning(hit.tokens, sentence, last)
    return Proposed(hit.head, words_of(content, sentence), content, None, addressees, span)


def _imperatives(sentence: Span, actors: Actors) -> list[Proposed]:
    """ "Start with fisheries", "let the Forum draft", also in a list of options after a colon."""
    found = []
    for token in sentence:
        if token.tag_ not in ("VB", "VBP") or not _begins(token, sentence):
            continue
        if any(c.dep_ in ("nsubjpass", "aux", "expl", "prt") for c in token.children):
            continue
        if any(c.dep_ == "nsubj" and c.i > token.i - 3 for c in token.lefts):
            continue
        if token.lemma_ not in system_words("measure") or negated(token) or token.lemma_ == "do":
            continue
        inner = next((c for c in token.rights if c.dep_ in ("ccomp", "xcomp")), None)
        addressees = _inner_subject(inner, actors) if inner is not None else []
        if not addressees and token.lemma_ in ("ask", "tell", "invite", "let"):
            given = next((c for c in token.rights if c.dep_ in ("dobj", "dative")), None)
            addressees = actors.of(given) if given is not None else []
        if token.lemma_ == "let" and inner is None and not addressees:
            continue
        addressees = addressees or _heading(sentence, actors)
        last = last_of(token, sentence)
        span = spanning([token], sentence, last)
        words = shorten(sentence.doc[token.i : last + 1].text, 200)
        found.append(Proposed(token, words, token, None, addressees, span))
    return found


def _heading(sentence: Span, actors: Actors) -> list[Side]:
    """For whom a list is: "Options for the ministry: ..."."""
    colon = next((t.i for t in sentence if t.text == ":"), sentence.start)
    for token in sentence.doc[sentence.start : colon]:
        if token.lower_ in ("for", "to"):
            return [s for c in token.children if c.dep_ == "pobj" for s in actors.of(c)]
    return []


def _begins(token: Token, sentence: Span) -> bool:
    """Whether a verb begins its sentence or a part of it: after "So", a colon, or "(a)"."""
    at = token.i - 1
    while at >= sentence.start and sentence.doc[at].lower_ in _OPENERS:
        at -= 1
    return at < sentence.start or sentence.doc[at].text in (":", ";", ")", "\n", "-", "–")


_FRAMES = {"modal": _modal, "say": _say, "noun": _noun, "to": _to, "is": _is, "it": _it}
