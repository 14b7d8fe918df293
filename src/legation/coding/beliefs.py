"""What somebody thinks, in so many words: "doubts that", "is seen as", "calls it a blow"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries, clause_of, marked, negated, subject
from legation.coding.cues import Hit
from legation.coding.grammar import is_passive, is_verb
from legation.coding.holders import AUTHOR, Holders, judge_by_trade
from legation.coding.reading_parts import (
    Reading,
    adjective_content,
    conditional,
    content_of,
    reading_of,
)
from legation.knowledge.judging import chances, voices
from legation.model import Holder, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHETHER = frozenset({"whether", "if"})
_OBJECTS = frozenset({"dobj", "attr"})
AS_SUCH = frozenset({"pobj", "pcomp", "xcomp", "ccomp", "advcl", "oprd", "amod", "conj"})
_HELD = frozenset({"express", "voice", "share", "urge", "be", "hold", "have", "prevail"})
_PREDICATE = frozenset({"acomp", "oprd", "conj", "advcl", "ROOT", "attr", "ccomp"})


def belief(hit: Hit, holders: Holders) -> Reading | None:
    """What its subject thinks; the subject is the holder."""
    token = hit.head
    if token.pos_ in ("NOUN", "PROPN"):
        return _held_noun(hit, content_of(token), holders)
    if is_verb(token) and hit.cue.pos != "a":
        return _thought(hit, token, holders)
    if token.dep_ not in _PREDICATE:
        return None
    return attitude(hit, token, holders)


def _thought(hit: Hit, verb: Token, holders: Holders) -> Reading | None:
    """A verb of thinking with what is thought."""
    taken = "for" if {"for"} in hit.cue.words else "as"
    content = content_of(verb, taken)
    if content == verb:
        content = next((c for c in verb.lefts if c.dep_ == "ccomp"), verb)
    if taken == "for" and (content.head.lower_ != "for" or content.head.head != verb):
        return None
    holder = believer(verb, verb, holders)
    if (
        holder is None
        or conditional(verb)
        or not _believes(verb, content, several=len(hit.cue.words) > 1)
    ):
        return None
    stance = Stance(hit.cue.value)
    if verb.lemma_ == "see" and marked(content, _WHETHER):
        if "will" not in auxiliaries(verb) and "'ll" not in auxiliaries(verb):
            return None
        stance = Stance.UNCERTAIN
    if verb.lemma_ == "warn" and not _warns_as_judge(verb, content):
        return None
    if (
        verb.lemma_ in ("expect", "anticipate")
        and content.dep_ == "dobj"
        and not _abstract(content)
    ):
        return None
    if verb.lemma_ == "caution" and content.dep_ == "ccomp":
        stance = Stance.FOR  # "cautions that fighting will go on" holds that it will
    if stance is Stance.AGAINST and verb.lemma_ in ("rule", "exclude") and negated(verb):
        stance = Stance.UNCERTAIN
    if stance is Stance.FOR and nay(content):
        stance = Stance.AGAINST
    strong = content != verb or len(hit.cue.words) > 1 or _so(verb)
    if verb.lemma_ == "see" and content.dep_ == "dobj" and len(hit.cue.words) == 1:
        strong = verb.tag_ in ("VBZ", "VBP") and content.pos_ == "NOUN"
    return made_of(hit, stance, verb, verb, content, holder, strong=strong)


def attitude(hit: Hit, adjective: Token, holders: Holders) -> Reading | None:
    """Who is hopeful, sceptical, not sure."""
    host = clause_of(adjective)
    holder = believer(adjective, host, holders, felt=True)
    if holder is None or conditional(host):
        return None
    content = adjective_content(adjective)
    if any(word.text == ":" for word in adjective.doc[adjective.i : content.i]):
        content = adjective  # what follows a colon says why
    stance = Stance(hit.cue.value)
    if content in (adjective, host):
        if stance is Stance.AGAINST and adjective.lemma_ != "doubtful":
            stance = Stance.CAUTIOUS
        if stance is Stance.FOR and adjective.tag_ == "VBN" and negated(host):
            stance = Stance.CAUTIOUS  # "is not convinced"
    if stance is Stance.FOR and any(c.lower_ == "less" for c in adjective.children):
        sure = adjective.lemma_ in ("sure", "certain")
        stance = Stance.UNCERTAIN if sure else Stance.CAUTIOUS
    return made_of(hit, stance, adjective, host, content, holder, strong=True)


def made_of(
    hit: Hit,
    stance: Stance,
    token: Token,
    host: Token,
    content: Token,
    holder: Holder,
    *,
    strong: bool,
) -> Reading:
    """The reading of a cue that is its holder's own thought."""
    inside = tuple(t.i for t in hit.tokens)
    return Reading("belief", stance, hit.words, token, host, content, strong, holder, inside)


