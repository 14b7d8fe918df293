"""What speaks for or against a clause being an indicator, as named traits.

Each trait is a row of `indicator_weights.tsv`. The sum of a clause's weights tells how far it is
the kind of thing that people watch for, as against plain news or a piece of the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.coding.chains import Judged
from legation.coding.clauses import auxiliaries, is_past, negated, subject
from legation.coding.cues import Hit
from legation.coding.drafts import Draft
from legation.coding.facts import Fact
from legation.coding.grammar import is_passive, is_verb
from legation.coding.halves import Halves
from legation.coding.holders import Holders
from legation.coding.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TENSES = {
    "modal": frozenset({"could", "would", "may", "might", "should", "can", "must", "'d", "’d"}),
    "future": frozenset({"will", "shall", "'ll", "’ll"}),
    "past perfect": frozenset({"had"}),
    "perfect": frozenset({"has", "have", "'ve", "’ve"}),
}
_QUOTES = frozenset('“”"')
_OPENING = 3
_BRIEF, _LENGTHY = 9, 20


@dataclass(slots=True)
class Sentence:
    """A sentence with what has been found in it: cues, judgements, and the events that it tells."""

    span: Span
    hits: list[Hit]
    judged: list[Judged]
    drafts: Sequence[Draft]
    number: int
    year: int | None
    ifs: Sequence[Halves] = ()
    tenor: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    asks: bool = field(init=False)
    past: list[int] = field(init=False)
    quotes: bool = field(init=False)
    stops: bool = field(init=False)

    def __post_init__(self) -> None:
        """Notes question, quotation and full stop, and years named before the article's."""
        words = [token.text for token in self.span]
        self.asks = "?" in words[-3:]
        self.quotes = not _QUOTES.isdisjoint(words)
        self.stops = "." in words
        years = [n for n, word in enumerate(words) if len(word) == 4 and word.isdecimal()]
        first = self.span.start
        self.past = [first + n for n in years if 1900 <= int(words[n]) < (self.year or 0)]


def traits(fact: Fact, sentence: Sentence, holders: Holders) -> set[str]:
    """The traits of one clause."""
    scene = holders.scene
    found = {"any", _length(fact), f"clause {fact.kind}", *sentence.tenor, *sentence.after}
    found.update(_of_voice(fact.head, holders))
    found.update(_of_cues(fact, sentence.hits))
    found.update(_of_judged(fact, sentence.judged))
    found.update(_of_events(fact, sentence.drafts, scene.base))
    found.update(_of_verb(fact.head, scene))
    found.update(_of_place(fact, sentence))
    return found


def _of_voice(head: Token, holders: Holders) -> Iterator[str]:
    """Whether somebody tells the clause, and whether that is one who judges by trade."""
    if holders.judged_by_trade(head):
        yield "told by a judge"
    elif holders.subject_of(head) is not None:
        yield "told by a party"


def _length(fact: Fact) -> str:
    words = fact.last - fact.first + 1
    return (
        "length short"
        if words < _BRIEF
        else "length long"
        if words > _LENGTHY
        else "length middling"
    )


def _of_cues(fact: Fact, hits: list[Hit]) -> Iterator[str]:
    for hit in hits:
        cue = hit.cue
        if fact.holds(hit.first):
            if cue.table == "sightings" and cue.kind != "reason":
                yield f"word {cue.kind}"
            elif cue.table == "conditions" and cue.kind in ("mark", "clause"):
                yield "condition"


def _of_judged(fact: Fact, judged: list[Judged]) -> Iterator[str]:
    for one in judged:
        yield "judged inside" if fact.holds(one.chain[0].token.i) else "judged beside"


def _of_events(fact: Fact, drafts: Sequence[Draft], base: int) -> Iterator[str]:
    doc = fact.head.doc
    start = base + doc[fact.first].idx
    stop = base + doc[fact.last].idx + len(doc[fact.last])
    told = [d for d in drafts if any(a < stop and start < b for a, b in d.spans)]
    if not told:
        yield "event none"
    for draft in told:
        yield f"event {draft.type}"
        yield "event core" if draft.core else "event aside"


def _of_verb(verb: Token, scene: Scene) -> Iterator[str]:
    if not is_verb(verb):
        return
    yield f"tense {tense(verb)}"
    if negated(verb) or any(negated(c) for c in verb.children if c.dep_ in ("dobj", "attr")):
        yield "negated"
    if is_passive(verb):
        yield "passive"
    if verb.lemma_ == "be":
        yield "copula"
    who = subject(verb)
    if who is not None:
        named = scene.by_token.get(who.i)
        kind = named.entry.kind if named else "pronoun" if who.pos_ == "PRON" else "noun"
        yield f"subject {kind}"


def tense(verb: Token) -> str:
    """The time in which a finite verb tells, by its auxiliaries and form."""
    told = auxiliaries(verb)
    for name, words in _TENSES.items():
        if told & words:
            return name
    if verb.tag_ == "VBG" and told:
        return "progressive"
    return "past" if is_past(verb) else "present"


def _of_place(fact: Fact, sentence: Sentence) -> Iterator[str]:
    if sentence.number == 0:
        yield "place lead"
    elif sentence.number < _OPENING:
        yield "place opening"
    if sentence.asks:
        yield "question"
    if any(fact.holds(at) for at in sentence.past):
        yield "year past"


def left_behind(sentence: Sentence) -> frozenset[str]:
    """What a sentence is to the one that follows in its paragraph."""
    found = {"after a question"} if sentence.asks else set()
    if sentence.judged:
        found.add("after a judgement")
    if sentence.span.text.rstrip().endswith(":"):
        found.add("after a colon")
    return frozenset(found or {"after a plain sentence"})
