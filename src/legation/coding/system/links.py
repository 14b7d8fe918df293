"""Links: what leads to what, with the sign of the effect, as an article argues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries, clause_of, negated, part_of, shorten, trimmed
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import is_passive, is_verb, particle, surface_subjects, with_to
from legation.coding.system.actors import Actors
from legation.coding.system.caused import Caused
from legation.coding.system.correlatives import correlatives
from legation.coding.system.mistaken import mistaken
from legation.coding.system.phrases import (
    complement,
    governing,
    last_of,
    questioned,
    spanning,
    words_of,
)
from legation.knowledge.judging import turning, voices
from legation.model import LinkKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_EFFECTS = frozenset({"dobj", "dative", "xcomp", "ccomp", "oprd", "acomp", "attr", "prep"})
_KINDS = {"enable": LinkKind.ENABLING, "suffice": LinkKind.SUFFICIENT}
_FLIP = {"+": "-", "-": "+", "?": "?"}
_POINTING = frozenset({"this", "that", "it", "which", "these", "those", "all", "them", "they"})
_LINKING = frozenset({"be", "become", "remain", "prove", "represent", "form", "constitute"})
_STRENGTH = frozenset({"MD", "RB", "RBR", "RBS"})
_NO_STRENGTH = frozenset({"not", "n't", "n’t", "also", "then", "so", "therefore", "now", "thus"})
_NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "prep", "pcomp", "compound"})
_ABSOLUTE = frozenset({"acl", "amod", "pcomp", "ccomp", "acomp", "advcl"})
_COUNTS = frozenset({"time", "percent", "dollar", "euro", "pound", "little", "much"})
_PERFECT = frozenset({"has", "have", "had"})
_REASONS = frozenset({"because", "since", "as", "for"})
_MOVING = frozenset({"away", "together", "apart", "in"})
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_ADVISING = frozenset({"should", "ought", "must"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRESENT = frozenset({"VBZ", "VBP"})
_LONGEST = 60
_SHORTEST = 3


def links(sentence: Span, hits: list[Hit], actors: Actors) -> list[Caused]:
    """The links of one sentence, each clause taken once."""
    found: list[Caused] = []
    for hit in of_table(hits, "causing"):
        if questioned(hit.head, sentence):
            continue
        for made in _FRAMES[hit.cue.frame](hit, sentence, actors):
            if (
                (made.cause or made.backward)
                and made.effect
                and not any(_same(made, known) for known in found)
            ):
                found.append(made)
    found += mistaken(sentence, found, actors)
    for first, second, sign in correlatives(sentence):
        text = [shorten(sentence.doc[a:b].text) for a, b in (first, second)]
        span = trimmed(sentence.doc[first[0] : second[1]])
        token = sentence.doc[second[0]]
        found.append(Caused(token, text[0], text[1], sign, None, None, span))
    return found


def _same(one: Caused, other: Caused) -> bool:
    """Whether two tell one link: the same effect, or the same word with the same cause."""
    return one.effect == other.effect or (one.token == other.token and one.cause == other.cause)


def _signed(hit: Hit, verb: Token, effect: str) -> str:
    """The sign of a cue, turned by a negation over it and by what its object is made."""
    sign = hit.cue.value
    if hit.cue.words[0] & {"make", "render", "leave"} and turning(effect):
        sign = _FLIP[sign]
    inside = frozenset(t.i for t in hit.tokens)
    if any(c.lower_ in ("away", "apart") for c in verb.children) and sign == "+":
        sign = "-"
    return _FLIP[sign] if negated(verb, inside) else sign


def _strength(verb: Token, hit: Hit) -> str | None:
    inside = {t.i for t in hit.tokens}
    words = [
        c.text
        for c in verb.children
        if c.tag_ in _STRENGTH
        and c.dep_ in ("aux", "advmod")
        and c.i not in inside
        and c.lower_ not in _NO_STRENGTH
    ]
    return " ".join(words) or None


def _verb(hit: Hit, sentence: Span, actors: Actors) -> Iterator[Caused]:
    """ "The ban pushes traders to", ", making it harder": a subject and what it brings about."""
    verb = hit.head if is_verb(hit.head) else governing(hit.head)
    if is_passive(verb) or verb.dep_ in _NO_CLAUSE or not _clausal(verb) or _aimed(verb):
        return
    moved = particle(verb)
    told = {t.lower_ for t in hit.tokens}
    if auxiliaries(verb) & _ADVISING or (moved and moved not in told | _MOVING):
        return
    after = [c for c in verb.rights if c.dep_ in _EFFECTS and c.i > hit.first]
    inner = complement(hit)
    if inner is not None and inner.i > hit.first:
        after.append(inner)
    after = [c for c in after if c not in hit.tokens]
    if any(c.dep_ != "prep" or len(hit.tokens) > 1 for c in after):
        first = max(min(c.left_edge.i for c in after), hit.first + 1)
        last = max(last_of(c, sentence) for c in after)
    elif len(hit.tokens) > 1 and hit.last - hit.first >= len(hit.tokens):
        first, last = hit.first + 1, hit.last - 1  # "made that harder"
    else:
        return
    effect = shorten(sentence.doc[first : last + 1].text, 200)
    last = max(last, hit.last)
    cause, start, backward = _cause(verb, sentence, actors)
    if cause is None or start is None:
        return
    if effect.lower() in _POINTING and len(hit.tokens) == 1:
        return
    if any(c.dep_ == "dobj" and (c.like_num or c.lemma_ in _COUNTS) for c in after):
        return
    span = spanning([start, *hit.tokens], sentence, last)
    kind = _KINDS.get(hit.cue.kind)
    sign = _signed(hit, verb, effect)
    yield Caused(hit.head, cause, effect, sign, kind, _strength(verb, hit), span, backward)


def _aimed(verb: Token) -> bool:
    """Whether a verb only tells an aim: "to harm", "seeking to spread and deepen"."""
    return with_to(verb) or (verb.dep_ == "conj" and verb.tag_ == "VB" and with_to(verb.head))


def _clausal(verb: Token) -> bool:
    """Whether a verb form heads a clause with a subject of its own: no bare participle, no "that ..."."""
    if verb.tag_ == "VBN":
        return any(c.dep_ == "aux" for c in verb.children)
    if verb.dep_ == "relcl":
        comma: Token = verb.doc[max(verb.left_edge.i - 1, 0)]
        return bool(comma.is_punct)
    return True


def _cause(verb: Token, sentence: Span, actors: Actors) -> tuple[str | None, Token | None, bool]:
    """The words for the cause of a verb, where they begin, and whether they stand in the sentence before."""
    over = verb
    while over.dep_ == "conj" and over.tag_ == "VBG" and is_verb(over.head):
        over = over.head
    own = any(c.dep_ in ("nsubj", "csubj") for c in over.children)
    if over.dep_ == "advcl" and over.tag_ == "VBG" and not own:
        main = clause_of(over.head)
        while main.dep_ in ("xcomp", "advcl") and is_verb(main.head) and main.head.i < main.i:
            main = main.head
        if main.i > over.i:
            return None, None, False
        return _before(main, over, sentence), _start(main, sentence), False
    subject = next(iter(surface_subjects(verb)), None)
    if subject is None or not sentence.start <= subject.i < sentence.end:
        return None, None, False
    if subject.lower_ in _POINTING and subject.pos_ in ("PRON", "DET", "SCONJ"):
        return _pointed(subject, verb, sentence, actors)
    if actors.able(subject):
        return _by_doing(verb, sentence)
    if subject.pos_ == "PRON":
        return None, None, False
    if is_verb(subject) and subject.dep_ != "csubj":
        return _up_to(verb, sentence), sentence[0], False
    return words_of(subject, sentence), subject.left_edge, False


def _by_doing(verb: Token, sentence: Span) -> tuple[str | None, Token | None, bool]:
    """ "By joining, Quito has shifted": a way of acting is the cause, whoever acts."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "in"):
            if any(c.dep_ == "pcomp" for c in child.children):
                first = child if child.i < verb.i else verb.left_edge
                return words_of(child, sentence), first, False
    return None, None, False


