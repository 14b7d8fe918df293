"""Coded articles made by hand, so that a brief is tested without the coder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from legation import presenting
from legation.model import (
    Article,
    Assessment,
    CodedArticle,
    Condition,
    ConditionOf,
    Event,
    EventType,
    Evidence,
    Holder,
    Observation,
    Rank,
    Side,
    Stance,
    Status,
    Weight,
)
from legation.presenting import Brief, BriefOptions, Section
from legation.workflows.linking import gathered

CHOE = Side(code="PRK", name="Choe Son-hui", office="foreign minister", rank=Rank.MINISTER)
KIM = Side(code="PRK", name="Kim Jong Un", office="leader", rank=Rank.HEAD_OF_STATE)
PUTIN = Side(code="RUS", name="Vladimir Putin", office="president", rank=Rank.HEAD_OF_STATE)
STATE_MEDIA = Holder(name="North Korean state media", code="PRK", kind="state media")
AUTHOR = Holder(name="author")


def side(code: str) -> Side:
    return Side(code=code)


def article(id_: str, text: str, published: str | None = "2025-10-26", **more: Any) -> Article:
    return Article(id=id_, text=text, published=published, title=f"Title of {id_}", **more)


def cite(source: Article, words: str) -> Evidence:
    start = source.text.index(words)
    return source.quote(start, start + len(words))


def event(source: Article, words: str, **fields: Any) -> Event:
    """A visit of North Korea's foreign minister to Russia, unless the fields say otherwise."""
    plain: dict[str, Any] = {
        "type": EventType.CONSULT,
        "mode": "visit",
        "cameo": "042",
        "actors": (CHOE,),
        "recipients": (side("RUS"),),
        "status": Status.OCCURRED,
        "when": "2025-10-26",
        "place": None,
        "confidence": 0.9,
        "rule": "a.test",
        "weight": Weight.CORE,
    }
    if condition := fields.pop("condition", None):
        fields["condition"] = ConditionOf(text=condition, evidence=cite(source, condition))
    made = plain | fields
    sides = "+".join(side.code for side in (*made["actors"], *made["recipients"]))
    place = source.text.index(words)
    id_ = f"ev_{source.id}_{place}_{made['type']}_{sides}_{made['status']}_{made['when']}"
    return Event(id=id_, evidence=(cite(source, words),), **made)


def assessment(
    source: Article, words: str, holder: Holder, stance: Stance, about: str, said: str | None = None
) -> Assessment:
    return Assessment(
        holder=holder, about=about, stance=stance, words=said, evidence=(cite(source, words),)
    )


def observation(source: Article, words: str, **fields: Any) -> Observation:
    plain: dict[str, Any] = {"about": None, "direction": None, "when": None, "per": ()}
    return Observation(what=words, evidence=(cite(source, words),), **(plain | fields))


def condition(source: Article, words: str, if_: str, then: str, sign: str = "+") -> Condition:
    evidence = (cite(source, words),)
    return Condition(if_=if_, then=then, sign=sign, holder=AUTHOR, evidence=evidence)


def coded(source: Article, *events: Event, **judgements: Any) -> CodedArticle:
    return CodedArticle(article=source, coder="tests 1.0", events=events, **judgements)


def compose(articles: Sequence[CodedArticle], options: BriefOptions) -> Brief:
    """The brief of coded articles, their reports linked as everywhere."""
    return presenting.compose(articles, options, gathered)


def section(brief: Brief, key: str) -> Section:
    return next(found for found in brief.sections if found.key == key)


def texts(brief: Brief, key: str) -> list[str]:
    return [line.text for line in section(brief, key).lines]
