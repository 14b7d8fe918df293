"""An article's text cut where coded words, sentences or the site's furniture begin or end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from legation.model import (
    Article,
    Assessment,
    Claim,
    CodedArticle,
    Condition,
    Event,
    Interest,
    Link,
    Observation,
    Proposal,
)
from legation.presenting.dates import date_words
from legation.presenting.sides import holder_words
from legation.presenting.visible import visible
from legation.presenting.wording import STATUS_WORDS, event_words

_Judged = Assessment | Observation | Condition | Interest | Proposal | Link | Claim
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Coded words: their range, what they were coded as, in words, and the event, where it is one.

    `kind` is the status of an event, or `judgement`, or `statement`.
    """

    start: int
    stop: int
    kind: str
    words: str
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words between two cuts: where they begin, what they are part of, whether a sentence begins."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    furniture: bool
    begins: bool


def marks_of(coded: CodedArticle) -> list[Mark]:
    """All that was coded in an article, in the order of the text."""
    found = [mark for event in coded.events for mark in event_marks(event, coded.article)]
    judged: list[_Judged] = [*coded.assessments, *coded.observations]
    judged += [*coded.conditions, *coded.interests, *coded.proposals, *coded.links, *coded.claims]
    for item in judged:
        found += _judged(item)
    for statement in coded.statements:
        words = f"Statement, CAMEO {statement.cameo}"
        found += [
            Mark(start=e.start, stop=e.stop, kind="statement", words=words)
            for e in statement.evidence
        ]
    return sorted(found, key=lambda mark: (mark.start, mark.stop))


def code_words(event: Event, published: str | None) -> str:
    """An event with its codes, for a reader who hovers over its words."""
    act = " ".join(filter(None, (event.type.value, event.mode, f"CAMEO {event.cameo}")))
    return (
        f"{STATUS_WORDS[event.status]}: {event_words(event, published)}, "
        f"{date_words(event.when, event.status)}. {act}; rule {event.rule}; "
        f"confidence {event.confidence:.2f}"
    )


def event_marks(event: Event, article: Article) -> Iterator[Mark]:
    """The words that an event rests on."""
    words = visible(code_words(event, article.published))
    for piece in event.evidence:
        yield Mark(
            start=piece.start,
            stop=piece.stop,
            kind=event.status.value,
            words=words,
            event=event.id,
        )


def _judged(item: _Judged) -> Iterator[Mark]:
    match item:
        case Assessment():
            words = f"Judgement of {holder_words(item.holder)}, {item.stance.value}: {item.about}"
        case Observation():
            words = f"Observation: {item.what}"
        case Condition():
            words = f"Condition of {holder_words(item.holder)}: if {item.if_}, then {item.then}"
        case Claim():
            words = f"Claim ({item.kind.value}): {item.claim}"
        case _:
            words = _system_words(item)
    for piece in item.evidence:
        yield Mark(start=piece.start, stop=piece.stop, kind="judgement", words=visible(words))


def _system_words(item: Interest | Proposal | Link) -> str:
    match item:
        case Interest():
            actor = item.actor.name or item.actor.code
            return f"{item.kind.value.capitalize()} of {actor}: {item.what}"
        case Proposal():
            to = ", ".join(side.name or side.code for side in item.addressees)
            words = f"Proposal of {holder_words(item.proposer)}: {item.measure}"
            return f"{words} (to {to})" if to else words
        case Link():
            words = f"Link of {holder_words(item.holder)} ({item.sign})"
            return f"{words}: {item.cause} leads to {item.effect}"


def stretches(article: Article, marks: Sequence[Mark]) -> list[Stretch]:
    """The whole text in order and without a gap; control characters are shown as code points."""
    text = article.text
    begins = {0, *(found.end() for found in _SENTENCE.finditer(text))}
    cuts = {0, len(text), *begins}
    for mark in marks:
        cuts |= {mark.start, mark.stop}
    for span in article.furniture:
        cuts |= {span.start, min(span.stop, len(text))}
    ordered = sorted(marks, key=lambda mark: mark.start)
    ahead, open_, made = 0, [], []  # type: int, list[Mark], list[Stretch]
    for start, stop in pairwise(sorted(cuts)):
        open_ = [mark for mark in open_ if mark.stop > start]
        while ahead < len(ordered) and ordered[ahead].start <= start:
            open_.append(ordered[ahead])
            ahead += 1
        made.append(
            Stretch(
                start=start,
                text=visible(text[start:stop]),
                marks=tuple(open_),
                furniture=any(s.start <= start and stop <= s.stop for s in article.furniture),
                begins=start in begins,
            )
        )
    return made