def _pointed(
    subject: Token, verb: Token, sentence: Span, actors: Actors
) -> tuple[str | None, Token | None, bool]:
    """What "which", "that" or "it" stands for: the words before it, or the sentence before."""
    reason = next((c for c in verb.children if c.dep_ == "mark"), None)
    if subject.lower_ == "which" or (reason is not None and reason.lower_ in _REASONS):
        first = reason if reason is not None else subject
        return _up_to(first, sentence), sentence[0], False
    over = verb.head
    joined = verb.dep_ in ("conj", "parataxis") or (verb.dep_ == "ccomp" and over.i > verb.i)
    joined = joined or sentence.doc[max(subject.i - 1, sentence.start)].text in (";", ":")
    if subject.i > sentence.start + 2:
        before = sentence.doc[sentence.start : subject.i]
        told = next((t for t in before if t.dep_ in ("nsubj", "nsubjpass")), None)
        if told is not None and told.lower_ in ("it", "this", "that") and joined:
            return subject.text, subject, True
        if not joined or (subject.lower_ == "it" and (told is None or actors.able(told))):
            return None, None, False
        return _up_to(subject, sentence), sentence[0], False
    return subject.text, subject, True


def _start(main: Token, sentence: Span) -> Token:
    return sentence.doc[max(main.left_edge.i, sentence.start)]


