"""Reports made by hand, and the project's own gold as reports."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from legation.linking import Scored, gather, link_all
from legation.model import (
    Article,
    Event,
    EventType,
    Happening,
    Rank,
    Report,
    SameEvent,
    Sameness,
    Side,
    Status,
    Weight,
)

GOLD = Path(__file__).parents[1] / "gold" / "links"
AT = dt.datetime(2025, 11, 1, 12, tzinfo=dt.UTC)
TRUMP = Side(code="USA", name="Donald Trump", rank=Rank.HEAD_OF_STATE)
XI = Side(code="CHN", name="Xi Jinping", rank=Rank.HEAD_OF_STATE)
WANG = Side(code="CHN", name="Wang Yi", office="foreign minister", rank=Rank.MINISTER)
CHOE = Side(code="PRK", name="Choe Son Hui", office="foreign minister", rank=Rank.MINISTER)
_number = itertools.count()


def side(code: str) -> Side:
    return Side(code=code)


def report(published: str | None, when: str | None, text: str = "They met.", **more: Any) -> Report:
    """A meeting of Trump and Xi that occurred, unless the fields say otherwise."""
    id_ = more.pop("id", None) or f"ev_{next(_number):04}"
    article = Article(id=more.pop("article", f"a-{id_}"), text=text, published=published)
    plain: dict[str, Any] = {
        "type": EventType.CONSULT,
        "mode": None,
        "cameo": "046",
        "actors": (TRUMP, XI),
        "recipients": (),
        "status": Status.OCCURRED,
        "place": None,
        "confidence": 0.9,
        "rule": "test",
        "weight": Weight.CORE,
        "when_basis": "stated",
    }
    event = Event(id=id_, when=when, evidence=(article.quote(0, len(text)),), **(plain | more))
    return Report(event=event, published=published)


def visit(published: str | None, when: str | None, **more: Any) -> Report:
    """A visit of North Korea's foreign minister to Russia."""
    plain = {"actors": (CHOE,), "recipients": (side("RUS"),), "mode": "visit", "place": "RUS"}
    return report(published, when, "She went to Russia.", **(plain | more))


def attack(published: str, when: str, text: str, **more: Any) -> Report:
    plain = {
        "type": EventType.ASSAULT,
        "actors": (side("ISR"),),
        "recipients": (side("PSE"),),
        "mode": "aerial",
        "cameo": "195",
        "place": "PSE",
    }
    return report(published, when, text, **(plain | more))


def said(one: Report, two: Report, judgement: Sameness, minutes: int = 0) -> SameEvent:
    """A person's word on two reports."""
    at = AT + dt.timedelta(minutes=minutes)
    return SameEvent(left=one.id, right=two.id, judgement=judgement, judged_by="Ann", judged_at=at)


def judged(scored: Iterable[Scored]) -> list[SameEvent]:
    return [
        SameEvent(
            left=item.left,
            right=item.right,
            judgement=item.judgement,
            judged_by="links",
            judged_at=AT,
            score=item.score,
            reasons=item.reasons,
        )
        for item in scored
    ]


def groups(reports: Sequence[Report], *people: SameEvent) -> list[set[str]]:
    """The ids of the reports of each happening, linked and gathered."""
    return ids(gather(reports, [*judged(link_all(reports)), *people]))


def ids(found: Iterable[Happening]) -> list[set[str]]:
    return [{item.id for item in happening.reports} for happening in found]


def gold_reports() -> tuple[list[Report], dict[str, str]]:
    """The gold events as reports, and the happening of each."""
    lines = (GOLD / "items.jsonl").read_text("utf-8").splitlines()
    items = {item["id"]: item for item in map(json.loads, lines)}
    reports, happenings = [], {}
    for line in map(json.loads, (GOLD / "events.jsonl").read_text("utf-8").splitlines()):
        item = items[line["id"]]
        article = Article(id=item["id"], text=item["text"], published=item["date"])
        for number, row in enumerate(line["events"]):
            start = article.text.index(row["evidence"][0])
            event = Event(
                id=f"{article.id}-{number}",
                type=EventType(row["type"]),
                mode=row["mode"],
                cameo="",
                actors=tuple(map(side, row["actors"])),
                recipients=tuple(map(side, row["recipients"])),
                status=Status(row["status"]),
                when=row["when"],
                place=row["place"],
                confidence=0.9,
                rule="gold",
                weight=Weight(row["weight"]),
                evidence=(article.quote(start, start + len(row["evidence"][0])),),
            )
            reports.append(Report(event=event, published=article.published))
            happenings[event.id] = row["happening"]
    return reports, happenings
