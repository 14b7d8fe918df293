"""Interests: what a side wants, will not stand for, or is held back by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import negated, shorten
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import (
    is_infinitive,
    is_passive,
    is_verb,
    prepositions,
    surface_subjects,
)
from legation.coding.system.actors import Actors
from legation.coding.system.phrases import (
    complement,
    governing,
    last_of,
    questioned,
    spanning,
    trailing,
    words_of,
)
from legation.knowledge.judging import system_words, voices
from legation.model import InterestKind, Side

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TURNED = {InterestKind.GOAL: InterestKind.CONSTRAINT}
_HAVING = frozenset({"have", "share", "see", "retain", "keep", "hold", "show", "lack"})
_REGARDING = frozenset({"call", "consider", "regard", "see", "view", "treat", "deem", "find"})
_OF_NOUN = ("acl", "prep", "ccomp", "relcl")
_PREDICATES = frozenset({"attr", "acomp", "xcomp", "ccomp", "oprd", "prep"})
_FARTHEST = 30
_RESTING = frozenset({"rest", "hang", "lie", "centre", "center", "focus"})
_CONTENT = frozenset({"in", "of", "on", "for", "that", "over", "about", "against", "with"})


@dataclass(slots=True)
class Wanted:
    """One interest before it is put into words; `span` lies within the paragraph."""

    actors: list[Side]
    kind: InterestKind
    token: Token
    content: Token
    what: str
    span: tuple[int, int]
    start: int
    last: int


def interests(sentence: Span, hits: list[Hit], actors: Actors) -> list[Wanted]:
    """The interests of one sentence, each clause and content taken once."""
    found: list[Wanted] = []
    for hit in of_table(hits, "wanting"):
        if questioned(hit.head, sentence):
            continue
        made = _FRAMES[hit.cue.frame](hit, sentence, actors)
        if made is not None and not any(_same(made, known) for known in found):
            found.append(made)
            actors.note(made.token, made.actors)
    return found


def _same(one: Wanted, other: Wanted) -> bool:
    """Whether two tell one interest: of the same actor, in words one within the other."""
    if [a.code for a in one.actors] != [a.code for a in other.actors]:
        return False
    if one.token == other.token or one.content == other.content:
        return True
    within = max(one.start, other.start) <= min(one.token.i, other.token.i)
    return within and one.last >= other.token.i and other.last >= one.token.i


def _made(
    hit: Hit,
    sentence: Span,
    actors: Actors,
    who: tuple[Token | None, list[Side]],
    content: Token | None,
    *,
    turned: bool = False,
    last: int | None = None,
) -> Wanted | None:
    told, sides = who
    front = actors.fronted(hit.tokens[0], sentence)
    if front is not None:
        told, sides = front, actors.of(front)
    if told is not None and told.pos_ == "PRON":
        sides = sides[:1]
    sides = [side for side in sides if not side.code.startswith("PER:")]
    if content is None or not sides:
        return None
    kind = InterestKind(hit.cue.kind)
    if turned:
        moody = hit.cue.frame == "own" or hit.cue.words[0] & system_words("wanting")
        if kind not in _TURNED or not moody:
            return None
        kind = _TURNED[kind]
    whole = last is not None  # the content is the whole clause, from its modal on
    words = [*hit.tokens] if whole else [*hit.tokens, content.left_edge]
    near = told is not None and abs(told.i - hit.first) <= _FARTHEST
    if told is not None and near:
        words.append(told.left_edge if told.i < hit.first else told)
    last = last_of(content, sentence) if last is None else last
    last = trailing(last, sentence)
    what = words_of(content, sentence)
    if whole:
        what = shorten(sentence.doc[hit.first : last + 1].text, 200)
    span = spanning(words, sentence, last)
    return Wanted(sides, kind, hit.head, content, what, span, hit.first, last)


def _do(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "Hanoi wants", "it will not accept": the subject is the side."""
    verb = hit.head if is_verb(hit.head) else governing(hit.head)
    if verb.dep_ == "aux" and verb.head.tag_ == "VBG":  # "needs warning", taken for a verb form
        subject = next(iter(surface_subjects(verb.head)), None)
        sides = actors.of(subject) if subject is not None else []
        return _made(hit, sentence, actors, (subject, sides), verb.head, last=verb.head.i)
    if is_passive(verb):
        return None
    subject = next(iter(surface_subjects(verb)), None)
    if subject is None:
        return None
    who = subject, actors.of(subject)
    content = _clefted(verb) or complement(hit)
    return _made(hit, sentence, actors, who, content, turned=negated(verb, _inside(hit)))


