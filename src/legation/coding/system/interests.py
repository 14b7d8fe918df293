"""Interests: what a side wants, will not stand for, or is held back by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import negated
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import is_passive, is_verb, prepositions, surface_subjects
from legation.coding.system.actors import Actors
from legation.coding.system.phrases import complement, governing, last_of, spanning, words_of
from legation.knowledge.judging import system_words
from legation.model import InterestKind, Side

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TURNED = {InterestKind.GOAL: InterestKind.CONSTRAINT}
_HAVING = frozenset({"have", "share", "see", "retain", "keep", "hold"})
_REGARDING = frozenset({"call", "consider", "regard", "see", "view", "treat", "deem", "find"})
_OF_NOUN = ("acl", "prep", "ccomp", "relcl")
_PREDICATES = frozenset({"attr", "acomp", "xcomp", "ccomp", "oprd", "prep"})
_FARTHEST = 30
_CONTENT = frozenset({"in", "of", "to", "on", "for", "that", "over", "about", "against", "with"})


@dataclass(slots=True)
class Wanted:
    """One interest before it is put into words; `span` lies within the paragraph."""

    actors: list[Side]
    kind: InterestKind
    token: Token
    content: Token
    what: str
    span: tuple[int, int]


def interests(sentence: Span, hits: list[Hit], actors: Actors) -> list[Wanted]:
    """The interests of one sentence, each clause and content taken once."""
    if sentence.text.rstrip().endswith("?"):
        return []
    found: list[Wanted] = []
    for hit in of_table(hits, "wanting"):
        made = _FRAMES[hit.cue.frame](hit, sentence, actors)
        if made is not None and not any(_same(made, known) for known in found):
            found.append(made)
    return found


def _same(one: Wanted, other: Wanted) -> bool:
    """Whether two tell one interest: one content, or one within the other's, of the same actor."""
    if [a.code for a in one.actors] != [a.code for a in other.actors]:
        return False
    return (
        one.content == other.content
        or one.token == other.token
        or one.token in other.content.subtree
        or other.token in one.content.subtree
    )


def _made(
    hit: Hit,
    sentence: Span,
    who: tuple[Token | None, list[Side]],
    content: Token | None,
    *,
    turned: bool = False,
) -> Wanted | None:
    told, sides = who
    sides = [side for side in sides if not side.code.startswith("PER:")]
    if content is None or not sides:
        return None
    kind = InterestKind(hit.cue.kind)
    if turned:
        if kind not in _TURNED or not hit.cue.words[0] & system_words("wanting"):
            return None
        kind = _TURNED[kind]
    words = [*hit.tokens, content.left_edge]
    near = told is not None and abs(told.i - hit.first) <= _FARTHEST
    if told is not None and near:
        words.append(told.left_edge if told.i < hit.first else told)
    last = last_of(content, sentence)
    what = words_of(content, sentence)
    return Wanted(sides, kind, hit.head, content, what, spanning(words, sentence, last))


