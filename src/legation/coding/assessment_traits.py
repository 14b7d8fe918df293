"""What speaks for or against a clause being an assessment, as named traits.

Each trait is a row of `assessment_weights.tsv`: the words that judge, whose the clause is, how it is
told, and what else its sentence does. The sum of the weights tells how likely people take it for
somebody's judgement, as against a plain statement, a promise or a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from legation.coding.chains import TELLING, THOUGHT, Judged
from legation.coding.clauses import clause_of, marked, negated, subject
from legation.coding.drafts import Draft
from legation.coding.grammar import is_passive, is_verb, with_to
from legation.coding.holders import AUTHOR, Holders, judge_by_trade
from legation.coding.reading_parts import conditional
from legation.coding.tellings import dated, denies, weighs
from legation.coding.traits import Sentence, tense
from legation.knowledge.judging import voices
from legation.knowledge.people import office_nouns
from legation.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPARED = frozenset({"JJR", "JJS", "RBR", "RBS"})
_GROUPS = {
    "author": "author",
    "judge": "judge",
    "judge before": "judge",
    "pronoun of judge": "judge",
    "before": "before",
}
"""Kinds of holder of which the same traits tell different things."""
_BY_GROUP = (
    "firm",
    "words",
    "tense",
    "quoted",
    "weighs",
    "denies",
    "event told",
    "of the holder",
    "then",
)
_STANDING = frozenset({"relcl", "advcl", "acl", "conj", "ROOT", "ccomp", "parataxis"})
_AMOUNTS = frozenset({"CARDINAL", "MONEY", "PERCENT"})
_REASONS = frozenset({"because", "since", "as"})
_SLIGHT = frozenset({"only", "just", "even", "too", "still", "simply", "merely", "so", "very"})


def assessment_traits(judged: Judged, sentence: Sentence, holders: Holders) -> set[str]:
    """The traits of one candidate."""
    found = {"any"}
    found.update(_of_words(judged))
    found.update(_of_voice(judged, holders))
    found.update(_of_clause(judged, holders))
    found.update(_of_sentence(judged, sentence, holders))
    group = _GROUPS.get(voice_kind(voice_of(judged, holders), judged, holders), "party")
    found.update(f"{group}: {trait}" for trait in list(found) if trait.startswith(_BY_GROUP))
    return found


def _of_words(judged: Judged) -> Iterator[str]:
    kinds = [one.kind for one in judged.chain]
    for one in judged.chain:
        yield f"word {one.kind}"
        if one.strong:
            yield f"strong {one.kind}"
    cues = [kind for kind in kinds if kind not in TELLING]
    thought = next((one.host for one in judged.chain if one.kind in THOUGHT - TELLING), None)
    if thought is not None and is_verb(thought):
        yield "thought infinitive" if with_to(thought) else f"thought {tense(thought)}"
        yield f"thought {thought.dep_}"
        if is_passive(thought):
            yield "thought passive"
    yield f"words {min(len(cues), 3)}"
    yield f"stance {judged.stance.value}"
    if judged.firm:
        yield "firm"


def voice_of(judged: Judged, holders: Holders) -> Token | None:
    """The word for the holder of a candidate, where one stands in its sentence."""
    for one in judged.chain:
        if one.kind in THOUGHT:
            return subject(one.host)
    return holders.subject_of(judged.chain[0].token)


def _of_voice(judged: Judged, holders: Holders) -> Iterator[str]:
    who = voice_of(judged, holders)
    kind = voice_kind(who, judged, holders)
    yield f"voice {kind}"
    if any(one.kind in TELLING for one in judged.chain):
        yield f"voice {kind} tells"
    if who is None:
        return
    verb = who.head
    if is_verb(verb):
        yield f"verb {verb.lemma_}"
        if verb.lemma_ in voices("think"):
            yield "verb thinks"
        if verb.lemma_ in voices("say"):
            yield "verb says"
        yield f"saying {tense(verb)}"
        if negated(verb):
            yield "saying negated"


def voice_kind(who: Token | None, judged: Judged, holders: Holders) -> str:
    """What kind of holder a word names."""
    if who is None:
        if judged.holder is AUTHOR:
            return "author"
        return "judge before" if holders.last.judge else "before"
    if who.pos_ == "PRON" and who.lower_ not in voices("judge"):
        return "pronoun of judge" if holders.last.judge else "pronoun"
    if judge_by_trade(who):
        return "judge"
    mention = holders.scene.by_token.get(who.i)
    if mention is not None:
        return mention.entry.kind
    if who.lemma_.lower() in office_nouns():
        return "official"
    if who.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return who.ent_type_.lower()
    return "noun"


def _of_clause(judged: Judged, holders: Holders) -> Iterator[str]:
    """What the clause that is judged says, and how."""
    content = judged.content
    verb = content if is_verb(content) else clause_of(content)
    if not is_verb(content):
        yield "content noun"
    else:
        yield "content infinitive" if with_to(content) else f"tense {tense(content)}"
    for name, holds in _CLAUSE.items():
        if holds(verb):
            yield name
    yield from _of_its_words(verb)
    if verb.dep_ in _STANDING:
        yield f"clause {verb.dep_}"
    yield from _of_subject(verb, judged, holders)


def _of_its_words(verb: Token) -> set[str]:
    """What the words of a clause tell: a date, an amount, a comparison."""
    found: set[str] = set()
    for word in verb.subtree:
        if dated(word):
            found.add("dated")
        if word.ent_type_ in _AMOUNTS or word.like_num:
            found.add("number")
        if word.tag_ in _COMPARED:
            found.add("compared")
    return found


_CLAUSE: Mapping[str, Callable[[Token], bool]] = {
    "negated": negated,
    "passive": is_passive,
    "weighs": weighs,
    "denies": denies,
    "copula": lambda verb: verb.lemma_ == "be",
    "copula noun": lambda verb: (
        verb.lemma_ == "be" and any(c.dep_ == "attr" for c in verb.children)
    ),
    "graded": lambda verb: any(c.lower_ in _SLIGHT for c in verb.children),
    "conditional": conditional,
    "reason": lambda verb: marked(verb, _REASONS),
}
"""What a clause may be, each a trait."""


def _of_subject(verb: Token, judged: Judged, holders: Holders) -> Iterator[str]:
    who = subject(verb)
    if who is None:
        yield "of nobody"
        return
    named = holders.scene.by_token.get(who.i)
    kind = named.entry.kind if named else "pronoun" if who.pos_ == "PRON" else "noun"
    yield f"of {kind}"
    voice = voice_of(judged, holders)
    if voice is None or voice == who:
        return
    if who.lower_ in ("we", "i", "he", "she", "it", "they") or judged.holder.code in {
        side.code for side in holders.resolver.sides([who])
    }:
        yield "of the holder"


def _of_sentence(judged: Judged, sentence: Sentence, holders: Holders) -> Iterator[str]:
    span = sentence.span
    if sentence.asks:
        yield "question"
    text = holders.scene.doc[span.start : judged.content.i].text
    if text.count("“") > text.count("”") or text.count('"') % 2:
        yield "quoted"
    elif sentence.quotes:
        yield "quotes beside"
    if sentence.stops and len(span) > 32:
        yield "long"
    if len(span) < 12:
        yield "short"
    yield from _of_conditions(judged, sentence)
    told = [d for d in sentence.drafts if _shares(d, judged, holders)]
    yield "event none" if not told else "event told"
    for draft in told:
        yield f"event {draft.type}"
    if any(h.cue.kind == "denial" for h in sentence.hits):
        yield "denial beside"
    if judged.stance in (Stance.UNCERTAIN, Stance.CAUTIOUS):
        yield "unsure"


def _of_conditions(judged: Judged, sentence: Sentence) -> Iterator[str]:
    """How a candidate stands to the conditions of its sentence: a plain if-then is no judgement."""
    for halves in sentence.ifs:
        part = halves.part
        at = judged.content.i
        if not part.start <= at < part.end:
            yield "if in another part"
        elif halves.first <= at <= halves.last:
            yield "in the if"
        else:
            first = "first" if halves.first - part.start < 4 or halves.last < at else "after"
            yield "then"
            yield f"then, if {first}"
            judges = any(one.kind in THOUGHT for one in judged.chain)
            yield "then, thought" if judges else "then, told"


def _shares(draft: Draft, judged: Judged, holders: Holders) -> bool:
    """Whether an event is told by the words that are judged."""
    at = holders.scene.base + judged.content.idx
    return any(start <= at < stop for start, stop in draft.spans)