def _rejects(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "rejects the court's jurisdiction": a standing refusal, told in the present."""
    standing = hit.head.tag_ in ("VBZ", "VBP")
    return _do(hit, sentence, actors) if standing else None


def _clefted(verb: Token) -> Token | None:
    """What the wanting in "what Quito wants most is a port" is of: the predicate of its "is"."""
    over = verb.head
    opened = any(t.lower_ == "what" for t in verb.subtree if t.i < verb.i)
    if not opened or over.lemma_ != "be" or verb.dep_ not in ("csubj", "nsubj", "ccomp", "advcl"):
        return None
    return next((c for c in over.rights if c.dep_ in _PREDICATES and c.i > verb.i), None)


def _none(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "has no reason to", "shows no patience with": a noun that holds back where there is none."""
    noun = hit.head
    verb = noun.head
    if noun.dep_ != "dobj" or not (negated(noun) or negated(verb)):
        return None
    subject = next(iter(surface_subjects(verb)), None)
    if subject is None:
        return None
    return _made(hit, sentence, actors, (subject, actors.of(subject)), _of_noun(noun) or noun)


def _unfree(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "is not free to", "is hardly ready to": a mood that holds back where it is denied."""
    verb = governing(hit.head)
    if not (negated(verb) or negated(hit.head) or any(c.lower_ == "nor" for c in verb.children)):
        return None
    return _be(hit, sentence, actors, denied=True)


def _modal(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "cannot lift the measures", "will never sit down with": what a side cannot or will not do."""
    modal = hit.head
    verb = modal.head
    if (
        modal.dep_ != "aux"
        or not is_verb(verb)
        or (verb.lemma_ in voices("say") and not is_passive(verb))
    ):
        return None
    subject = next(iter(surface_subjects(verb)), None)
    act = is_passive(verb) or verb.lemma_ not in system_words("no act")
    if subject is None or not act:
        return None
    strong = modal.lower_ not in ("would", "could", "'d")
    never = any(c.lower_ in ("never", "nor") for c in verb.children)
    if not (never or _never_will(verb) or (strong and (negated(verb) or _of_none(verb)))):
        return None
    cleft = _clefted(verb)
    last = last_of(verb if cleft is None else cleft, sentence)
    return _made(hit, sentence, actors, (subject, actors.of(subject)), cleft or verb, last=last)


def _never_will(verb: Token) -> bool:
    """ "under no circumstances will", "on no account would": refused whatever comes."""
    return any(
        determiner.lower_ == "no"
        for prep in verb.lefts
        if prep.dep_ == "prep"
        for noun in prep.children
        for determiner in noun.lefts
    )


def _of_none(verb: Token) -> bool:
    """ "will sign no text", "will hear of no talks"."""
    under = [c for c in verb.rights if c.dep_ in ("dobj", "prep")]
    nouns = [n for c in under for n in ([c] if c.dep_ == "dobj" else c.children)]
    return any(d.lower_ == "no" for n in nouns for d in n.lefts)


def _be(hit: Hit, sentence: Span, actors: Actors, *, denied: bool = False) -> Wanted | None:
    """ "is keen to", "remains wary of": the subject of the predicate is the side."""
    verb = governing(hit.head)
    subject = next(iter(surface_subjects(verb)), None)
    copular = verb.lemma_ in system_words("copula") or verb == hit.head
    if hit.head.dep_ == "amod" or subject is None or not copular:
        return None
    inside = frozenset(t.i for t in hit.tokens)
    turned = negated(verb, inside) or (verb != hit.head and negated(hit.head, inside))
    content = complement(hit, ("xcomp", "ccomp", "pobj", "pcomp", "prep"))
    if content is None and len(hit.tokens) > 2:  # "is in no hurry", whole by itself
        content = hit.tokens[-1]
    turned = turned and not denied
    return _made(hit, sentence, actors, (subject, actors.of(subject)), content, turned=turned)


def _too(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "is too thin to hold both": more or less of something than it takes."""
    verb = governing(hit.head)
    subject = next(iter(surface_subjects(verb)), None)
    aims = [c for t in (hit.head, hit.head.head, verb) for c in t.rights]
    content = next((c for c in aims if is_infinitive(c) and c.i > hit.last), None)
    if subject is None or verb.lemma_ not in system_words("copula"):
        return None
    return _made(hit, sentence, actors, (subject, actors.of(subject)), content)


def _own(hit: Hit, sentence: Span, actors: Actors) -> Wanted | None:
    """ "Baku's priority is", "has an interest in": the owner of the noun is the side."""
    noun = hit.head
    verb = noun.head
    if verb.lemma_ in _HAVING and noun.dep_ == "dobj":
        subject = next(iter(surface_subjects(verb)), None)
        sides = actors.of(subject) if subject is not None else []
        turned = negated(verb) or negated(noun)
        return _made(hit, sentence, actors, (subject, sides), _of_noun(noun), turned=turned)
    owner, sides = _owner(noun, actors)
    if not sides:
        return None
    content = None
    if verb.lemma_ in ("be", "remain") and noun.dep_ == "nsubj":
        content = next((c for c in verb.rights if c.dep_ in _PREDICATES), None)
        if content is not None and content.dep_ == "acomp":
            content = next((c for c in content.rights if not c.is_punct), None)
    elif noun.dep_ == "nsubj" and verb.lemma_ in _RESTING:
        content = next((c for c in verb.rights if c.dep_ == "prep"), None)
    elif noun.dep_ == "pobj" and verb.lower_ == "in" and verb.head.lemma_ == "be":
        content = _in_the_interest(verb.head)
    elif verb.lemma_ == "be" and noun.dep_ == "attr":
        content = next((c for c in verb.lefts if c.dep_ in ("nsubj", "csubj")), None)
        if content is not None and (content.pos_ in ("PRON", "DET")):
            content = None
    return _made(hit, sentence, actors, (owner, sides), content or _of_noun(noun))


def _in_the_interest(verb: Token) -> Token | None:
    """What "is in Jakarta's interest": the clause after it, or else the subject."""
    clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "xcomp", "advcl")), None)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "csubj")), None)
    return clause if clause is not None or subject is None or subject.pos_ == "PRON" else subject


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
    if is_passive(verb) and verb in hit.tokens:  # "talks on the border are ruled out"
        agent = next((p for c in verb.children if c.dep_ == "agent" for p in c.children), None)
        subject = next(iter(surface_subjects(verb)), None)
        sides = actors.of(agent) if agent is not None else []
        return _made(hit, sentence, actors, (agent, sides or actors.latest(verb)), subject)
    if verb.lemma_ in _REGARDING and not is_passive(verb):
        subject = next(iter(surface_subjects(verb)), None)
        content = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < hit.first), None)
        sides = actors.of(subject) if subject is not None else []
        return _made(hit, sentence, actors, (subject, sides), content)
    subject = next(iter(surface_subjects(verb)), None)
    if subject is not None and subject in hit.tokens:
        content = next((c for c in verb.rights if c.dep_ in _PREDICATES), None)
        return _made(hit, sentence, actors, _bearer(hit, verb, actors), content)
    if verb in hit.tokens and is_verb(verb) and verb.lemma_ != "be":  # "Delhi has ruled out talks"
        return _do(hit, sentence, actors)
    bearer = _bearer(hit, verb, actors)
    named_so = bearer[0] is not None and bearer[0].dep_ == "pobj"
    if subject is None or negated(verb, _inside(hit)) or (actors.able(subject) and not named_so):
        return None
    if not bearer[1]:
        bearer = subject, next((s for t in subject.subtree if (s := actors.owning(t))), [])
    return _made(hit, sentence, actors, bearer, subject)


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
    return _made(hit, sentence, actors, (held, sides), subject)


_FRAMES = {
    "do": _do,
    "rejects": _rejects,
    "be": _be,
    "too": _too,
    "own": _own,
    "none": _none,
    "unfree": _unfree,
    "modal": _modal,
    "thing": _thing,
    "on": _on,
}
