"""What the coder made of each sentence of an article, for a reader at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from legation.model import (
    Assessment,
    Claim,
    CodedArticle,
    Event,
    Interest,
    Link,
    Proposal,
    Side,
    Silence,
    Span,
    Statement,
)

_WIDTH = 96
_LONGEST = 280
_Judged = Statement | Assessment | Interest | Proposal | Link | Claim
_Told = Event | _Judged | Silence


def explained(coded: CodedArticle) -> Iterator[str]:
    """Lines of text: each sentence in order, with its events or the reason why it gave none."""
    article = coded.article
    yield f"{article.title or article.id} ({article.published or 'day unknown'})"
    told: dict[Span, list[_Told]] = {}
    items: list[Event | _Judged] = [*coded.events, *coded.statements, *coded.assessments]
    items += [*coded.interests, *coded.proposals, *coded.links, *coded.claims]
    for item in items:
        for evidence in item.evidence:
            told.setdefault(evidence.span, []).append(item)
    for silence in coded.silences:
        told.setdefault(silence.span, []).append(silence)
    for span in sorted(told):
        yield ""
        yield from _wrapped(_shortened(article.text[span.start : span.stop]), "  ")
        for made in told[span]:
            for line in _lines(made):
                yield from _wrapped(line, "      ")
    for dropped in coded.dropped:
        yield ""
        yield from _wrapped(f"x {dropped.kind} {dropped.reason.value}: {dropped.said}", "  ")
    yield ""


def _lines(item: _Told) -> Iterator[str]:
    match item:
        case Event():
            yield from _event(item)
        case Silence():
            yield from _silence(item)
        case _:
            yield f"+ {_judged(item)}"


def _judged(item: _Judged) -> str:
    match item:
        case Statement():
            others = f" → {_codes(item.recipients)}" if item.recipients else ""
            return f"statement {item.cameo}: {_codes(item.actors)}{others}, rule {item.rule}"
        case Assessment():
            return f"assessment, {item.stance.value}: {item.holder.name} ({item.words})"
        case Interest():
            return f"{item.kind.value} of {item.actor.code}: {item.what}, per {item.holder.name}"
        case Proposal():
            to = f" → {_codes(item.addressees)}" if item.addressees else ""
            return f"proposal of {item.proposer.name}{to}: {item.measure}"
        case Link():
            return f"link ({item.sign}): {item.cause} => {item.effect}, per {item.holder.name}"
        case Claim():
            return f"claim, {item.kind.value}: {item.claim}, per {item.holder.name}"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 2].rpartition(' ')[0]} …"


def _event(event: Event) -> Iterator[str]:
    act = f"{event.type.value} {event.mode}" if event.mode else event.type.value
    sides = _codes(event.actors)
    if event.recipients:
        sides = f"{sides} → {_codes(event.recipients)}"
    where = f" in {event.place}" if event.place else ""
    yield f"= {act}, {event.status.value}: {sides}, {event.when or 'no date'}{where}"
    yield f"  rule {event.rule}, confidence {event.confidence:.2f}"


def _codes(sides: tuple[Side, ...]) -> str:
    return ", ".join(side.code for side in sides) or "nobody named"


def _silence(silence: Silence) -> Iterator[str]:
    yield f"- nothing: {silence.reason.value}"
    if silence.seen:
        yield f"  seen: {'; '.join(silence.seen)}"
    if silence.sides:
        yield f"  named: {', '.join(silence.sides)}"
