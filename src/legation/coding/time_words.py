"""How time words hang on an act: on its own clause, on another's, or on a thing that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legation.coding.date_words import TIME_NOUNS, number
from legation.coding.dates import TimeExpression
from legation.coding.frames import triggers
from legation.coding.grammar import is_verb, recalls
from legation.coding.running_time import BASIS_CONTEXT
from legation.knowledge.people import holds_office

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is said or promised has the day of the saying; its content has days of its own.
SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_CONTENT = frozenset({"pcomp", "xcomp", "ccomp", "acl", "relcl"})
_CLAUSE = frozenset({"relcl", "ccomp", "advcl", "xcomp"})
_ASIDE = frozenset({"after", "following", "since", "before", "for", "over", "amid", "despite"})
_ANCESTORS = 8
_ONE = frozenset({"first", "only", "last", "latest", "biggest", "largest", "highest"})
_BESIDE = frozenset({"appos", "attr", "npadvmod", "dep", "conj"})
_NUMBERS = frozenset({"nummod", "compound", "nmod", "amod"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_REACH = 14
"""Words before "since" among which a count may stand."""


def on_clause(time: Token, verb: Token) -> bool:
    """Whether time words hang on a verb without another clause between: "said on Friday that ..."."""
    up = [time, *time.ancestors]
    between = up[: up.index(verb)] if verb in up else []
    return bool(between) and not any(
        t.dep_ in _CLAUSE or (t.dep_ == "conj" and is_verb(t)) for t in between
    )


def basis_of(expression: TimeExpression) -> str:
    """What a date rests on, as the event will say."""
    return BASIS_CONTEXT if expression.basis == "anchored" else expression.basis


def year_before(noun: Token) -> str | None:
    """The year by which a noun names an act: "the 2018 agreement", "the 2026 summit"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    before = (c.text for c in noun.children if c.i < noun.i and c.dep_ in _NUMBERS)
    return next((text for text in before if _YEAR.fullmatch(text)), None)


def looks_back(time: Token) -> bool:
    """ "their sixth meeting since 2018", "for the first time since May": how far a count reaches."""
    return counted_since(time) is not None


def counted_since(time: Token) -> Token | None:
    """The word that counts since a time: "first" in "their first meeting since 2018"."""
    near = (time, *list(time.ancestors)[:2])
    since = next((token for token in near if token.lower_ == "since"), None)
    if since is None:
        return None
    before = since.doc[max(since.sent.start, since.i - _REACH) : since.i]
    counted = next((t for t in reversed(before) if _is_ordinal(t)), None)
    if counted is None:
        return None
    noun = counted.head if counted.head.pos_ in ("NOUN", "PROPN") else since.head
    ends = noun.right_edge.i
    reaches = ends == since.i - 1 or since.i <= ends or noun.lower_ == "time"
    return counted if noun == since.head or reaches else None


def is_first(counted: Token, trigger: Token) -> bool:
    """Whether what is counted is the act of a trigger: its own noun, one beside it, or its times."""
    noun = counted.head if counted.head.pos_ in ("NOUN", "PROPN") else counted
    if noun == trigger:
        return True
    if trigger not in noun.ancestors:
        return False
    if noun == counted or noun.lower_ == "time":
        return True
    types = {frame.type for frame in triggers(trigger)}
    return noun.dep_ in _BESIDE and any(frame.type in types for frame in triggers(noun))


def _is_ordinal(token: Token) -> bool:
    return token.lower_ in _ONE or (token.like_num and token.dep_ == "amod")


def day_count(text: str) -> int | None:
    """The number of days in "two-day" or "a three day"; None where none is told."""
    found = re.match(r"\s*(\S+?)[\s-]+days?\b", text, re.IGNORECASE)
    return number(found[1]) if found else None


def _of_another(between: list[Token], type_: str) -> bool:
    """Whether a time on the way up to its act belongs to something else.

    That is an act of another type, or, for what is said or promised, the thing spoken of:
    "condemned Friday's attack", "announced the reopening of the post in April".
    """
    time = between[0]
    inside = any(t.dep_ in _CLAUSE and t.pos_ in ("VERB", "AUX") for t in between)
    for token in between[1:]:
        if token.pos_ in ("NOUN", "PROPN", "VERB"):
            frames = triggers(token)
            if frames and not any(f.type == type_ for f in frames):
                return True
        if type_ in SPOKEN and token.dep_ in _CONTENT:
            return True
        if (inside or type_ in SPOKEN) and _names_it(token, time):
            return True
        if token.dep_ == "prep" and token.lower_ in _ASIDE and time.head != token:
            return True
        if token.dep_ == "advcl" and recalls(token):
            return True
    return False


def is_anchor(expression: TimeExpression, trigger: Token) -> bool:
    """Whether an act is what another is told from: the visit in "days before his visit"."""
    if expression.basis != "anchored" or expression.anchor in (None, "context"):
        return False
    reach = expression.stop + 2 + len(expression.anchor or "")
    return expression.stop <= trigger.idx < reach


def _names_it(noun: Token, time: Token) -> bool:
    """ "Friday's attack", "the June 20 elections", "the closure since 2011": a date of the noun."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in ("DATE", "TIME"):
        return False
    if noun.lemma_.lower() in TIME_NOUNS or _is_person(noun):
        return False
    return noun == time.head or time.dep_ == "pobj"


def _of_a_thing(time: Token) -> bool:
    """ "the treaty of 1960": a date that nothing but a noun has, whatever is done to its thing."""
    of = time.head
    return time.dep_ == "pobj" and of.lower_ == "of" and _names_it(of.head, time)


def _is_person(noun: Token) -> bool:
    """Whether a noun tells an office, which has no date: "summoned the ambassador on Monday"."""
    return holds_office(noun.lemma_.lower())


def distance(time: Token, trigger: Token, type_: str) -> int | None:
    """Steps from the trigger down to the time words, or through a shared clause; None if foreign."""
    up = [time, *time.ancestors]
    if trigger in up:
        between = up[: up.index(trigger)]
        if not between:
            return 0
        if _of_another(between, type_):
            return None
        clauses = sum(
            t.dep_ in ("relcl", "ccomp", "advcl", "conj", "acl") and t.pos_ in ("VERB", "AUX")
            for t in between
        )
        return len(between) + 3 * clauses
    mine = [trigger, *trigger.ancestors]
    for steps, ancestor in enumerate(mine[1:_ANCESTORS], 1):
        crossed = mine[steps - 1]
        if crossed.dep_ == "ccomp":
            return None
        if ancestor in up:
            between = up[: up.index(ancestor)]
            if any(t.dep_ in ("relcl", "advcl", "ccomp") for t in between) or _of_a_thing(time):
                return None
            blocked = crossed.dep_ in ("relcl", "advcl") and crossed.pos_ in ("VERB", "AUX")
            return 4 + steps + len(between) + (6 if blocked else 0)
    return None
