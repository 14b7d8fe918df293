"""Who speaks or thinks in a sentence: the nearest voice over a clause.

A voice is the subject of a verb of saying or thinking above the clause, whoever is named in a
parenthesis (", a researcher said,"), the source of "according to" and "in the view of", or whoever
has an assessment ("X's view that").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from legation.coding.clauses import apart
from legation.coding.grammar import is_verb, surface_subjects
from legation.coding.scene import Scene
from legation.knowledge.judging import voices
from legation.knowledge.people import office_nouns

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

DOWN = frozenset({"ccomp", "parataxis", "advcl", "xcomp", "dep", "intj"})
_VOICED = frozenset({"person", "state", "body", "outlet", "capital", "seat", "group"})
_PRONOUNS = frozenset({"he", "she", "they", "who", "we", "i"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM"})
_STOPS = frozenset({",", "”", '"', "’", ";", ":", "—", "–", "-"})
_PARTS = frozenset({":", ";"})
_SLIGHT = frozenset({"ADV", "AUX", "PART"})
_NOT_TOLD = frozenset({"nsubj", "nsubjpass", "aux", "neg", "mark", "agent", "advmod"})
_HEIGHT = 14
_PHRASE = 12


@dataclass(frozen=True, slots=True)
class Tag:
    """A parenthesis that names a speaker: the speaker, the verb, and its outer tokens."""

    voice: Token
    verb: Token
    first: int
    last: int

    def end(self, sentence: Span) -> int:
        """Where it ends with all that belongs to its verb: ", he told reporters aboard his plane"."""
        end = self.last
        for token in sentence.doc[self.last : sentence.end]:
            if token.is_punct or token.dep_ == "mark" or self.verb not in token.ancestors:
                break
            end = token.i + 1
        return end


@cache
def speakers_by_noun() -> frozenset[str]:
    """Nouns for those who can say or think something."""
    return voices("judge") | voices("speaker") | voices("party") | office_nouns().keys()


@cache
def voicing() -> frozenset[str]:
    """Verbs of saying and thinking."""
    return voices("say") | voices("think") | voices("think aside")


class Voices:
    """Finds voices within one paragraph, the parentheses of a sentence once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._verbs: dict[int, list[Token]] = {}
        self._tags: dict[int, list[Tag]] = {}

    def over(self, token: Token) -> Token | None:
        """The word for the nearest voice over a word, if any stands in its sentence."""
        current = token
        for _ in range(_HEIGHT):
            head = current.head
            if head == current:
                break
            found = self._above(current, head)
            if found is not None:
                return found
            current = head
        return self._beside(token) or self._introduced(token) or self._source(token)

    def _above(self, current: Token, head: Token) -> Token | None:
        if is_verb(head):
            if current.dep_ in _NOT_TOLD or any(
                c.lower_ == "as" for c in head.lefts if c.dep_ == "mark"
            ):
                return None
            if current.dep_ == "ccomp" and apart(current):
                return None
            if current.dep_ in ("advcl", "conj", "prep") and not _reported(current, head):
                return None
            return self.speaker(head)
        if current.dep_ in ("acl", "ccomp", "relcl", "prep") and head.lemma_ in voices("thought"):
            return self.thinker(head)
        return None

    def speaker(self, verb: Token) -> Token | None:
        """The subject of a verb of saying or thinking, where it can speak."""
        lemma = verb.lemma_
        if lemma not in voices("say") and lemma not in voices("think"):
            return None
        for tag in self.tags(self.scene.sentence_of(verb)):
            if tag.verb == verb:
                return tag.voice
        if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
            agents = [p for c in verb.children if c.dep_ == "agent" for p in c.children]
            return next((a for a in agents if self.speaks(a, verb)), None)
        return next((s for s in surface_subjects(verb)[:1] if self.speaks(s, verb)), None)

    def speaks(self, token: Token, verb: Token) -> bool:
        """Whether a word names the speaker of a verb: of one that only people do, whoever it is."""
        if verb.lemma_ in voices("of people") and token.pos_ in ("NOUN", "PROPN"):
            return True
        return self.can_speak(token, verb.lemma_)

    def _says(self, token: Token, verb: Token) -> bool:
        """Whether a word is the subject of a verb, and names its speaker."""
        return token.dep_ == "nsubj" and token.head == verb and self.speaks(token, verb)

    def can_speak(self, token: Token, lemma: str = "say") -> bool:
        """Whether a word names somebody who can say or think something."""
        low = token.lower_
        if low in _PRONOUNS:
            return True
        if low == "it":
            return lemma in voices("say") and lemma not in voices("of things")
        mention = self.scene.by_token.get(token.i)
        if mention is not None and mention.entry.kind in _VOICED:
            return True
        if token.pos_ == "PROPN" and token.ent_type_ in _NAMES:
            return True
        if token.lemma_.lower() in speakers_by_noun() or low in voices("judge"):
            return token.pos_ != "PRON" or low in voices("judge")
        return token.ent_type_ == "PERSON"

    def verbs(self, sentence: Span) -> list[Token]:
        """The verbs of saying and thinking of a sentence."""
        known = self._verbs.get(sentence.start)
        if known is None:
            lemmas = voicing()
            known = [t for t in sentence if t.lemma_ in lemmas and t.pos_ in ("VERB", "AUX")]
            self._verbs[sentence.start] = known
        return known

    def tags(self, sentence: Span) -> list[Tag]:
        """The parentheses of a sentence that name a speaker."""
        known = self._tags.get(sentence.start)
        if known is None:
            lemmas = voices("say") | voices("think aside")
            verbs = (verb for verb in self.verbs(sentence) if verb.lemma_ in lemmas)
            known = [tag for verb in verbs if (tag := self._tag(verb, sentence)) is not None]
            self._tags[sentence.start] = known
        return known

    def _tag(self, verb: Token, sentence: Span) -> Tag | None:
        """A parenthesis by where its words stand, else by what the parse makes of it."""
        doc, after = verb.doc, verb.i + 1
        ends = after >= sentence.end or doc[after].is_punct
        found = _subject_by_place(verb, sentence) if ends else _subject_after(verb, sentence)
        if found is None and not any(c.dep_ == "mark" for c in verb.children):
            found = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if found is None or not (self.can_speak(found) or self._says(found, verb)):
            return None
        first = verb.i
        if found.i < verb.i:
            first = max(found.left_edge.i, _stop_before(found, sentence) + 1)
        last = max(found.i, verb.i) + 1
        opened = first > sentence.start and doc[first - 1].text in _STOPS
        shut = found.i > verb.i or last >= sentence.end or _closes(doc[last])
        return Tag(found, verb, first, last) if opened and shut else None

    def _beside(self, token: Token) -> Token | None:
        """Who is named in a parenthesis of the same part of the sentence."""
        near = [
            tag
            for tag in self.tags(self.scene.sentence_of(token))
            if not tag.first <= token.i < tag.last and not _parted(token, tag.verb)
        ]
        return min(near, key=lambda tag: abs(tag.verb.i - token.i)).voice if near else None

    def _introduced(self, token: Token) -> Token | None:
        """Who judges before a colon or semicolon: "X was less hopeful: ...", "X thinks so; ..."."""
        sentence = self.scene.sentence_of(token)
        stop = next((t.i for t in reversed(sentence) if t.text in _PARTS and t.i < token.i), None)
        if stop is None:
            return None
        for word in reversed(token.doc[sentence.start : stop]):
            if word.dep_ == "nsubj" and word.head.i < stop and self.can_speak(word):
                return word if word.lemma_.lower() in voices("judge") else None
        return None

    def _source(self, token: Token) -> Token | None:
        """The source of "according to" and "in the view of" in the sentence."""
        sentence = self.scene.sentence_of(token)
        for word in sentence:
            low = word.lower_
            if low == "according":
                inner = [p for c in word.children if c.lower_ == "to" for p in c.children]
                return next((p for p in inner if p.dep_ == "pobj"), None)
            if low == "for" and word.i == sentence.start:
                found = next((p for p in word.children if p.dep_ == "pobj"), None)
                if found is not None and self._party(found):
                    return found
            if word.dep_ == "pobj" and word.lemma_ in voices("thought"):
                if word.head.lower_ in ("in", "to", "by"):
                    return self.thinker(word)
        return None

    def _party(self, token: Token) -> bool:
        mention = self.scene.by_token.get(token.i)
        noun = token.lemma_.lower()
        return (mention is not None and mention.entry.kind in _VOICED) or (
            noun in voices("judge") and noun not in office_nouns()
        )

    def thinker(self, noun: Token) -> Token | None:
        """Whose view a noun is: "Seoul's view", "the view of many economists"."""
        for child in noun.children:
            if child.dep_ == "poss":
                return child if child.lower_ not in ("its", "our") else None
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "among", "in", "by", "from"):
                return next((p for p in child.children if p.dep_ == "pobj"), None)
        return None

    def main(self, sentence: Span) -> Token | None:
        """The voice of a whole sentence: of its main verb, of a parenthesis, of "according to"."""
        root = sentence.root
        found = None
        for verb in (root, *(c for c in root.children if c.dep_ in DOWN or c.dep_ == "conj")):
            if is_verb(verb):
                said = self.speaker(verb)
                if said is not None and (found is None or verb.dep_ in ("conj", "parataxis")):
                    found = said
        if found is None:
            found = next((tag.voice for tag in self.tags(sentence)), None)
        if found is None and any(t.lower_ == "according" for t in sentence):
            found = self._source(root)
        if found is None and root.lemma_ == "be":
            views = (c for c in root.children if c.lemma_ in voices("thought"))
            found = next((who for view in views if (who := self.thinker(view))), None)
        return found


