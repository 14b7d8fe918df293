"""What the parser attaches wrongly in ways that can be told: lost subjects, broken lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.date_words import MONTH_NUMBER, WEEKDAY_NUMBER
from legation.knowledge.people import office_nouns, speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ASTRAY = frozenset({"intj", "advmod", "npadvmod", "dep", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_BEFORE_VERBS = frozenset({"aux", "auxpass", "neg", "advmod"})
_SINGULAR = frozenset({"has", "is", "was"})
_QUOTES = frozenset({'"', "“", "”", "''", "``"})
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


def part_clauses(doc: Doc) -> None:
    """Puts side by side what the parser makes the content of the clause after it.

    "Chad closed the border, | Niger recalled its envoy": nobody says anything here.
    """
    for clause in doc:
        verb = clause.head
        if clause.dep_ != "ccomp" or clause.i > verb.i or not (_finite(clause) and _finite(verb)):
            continue
        if verb.lemma_ in speech_verbs() or not any(c.dep_ in _SUBJECTS for c in clause.children):
            continue
        if any(c.dep_ == "mark" or c.text in _QUOTES for c in clause.subtree):
            continue
        outer, dep = verb.head, verb.dep_
        clause.head, clause.dep_ = clause if outer == verb else outer, dep
        verb.head, verb.dep_ = clause, "conj"


def join_subjects(doc: Doc) -> None:
    """Gives a joined verb the noun before it that the parser joined to the object before that.

    "Chad sent Niger its last jets and Mali | has promised a dozen more".
    """
    for verb in doc:
        if verb.dep_ not in ("conj", "ccomp") or not _finite(verb):
            continue
        if (pair := _of_two_clauses(verb)) is not None:
            given, noun = pair
            _make_subject(noun, verb)
            given.head, given.dep_ = verb.head, "dobj"
        if any(c.dep_ in _SUBJECTS for c in verb.children):
            continue
        noun = _just_before(verb)
        joined = noun.dep_ == "conj" and noun.pos_ in _NOUNS and noun.head.dep_ != "nsubj"
        if joined and noun.i > verb.head.i and noun.left_edge.i > 0:
            if doc[noun.left_edge.i - 1].lower_ in ("and", "but", "while"):
                _make_subject(noun, verb)


def _of_two_clauses(verb: Token) -> tuple[Token, Token] | None:
    """What is given and who acts next, where both became the subject of a singular verb.

    "Chad gave Niger | jets and Mali | has offered more".
    """
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    noun = _just_before(verb)
    single = verb.tag_ == "VBZ" or any(c.lower_ in _SINGULAR for c in verb.children)
    if subject is None or noun.head != subject or noun.dep_ != "conj" or not single:
        return None
    after = subject.i > verb.head.i and verb.head.pos_ == "VERB" and noun.pos_ == "PROPN"
    return (subject, noun) if after else None


def lost_subjects(doc: Doc) -> None:
    """Gives the verb of a sentence the noun before it that the parser put beside another, or made its head.

    "At the invitation of the king, President Boric | met ..."; "two jets | strayed into ...".
    """
    for verb in doc:
        if verb.dep_ == "acl" and verb.tag_ == "VBD" and verb.head.dep_ == "ROOT":
            _raise(verb)
        if verb.lemma_ in speech_verbs():
            _give_back(verb)
        if verb.dep_ != "ROOT" or not _finite(verb):
            continue
        if any(c.dep_ in (*_SUBJECTS, "expl") for c in verb.children):
            continue
        if (robbed := _robbed(verb)) is not None:
            noun, participle = robbed
            _make_subject(noun, verb)
            participle.head, participle.dep_ = noun, "acl"
            continue
        noun = _just_before(verb)
        beside = noun.dep_ == "appos" and noun.pos_ in _NOUNS and noun.left_edge.i > 0
        if beside and doc[noun.left_edge.i - 1].text == ",":
            _make_subject(noun, verb)


def _give_back(verb: Token) -> None:
    """Gives what is said its subject, where the verb of saying has two: "two jets strayed ..., Chad said"."""
    named = [c for c in verb.children if c.dep_ == "nsubj"]
    if len(named) < 2 or not named[0].i < named[1].i < verb.i:
        return
    told = [c for c in named[0].children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")]
    if told and told[0].i < named[1].i:
        told[0].head, told[0].dep_ = verb, "ccomp"
        named[0].head = told[0]


def _robbed(verb: Token) -> tuple[Token, Token] | None:
    """A noun and the participle after a comma that took it from its verb: "oil, sent by rail, was ..."."""
    for part in verb.children:
        if (
            part.dep_ not in ("advcl", "ccomp")
            or part.tag_ not in ("VBN", "VBD")
            or part.i > verb.i
        ):
            continue
        noun = next((c for c in part.children if c.dep_ in _SUBJECTS and c.i < part.i), None)
        bare = not any(c.dep_ in ("aux", "auxpass", "mark") for c in part.children)
        if noun is not None and bare and part.nbor(-1).text == ",":
            return noun, part
    return None


def _raise(verb: Token) -> None:
    """Makes the verb that a parser hung on its subject the root of the sentence."""
    noun = verb.head
    later = [c for c in noun.children if c.i > verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, "nsubj"
    for child in later:
        child.head = verb


def _just_before(verb: Token) -> Token:
    """The word before a verb and its auxiliaries."""
    start = min([verb.i, *(c.i for c in verb.children if c.dep_ in _BEFORE_VERBS)])
    return verb.doc[max(start - 1, 0)]


def _make_subject(noun: Token, verb: Token) -> None:
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"


def _finite(verb: Token) -> bool:
    """Whether a verb, or the auxiliary before it, is finite."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return bool(_FINITE & {t.tag_ for t in (verb, *auxiliaries)})


