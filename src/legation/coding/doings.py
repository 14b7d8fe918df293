"""Whose a thing is that somebody judges: "welcomed the decision", "called the raids a crime".

Each sentence leaves behind what was done in it and whose the papers are that it names. A later
"the plan" is the one last named so, "the veto" the last refusal, "it" what was judged before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.coding.grammar import is_passive, is_verb, prepositions, subjects, support
from legation.knowledge.acts import word_classes
from legation.knowledge.descriptions import descriptions
from legation.knowledge.people import speech_verbs
from legation.model import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Span, Token

    from legation.coding.drafts import Draft

    Resolve = Callable[[list[Token]], list[Side]]

VERDICTS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "THREATEN"})
"""Types of what is said of others' deeds."""

_REACH = 10
"""Sentences after which a noun no longer names what was done."""
_REACH_OF_PRONOUNS = 3
_REACH_OF_PAPERS = 1
_PLACED = frozenset({"nsubj", "nsubjpass", "dobj"})
_OWN = frozenset({"poss", "compound", "amod", "nmod"})
_MAKERS = ("by", "of", "from")


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done by whom, in which sentence; `on` is whom a verdict was on."""

    type: str
    word: str
    doers: tuple[Side, ...]
    on: tuple[Side, ...]
    sentence: int

    @property
    def judges(self) -> bool:
        """Whether it is only what somebody says of another's deed; an accord of two is a deed."""
        return self.type in VERDICTS and bool(self.on)


@dataclass(slots=True)
class Doings:
    """What an article has told so far, the latest last, and whose papers it has named."""

    sentence: int = 0
    done: list[Deed] = field(default_factory=list)
    papers: dict[str, tuple[Side, ...]] = field(default_factory=dict)
    paper: tuple[Side, ...] = ()
    shown: int = -_REACH

    def note(self, drafts: Iterable[Draft]) -> None:
        """Remembers events of the sentence that is being read."""
        for made in drafts:
            if doers := _bare(made.actors):
                on = _bare(made.recipients)
                self.done.append(Deed(made.type, made.word, doers, on, self.sentence))

    def read(self, sentence: Span, resolve: Resolve) -> None:
        """Notes whose the plans, texts and rulings are that a sentence names, and who acts in it."""
        verb = sentence.root
        if verb.pos_ == "VERB" and verb.lemma_ not in speech_verbs():
            if all(deed.sentence != self.sentence for deed in self.done) and not is_passive(verb):
                if doers := _bare(resolve([c for c in verb.children if c.dep_ == "nsubj"])):
                    self.done.append(Deed("", verb.lemma_, doers, (), self.sentence))
        for token in sentence:
            lemma = token.lemma_.lower()
            if token.pos_ == "NOUN" and lemma in word_classes()["PAPER"]:
                if owners := _bare(_owners(token, resolve)):
                    self.papers[lemma] = self.paper = owners
                if owners or (lemma in self.papers and token.dep_ in _PLACED):
                    self.paper, self.shown = self.papers[lemma], self.sentence

    def last_doer(self, acting: set[str]) -> list[Side]:
        """Who last did something, in the sentences just before, besides those who act now."""
        return self._done(None, acting, _REACH_OF_PRONOUNS)

    def whose(
        self, token: Token, types: Iterable[str], acting: set[str], bodies: Sequence[Side] = ()
    ) -> list[Side]:
        """Who did or made what a word names, besides those who judge it.

        `types` are those of the acts that the word itself tells, `bodies` those named so far.
        """
        if token.pos_ == "PRON":
            shown = self.paper if self.sentence - self.shown <= _REACH_OF_PAPERS else ()
            found = self._judged(acting) or _others(shown, acting)
            return found or self._done(None, acting, _REACH_OF_PRONOUNS)
        lemma = token.lemma_.lower()
        told = frozenset(types)
        found = self._of_word(lemma, acting)
        if not found and lemma in word_classes()["PAPER"]:
            found = _others(self._owners(lemma, bodies), acting)
        if not found and told:
            found = self._done(told, acting, _REACH)
        if not found and lemma in word_classes()["DEED"]:
            found = self._done(None, acting, _REACH_OF_PRONOUNS)
        return found

    def _owners(self, lemma: str, bodies: Sequence[Side]) -> tuple[Side, ...]:
        """Whose a paper is: its last owner, the body that alone makes such, or that of the last."""
        if lemma in self.papers:
            return self.papers[lemma]
        makers = descriptions("paper").get(lemma, ())
        found = tuple(side for side in reversed(bodies) if side.code in makers)[:1]
        return found or self.paper

    def _of_word(self, lemma: str, acting: set[str]) -> list[Side]:
        for deed in self._lately(_REACH):
            if deed.word == lemma and (found := _others(deed.doers, acting)):
                return found
        return []

    def _judged(self, acting: set[str]) -> list[Side]:
        """Whose deed others have just given their verdict on."""
        for deed in self._lately(_REACH_OF_PRONOUNS):
            if deed.judges and acting.isdisjoint(side.code for side in deed.doers):
                return _others(deed.on, acting)
        return []

    def _done(self, types: frozenset[str] | None, acting: set[str], reach: int) -> list[Side]:
        """Who last did something of these types; of none that are given, anything but judging."""
        for deed in self._lately(reach):
            if deed.type in types if types else not deed.judges:
                if found := _others(deed.doers, acting):
                    return found
        return []

    def _lately(self, reach: int) -> Iterable[Deed]:
        return (d for d in reversed(self.done) if self.sentence - d.sentence <= reach)


def _others(sides: Iterable[Side], acting: set[str]) -> list[Side]:
    return [side for side in sides if side.code not in acting]


def _bare(sides: Iterable[Side]) -> tuple[Side, ...]:
    return tuple(s.unplaced() for s in sides if not s.code.startswith("PER:"))


def _owners(noun: Token, resolve: Resolve) -> list[Side]:
    """Whose a paper is by the words around it: "Chad's plan", "a plan that Chad put forward"."""
    named = [c for c in noun.children if c.dep_ in _OWN]
    slots = prepositions(noun)
    named += [t for name in _MAKERS for t in slots.get(name, ())]
    found = resolve(named)
    if found:
        return found
    made = word_classes()["MAKING"]
    over = support(noun)
    clauses = [c for c in noun.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
    for verb in (*([over] if over is not None else []), *clauses):
        if verb.lemma_ in made and (found := resolve([t for t in subjects(verb) if t != noun])):
            return found
    return []
