"""Articles and codings for the ledger's tests, and the work that other processes do in them."""

from __future__ import annotations

import datetime as dt
import os
import signal

from legation.ledger import Ledger, writing
from legation.model import (
    Article,
    Assessment,
    Claim,
    ClaimKind,
    CodedArticle,
    Condition,
    ConditionOf,
    Event,
    EventType,
    Holder,
    Observation,
    PublishedBasis,
    Rank,
    Side,
    Span,
    Stance,
    Statement,
    Status,
    Weight,
    content_hash,
    event_id,
)

CODER = "sample-rules 1.0"
TEXT = (
    "Choe Son-hui will visit Moscow on 26 October, state media said — “soon”. "
    "Kim might meet Trump if sanctions ease, an analyst said."
)
AT = dt.datetime(2025, 11, 1, 12, tzinfo=dt.UTC)


def article(text: str = TEXT, **fields: object) -> Article:
    values: dict[str, object] = {"id": content_hash(text)[:16], "text": text, **fields}
    return Article(**values)  # type: ignore[arg-type]


def event(on: Article, **fields: object) -> Event:
    first = on.quote(0, min(45, len(on.text)))
    values: dict[str, object] = {
        "type": EventType.CONSULT,
        "mode": "visit",
        "cameo": "042",
        "actors": (
            Side(
                code="PRK",
                name="Choe Son-hui",
                office="foreign minister",
                rank=Rank.MINISTER,
                start=0,
                stop=12,
            ),
        ),
        "recipients": (Side(code="RUS", name="Moscow"),),
        "status": Status.PLANNED,
        "when": "2025-10-26",
        "place": "RUS",
        "confidence": 0.86,
        "rule": "visit.verb",
        "weight": Weight.CORE,
        "evidence": (first,),
        "per": (Holder(name="state media", code="PRK", kind="state media"),),
        **fields,
    }
    values["id"] = event_id(
        on.id,
        values["type"],  # type: ignore[arg-type]
        (side.code for side in values["actors"]),  # type: ignore[attr-defined]
        (side.code for side in values["recipients"]),  # type: ignore[attr-defined]
        values["evidence"][0],  # type: ignore[index]
        str(values["rule"]),
        values["when"],  # type: ignore[arg-type]
    )
    return Event(**values)  # type: ignore[arg-type]


def coded(on: Article | None = None, *events: Event, coder: str = CODER) -> CodedArticle:
    """A coding with the events given, one event by default."""
    on = on or article()
    return CodedArticle(article=on, coder=coder, events=events or (event(on),))


def rich() -> CodedArticle:
    """A coding that uses every field and kind of judgement."""
    on = article(
        title="Choe to visit",
        published="2025-10-26",
        published_basis=PublishedBasis.DATELINE,
        source="Daily Dispatch",
        location="/in/choe.txt",
        lang="en",
        licence="CC-BY-4.0",
        furniture=(Span(0, 4),),
    )
    last = (on.quote(74, len(on.text)),)
    analyst = Holder(name="an analyst", office="analyst")
    visit = event(on)
    meeting = event(
        on,
        actors=(Side(code="PRK"), Side(code="USA")),
        recipients=(),
        status=Status.HYPOTHETICAL,
        when=None,
        rule="meet.verb",
        evidence=last,
        enables=visit.id,
        condition=ConditionOf(text="if sanctions ease", evidence=last[0]),
        notes=("no dates given",),
        goldstein=1.0,
    )
    return CodedArticle(
        article=on,
        coder=CODER,
        events=(visit, meeting),
        assessments=(
            Assessment(
                holder=analyst, about="meeting", stance=Stance.FOR, words="might", evidence=last
            ),
        ),
        observations=(
            Observation(
                what="visit", about=None, direction=None, when=None, per=(analyst,), evidence=last
            ),
        ),
        conditions=(
            Condition(if_="sanctions ease", then="meet", sign="+", holder=analyst, evidence=last),
        ),
        statements=(
            Statement(cameo="010", actors=(Side(code="PRK"),), recipients=(), evidence=last),
        ),
        claims=(
            Claim(
                claim="first visit",
                kind=ClaimKind.FIRST,
                subject=visit.id,
                holder=analyst,
                evidence=last,
            ),
        ),
    )


def dispatch(number: int) -> CodedArticle:
    """One of many small articles, each with an event and a judgement."""
    on = article(f"Envoy number {number} arrived in Vientiane.", location=f"/in/{number}.txt")
    quote = (on.quote(0, 5),)
    judged = Assessment(
        holder=Holder(name="X"), about="q", stance=Stance.MIXED, words=None, evidence=quote
    )
    return CodedArticle(article=on, coder=CODER, events=(event(on),), assessments=(judged,))


def ingest(where: str, numbers: list[int]) -> None:
    """Records dispatches; runs in a process of its own."""
    with Ledger.open(where) as ledger:
        for number in numbers:
            ledger.record(dispatch(number))


def ingest_and_die(where: str, numbers: list[int], table: str) -> None:
    """Records dispatches and is killed while the last one's rows go into `table`."""
    insert = writing.insert_new
    with Ledger.open(where) as ledger:
        for number in numbers[:-1]:
            ledger.record(dispatch(number))

        def dies(connection, target, rows):  # type: ignore[no-untyped-def]
            insert(connection, target, rows)
            if target.name == table:
                os.kill(os.getpid(), signal.SIGKILL)

        writing.insert_new = dies
        ledger.record(dispatch(numbers[-1]))