def _before(main: Token, verb: Token, sentence: Span) -> str:
    first = max(main.left_edge.i, sentence.start)
    return shorten(sentence.doc[first : verb.left_edge.i].text, 200)


def _up_to(token: Token, sentence: Span) -> str:
    return shorten(sentence.doc[sentence.start : token.left_edge.i].text, 200)


def _because(hit: Hit, sentence: Span, _: Actors) -> Iterator[Caused]:
    """ "because it lacks ports": the clause is the cause of the one over it."""
    mark = hit.tokens[-1]
    under = mark.head if mark.dep_ in ("mark", "advmod") else hit.tokens[0].head
    if not is_verb(under) or under.head == under or under.i < hit.first:
        return
    word = hit.tokens[0].lower_
    if word == "since" and not (_told_now(under) or _after_comma(mark, under)):
        return
    if word == "as" and not (_after_comma(mark, under) and _may(under)):
        return
    if word == "for" and not _argues(mark, under):
        return
    main = clause_of(under.head)
    while main.dep_ in ("relcl", "acl"):
        main = clause_of(main.head)
    part = part_of(hit.head, sentence)
    first, last = min(hit.first, under.left_edge.i), min(under.right_edge.i, part.end - 1)
    cause = shorten(sentence.doc[hit.last + 1 : last + 1].text, 200)
    edges = max(main.left_edge.i, part.start), min(main.right_edge.i, part.end - 1)
    effect = _without(sentence, edges, (first, last))
    if main.i == under.i or len(effect.split()) < 3 or effect.lower().startswith(word):
        return
    low, high = min(edges[0], first), max(last, main.i if first < main.i else last)
    if first < main.i:
        high = max(high, last_of(main, sentence))
    yield Caused(
        under, cause, effect, hit.cue.value, None, None, trimmed(sentence.doc[low : high + 1])
    )


def _argues(mark: Token, under: Token) -> bool:
    """Whether "for" opens a reason: after a comma or dash, over a finite clause with its subject."""
    before = mark.doc[mark.i - 1] if mark.i else mark
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in under.children)
    finite = under.tag_ in _FINITE or any(c.tag_ in _FINITE for c in under.children)
    after = mark.doc[mark.i + 1] if mark.i + 1 < len(mark.doc) else mark
    return before.is_punct and before.text not in ".?!" and own and finite and after.tag_ not in _WH


def _after_comma(mark: Token, under: Token) -> bool:
    """Whether a clause with its own subject is set off by a comma, and tells of no perfect over it."""
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in under.children)
    over = clause_of(under.head)
    perfect = {c.lower_ for c in over.children if c.dep_ == "aux"} & _PERFECT
    perfect = set() if over.dep_ == "relcl" else perfect
    like = under.lemma_ in ("do", "be") and mark.lower_ == "as"
    return bool(mark.i and mark.nbor(-1).text == "," and own and not perfect and not like)


def _may(verb: Token) -> bool:
    return verb.lemma_ not in voices("say") and any(c.tag_ == "MD" for c in verb.children)


def _told_now(verb: Token) -> bool:
    return verb.tag_ in _PRESENT or bool(
        {c.tag_ for c in verb.children if c.dep_ == "aux"} & {"MD", *_PRESENT}
    )


def _without(sentence: Span, edges: tuple[int, int], hole: tuple[int, int]) -> str:
    inside = range(hole[0], hole[1] + 1)
    words = (t.text_with_ws for t in sentence.doc[edges[0] : edges[1] + 1] if t.i not in inside)
    return shorten("".join(words), 200)