def free_subjects(doc: Doc) -> None:
    """Gives finite verbs the subject that the parser hung on the date of the phrase before it.

    "On 4 May | Peru recalled its envoy", "at a base on Thursday | Boric met ...".
    """
    for verb in doc:
        if verb.pos_ not in ("VERB", "AUX") or any(c.dep_ in _SUBJECTS for c in verb.children):
            continue
        if not _finite(verb) or verb.dep_ == "conj":
            continue
        for prep in (t for t in doc[verb.left_edge.i : verb.i] if t.dep_ == "prep"):
            if verb in prep.ancestors and _split(prep, verb):
                break


def _split(prep: Token, verb: Token) -> bool:
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
    _make_subject(swallowed, verb)
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


def name_subjects(doc: Doc) -> None:
    """Makes subjects of names that the parser takes for a call or an adverb before their verb.

    "Nauru | announces that ...", "USAID | suspended its aid".
    """
    for name in doc[:-1]:
        verb = name.nbor(1)
        if verb.dep_ in ("aux", "auxpass"):
            verb = verb.head
        if name.dep_ not in _ASTRAY or name.head != verb or verb.pos_ not in ("VERB", "AUX"):
            continue
        if any(c.dep_ in _SUBJECTS for c in verb.children) or any(name.children):
            continue
        if name.pos_ == "PROPN" or (name.is_upper and len(name) > 2):
            name.dep_, name.pos_, name.tag_ = "nsubj", "PROPN", "NNP"


def name_titles(doc: Doc) -> None:
    """Ties names to the title that they share: "talks between Presidents | Ruto and Museveni"."""
    for title in doc[:-2]:
        if title.tag_ not in ("NNS", "NNPS") or title.lemma_.lower() not in office_nouns():
            continue
        first = title.nbor(1)
        name = first if first.dep_ != "compound" else first.head
        if name.pos_ != "PROPN" or name.left_edge != first or name.head == title:
            continue
        if name.dep_ in ("dobj", "pobj", "dep", "appos", "conj") and name not in title.ancestors:
            name.head, name.dep_ = title, "appos"
