"""What the parser attaches wrongly in ways that can be told: lost subjects, broken lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.date_words import MONTH_NUMBER, WEEKDAY_NUMBER

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def join_lists(doc: Doc) -> None:
    """Ties the later verbs and objects of a list to the first of them.

    "Expelled two envoys, then | closed its mission"; "thanked Oman, as well as | Kuwait".
    """
    for token in doc:
        head = token.head
        if (
            token.dep_ == "dep"
            and token.pos_ == "VERB"
            and head.pos_ == "VERB"
            and head.i < token.i
        ):
            if token.tag_ == head.tag_ or {token.tag_, head.tag_} <= _FINITE | {"VBN"}:
                token.dep_ = "conj"
        elif token.dep_ == "pobj" and head.dep_ == "cc" and head.lower_ == "as":
            given = [c for c in head.head.children if c.dep_ == "dobj" and c.i < head.i]
            if given:
                token.head, token.dep_ = given[-1], "conj"


def free_subjects(doc: Doc) -> None:
    """Gives finite verbs the subject that the parser hung on the date of the phrase before it.

    "On 4 May | Peru recalled its envoy", "at a base on Thursday | Boric met ...".
    """
    for verb in doc:
        if verb.pos_ not in ("VERB", "AUX") or any(c.dep_ in _SUBJECTS for c in verb.children):
            continue
        auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        if not _FINITE & {t.tag_ for t in (verb, *auxiliaries)} or verb.dep_ == "conj":
            continue
        passive = any(c.dep_ == "auxpass" for c in auxiliaries)
        for prep in (t for t in doc[verb.left_edge.i : verb.i] if t.dep_ == "prep"):
            if verb in prep.ancestors and _split(prep, verb, passive=passive):
                break


def _split(prep: Token, verb: Token, *, passive: bool) -> bool:
    """Parts a date from the name after it, which becomes the subject of the verb."""
    swallowed = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if swallowed is None or swallowed.pos_ not in _NOUNS or _of_dates(swallowed):
        return False
    if prep.head != verb and swallowed.right_edge.i != verb.i - 1:
        return False
    doc = prep.doc
    stop = prep.i + 1
    while stop < swallowed.i and _of_dates(doc[stop]):
        stop += 1
    first, last = prep.i + 1, stop - 1
    if last < first or not any(_names_time(t) for t in doc[first:stop]):
        return False
    date = next((t for t in reversed(doc[first:stop]) if _names_time(t)), doc[last])
    for token in doc[first:stop]:
        if token != date and token.head not in doc[first:stop]:
            token.head, token.dep_ = date, "nummod" if token.like_num else "compound"
    date.head, date.dep_ = prep, "pobj"
    swallowed.head, swallowed.dep_ = verb, "nsubjpass" if passive else "nsubj"
    return True


def _of_dates(token: Token) -> bool:
    plain = token.is_digit or token.lower_ in (
        "early",
        "late",
        "mid",
        "mid-",
        "last",
        "this",
        "that",
    )
    return plain or _names_time(token) or token.text == ","


def _names_time(token: Token) -> bool:
    year = token.is_digit and len(token.text) == 4
    return year or token.lower_ in WEEKDAY_NUMBER or token.lower_.rstrip(".") in MONTH_NUMBER


def join_names(doc: Doc) -> None:
    """Parts two people with their offices whom the parser runs together before a verb.

    "The Danish premier Ann Lund and the Irish premier | Owen Roe met": both met.
    """
    for name in doc:
        if name.pos_ != "PROPN" or name.dep_ not in ("nsubj", "nsubjpass"):
            continue
        for office in [c for c in name.children if c.dep_ in ("compound", "nmod")]:
            first = next((c for c in office.children if c.dep_ == "appos"), None)
            second = next((c for c in first.children if c.dep_ == "conj"), None) if first else None
            if first is None or second is None or second.right_edge.i >= name.i:
                continue
            first.head, first.dep_ = name.head, name.dep_
            office.head, office.dep_ = first, "compound"
            second.head, second.dep_ = name, "compound"
            name.head, name.dep_ = first, "conj"
            break
