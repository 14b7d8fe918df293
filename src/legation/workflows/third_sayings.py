"""What articles of a ledger say of a third party: its motive, its red lines, its mediation.

Interests that are coded of it come first; else only sentences that somebody's judgement rests on are
taken, and only in their own words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from legation.judging.mediation.facts import Saying
from legation.knowledge.mediating import cues
from legation.knowledge.names import names
from legation.model import InterestKind

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.model import Assessment, Claim, CodedArticle, Condition, Evidence, Holder

KINDS = ("motive", "red line", "mediation")
_USES = frozenset({"name", "short", "adjective", "people", "capital", "seat", "body", "group"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A condition in somebody's words under which help would be easier (+) or harder (-)."""

    if_: str
    then: str
    sign: str
    holder: str
    quote: str
    article: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    holder: str
    evidence: Evidence


def read(
    ledger: Ledger, sides: tuple[str, str], codes: Collection[str], day: dt.date | None
) -> tuple[dict[str, tuple[Saying, ...]], tuple[Trigger, ...]]:
    """Sayings about each of some third parties, and triggers, from articles about either side."""
    from legation.ledger import ArticleQuery

    found: dict[str, list[Saying]] = {code: [] for code in codes}
    triggers: dict[str, Trigger] = {}
    seen: set[str] = set()
    for side in sides:
        for coded in ledger.coded(ArticleQuery(about=side, as_of=day)):
            if coded.article.id in seen:
                continue
            seen.add(coded.article.id)
            for code in codes:
                found[code] += _of(coded, code)
            triggers |= {t.quote: t for t in _triggers(coded, sides)}
    return {code: tuple(told) for code, told in found.items()}, tuple(triggers.values())


def _of(coded: CodedArticle, code: str) -> Iterator[Saying]:
    told: set[tuple[str, int]] = set()
    wanted = [item for item in coded.interests if item.actor.code == code]
    for item in wanted:
        kind = "motive" if item.kind is InterestKind.GOAL else "red line"
        yield _saying(kind, _Sentence(_words(item.holder), item.evidence[0]))
    for sentence in _sentences(coded):
        piece = sentence.evidence
        if not _surfaces(code).search(piece.quote):
            continue
        found = _kind(piece.quote, code)
        if found is None or (found, piece.start) in told:
            continue
        # What was coded as an interest is not told again by its words.
        if found == "mediation" or not any(_within(item.evidence[0], piece) for item in wanted):
            told.add((found, piece.start))
            yield _saying(found, sentence)


def _within(inner: Evidence, outer: Evidence) -> bool:
    return outer.start <= inner.start and inner.stop <= outer.stop


def _saying(kind: str, sentence: _Sentence) -> Saying:
    piece = sentence.evidence
    return Saying(
        kind=kind,
        quote=" ".join(piece.quote.split()),
        holder=sentence.holder,
        article=piece.article_id,
        start=piece.start,
        stop=piece.stop,
    )


def _kind(quote: str, code: str) -> str | None:
    """What a sentence tells of somebody; a motive is that of whoever is named last before it."""
    for kind in ("red line", "motive"):
        cue = _any(kind).search(quote.casefold())
        if cue and _named_before(quote[: cue.start()]) == code:
            return kind
    return "mediation" if _any("mediation").search(quote.casefold()) else None


def _named_before(words: str) -> str | None:
    """The state or body that is named last."""
    pattern, codes = _everybody()
    found = [match.group() for match in pattern.finditer(words)]
    return codes[found[-1]] if found else None


@cache
def _everybody() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {n.surface: n.code for n in names() if n.use in _USES and len(n.surface) > 2}
    longest = sorted(codes, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), codes


@cache
def _any(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, cues(kind)))})")


def _sentences(coded: CodedArticle) -> Iterator[_Sentence]:
    judged: Iterable[Assessment | Condition | Claim] = (
        *coded.assessments,
        *coded.conditions,
        *coded.claims,
    )
    for one in judged:
        for piece in one.evidence[:1]:
            yield _Sentence(_words(one.holder), piece)
    for seen in coded.observations:
        for piece in seen.evidence[:1]:
            yield _Sentence(_words(seen.per[0]) if seen.per else "author", piece)


def _words(holder: Holder) -> str:
    return f"{holder.name}, {holder.office}" if holder.office else holder.name


def _triggers(coded: CodedArticle, sides: tuple[str, str]) -> Iterator[Trigger]:
    """Conditions whose words speak of mediation, contact or one of the sides."""
    for condition in coded.conditions:
        piece = condition.evidence[0]
        about = _any("mediation").search(piece.quote.casefold()) or any(
            _surfaces(side).search(piece.quote) for side in sides
        )
        if about:
            yield Trigger(
                if_=condition.if_,
                then=condition.then,
                sign=condition.sign,
                holder=_words(condition.holder),
                quote=" ".join(piece.quote.split()),
                article=coded.article.id,
                start=piece.start,
                stop=piece.stop,
            )


@cache
def _surfaces(code: str) -> re.Pattern[str]:
    """How a text may name a state or body."""
    found = [n.surface for n in names() if n.code == code and n.use in _USES]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)" if found else r"(?!)")
