"""Whose judgement it is: the voice over a clause, whoever the text still follows, or the author.

A text goes on with a voice in a quotation that stays open, in a sentence that takes up what was
said ("Such a step would ..."), and in what is expected next in the same paragraph after somebody
who judges by trade.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.attribution import holder_of
from legation.coding.clauses import shorten
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.voices import Voices
from legation.knowledge.judging import voices
from legation.knowledge.people import office_nouns
from legation.model import Holder, Side

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

AUTHOR = Holder(name="author", kind="author")
_OF_GROUP = frozenset({"in", "of", "at", "from", "for", "with", "on", "to", "near", "among"})
_TITLES = frozenset({"mr", "mrs", "ms", "mr.", "mrs.", "ms.", "dr", "dr.", "sir", "the", "a", "an"})
_OPEN, _CLOSE = '“"‘', '”"’'
_THIRD = frozenset({"he", "she", "they"})
_FOLLOWED = frozenset({"he", "she", "his", "her", "they", "their", "i", "we", "it", "its"})
_LEADERS = frozenset({"president", "leader", "premier", "chancellor", "prime"})
_POINTING = frozenset({"these", "this", "such", "that", "those"})


@dataclass(slots=True)
class Voice:
    """The last voice of a paragraph, and whether its quotation is still open."""

    token: Token | None = None
    holder: Holder | None = None
    human: bool = False
    judge: bool = False
    sentence: int = -9
    quoting: bool = False


class Holders:
    """Finds holders within one paragraph."""

    def __init__(self, scene: Scene, resolver: Resolver) -> None:
        self.scene = scene
        self.resolver = resolver
        self.voices = Voices(scene)
        self.last = Voice()
        self._number = 0
        self._over: dict[int, Token | None] = {}

    def subject_of(self, token: Token) -> Token | None:
        """The word for the nearest voice over a word, if any stands in its sentence."""
        if token.i not in self._over:
            self._over[token.i] = self.voices.over(token)
        return self._over[token.i]

    def can_speak(self, token: Token) -> bool:
        """Whether a word names somebody who can say or think something."""
        return self.voices.can_speak(token)

    def of(self, token: Token) -> Holder:
        """The holder of what a clause says; the author where nobody else speaks."""
        found = self.subject_of(token)
        if found is not None:
            return self.named(found)
        return (self._last_holder() if self.goes_on(token) else None) or AUTHOR

    def judged_by_trade(self, token: Token) -> bool:
        """Whether the voice over a word, here or from before, is somebody who judges by trade."""
        found = self.subject_of(token)
        return (
            judge_by_trade(found) if found is not None else self.last.judge and self.goes_on(token)
        )

    def goes_on(self, token: Token) -> bool:
        """Whether a sentence without a voice of its own is still the last speaker's."""
        last = self.last
        if last.token is None or last.sentence != self._number - 1:
            return False
        sentence = self.scene.sentence_of(token)
        return last.quoting or _within_quotation(token, sentence) or _refers_back(sentence)

    def named(self, token: Token) -> Holder:
        """A holder as the article names it."""
        low = token.lower_
        if low in voices("first person") and not _within_quotation(
            token, self.scene.sentence_of(token)
        ):
            return AUTHOR
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            return self._meant(token) or self._as_written(token)
        return self._as_written(token)

    def _meant(self, pronoun: Token) -> Holder | None:
        """Whom a pronoun means: who spoke earlier in the sentence, or the last voice."""
        low = pronoun.lower_
        earlier = self._earlier_voice(pronoun) if low in _THIRD else None
        if earlier is not None:
            return self.named(earlier)
        if low not in _FOLLOWED:
            return None
        if self.last.token is not None and (low not in ("it", "its") or not self.last.human):
            return self._last_holder()
        return holder_of(pronoun, self.scene, self.resolver)

    def _as_written(self, token: Token) -> Holder:
        mention = self.scene.by_token.get(token.i)
        if mention is not None and mention.entry.kind in ("person", "outlet"):
            made = holder_of(token, self.scene, self.resolver)
            office = made.office or _apposition(token)
            name = _spelled(mention.entry.name, mention.text)
            return Holder(name=name, office=office, code=made.code, kind=made.kind)
        named = self._named_beside(token)
        if named is not None:
            made = self._as_written(named)
            return Holder(name=made.name, office=_words(token), code=made.code, kind=made.kind)
        sides = self.resolver.sides([token])
        meant = self._in_office(token, sides) if _bare_office(token) else None
        if meant is not None and meant.name:
            return Holder(name=meant.name, office=meant.office, code=meant.code)
        code = sides[0].code if sides and not sides[0].code.startswith("PER:") else None
        return Holder(name=_words(token), office=_apposition(token), code=code)

    def _in_office(self, token: Token, sides: list[Side]) -> Side | None:
        """Who holds an office that words name: "the prime minister", "the Turkish leader"."""
        if len(sides) == 1 and _holds(sides[0], token):
            return sides[0]
        codes = {side.code for side in sides}
        named = reversed(self.scene.discourse.persons)
        return next((s for s in named if s.code in codes and _holds(s, token)), None)

    def _named_beside(self, token: Token) -> Token | None:
        """The person whom an apposition names: "the minister, Anna Berg, said"."""
        if token.pos_ != "NOUN":
            return None
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i:
                mention = self.scene.by_token.get(child.i)
                known = mention is not None and mention.entry.kind == "person"
                if known or (mention is None and child.pos_ == "PROPN"):
                    return child
        return None

    def _earlier_voice(self, pronoun: Token) -> Token | None:
        """Who judged or spoke earlier in the sentence, for "he said" after a semicolon."""
        several = pronoun.lower_ == "they"
        sentence = self.scene.sentence_of(pronoun)
        tagged = {tag.voice.i for tag in self.voices.tags(sentence)}
        for token in reversed(pronoun.doc[sentence.start : pronoun.i]):
            if token.dep_ != "nsubj" and token.i not in tagged:
                continue
            if token.pos_ == "PRON" and token.lower_ not in voices("judge"):
                continue
            if (token.tag_ in ("NNS", "NNPS")) != several or not self.can_speak(token):
                continue
            if token.i in tagged or self._speaks(token):
                return token
        return None

    def _speaks(self, token: Token) -> bool:
        verb = token.head
        if self.voices.speaker(verb) is not None:
            return True
        return verb.lemma_ in ("be", "remain", "sound") and token.lemma_ in voices("judge")

    def remember(self, sentence: Span) -> None:
        """After a sentence: who spoke last, and whether a quotation is still open."""
        text = sentence.text
        said = self.voices.main(sentence)
        if said is not None:
            self._heard(said)
        elif self._followed(sentence, text):
            self.last.sentence = self._number
        opened = text.count("“") - text.count("”")
        if opened:
            self.last.quoting = opened > 0
        elif text.count('"') % 2:
            self.last.quoting = not self.last.quoting
        self._number += 1

    def _heard(self, said: Token) -> None:
        """Keeps a voice; a pronoun's holder is found at once, any other when it is asked for."""
        holder = None
        if said.pos_ == "PRON" or said.tag_ == "PRP$" or said.lower_ in voices("first person"):
            holder = self.named(said)
            if holder is AUTHOR:
                return
        judge = judge_by_trade(said) or (
            holder is not None and holder == self._last_holder() and self.last.judge
        )
        human = said.lower_ != "it" and not _collective(self.scene, said)
        self.last = Voice(said, holder, human, judge, self._number, self.last.quoting)

    def _last_holder(self) -> Holder | None:
        last = self.last
        if last.holder is None and last.token is not None:
            last.holder = self._as_written(last.token)
        return last.holder

    def _followed(self, sentence: Span, text: str) -> bool:
        """Whether a sentence without a voice is told as the last speaker's."""
        return (
            self.last.quoting
            or _all_quoted(text)
            or (self.last.sentence == self._number - 1 and _refers_back(sentence))
        )