def _do(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "Hanoi wants", "it will not accept": the subject is the side."""
    verb = hit.head if is_verb(hit.head) else governing(hit.head)
    if is_passive(verb):
        return None
    subject = next(iter(surface_subjects(verb)), None)
    if subject is None:
        return None
    inside = frozenset(t.i for t in hit.tokens)
    return _made(
        hit,
        sentence,
        (subject, actors.of(subject)),
        complement(hit),
        turned=negated(verb, inside),
    )


def _be(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "is keen to", "remains wary of": the subject of the predicate is the side."""
    verb = governing(hit.head)
    subject = next(iter(surface_subjects(verb)), None)
    copular = verb.lemma_ in system_words("copula") or verb == hit.head
    if hit.head.dep_ == "amod" or subject is None or not copular:
        return None
    inside = frozenset(t.i for t in hit.tokens)
    turned = negated(verb, inside) or (verb != hit.head and negated(hit.head, inside))
    content = complement(hit, ("xcomp", "ccomp", "pobj", "pcomp", "prep"))
    return _made(hit, sentence, (subject, actors.of(subject)), content, turned=turned)


def _own(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "Baku's priority is", "has an interest in": the owner of the noun is the side."""
    noun = hit.head
    verb = noun.head
    if verb.lemma_ in _HAVING and noun.dep_ == "dobj":
        subject = next(iter(surface_subjects(verb)), None)
        sides = actors.of(subject) if subject is not None else []
        turned = negated(verb) or negated(noun)
        return _made(hit, sentence, (subject, sides), _of_noun(noun), turned=turned)
    owner, sides = _owner(noun, actors)
    if not sides:
        return None
    content = None
    if verb.lemma_ == "be" and noun.dep_ == "nsubj":
        content = next((c for c in verb.rights if c.dep_ in _PREDICATES), None)
    elif verb.lemma_ == "be" and noun.dep_ == "attr":
        content = next((c for c in verb.lefts if c.dep_ in ("nsubj", "csubj")), None)
        if content is not None and (content.pos_ in ("PRON", "DET")):
            content = None
    return _made(hit, sentence, (owner, sides), content or _of_noun(noun))


def _owner(noun: Token, actors: Actors) -> tuple[Token | None, list[Side]]:
    sides = actors.owning(noun)
    before = [c for c in noun.children if c.dep_ in ("poss", "compound", "amod") and c.i < noun.i]
    return (before[0] if before else noun), sides


def _of_noun(noun: Token) -> Token | None:
    """What a noun says of its content: "interest in", "ambition to", "fear that"."""
    found = [c for c in noun.rights if c.dep_ in _OF_NOUN and _says(c)]
    return min(found, key=lambda c: (_OF_NOUN.index(c.dep_), c.i)) if found else None


def _says(child: Token) -> bool:
    if child.dep_ == "prep":
        return child.lower_ in _CONTENT
    return child.dep_ != "relcl" or child.lower_ == "to"


def _thing(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "is a red line for Baku", "Hanoi calls it unacceptable": a thing that a side rejects."""
    verb = governing(hit.head)
    if verb.lemma_ in _REGARDING and not is_passive(verb):
        subject = next(iter(surface_subjects(verb)), None)
        content = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < hit.first), None)
        sides = actors.of(subject) if subject is not None else []
        return _made(hit, sentence, (subject, sides), content)
    subject = next(iter(surface_subjects(verb)), None)
    if subject is not None and subject in hit.tokens:
        content = next((c for c in verb.rights if c.dep_ in _PREDICATES), None)
        return _made(hit, sentence, _bearer(hit, verb, actors), content)
    if subject is None or actors.able(subject) or negated(verb, _inside(hit)):
        return None
    return _made(hit, sentence, _bearer(hit, verb, actors), subject)


def _inside(hit: Hit) -> frozenset[int]:
    return frozenset(t.i for t in hit.tokens)


def _bearer(hit: Hit, verb: Token, actors: Actors) -> tuple[Token | None, list[Side]]:
    """Whose red line it is: "for Baku", "to Hanoi", "its"."""
    for word in (*hit.tokens, verb):
        told = prepositions(word)
        for name in ("for", "to", "in", "of"):
            for token in told.get(name, ()):
                if sides := actors.of(token):
                    return token, sides
    return _owner(hit.head, actors)


def _on(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "constrains Hanoi", "ties Baku's hands": a thing that holds a side back."""
    verb = governing(hit.head)
    if is_passive(verb):
        return None
    subject = next(iter(surface_subjects(verb)), None)
    held = next((c for c in verb.rights if c.dep_ in ("dobj", "dative")), None)
    if subject is None or held is None or actors.able(subject):
        return None
    sides = actors.of(held) or actors.owning(held)
    return _made(hit, sentence, (held, sides), subject)


_FRAMES = {"do": _do, "be": _be, "own": _own, "thing": _thing, "on": _on}


def one_each(wanted: Wanted) -> Iterator[Side]:
    """The sides of an interest, each of which holds it."""
    yield from wanted.actors
