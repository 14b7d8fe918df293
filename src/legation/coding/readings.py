"""Words that judge, each with the clause in which it stands and the content that it judges.

A reading is a cue ("unlikely", "signals", "a sign of", "could", "doubts") or a plain statement by
somebody who judges by trade ("said an analyst in Seoul"). Which of them make an assessment is
decided here, word by word; how several of them in one clause go together, in `assessments`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.coding.beliefs import attitude, belief
from legation.coding.charges import charge, leaning
from legation.coding.clauses import auxiliaries, clause_of, is_past, marked, negated, subject
from legation.coding.cues import Hit
from legation.coding.grammar import is_passive, is_verb
from legation.coding.holders import Holders, judge_by_trade
from legation.coding.odds import odds
from legation.coding.phrases import chance, phrase_reading, split
from legation.coding.reading_parts import (
    Reading,
    adjective_content,
    asked,
    conditional,
    content_of,
    reading_of,
)
from legation.coding.verdicts import denial, verdict
from legation.knowledge.judging import changes, voices
from legation.knowledge.people import office_nouns
from legation.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_COPULA = frozenset({"be", "seem", "appear", "look", "remain", "become", "stay", "prove", "sound"})
_THOUGHT = frozenset({"belief", "verdict", "denial"})


def readings(sentence: Span, hits: list[Hit], holders: Holders) -> Iterator[Reading]:
    """All words of a sentence that judge."""
    for hit in hits:
        found = _RULES[hit.cue.kind](hit, holders)
        if found is None and hit.cue.kind in _THOUGHT:
            found = leaning(hit, holders)
        if found is not None:
            yield found


def _own(verb: Token, voice: Token | None, holders: Holders) -> bool:
    """Whether a speaker talks of what his own side will do."""
    who = subject(verb)
    if who is None or voice is None:
        return False
    if who == voice or (
        who.pos_ == "PRON" and who.lower_ in ("he", "she", *voices("first person"))
    ):
        return True
    mine = {s.code for s in holders.resolver.sides([voice])}
    theirs = {s.code for s in holders.resolver.sides([who])}
    return bool(mine & theirs)


def _modal(hit: Hit, holders: Holders) -> Reading | None:
    verb = hit.head.head if hit.head.dep_ in ("aux", "auxpass") else hit.head
    if not is_verb(verb) or conditional(verb) or asked(verb) or verb.lemma_ in voices("own move"):
        return None
    if verb.head.lemma_ in voices("undertaking"):
        return None
    if verb.dep_ == "relcl" and verb.head.lemma_ in ("time", "way", "number"):
        return None
    if negated(verb) and hit.head.lower_ == "could" and verb.lemma_ in voices("finding"):
        return None
    if marked(verb, frozenset({"that"})) and verb.dep_ == "advcl":
        return None  # "so that they could"
    voice = holders.subject_of(hit.head)
    if voice is not None and not judge_by_trade(voice) and _own(verb, voice, holders):
        return None
    if verb.dep_ == "relcl" and voice is None:
        return reading_of(hit, verb, verb, holders, strong=False)
    past = hit.head.lower_ == "could" and "have" not in auxiliaries(verb) and _told_past(verb)
    strong = not (past and negated(verb)) and (voice is not None or _foretold(verb, holders))
    made = reading_of(hit, verb, verb, holders, strong=strong)
    if hit.head.lower_ in ("may", "might") and negated(verb):
        return dataclasses.replace(made, stance=Stance.CAUTIOUS)
    return made


def _foretold(verb: Token, holders: Holders) -> bool:
    """Whether the article itself supposes what a thing may do; what people may do is mostly leave.

    So is what may be done: "may be spent", "could be left to later talks".
    """
    who = subject(verb)
    if holders.goes_on(verb):
        return True
    people = who is not None and (who.pos_ == "PRON" and who.lower_ != "it")
    return not is_passive(verb) and not people


def _told_past(verb: Token) -> bool:
    return any(is_verb(v) and v.tag_ == "VBD" for v in verb.ancestors)


def _would(hit: Hit, holders: Holders) -> Reading | None:
    verb = hit.head.head if hit.head.dep_ in ("aux", "auxpass") else hit.head
    if not is_verb(verb) or conditional(verb) or asked(verb):
        return None
    if verb.head.lemma_ in voices("undertaking"):
        return None
    voice = holders.subject_of(hit.head)
    if voice is not None or holders.judged_by_trade(hit.head):
        strong = holders.judged_by_trade(hit.head) and not _own_plan(verb, voice)
        return reading_of(hit, verb, verb, holders, strong=strong) if strong else None
    who = subject(verb)
    if who is None or holders.can_speak(who) or "have" in auxiliaries(verb):
        return None
    supposed = who.pos_ in ("PRON", "DET") or who.dep_ == "csubj" or who.lemma_ in changes()
    return reading_of(hit, verb, verb, holders, strong=supposed and verb.dep_ != "relcl")


def _own_plan(verb: Token, voice: Token | None) -> bool:
    who = subject(verb)
    if voice is None:
        return who is not None and who.lower_ in voices("first person")
    official = voice.lemma_.lower() in office_nouns()
    return official and who is not None and who.lower_ in ("he", "she", "it", "they", "i", "we")


def _will(hit: Hit, holders: Holders) -> Reading | None:
    verb = hit.head.head if hit.head.dep_ in ("aux", "auxpass") else hit.head
    if not is_verb(verb) or conditional(verb) or not holders.judged_by_trade(hit.head):
        return None
    if _own_plan(verb, holders.subject_of(hit.head)):
        return None
    return reading_of(hit, verb, verb, holders, strong=True)


def _hedge(hit: Hit, holders: Holders) -> Reading | None:
    token = hit.head
    if hit.cue.pos == "r" and token.pos_ != "ADJ":
        verb = clause_of(token)
        if conditional(verb):
            return None
        small = token.head.pos_ not in ("VERB", "AUX") and token.dep_ == "advmod"
        strong = not small and hit.words.lower() not in ("no longer", "hardly", "scarcely")
        return reading_of(hit, verb, verb, holders, strong=strong)
    content = adjective_content(token)
    host = token.head if is_verb(token.head) else clause_of(token)
    predicate = token.dep_ in ("acomp", "ccomp", "xcomp", "oprd", "attr", "conj", "ROOT", "advcl")
    if conditional(clause_of(token)) or _brought_about(token, host):
        return None
    if token.lower_ in ("sure", "certain", "likely") and token.dep_ == "amod":
        predicate = False
    if predicate and token.lower_ in voices("of persons") and _person(subject(host), holders):
        return attitude(hit, token, holders)
    return reading_of(hit, host, content, holders, strong=predicate and content != token)


def _brought_about(adjective: Token, host: Token) -> bool:
    """Whether something has been made possible, and so is no longer merely that."""
    made = host.lemma_ == "make" and adjective.head == host
    return made and (is_past(host) or bool({"have", "has", "having"} & auxiliaries(host)))


def _seem(hit: Hit, holders: Holders) -> Reading | None:
    verb = hit.head
    content = content_of(verb)
    if content == verb:
        content = next((c for c in verb.children if c.dep_ in ("acomp", "oprd", "attr")), verb)
    if conditional(verb) or (verb.lemma_ == "appear" and content == verb):
        return None
    who = subject(verb)
    if who is not None and who.lower_ == "what":
        return None
    if verb.lemma_ in ("promise", "risk", "threaten") and _person(who, holders):
        return None
    if content.dep_ in ("pobj", "dobj") and verb.lemma_ in ("appear", "seem", "look"):
        return None
    return reading_of(hit, verb, content, holders, strong=verb.dep_ != "relcl")


def _read_from(hit: Hit, holders: Holders) -> Reading | None:
    """What a thing is taken to mean; a person or state that signals does something instead."""
    verb = hit.head
    if not is_verb(verb) or conditional(verb):
        return None
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj")), None)
    content = content_of(verb)
    tail = hit.tokens[-1]
    if len(hit.tokens) > 1 and tail != verb:
        deeper = content_of(tail)
        content = deeper if deeper != tail else content
    if content == verb or is_passive(verb) or content.ent_type_ in ("DATE", "TIME"):
        return None
    if own is not None and own.lemma_.lower() in voices("record"):
        return None
    if own is not None and own.lower_ not in ("which", "that", "it", "this"):
        if holders.can_speak(own) and own.lemma_ not in ("report", "statement"):
            return None
    elif (own is None and verb.dep_ not in ("advcl", "acl", "conj", "xcomp")) or (
        own is None and verb.dep_ == "conj" and _person(subject(verb), holders)
    ):
        return None
    weak = hit.cue.words[0] & {"show", "confirm", "prove", "mean", "mark", "reflect", "highlight"}
    clause = content.dep_ in ("ccomp", "xcomp")
    return reading_of(hit, verb, content, holders, strong=not weak or clause)


def _person(token: Token | None, holders: Holders) -> bool:
    return token is not None and token.lower_ != "it" and holders.can_speak(token)


def _sign(hit: Hit, holders: Holders) -> Reading | None:
    """A noun for what something means, as predicate, apposition or after "as"."""
    noun = hit.head
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    content = content_of(noun)
    if content == noun and len(hit.tokens) > 1:
        content = next((c for c in hit.tokens[-1].children if c.dep_ in ("pobj", "pcomp")), noun)
    as_ = noun.dep_ == "pobj" and noun.head.lower_ in ("as", "for")
    predicate = noun.dep_ in ("attr", "appos", "oprd") or as_
    if noun.dep_ in ("ROOT", "dep", "npadvmod", "conj") or _after_comma(noun):
        predicate = True
    seen = noun.dep_ == "dobj" and noun.head.lemma_ in ("see", "represent", "mark", "offer", "give")
    if not (predicate or seen) or content == noun:
        return None
    host = noun.head if noun.dep_ in ("attr", "oprd") and is_verb(noun.head) else noun
    past = is_verb(host) and is_past(host) and noun.dep_ == "attr"
    return reading_of(hit, host, content, holders, strong=not past)


def _after_comma(noun: Token) -> bool:
    left = noun.left_edge.i
    return noun.dep_ == "appos" and left > 0 and noun.doc[left - 1].text in (",", "—", "–", "-")


def _value(hit: Hit, holders: Holders) -> Reading | None:
    token = hit.head
    host = clause_of(token)
    thought = host.lemma_ in voices("think") and (
        (token.head == host and token.dep_ in ("ccomp", "acomp")) or token.head.lower_ == "as"
    )
    linked = host.lemma_ in _COPULA or token.dep_ in ("oprd", "pobj") or thought
    if conditional(host) or not linked:
        return None
    predicate = (
        thought
        or token.dep_ in ("acomp", "attr", "oprd")
        or (token.dep_ in ("prep", "conj", "xcomp", "ccomp", "advmod") and host.lemma_ in _COPULA)
    )
    if not predicate:
        return None
    voice = holders.subject_of(token)
    content = content_of(token)
    strong = not is_past(host) or (voice is not None and judge_by_trade(voice))
    if hit.cue.kind == "worth" and voice is not None and not judge_by_trade(voice):
        strong = False
    if content == token:
        content = host
    return reading_of(hit, host, content, holders, strong=strong)


def _effect(hit: Hit, holders: Holders) -> Reading | None:
    """What a thing does to another: a judgement with a modal or as a participle after the fact."""
    verb = hit.head
    if not is_verb(verb) or verb.dep_ == "aux" or is_passive(verb) or conditional(verb):
        return None
    content = next((c for c in verb.children if c.dep_ == "dobj"), verb)
    after = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > verb.head.i
    who = subject(verb)
    future = "will" in auxiliaries(verb) and who is not None and not holders.can_speak(who)
    comma = (
        after and verb.i > 0 and any(t.text == "," for t in verb.doc[max(0, verb.i - 3) : verb.i])
    )
    own = not is_past(verb) and verb.tag_ in ("VBZ", "VBP") and not _person(who, holders)
    negative = hit.cue.value == "against"
    return reading_of(hit, verb, content, holders, strong=future or (negative and (comma or own)))


_RULES = {
    "modal": _modal,
    "would": _would,
    "will": _will,
    "hedge": _hedge,
    "seem": _seem,
    "reading": _read_from,
    "sign": _sign,
    "chance": chance,
    "value": _value,
    "worth": _value,
    "belief": belief,
    "verdict": verdict,
    "denial": denial,
    "odds": odds,
    "charge": charge,
    "phrase": phrase_reading,
    "split": split,
    "effect": _effect,
}
