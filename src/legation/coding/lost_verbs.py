"""Sentences whose verb the tagger takes for a noun: "The Air Force bombs ten targets".

Reports in the present tense are full of them. Such a sentence has no verb at its root, so it is read
once more with the likely word in the past tense ("bombed"), which no noun looks like; where that
word then heads the sentence and has a subject, the reading stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from legation.coding.parse import bare

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
        lost = [(doc, s) for doc in docs for s in doc.sents if self._verbless(s)]
        tries = [
            (doc, sentence, word, lemma)
            for doc, sentence in lost
            for word, lemma in self._candidates(sentence)
        ]
        if not tries:
            return
        again = self._nlp.pipe(
            [_in_the_past(sentence, word, lemma) for _, sentence, word, lemma in tries],
            disable=self._left_out,
        )
        done: set[tuple[int, int]] = set()
        for (doc, sentence, word, lemma), read in zip(tries, list(again), strict=True):
            key = (id(doc), sentence.start)
            if key not in done and _heads(read[word.i - sentence.start]):
                done.add(key)
                _graft(doc, sentence.start, read, word.i, lemma)

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


def _in_the_past(sentence: Span, word: Token, lemma: str) -> Doc:
    past = lemma[:-1] + "ied" if lemma.endswith("y") else lemma.removesuffix("e") + "ed"
    return bare(sentence, {word.i: past})


def _heads(word: Token) -> bool:
    """Whether a word is the verb at the root of its sentence, with a subject before it."""
    finite = word.dep_ == "ROOT" and word.tag_ in ("VBD", "VBN")
    return finite and any(c.dep_ == "nsubj" and c.i < word.i for c in word.children)


def _graft(doc: Doc, start: int, read: Doc, at: int, lemma: str) -> None:
    """Puts the reading of a sentence, and the lost verb as it stands, into its document."""
    attributes: list[int | str] = [*_READ, "HEAD"]
    whole: Any = doc.to_array(attributes)
    whole[start : start + len(read)] = read.to_array(attributes)
    doc.from_array(attributes, whole)
    plural = not doc[at].lower_.endswith("s")
    doc[at].tag_ = "VBP" if plural else "VBZ"
    doc[at].lemma_ = lemma
