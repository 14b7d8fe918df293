"""Statistical names, asked for only where the dictionary leaves a capital letter unexplained.

Recognising names costs nearly half of the parse, and the dictionary outranks it. It is run on the
sentences that hold a capitalised word which is no name of the dictionary, no common word, no title
and no date; in the others the dictionary's names are the entities.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from legation.coding.date_words import MONTH_NUMBER, WEEKDAY_NUMBER
from legation.coding.dates import dateline
from legation.coding.mentions import Names
from legation.coding.parse import bare
from legation.knowledge.names import name_cues
from legation.knowledge.people import office_nouns

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

RECOGNISER = "ner"
_OPEN = ("noun", "adj", "verb")
_LABELS = {
    "state": "GPE",
    "capital": "GPE",
    "seat": "GPE",
    "place": "GPE",
    "adjective": "NORP",
    "people": "NORP",
    "person": "PERSON",
    "body": "ORG",
    "group": "ORG",
    "outlet": "ORG",
}


class Recogniser:
    """Recognises names in parsed paragraphs, where that can be done apart from the parse."""

    def __init__(self, nlp: Language) -> None:
        self._ner: Any = nlp.get_pipe(RECOGNISER)
        self._words = _words(nlp)

    def recognise(self, paragraphs: Sequence[tuple[Doc, Names]]) -> None:
        """Sets the entities of paragraphs, each with the dictionary of its article."""
        known = [_named(doc, names) for doc, names in paragraphs]
        strange = [
            (doc, spans, sentence)
            for (doc, _), spans in zip(paragraphs, known, strict=True)
            for sentence in _strange(doc, spans, self._words)
        ]
        read = self._ner.pipe(bare(sentence) for _, _, sentence in strange)
        for (doc, spans, sentence), found in zip(strange, read, strict=True):
            first, after = sentence.start, sentence.end
            spans[:] = [span for span in spans if span.end <= first or span.start >= after]
            spans += [_span(doc, first + e.start, first + e.end, e.label_) for e in found.ents]
        for (doc, _), spans in zip(paragraphs, known, strict=True):
            doc.set_ents(spans)


def recogniser(nlp: Language) -> Recogniser | None:
    """What recognises names apart from the parse; None where both share one network."""
    if RECOGNISER not in nlp.pipe_names:
        return None
    ner: Any = nlp.get_pipe(RECOGNISER)
    listens = any("listener" in layer.name for layer in ner.model.walk())
    return None if listens else Recogniser(nlp)


def _span(doc: Doc, start: int, stop: int, label: str) -> Span:
    from spacy.tokens import Span

    return Span(doc, start, stop, label=label)


def _named(doc: Doc, names: Names) -> list[Span]:
    """Names of the dictionary in a paragraph, labelled as a recogniser would."""
    found: list[Span] = []
    for mention in names.find(doc.text):
        label = _LABELS.get(mention.entry.kind, "MISC")
        span = doc.char_span(mention.start, mention.stop, label, alignment_mode="expand")
        if span is not None and not (found and span.start < found[-1].end):
            found.append(span)
    return found


def _words(nlp: Language) -> Container[str]:
    """Words of the language that the pipeline's dictionary of lemmas holds, lower case."""
    if not nlp.has_pipe("lemmatizer"):
        return frozenset()
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    if not lemmatizer.lookups.has_table("lemma_index"):
        return frozenset()
    index = lemmatizer.lookups.get_table("lemma_index")
    return {word for part in _OPEN for word in index.get(part, ())}


def _strange(doc: Doc, spans: list[Span], words: Container[str]) -> list[Span]:
    """Sentences with a capitalised word that no name, no dictionary and no calendar explains."""
    explained = {index for span in spans for index in range(span.start, span.end)}
    unknown = {t.i for t in doc if t.i not in explained and _capital(t, words)}
    if unknown:
        _, line = dateline(doc.text)
        told = line[1] if line is not None and line[0] == 0 else 0
        unknown = {index for index in unknown if doc[index].idx >= told}
    return [s for s in doc.sents if not unknown.isdisjoint(range(s.start, s.end))]


def _capital(token: Token, words: Container[str]) -> bool:
    lower = token.lower_
    if not token.text[0].isupper() or token.is_stop or lower.removesuffix(".") in _ordinary():
        return False
    if lower in words and not _may_be_a_person(token):
        return False
    return token.pos_ == "PROPN" or not token.is_sent_start


def _may_be_a_person(token: Token) -> bool:
    """Whether a common word may be a surname here: "Mr Bishop", or "Bishop" as the first word."""
    if token.is_sent_start:  # "Prime Minister ..." begins with no surname
        after = token.doc[token.i + 1 : token.i + 2]
        return not any(t.lower_ in office_nouns() for t in after)
    before = token.nbor(-1)
    title = before.nbor(-1) if before.text == "." and before.i else before
    word = title.lower_.removesuffix(".")
    return word in name_cues("title") or word in office_nouns()


@cache
def _ordinary() -> frozenset[str]:
    """Words that have a capital without being a name."""
    titles = (word.removesuffix(".") for word in name_cues("title"))
    return frozenset({*MONTH_NUMBER, *WEEKDAY_NUMBER, *office_nouns(), *titles, "i"})