def _due(hit: Hit, sentence: Span, _: Actors) -> Iterator[Caused]:
    """ "because of the ban", "thanks to a grant": the noun is the cause of the clause over it."""
    last_word = hit.tokens[-1]
    inner = next((c for c in last_word.children if c.dep_ in ("pobj", "pcomp")), None)
    if inner is None:
        return
    main = clause_of(hit.tokens[0].head)
    if not is_verb(main) or main in hit.tokens:
        return
    first, last = hit.first, last_of(inner, sentence)
    edges = max(main.left_edge.i, sentence.start), min(main.right_edge.i, sentence.end - 1)
    effect = _without(sentence, edges, (first, last))
    if len(effect.split()) < 3:
        return
    low = min(edges[0], first)
    high = max(last, last_of(main, sentence) if first < main.i else last)
    cause = words_of(inner, sentence)
    yield Caused(
        inner, cause, effect, hit.cue.value, None, None, trimmed(sentence.doc[low : high + 1])
    )


def _so(hit: Hit, sentence: Span, _: Actors) -> Iterator[Caused]:
    """ "..., so ...", "As a result, ...", "It therefore ...": an effect of what goes before."""
    if hit.tokens[0].lower_ == "so" and not _opens_clause(hit, sentence):
        return
    over = hit.tokens[0].head
    if len(hit.tokens) == 1 and is_verb(over) and _within(hit, over, sentence):
        yield from _mid(hit, over, sentence)
        return
    verb = _clause_after(hit, sentence)
    if verb is None:
        return
    before = _up_to_cue(hit, sentence)
    last = min(last_of(verb, sentence), hit.last + _LONGEST)
    effect = shorten(sentence.doc[hit.last + 1 : last + 1].text, 200)
    first = sentence.start if len(before.split()) >= _SHORTEST else hit.last + 1
    backward = first > sentence.start
    if backward and hit.first > sentence.start + 1:
        return
    span = trimmed(sentence.doc[first : last + 1])
    cause = "" if backward else before
    yield Caused(verb, cause, effect, hit.cue.value, None, None, span, backward)


