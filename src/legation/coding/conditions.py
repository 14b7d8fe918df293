"""Conditions: an if and a then, with the sign of the effect and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries, clause_of, negated, shorten, subject, trimmed
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ASKING = frozenset(
    {"ask", "wonder", "know", "see", "say", "tell", "decide", "determine", "clear", "unclear",
     "doubt", "sure", "question", "check", "test", "discuss", "find", "matter"}
)  # fmt: skip
_MODALS = frozenset({"could", "would", "may", "might", "will", "'d", "’d", "'ll", "’ll", "can"})
_CHANGE = frozenset(
    {"return", "end", "resumption", "lifting", "failure", "collapse", "withdrawal", "escalation",
     "test", "attack", "deal", "agreement", "attempt", "move", "strike", "breach", "ceasefire",
     "truce", "halt", "loss", "victory", "defeat", "rise", "increase", "fall", "cut", "closure",
     "blockade", "invasion", "delay", "refusal", "rejection", "decision", "step", "launch",
     "summit", "meeting", "visit", "release", "pause", "breakthrough", "violation", "incident",
     "war", "clash", "default", "veto", "exit", "departure", "delivery", "peace", "settlement",
     "election", "change", "compromise", "concession", "sanction", "tariff", "split", "extension",
     "renewal", "removal", "death", "resolution", "announcement", "gesture", "line", "word"}
)  # fmt: skip
_DETERMINERS = frozenset({"a", "an", "any", "another", "such", "no", "more", "one"})
_NEWNESS = frozenset(
    {"further", "renewed", "fresh", "new", "another", "second", "third", "increased"}
)
_LONGEST = 55


@dataclass(frozen=True, slots=True)
class Halves:
    """The two halves of a condition as spans of tokens, and the sign."""

    if_: Token
    if_words: str
    then_words: str
    sign: str
    span: tuple[int, int]
    anchor: Token
    main: Token


def conditions(sentence: Span, hits: list[Hit]) -> list[Halves]:
    """The conditions of one sentence, each clause taken once."""
    found: list[Halves] = []
    for halves in _candidates(sentence, hits):
        if not any(_overlap(halves, other) for other in found):
            found.append(halves)
    mains = {halves.main for halves in found}
    return found + [h for h in _nominal(sentence) if h.main not in mains]


def _overlap(one: Halves, other: Halves) -> bool:
    return one.if_ in other.if_.subtree or other.if_ in one.if_.subtree


def _candidates(sentence: Span, hits: list[Hit]) -> Iterator[Halves]:
    table = list(of_table(hits, "conditions"))
    for hit in table:
        if hit.cue.kind == "mark":
            yield from _marked(sentence, hit)
        elif hit.cue.kind == "clause":
            yield from _opened(sentence, hit)
        elif hit.cue.kind == "prep":
            yield from _prepositional(sentence, hit)
        elif hit.cue.kind == "verb":
            yield from _depending(sentence, hit)
    yield from _inverted(sentence)
    yield from _by_doing(sentence)


def _subtree(token: Token) -> tuple[int, int]:
    return token.left_edge.i, token.right_edge.i


def _made(
    sentence: Span, head: Token, main: Token, sign: str, words: tuple[int, int] | None = None
) -> Halves | None:
    first, last = words or _subtree(head)
    doc = sentence.doc
    inside = range(first, last + 1)
    then = "".join(
        t.text_with_ws for t in sentence if t.i not in inside and _belongs(t, main, sentence)
    )
    if_words = shorten(doc[first : last + 1].text, 240)
    if not if_words or not then.strip(" ,.;"):
        return None
    effect = sign if sign != "+" or not negated(main) else "-"
    return Halves(
        head, if_words, shorten(then, 240), effect, _span(sentence, head, main), head, main
    )


def _belongs(token: Token, main: Token, sentence: Span) -> bool:
    return len(sentence) <= _LONGEST or main in (token, *token.ancestors)


def _span(sentence: Span, head: Token, main: Token) -> tuple[int, int]:
    if len(sentence) <= _LONGEST:
        return trimmed(sentence)
    first = min(head.left_edge.i, main.left_edge.i)
    last = max(head.right_edge.i, main.right_edge.i)
    return trimmed(sentence.doc[first : min(last, first + _LONGEST) + 1])


def _yield(halves: Halves | None) -> Iterator[Halves]:
    if halves is not None:
        yield halves


def _marked(sentence: Span, hit: Hit) -> Iterator[Halves]:
    """ "if", "unless", "as long as", "once" over a clause."""
    word = " ".join(t.lower_ for t in hit.tokens)
    verb = hit.tokens[-1].head if hit.tokens[-1].dep_ in ("mark", "advmod") else hit.head.head
    if word == "if" and hit.tokens[0].dep_ != "mark":
        verb = _after(sentence, hit)
    if not is_verb(verb) and verb.pos_ not in ("ADJ", "NOUN", "PROPN"):
        verb = clause_of(verb)
    if word in ("as long as", "so long as", "even if", "only if", "if only"):
        verb = _after(sentence, hit)
    if word == "whether" or (word in ("until", "once") and not _conditional_main(verb)):
        return
    if word == "if" and (_asked(verb) or _as_if(hit)):
        return
    if verb.i < hit.first and verb != sentence.root:
        return
    main = _main(verb, sentence)
    sign = {"-": "-", "?": "?"}.get(hit.cue.value, "+")
    if main == verb:
        return
    first, last = _clause(verb, hit)
    yield from _yield(_made(sentence, verb, main, sign, (first, last)))


def _clause(verb: Token, hit: Hit) -> tuple[int, int]:
    first, last = _subtree(verb)
    return min(max(first, hit.first), hit.first), max(last, hit.last)


def _after(sentence: Span, hit: Hit) -> Token:
    """The verb of the clause that follows a conjunction."""
    for token in sentence.doc[hit.last + 1 : sentence.end]:
        if is_verb(token) and token.dep_ not in ("aux", "auxpass"):
            if token.left_edge.i >= hit.first - 2:
                return token
    return hit.head


def _main(verb: Token, sentence: Span) -> Token:
    """The clause to which an if-clause belongs."""
    current = verb
    while current.head != current and current.dep_ in ("conj", "xcomp"):
        current = current.head
    head = current.head
    return clause_of(head) if head != current else sentence.root


def _asked(verb: Token) -> bool:
    return verb.dep_ in ("ccomp", "pcomp") and (verb.head.lemma_ in _ASKING or verb.dep_ == "pcomp")


def _as_if(hit: Hit) -> bool:
    before = hit.tokens[0].i - 1
    after = hit.last + 1
    doc = hit.head.doc
    if before >= 0 and doc[before].lower_ in ("as", "what"):
        return True
    return after < len(doc) and doc[after].lower_ in ("any", "not", "ever")


def _conditional_main(verb: Token) -> bool:
    """ "will not return until", "would resume once": only with a modal in the main clause."""
    head = verb.head
    return is_verb(head) and bool(auxiliaries(clause_of(head)) & _MODALS)


def _opened(sentence: Span, hit: Hit) -> Iterator[Halves]:
    """ "in the event that", "provided that" over a clause."""
    verb = _after(sentence, hit)
    if verb.i <= hit.last:
        return
    main = sentence.root if sentence.root != verb else clause_of(verb.head)
    top = hit.tokens[0]
    last = max(verb.right_edge.i, hit.last)
    first = top.i
    main = clause_of(top.head) if clause_of(top.head).i < first else main
    if main != verb:
        yield from _yield(_made(sentence, verb, main, hit.cue.value, (first, last)))


def _prepositional(sentence: Span, hit: Hit) -> Iterator[Halves]:
    """ "in the event of", "without", "barring" before a noun."""
    last = hit.tokens[-1]
    inner = next((c for c in last.children if c.dep_ in ("pobj", "pcomp", "dobj")), None)
    if inner is None:
        inner = next((t for t in last.rights if t.pos_ in ("NOUN", "PROPN", "VERB")), None)
    if inner is None:
        return
    main = clause_of(hit.tokens[0].head)
    word = hit.tokens[0].lower_
    if main == inner or main is hit.tokens[0]:
        main = sentence.root
    modal = auxiliaries(main) & _MODALS
    bare = word in ("without", "absent", "barring", "short", "given")
    if bare and not modal and not (negated(main) or word == "barring"):
        return
    if inner.tag_ in ("WP", "WDT", "WP$"):
        return
    if "return" in word or (
        hit.cue.words[0] & {"in"} and hit.tokens[1].lower_ in ("exchange", "return")
    ):
        if not (modal or _promised(hit.tokens[0])):
            return
    if word == "short" and hit.tokens[0].i > sentence.start + 1:
        return
    words = (hit.first, max(inner.right_edge.i, hit.last))
    yield from _yield(_made(sentence, inner, main, hit.cue.value, words))


def _promised(token: Token) -> bool:
    """Whether an exchange is offered, not told as done."""
    return any(
        t.lemma_ in ("offer", "promise", "propose", "pledge", "willing", "ready", "agree", "demand")
        or t.lower_ == "to"
        for a in token.ancestors
        for t in (a, *a.children)
    )


def _depending(sentence: Span, hit: Hit) -> Iterator[Halves]:
    """ "depends on", "hinges on", "will require": what is needed is the if."""
    verb = hit.head
    if not is_verb(verb):
        return
    preps = [
        c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "with", "to")
    ]
    inner = next(
        (p for c in preps for p in c.children if p.dep_ in ("pobj", "pcomp", "ccomp")), None
    )
    if verb.lemma_ in ("require", "presuppose", "take"):
        if not auxiliaries(verb) & _MODALS or verb.lemma_ == "take":
            return
        inner = next((c for c in verb.children if c.dep_ == "dobj"), None)
        who = subject(verb)
        if who is None or who.pos_ == "PROPN":
            return
    if inner is None or (verb.lemma_ in ("turn", "rest", "ride", "be") and not _whether(inner)):
        return
    words = (inner.left_edge.i, inner.right_edge.i)
    yield from _yield(_made(sentence, inner, verb, hit.cue.value, words))


def _whether(inner: Token) -> bool:
    return is_verb(inner) or any(c.lower_ in ("whether", "what", "how") for c in inner.subtree)


def _inverted(sentence: Span) -> Iterator[Halves]:
    """ "Should talks fail, ...", "were X to", "had it not been": an auxiliary before its subject."""
    for token in sentence:
        if token.lower_ not in ("should", "were", "had") or token.i + 1 >= sentence.end:
            continue
        before = sentence.doc[token.i - 1] if token.i > sentence.start else None
        opening = before is None or before.is_punct or before.lower_ in ("and", "but", "then")
        verb = token.head if token.dep_ in ("aux", "auxpass") else token
        who = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
        if who is None or who.i < token.i or (token.left_edge.i < token.i and verb == token):
            continue
        if not opening and verb.dep_ not in ("advcl", "ccomp"):
            continue
        question = sentence.text.rstrip().endswith("?")
        main = _main(verb, sentence)
        if (
            main == verb
            or question
            or (token.lower_ == "were" and not opening and not _to_do(verb))
        ):
            main = next((c for c in verb.children if c.dep_ in ("ccomp", "conj")), main)
            if main == verb or question:
                continue
        words = (token.i, max(verb.right_edge.i, token.i))
        if main in verb.subtree:
            words = (token.i, max(main.left_edge.i - 1, token.i))
        yield from _yield(_made(sentence, verb, main, "+", words))


def _to_do(verb: Token) -> bool:
    return any(c.dep_ == "xcomp" or c.lower_ == "to" for c in verb.children)


def _nominal(sentence: Span) -> Iterator[Halves]:
    """ "A return to testing could hamper": a change that may come, as subject of an effect."""
    for token in sentence:
        if token.dep_ not in ("nsubj", "csubj") or not is_verb(token.head):
            continue
        verb = token.head
        if not auxiliaries(verb) & {"could", "would", "might", "may", "'d", "’d"}:
            continue
        if token.dep_ == "csubj" or _possible(token):
            words = _subtree(token)
            yield from _yield(_made(sentence, token, verb, "+", words))


def _possible(noun: Token) -> bool:
    words = {c.lower_ for c in noun.children}
    changing = noun.lemma_.lower() in _CHANGE
    return changing and bool(words & (_DETERMINERS | _NEWNESS))


def _by_doing(sentence: Span) -> Iterator[Halves]:
    """ "By opening the crossing, they could": a way of acting with a modal effect."""
    for token in sentence:
        if token.lower_ != "by" or token.dep_ != "prep":
            continue
        inner: Token | None = next((c for c in token.children if c.dep_ == "pcomp"), None)
        main = clause_of(token.head)
        if inner is not None and token.i < main.i and auxiliaries(main) & _MODALS:
            words = (token.i, inner.right_edge.i)
            yield from _yield(_made(sentence, inner, main, "+", words))


def signed(halves: Halves, effects: Iterable[str]) -> str:
    """The sign of the effect: as the conjunction tells it, turned by an effect that hurts."""
    values = set(effects)
    if halves.sign == "+" and values == {"against"}:
        return "-"
    return halves.sign
