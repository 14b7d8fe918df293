"""Sentences whose verb the tagger takes for a noun: "The Air Force bombs ten targets".

Reports in the present tense are full of them. Such a sentence has no verb at its root, so it is read
once more with the likely word in the past tense ("bombed"), which no noun looks like; where that
word then heads the sentence and has a subject, the reading stands. So it does for "Chad | rejects
claims that ...", whose noun was taken for the verb, and for a participle that opens a sentence and
was taken for a name by its capital ("Accusing Chad of ...").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from legation.coding.parse import bare
from legation.knowledge.acts import group_nouns, word_classes

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_CLAUSAL = frozenset({"VERB", "AUX"})
_READ = ("TAG", "POS", "DEP", "LEMMA")
_TRIED = 3
_SHORTEST = 4
"""Words of a sentence below which a lost verb is not looked for: headings."""
_NEVER_AFTER = frozenset({"of", "’s", "'s", ",", "."})
_MANY = ("police", "gendarmerie", "military", "people")


@dataclass(frozen=True, slots=True)
class _Try:
    """A sentence to be read once more with one word written otherwise, and when that reading stands.

    `lemma` is that of the lost verb; None where the word stays what the reading takes it for.
    """

    doc: Doc
    sentence: Span
    word: Token
    written: str
    stands: Callable[[Token], bool]
    lemma: str | None = None


class LostVerbs:
    """Finds the lost verbs of parsed documents and mends their parse."""

    def __init__(self, nlp: Language, left_out: Sequence[str] = ()) -> None:
        self._nlp = nlp
        self._left_out = list(left_out)
        lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
        index = lemmatizer.lookups.get_table("lemma_index") if lemmatizer else {}
        self._verbs: frozenset[str] = frozenset(index.get("verb", ()))

    def mend(self, docs: Sequence[Doc]) -> None:
        """Gives each sentence without a verb the reading in which one of its words is one."""
        tries = [each for doc in docs for s in doc.sents for each in self._tries(doc, s)]
        if not tries:
            return
        again = self._nlp.pipe(
            [bare(each.sentence, {each.word.i: each.written}) for each in tries],
            disable=self._left_out,
        )
        done: set[tuple[int, int]] = set()
        for each, read in zip(tries, list(again), strict=True):
            key = (id(each.doc), each.sentence.start)
            if key not in done and each.stands(read[each.word.i - each.sentence.start]):
                done.add(key)
                _graft(each.doc, each.sentence.start, read, each.word.i, each.lemma)

    def _tries(self, doc: Doc, sentence: Span) -> Iterator[_Try]:
        if self._verbless(sentence):
            for word, lemma in self._candidates(sentence):
                yield _Try(doc, sentence, word, _past(lemma), _heads, lemma)
        elif (verb := self._before_its_object(sentence)) is not None:
            word, lemma = verb
            yield _Try(doc, sentence, word, _past(lemma), _heads, lemma)
        elif (first := self._opening(sentence)) is not None:
            yield _Try(doc, sentence, first, first.lower_, _opens)

    def _before_its_object(self, sentence: Span) -> tuple[Token, str] | None:
        """A verb that was taken for the subject of its own object: "Chad | rejects claims that ..."."""
        root = sentence.root
        word = root.nbor(-1) if root.i > sentence.start else root
        if root.tag_ not in ("VBZ", "VBP") or word.tag_ != "NNS" or word.dep_ != "nsubj":
            return None
        if word.lemma_.lower() in group_nouns() or word.lemma_.lower() in word_classes()["TROOPS"]:
            return None
        if not any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in word.children):
            return None
        lemma = next((stem for stem in _stems(word.lower_) if stem in self._verbs), None)
        return None if lemma is None else (word, lemma)

    def _opening(self, sentence: Span) -> Token | None:
        """A participle that was taken for a name because it opens its sentence."""
        first = sentence[0]
        if first.tag_ not in _NOUNS or not first.is_title or not first.lower_.endswith("ing"):
            return None
        stem = first.lower_[:-3]
        known = {stem, stem + "e", stem[:-1]} & self._verbs
        return first if known and len(sentence) >= _SHORTEST else None

    def _verbless(self, sentence: Span) -> bool:
        """Whether a sentence has no verb at its root, or one that is none: "orders | airstrikes"."""
        root = sentence.root
        known = root.tag_ != "VBZ" or root.lemma_.lower() in self._verbs
        return len(sentence) >= _SHORTEST and not (root.pos_ in _CLAUSAL and known)

    def _candidates(self, sentence: Span) -> list[tuple[Token, str]]:
        """Nouns that may be its verb, with the verb's lemma: those in -s before plain ones."""
        found: list[tuple[Token, str]] = []
        for word in sentence[1:]:
            after = word.doc[word.i + 1].lower_ if word.i + 1 < sentence.end else "."
            if not _noun_like(word) or after in _NEVER_AFTER or not word.is_lower:
                continue
            lemma = next((stem for stem in _stems(word.lower_) if stem in self._verbs), None)
            if lemma is None:
                continue
            if lemma != word.lower_ or _several(word.doc[sentence.start : word.i]):
                found.append((word, lemma))
        found.sort(key=lambda each: each[1] == each[0].lower_)
        return found[:_TRIED]


def _noun_like(word: Token) -> bool:
    """Whether a word is taken for a noun or for part of one: "Fiji and Tonga | open consulates"."""
    part = word.tag_ in ("VB", "VBP", "JJ") and word.dep_ in ("compound", "amod")
    return word.tag_ in _NOUNS or part


def _several(before: Span) -> bool:
    """Whether more than one stands before a plain form, which agrees with no single subject."""
    return any(t.tag_ in ("NNS", "NNPS", "CD") or t.lower_ in ("and", *_MANY) for t in before)


def _stems(form: str) -> Iterator[str]:
    if form.endswith("ies"):
        yield form[:-3] + "y"
    if form.endswith("es"):
        yield form[:-2]
    if form.endswith("s"):
        yield form[:-1]
    else:
        yield form


def _past(lemma: str) -> str:
    return lemma[:-1] + "ied" if lemma.endswith("y") else lemma.removesuffix("e") + "ed"


def _opens(word: Token) -> bool:
    """Whether a word is a participle beside the verb of its sentence."""
    return word.tag_ == "VBG" and word.dep_ in ("advcl", "prep")


def _heads(word: Token) -> bool:
    """Whether a word is the verb at the root of its sentence, with a subject before it."""
    finite = word.dep_ == "ROOT" and word.tag_ in ("VBD", "VBN")
    return finite and any(c.dep_ == "nsubj" and c.i < word.i for c in word.children)


def _graft(doc: Doc, start: int, read: Doc, at: int, lemma: str | None) -> None:
    """Puts the reading of a sentence, and the lost verb as it stands, into its document."""
    attributes: list[int | str] = [*_READ, "HEAD"]
    whole: Any = doc.to_array(attributes)
    whole[start : start + len(read)] = read.to_array(attributes)
    doc.from_array(attributes, whole)
    if lemma is None:
        return
    plural = not doc[at].lower_.endswith("s")
    doc[at].tag_ = "VBP" if plural else "VBZ"
    doc[at].lemma_ = lemma
