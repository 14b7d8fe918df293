"""Statistical names, asked for only where the dictionary leaves a capital letter unexplained.

Recognising names costs nearly half of the parse, and the dictionary outranks it. It is run on the
sentences that hold a capitalised word which is no name of the dictionary, no title and no date;
in the others the dictionary's names are the entities.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from legation.coding.date_words import MONTH_NUMBER, WEEKDAY_NUMBER
from legation.coding.mentions import Names
from legation.knowledge.people import office_nouns

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

RECOGNISER = "ner"
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


def separable(nlp: Language) -> bool:
    """Whether names can be recognised apart from the parse: not where both share one network."""
    if RECOGNISER not in nlp.pipe_names:
        return False
    recogniser: Any = nlp.get_pipe(RECOGNISER)
    return not any("listener" in layer.name for layer in recogniser.model.walk())


def recognise(nlp: Language, paragraphs: Sequence[tuple[Doc, Names]]) -> None:
    """Sets the entities of parsed paragraphs, each with the dictionary of its article."""
    known = [_named(doc, names) for doc, names in paragraphs]
    strange = [
        (doc, spans, sentence)
        for (doc, _), spans in zip(paragraphs, known, strict=True)
        for sentence in _strange(doc, spans)
    ]
    recogniser: Any = nlp.get_pipe(RECOGNISER)
    read = recogniser.pipe((s.as_doc() for _, _, s in strange))
    for (doc, spans, sentence), found in zip(strange, read, strict=True):
        first, after = sentence.start, sentence.end
        spans[:] = [span for span in spans if span.end <= first or span.start >= after]
        spans += [_span(doc, first + e.start, first + e.end, e.label_) for e in found.ents]
    for (doc, _), spans in zip(paragraphs, known, strict=True):
        doc.set_ents(spans)


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


def _strange(doc: Doc, spans: list[Span]) -> list[Span]:
    """Sentences with a capitalised word that none of the names and no calendar explains."""
    explained = {index for span in spans for index in range(span.start, span.end)}
    unknown = [t.i for t in doc if t.i not in explained and _capital(t)]
    return [s for s in doc.sents if any(s.start <= index < s.end for index in unknown)]


def _capital(token: Token) -> bool:
    text = token.text
    if not text[0].isupper() or token.lower_ in _ordinary():
        return False
    return token.pos_ == "PROPN" or not token.is_sent_start


@cache
def _ordinary() -> frozenset[str]:
    """Words that have a capital without being a name."""
    return frozenset({*MONTH_NUMBER, *WEEKDAY_NUMBER, *office_nouns(), "i"})