def _within(hit: Hit, verb: Token, sentence: Span) -> bool:
    """Whether an adverb of result stands between its subject and its verb."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return own is not None and own.i < hit.first < verb.i and own.i >= sentence.start


def _mid(hit: Hit, verb: Token, sentence: Span) -> Iterator[Caused]:
    own = next(c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
    first, last = max(own.left_edge.i, sentence.start), last_of(verb, sentence)
    effect = _without(sentence, (first, last), (hit.first, hit.last))
    before = shorten(sentence.doc[sentence.start : first].text, 200)
    span = trimmed(sentence.doc[first : last + 1])
    if len(before.split()) >= _SHORTEST:
        span = trimmed(sentence.doc[sentence.start : last + 1])
        yield Caused(verb, before, effect, hit.cue.value, None, None, span)
    else:
        yield Caused(verb, "", effect, hit.cue.value, None, None, span, backward=True)


def _lacking(hit: Hit, sentence: Span, _: Actors) -> Iterator[Caused]:
    """ "Without the data, warnings stop": what is lacking, told as it is and not as it would be."""
    prep = hit.tokens[0]
    inner = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None)
    main = clause_of(prep.head)
    if inner is None or prep.i > sentence.start + 2 or not is_verb(main):
        return
    if inner.i > main.i:
        return
    last = last_of(main, sentence)
    first = last_of(inner, sentence) + 1
    cause = shorten(sentence.doc[prep.i : first].text, 200)
    effect = shorten(sentence.doc[first : last + 1].text, 200)
    span = trimmed(sentence.doc[prep.i : last + 1])
    yield Caused(main, cause, effect, hit.cue.value, None, None, span)


def _up_to_cue(hit: Hit, sentence: Span) -> str:
    return shorten(sentence.doc[sentence.start : hit.first].text, 200)


def _opens_clause(hit: Hit, sentence: Span) -> bool:
    before = sentence.doc[hit.first - 1] if hit.first > sentence.start else None
    after = sentence.doc[hit.last + 1] if hit.last + 1 < sentence.end else None
    if (
        after is None
        or after.tag_ == "MD"
        or after.pos_ in ("ADJ", "ADV")
        or after.lower_ in ("far", "as", "too")
    ):
        return False
    return before is None or before.text in (",", ";", "—", "–") or before.lower_ == "and"


def _clause_after(hit: Hit, sentence: Span) -> Token | None:
    """The verb of the clause that an adverb of result opens."""
    for token in sentence.doc[hit.last + 1 : sentence.end]:
        if is_verb(token) and token.dep_ not in ("aux", "auxpass"):
            own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children)
            return token if own or token.dep_ in ("ROOT", "conj") or _gerund(hit, token) else None
    return None


def _gerund(hit: Hit, token: Token) -> bool:
    return hit.tokens[0].lower_ in ("thereby", "thus") and token.tag_ == "VBG"


def _with(hit: Hit, sentence: Span, _: Actors) -> Iterator[Caused]:
    """ "With the line drawn, stations can follow": a state of things that opens the way."""
    prep = hit.tokens[0]
    main = clause_of(prep.head)
    under = [c for c in prep.subtree if c.tag_ in ("VBN", "JJ") and c.dep_ in _ABSOLUTE]
    modal = any(c.tag_ == "MD" for c in main.children)
    if prep.i > sentence.start + 1 or not under or not modal or prep.right_edge.i > main.i:
        return
    first = prep.right_edge.i + 1
    last = last_of(main, sentence)
    ends = sentence.doc[prep.i : first].text, sentence.doc[first : last + 1].text
    span = trimmed(sentence.doc[prep.i : last + 1])
    kind = _KINDS.get(hit.cue.kind)
    yield Caused(main, shorten(ends[0]), shorten(ends[1]), hit.cue.value, kind, None, span)


def _of(hit: Hit, sentence: Span, actors: Actors) -> Iterator[Caused]:
    """ "is the main obstacle to": the subject is the cause of what hangs on the noun."""
    yield from _predicated(hit, sentence, actors, forward=True)


def _by(hit: Hit, sentence: Span, actors: Actors) -> Iterator[Caused]:
    """ "is the result of": the subject is the effect of what hangs on the noun."""
    yield from _predicated(hit, sentence, actors, forward=False)


def _predicated(hit: Hit, sentence: Span, actors: Actors, *, forward: bool) -> Iterator[Caused]:
    verb = governing(hit.head)
    subject = next(iter(surface_subjects(verb)), None)
    inner = complement(hit)
    if verb.lemma_ not in _LINKING or subject is None or inner is None:
        return
    if subject in hit.tokens or inner.i < hit.first or actors.able(subject):
        return
    if subject.lower_ in _POINTING:
        return
    ends = words_of(subject, sentence), words_of(inner, sentence)
    cause, effect = ends if forward else ends[::-1]
    span = spanning([subject.left_edge, *hit.tokens], sentence, last_of(inner, sentence))
    sign = _FLIP[hit.cue.value] if negated(verb) else hit.cue.value
    kind = _KINDS.get(hit.cue.kind)
    yield Caused(hit.head, cause, effect, sign, kind, _strength(verb, hit), span)


def _from(hit: Hit, sentence: Span, actors: Actors) -> Iterator[Caused]:
    """ "stems from", "hinges on": the subject is the effect of what hangs on the verb."""
    verb = hit.head if is_verb(hit.head) else governing(hit.head)
    subject = next(iter(surface_subjects(verb)), None)
    inner = complement(hit, ("pobj", "pcomp", "dobj", "ccomp"))
    gains = bool(hit.cue.words[0] & {"gain", "benefit", "profit", "suffer"})
    if subject is None or inner is None or (subject.pos_ == "PRON" and not gains):
        return
    if actors.able(subject) and not gains:
        return
    span = spanning([subject.left_edge, *hit.tokens], sentence, last_of(inner, sentence))
    sign = _FLIP[hit.cue.value] if negated(verb) else hit.cue.value
    cause, effect = words_of(inner, sentence), words_of(subject, sentence)
    kind = _KINDS.get(hit.cue.kind)
    yield Caused(hit.head, cause, effect, sign, kind, _strength(verb, hit), span)


_FRAMES = {
    "verb": _verb,
    "because": _because,
    "due": _due,
    "without": _lacking,
    "with": _with,
    "so": _so,
    "of": _of,
    "by": _by,
    "from": _from,
}
