"""A document with the parser's known mistakes mended: words in their right part, verbs made verbs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from legation.coding.date_words import MONTH_NUMBER, WEEKDAY_NUMBER
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
from legation.knowledge.acts import frames, group_nouns, word_classes
from legation.knowledge.people import office_nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "advcl", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_OF_NOUNS = frozenset({"poss", "amod", "det", "compound", "nummod", "nmod"})
_BEFORE_GERUNDS = frozenset({"deny", "admit", "consider", "avoid", "risk", "contemplate"})
_PARSE = ("HEAD", "DEP", "TAG", "POS", "LEMMA")


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
        _mend_word(token)
    for sentence in doc.sents:
        _mend_opening(sentence[0])
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
            _rejoin(token)
            _give_subject(token)
    for sentence in doc.sents:
        _make_common(sentence[0])


def _mend_word(token: Token) -> None:
    """Mends a word by the part that the parser gave it."""
    part, tag = token.dep_, token.tag_
    if part == "amod" and token.i > token.head.i and token.head.dep_ == "dobj":
        _mend_predicate(token)
    elif (part == "amod" and tag in ("VBG", "VBN")) or (part == "compound" and tag == "VBG"):
        _mend_participle(token)
    elif part == "compound" and token.lower_ in WEEKDAY_NUMBER:
        _mend_day(token)
    elif part == "advcl" and tag == "VBG" and token.nbor(-1).dep_ == "prt":
        _mend_gerund(token)
    elif token.pos_ == "VERB" and part in ("dobj", "pobj"):
        _mend_noun(token)
    elif part == "npadvmod" and token.pos_ == "PROPN":
        _mend_place(token)
    elif part == "dobj" and token.head.i < token.i:
        _mend_second_object(token)


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


def _rejoin(verb: Token) -> None:
    """ "Declares a state of emergency | and deploys troops": a verb goes on from a verb, not a noun."""
    if verb.dep_ != "conj" or verb.head.pos_ not in _NOUNS or _has_own_subject(verb):
        return
    over = next((t for t in verb.head.ancestors if t.pos_ == "VERB"), None)
    if over is not None and over.tag_ == verb.tag_ and over.i < verb.i:
        verb.head = over


def _has_own_subject(verb: Token) -> bool:
    return any(child.dep_.startswith("nsubj") for child in verb.children)


def _give_subject(verb: Token) -> None:
    before = [child for child in verb.children if child.i < verb.i]
    tied = [c for c in before if c.dep_ in ("compound", "nmod") and c.pos_ in _NOUNS]
    if tied and not any(child.dep_.startswith("nsubj") for child in before):
        tied[-1].dep_ = "nsubj"
        for child in before:
            if child.dep_ in _OF_NOUNS and child != tied[-1]:
                child.head = tied[-1]


def _mend_predicate(token: Token) -> None:
    """ "Called the raid | shameful", "left the door | open": what the verb says of its object."""
    noun = token.head
    if noun.head.lemma_ in word_classes()["PREDICATING"] and noun.head.i < noun.i:
        token.head, token.dep_ = noun.head, "oprd"


def _mend_second_object(token: Token) -> None:
    """ "Branded Chad | a sponsor of terror": the second object is what the first is called."""
    verb = token.head
    first = next((c for c in verb.children if c.dep_ == "dobj"), token)
    if first.i < token.i and verb.lemma_ in word_classes()["PREDICATING"]:
        token.dep_ = "oprd"


def _is_time(name: Token) -> bool:
    return name.lower_ in WEEKDAY_NUMBER or name.lower_ in MONTH_NUMBER


def _mend_place(name: Token) -> None:
    """ "Visits | Peru, the first such visit": a name right after its verb is no time."""
    verb = name.head
    if verb.pos_ == "VERB" and name.left_edge.i == verb.i + 1:
        if not _is_time(name):
            if not any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
                name.dep_ = "dobj"


def _mend_opening(first: Token) -> None:
    """ "Aid to Chad | was suspended": a noun that opens a sentence and was taken for an infinitive."""
    if first.dep_ in ("csubj", "csubjpass") and first.tag_ == "VB":
        if not any(c.dep_ in ("dobj", "aux") for c in first.children):
            first.pos_, first.tag_ = "NOUN", "NN"
            first.dep_ = first.dep_.removeprefix("c").replace("subj", "nsubj")


def _mend_gerund(token: Token) -> None:
    """ "Put off | sending troops": a gerund after a verb's particle is its object."""
    if token.nbor(-1).head == token.head:
        token.dep_ = "xcomp"


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