def judge_by_trade(token: Token | None) -> bool:
    """Whether a voice is an analyst, scholar, diplomat ... and not a government's own."""
    if token is None:
        return False
    judges = voices("judge")
    for word in (token, *(c for c in token.children if c.dep_ in ("appos", "compound"))):
        if word.lemma_.lower() in judges or word.lower_ in judges:
            return True
    return any(c.lower_ in voices("no longer in office") for c in token.children)


def _refers_back(sentence: Span) -> bool:
    """Whether a sentence takes up what was said before: "These activities", "Such a step"."""
    first = sentence[0]
    if first.is_punct and len(sentence) > 1:
        first = sentence[1]
    return first.lower_ in _POINTING


def _within_quotation(token: Token, sentence: Span) -> bool:
    before = token.doc[sentence.start : token.i].text
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _not_of_name(word: Token) -> bool:
    """Whether a word tells when or what somebody does, and so is no part of his description."""
    return word.pos_ == "VERB" or word.ent_type_ in ("DATE", "TIME")


def _spelled(name: str, written: str) -> str:
    """A name without its diacritics where the article writes it so."""
    if not written.isascii():
        return name
    parts = unicodedata.normalize("NFKD", name)
    return "".join(char for char in parts if not unicodedata.combining(char))


def _bare_office(token: Token) -> bool:
    """Whether words name an office and nobody who holds it: "the prime minister"."""
    if token.tag_ != "NN" or token.lemma_.lower() not in office_nouns():
        return False
    return not any(c.dep_ in ("prep", "conj", "appos", "relcl", "acl") for c in token.children)


def _holds(side: Side, token: Token) -> bool:
    """Whether somebody named before holds the office that the words name."""
    office = set((side.office or "").lower().split())
    words = {c.lower_ for c in token.children if c.dep_ == "compound" and not c.ent_type_}
    person = token.lower_ not in (side.name or "").lower()
    noun = token.lemma_.lower()
    leads = noun == "leader" and bool(office & _LEADERS)
    return person and bool(office) and (leads or {*words, noun} <= office)


def _all_quoted(text: str) -> bool:
    text = text.strip()
    return len(text) > 2 and text[0] in _OPEN and text.rstrip(".")[-1] in _CLOSE


def _collective(scene: Scene, token: Token) -> bool:
    mention = scene.by_token.get(token.i)
    return mention is not None and mention.entry.kind in ("state", "body", "capital", "outlet")


def _apposition(token: Token) -> str | None:
    found = next((c for c in token.children if c.dep_ == "appos"), None)
    if found is None:
        return None
    words = token.doc[found.left_edge.i : found.right_edge.i + 1].text
    return shorten(words, 80) if len(words) < 100 else None


def _words(token: Token) -> str:
    """A nominal as written, without article, clauses and appositions: "experts in Seoul"."""
    first = token.left_edge.i
    last = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _OF_GROUP and child.i <= last + 2:
            if child.right_edge.i - token.i > 9 or any(_not_of_name(t) for t in child.subtree):
                break
            last = child.right_edge.i
        elif child.dep_ in ("conj", "cc") and child.pos_ != "VERB":
            last = child.right_edge.i if child.right_edge.i - token.i < 9 else last
        elif child.dep_ not in ("case", "punct"):
            break
    while first < token.i and (token.doc[first].lower_ in _TITLES or token.doc[first].is_punct):
        first += 1
    return shorten(token.doc[first : last + 1].text, 80)
