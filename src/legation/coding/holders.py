"""Whose judgement it is: the nearest voice over a clause, or the author.

A voice is the subject of a verb of saying or thinking above the clause, the source of "according
to" and "in the view of", whoever has an assessment ("X's view that"), the speaker of a quotation
that goes on, or the person whose words the sentence before told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from legation.coding.attribution import holder_of
from legation.coding.clauses import apart, shorten
from legation.coding.grammar import is_verb, surface_subjects
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.knowledge.judging import voices
from legation.knowledge.people import office_nouns
from legation.model import Holder

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

AUTHOR = Holder(name="author", kind="author")
_VOICED_KINDS = frozenset({"person", "state", "body", "outlet", "capital", "seat", "group"})
_THINGS = frozenset({"suggest", "indicate", "show", "signal", "point", "mean", "put", "make"})
_PRONOUNS = frozenset({"he", "she", "they", "who", "we", "i"})
_OF_GROUP = frozenset({"in", "of", "at", "from", "for", "with", "on", "to", "near", "among"})
_TITLES = frozenset({"mr", "mrs", "ms", "mr.", "mrs.", "ms.", "dr", "dr.", "sir", "the", "a", "an"})
_OPEN, _CLOSE = '“"‘', '”"’'
_THIRD = frozenset({"he", "she", "they"})
_STOPS = frozenset({",", "”", '"', "’", ";", ":", "—", "–", "-"})
_ASIDE_THINK = frozenset(
    {"believe", "think", "reckon", "expect", "fear", "judge", "hold", "agree", "feel"}
)
_DOWN = frozenset({"ccomp", "parataxis", "advcl", "xcomp", "dep", "intj"})


@dataclass(slots=True)
class Voice:
    """The last voice of a paragraph, and whether its quotation is still open."""

    holder: Holder | None = None
    human: bool = False
    sentence: int = -9
    quoting: bool = False


@cache
def speakers_by_noun() -> frozenset[str]:
    """Nouns for those who can say or think something."""
    return voices("judge") | voices("speaker")


class Holders:
    """Finds holders within one paragraph."""

    def __init__(self, scene: Scene, resolver: Resolver) -> None:
        self.scene = scene
        self.resolver = resolver
        self.last = Voice()
        self._number = 0

    def subject_of(self, token: Token) -> Token | None:
        """The word for the nearest voice over a clause, if any stands in its sentence."""
        current = token
        for _ in range(14):
            head = current.head
            if head == current:
                break
            found = self._over(current, head)
            if found is not None:
                return found
            current = head
        return self._aside(token) or self._source(token)

    def _over(self, current: Token, head: Token) -> Token | None:
        if is_verb(head):
            if current.dep_ in ("nsubj", "nsubjpass", "aux", "neg", "mark", "agent"):
                return None
            if apart(current) and current.dep_ == "ccomp":
                return None
            if current.dep_ in ("advcl", "conj", "prep") and not _quoted(current, head):
                return None
            return self.speaker(head)
        if head.lemma_ in voices("thought") and current.dep_ in ("acl", "ccomp", "relcl", "prep"):
            return self._thinker(head)
        return None

    def speaker(self, verb: Token) -> Token | None:
        """The subject of a verb of saying or thinking, where it can speak."""
        lemma = verb.lemma_
        if lemma not in voices("say") and lemma not in voices("think"):
            return None
        if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
            agents = [p for c in verb.children if c.dep_ == "agent" for p in c.children]
            return next((a for a in agents if self.can_speak(a, lemma)), None)
        return next((s for s in surface_subjects(verb)[:1] if self.can_speak(s, lemma)), None)

    def can_speak(self, token: Token, lemma: str = "say") -> bool:
        """Whether a word names somebody who can say or think something."""
        low = token.lower_
        if low in _PRONOUNS:
            return True
        if low == "it":
            return lemma in voices("say") and lemma not in _THINGS
        mention = self.scene.by_token.get(token.i)
        if mention is not None and mention.entry.kind in _VOICED_KINDS:
            return True
        if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") and token.pos_ == "PROPN":
            return True
        noun = token.lemma_.lower()
        if noun in speakers_by_noun() or noun in office_nouns() or low in voices("judge"):
            return token.pos_ != "PRON" or low in voices("judge")
        return token.ent_type_ == "PERSON" or noun in ("people", "side", "government", "ally")

    def _aside(self, token: Token) -> Token | None:
        """Who is named in a parenthesis: "A breakthrough, he said, is far off"."""
        for verb in (token, *token.ancestors):
            if not is_verb(verb):
                continue
            for child in verb.children:
                if child.dep_ in _DOWN and child.lemma_ in voices("say") and is_verb(child):
                    if any(c.dep_ in ("mark", "aux") for c in child.children):
                        continue
                    found = next((c for c in child.children if c.dep_ == "nsubj"), None)
                    if found is not None and token not in child.subtree and self.can_speak(found):
                        return found
        return self._between_commas(token)

    def _between_commas(self, token: Token) -> Token | None:
        """The same where the parse lost it: ", a researcher said," in the part of the sentence."""
        sentence = self.scene.sentence_of(token)
        for verb in sentence:
            if verb.lemma_ not in voices("say") and verb.lemma_ not in _ASIDE_THINK:
                continue
            found = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if found is None or not is_verb(verb) or not self.can_speak(found):
                continue
            first = min(found.left_edge.i, verb.i)
            last = max(found.i, verb.i) + 1
            doc = verb.doc
            opened = first > sentence.start and doc[first - 1].text in _STOPS
            shut = last >= sentence.end or doc[last].is_punct or doc[last].dep_ in ("prep", "dobj")
            inside = first <= token.i < last or _parted(token, verb)
            if opened and shut and not inside:
                return found
        return None

    def _source(self, token: Token) -> Token | None:
        """The source of "according to" and "in the view of" in the sentence."""
        for word in self.scene.sentence_of(token):
            low = word.lower_
            if low == "according":
                inner = [p for c in word.children if c.lower_ == "to" for p in c.children]
                return next((p for p in inner if p.dep_ == "pobj"), None)
            if low == "for" and word.i == self.scene.sentence_of(token).start:
                found = next((p for p in word.children if p.dep_ == "pobj"), None)
                if found is not None and self._party(found):
                    return found
            if word.dep_ == "pobj" and word.head.lower_ in ("in", "to", "by"):
                if word.lemma_ in voices("thought"):
                    return self._thinker(word)
        return None

    def _party(self, token: Token) -> bool:
        mention = self.scene.by_token.get(token.i)
        noun = token.lemma_.lower()
        return (mention is not None and mention.entry.kind in _VOICED_KINDS) or (
            noun in voices("judge") and noun not in office_nouns()
        )

    def _thinker(self, noun: Token) -> Token | None:
        """Whose view a noun is: "Seoul's view", "the view of many economists"."""
        for child in noun.children:
            if child.dep_ == "poss":
                if child.lower_ == "our":
                    return None
                return child if child.lower_ != "its" else None
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "among", "in", "by", "from"):
                return next((p for p in child.children if p.dep_ == "pobj"), None)
        return None

    def of(self, token: Token) -> Holder:
        """The holder of what a clause says; the author where nobody else speaks."""
        found = self.subject_of(token)
        if found is not None:
            return self.named(found)
        going_on = self.last
        if going_on.holder is not None and going_on.sentence == self._number - 1:
            sentence = self.scene.sentence_of(token)
            if going_on.quoting or _within_quotation(token, sentence) or _refers_back(sentence):
                return going_on.holder
        return AUTHOR

    def named(self, token: Token) -> Holder:
        """A holder as the article names it."""
        low = token.lower_
        if low in ("we", "i", "our") and not _within_quotation(
            token, self.scene.sentence_of(token)
        ):
            return AUTHOR
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            earlier = self._earlier_voice(token) if low in _THIRD else None
            if earlier is not None:
                return self.named(earlier)
            if low in ("he", "she", "his", "her", "they", "their", "i", "we", "it", "its"):
                if self.last.holder is not None and (
                    low not in ("it", "its") or not self.last.human
                ):
                    return self.last.holder
                return holder_of(token, self.scene, self.resolver)
        mention = self.scene.by_token.get(token.i)
        if mention is not None and mention.entry.kind in ("person", "outlet"):
            made = holder_of(token, self.scene, self.resolver)
            office = made.office or _apposition(token)
            return Holder(name=mention.entry.name, office=office, code=made.code, kind=made.kind)
        sides = self.resolver.sides([token])
        code = sides[0].code if sides and not sides[0].code.startswith("PER:") else None
        return Holder(name=_words(token), office=_apposition(token), code=code)

    def _earlier_voice(self, pronoun: Token) -> Token | None:
        """Who judged or spoke earlier in the sentence, for "he said" after a semicolon."""
        several = pronoun.lower_ == "they"
        sentence = self.scene.sentence_of(pronoun)
        for token in reversed(pronoun.doc[sentence.start : pronoun.i]):
            if token.dep_ != "nsubj" or token.pos_ == "PRON" or not self.can_speak(token):
                continue
            verb = token.head
            told = self.speaker(verb) is not None or (
                verb.lemma_ in ("be", "remain", "sound") and token.lemma_ in voices("judge")
            )
            if told and (token.tag_ in ("NNS", "NNPS")) == several:
                return token
        return None

    def remember(self, sentence: Span) -> None:
        """After a sentence: who spoke last, and whether a quotation is still open."""
        text = sentence.text
        said = self._main_voice(sentence)
        if said is not None:
            holder = self.named(said)
            if holder is not AUTHOR:
                self.last.holder, self.last.sentence = holder, self._number
                self.last.human = said.lower_ != "it" and not _collective(self.scene, said)
        elif (
            self.last.quoting
            or _all_quoted(text)
            or (self.last.sentence == self._number - 1 and _refers_back(sentence))
        ):
            self.last.sentence = self._number
        opened = text.count("“") - text.count("”")
        if opened:
            self.last.quoting = opened > 0
        elif text.count('"') % 2:
            self.last.quoting = not self.last.quoting
        self._number += 1

    def _main_voice(self, sentence: Span) -> Token | None:
        root = sentence.root
        chain = [root, *(c for c in root.children if c.dep_ in (*_DOWN, "conj"))]
        found = None
        for verb in chain:
            if is_verb(verb):
                said = self.speaker(verb)
                if said is not None and (found is None or verb.dep_ in ("conj", "parataxis")):
                    found = said
        if found is None and any(t.lower_ == "according" for t in sentence):
            found = self._source(root)
        return found


def _parted(token: Token, verb: Token) -> bool:
    """Whether a semicolon stands between a word and an aside."""
    low, high = sorted((token.i, verb.i))
    return any(t.text == ";" for t in token.doc[low:high])


def _quoted(clause: Token, verb: Token) -> bool:
    """Whether an adverbial or joined clause is in truth what the verb after it reports."""
    return clause.dep_ == "advcl" and clause.i < verb.i and verb.lemma_ in voices("say")


def _refers_back(sentence: Span) -> bool:
    """Whether a sentence takes up what was said before: "These activities", "Such a step"."""
    first = sentence[0]
    if first.is_punct and len(sentence) > 1:
        first = sentence[1]
    return first.lower_ in ("these", "this", "such", "that", "those")


def _within_quotation(token: Token, sentence: Span) -> bool:
    before = token.doc[sentence.start : token.i].text
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


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
            if child.right_edge.i - token.i > 9:
                break
            last = child.right_edge.i
        elif child.dep_ in ("conj", "cc") and child.pos_ != "VERB":
            last = child.right_edge.i if child.right_edge.i - token.i < 9 else last
        elif child.dep_ not in ("case", "punct"):
            break
    while first < token.i and (token.doc[first].lower_ in _TITLES or token.doc[first].is_punct):
        first += 1
    return shorten(token.doc[first : last + 1].text, 80)