def _subject_by_place(verb: Token, sentence: Span) -> Token | None:
    """The noun between a comma and a verb of saying that the parse hung elsewhere."""
    doc = verb.doc
    at = verb.i - 1
    while at > sentence.start and doc[at].pos_ in _SLIGHT:
        at -= 1
    if at <= sentence.start or doc[at].pos_ not in _NOMINAL:
        return None
    comma = _stop_before(doc[at], sentence)
    if comma < sentence.start or at - comma > _PHRASE:
        return None
    word = doc[at]
    while comma < word.head.i < verb.i and word.head != word:
        word = word.head
    return word if word.pos_ in _NOMINAL else None


def _subject_after(verb: Token, sentence: Span) -> Token | None:
    """The noun between a verb of saying and a comma, where the verb itself follows one."""
    doc = verb.doc
    if verb.i == sentence.start or doc[verb.i - 1].text not in _STOPS:
        return None
    for at in range(verb.i + 1, min(sentence.end, verb.i + _PHRASE)):
        word = doc[at]
        if word.text in _STOPS or word.is_punct:
            return None
        if word.pos_ in _NOMINAL and word.head.i <= verb.i:
            return word
    return None


def _stop_before(token: Token, sentence: Span) -> int:
    """Index of the nearest stop before a word in its sentence; one less than its start if none."""
    return next(
        (at for at in range(token.i - 1, sentence.start - 1, -1) if token.doc[at].text in _STOPS),
        sentence.start - 1,
    )


def _closes(token: Token) -> bool:
    """Whether a parenthesis ends before a word: a stop, a date, or whom it was said to."""
    return (
        token.is_punct
        or "npadvmod" in (token.dep_, token.head.dep_)
        or token.dep_ in ("prep", "dobj")
    )


def _parted(token: Token, verb: Token) -> bool:
    """Whether a semicolon stands between a word and a parenthesis."""
    return ";" in {t.text for t in token.doc[min(token.i, verb.i) : max(token.i, verb.i)]}


def _reported(clause: Token, verb: Token) -> bool:
    """Whether an adverbial or joined clause is in truth what the verb after it reports."""
    return clause.dep_ == "advcl" and clause.i < verb.i and verb.lemma_ in voices("say")