def nay(content: Token) -> bool:
    """Whether a predicate says that a thing does not hold or is worth nothing."""
    if content.lower_ in voices("nay"):
        return True
    return any(c.dep_ == "conj" and c.lower_ in voices("nay") for c in content.children)


def _abstract(noun: Token) -> bool:
    """Whether a noun names nothing in particular."""
    return noun.pos_ != "PROPN" and not noun.ent_type_


def _warns_as_judge(verb: Token, content: Token) -> bool:
    """Whether a warning foretells what may come; a government's warning is a threat."""
    if content.dep_ != "ccomp":
        return False
    who = subject(verb)
    return judge_by_trade(who) or bool(auxiliaries(content) & {"may", "might", "could"})


def _believes(verb: Token, content: Token, *, several: bool) -> bool:
    """Whether a verb of thinking is used so: "see X as", "see no chance", "expects that"."""
    lemma = verb.lemma_
    if lemma in ("see", "view", "regard", "interpret", "read"):
        if is_passive(verb) and lemma == "see":
            return content.dep_ in AS_SUCH and content.head.lower_ == "as"
        return content.dep_ in AS_SUCH or (
            lemma == "see" and _abstract(content) and content != verb
        )
    if lemma in ("hold", "find", "insist", "hope"):
        return content.dep_ == "ccomp" and not _wished(content)
    if lemma == "consider" and content.tag_ == "VBG":
        return False
    if lemma in ("feel", "consider", "trust", "calculate", "deny", "dispute"):
        return content.dep_ in ("ccomp", "xcomp", "oprd") or _judged_after(verb) is not None
    if content.dep_ in _OBJECTS and lemma not in voices("of nouns"):
        if several:
            return True
        words = {t.lower_ for t in verb.children}
        return bool(words & {"signs", "sign", "chance", "caution"}) or lemma in (
            "express",
            "voice",
            "urge",
            "leave",
        )
    return content != verb or lemma in ("doubt", "leave", "say") or _so(verb)


def _so(verb: Token) -> bool:
    """Whether somebody "believes so"."""
    return any(c.lower_ == "so" and c.i == verb.i + 1 for c in verb.children)


def _wished(content: Token) -> bool:
    """Whether a clause is what somebody wants done: "insists that the bank be readmitted"."""
    told = auxiliaries(content)
    return (content.tag_ == "VB" and not told) or told == {"be"}


def _judged_after(verb: Token) -> Token | None:
    """The adjective of "considers a return possible", wherever the parse hung it."""
    return next((t for t in verb.subtree if t.i > verb.i and t.lower_ in chances()), None)


def believer(token: Token, host: Token, holders: Holders, *, felt: bool = False) -> Holder | None:
    """Who thinks what a word says: the subject of its clause or, in the passive, the agent.

    A participle for what is `felt`, such as "convinced", is told of its subject.
    """
    if is_verb(token) and is_passive(token) and not felt:
        return _thinking_agent(token, holders)
    who = subject(host)
    if who is None or who.lower_ == "it" or not holders.voices.speaks(who, token):
        return None
    if who.lower_ in voices("first person") or (
        who.pos_ == "PRON" and who.lower_ not in voices("judge")
    ):
        outer = holders.subject_of(host)
        if outer is not None and outer.pos_ != "PRON":
            return holders.named(outer)
        return holders.of(token) if who.lower_ in voices("first person") else holders.named(who)
    if who.lower_ in ("few", "nobody", "none"):
        return AUTHOR if not list(who.rights) else holders.named(who)
    return holders.named(who)


def _thinking_agent(verb: Token, holders: Holders) -> Holder | None:
    """Who thinks in "is seen by X as", "is widely read as"."""
    if verb.dep_ in ("acl", "amod"):
        return None
    agent = next((p for c in verb.children if c.dep_ == "agent" for p in c.children), None)
    if agent is not None and holders.can_speak(agent):
        return holders.named(agent)
    wide = any(c.lower_ in ("widely", "generally", "broadly", "also") for c in verb.children)
    return holders.of(verb) if wide or verb.lemma_ in ("see", "view", "think") else None


def _held_noun(hit: Hit, content: Token, holders: Holders) -> Reading | None:
    noun = hit.head
    verb = clause_of(noun)
    if noun.dep_ not in ("dobj", "attr", "nsubj", "pobj", "conj") or content == noun:
        if not (noun.dep_ == "dobj" and verb.lemma_ in ("express", "voice", "urge", "counsel")):
            return None
    return reading_of(hit, verb, content, holders, strong=verb.lemma_ in _HELD)
