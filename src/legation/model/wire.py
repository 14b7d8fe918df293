"""The JSON shape of coded articles, as `legation code` writes it and schema version 1 fixes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from legation.model.article import Article
from legation.model.event import ConditionOf, Event, EventType, Formality, Status, Weight
from legation.model.judgement import CodedArticle, Dropped, Silence
from legation.model.judgement_wire import JUDGEMENTS, judgement_json, judgements_from
from legation.model.wire_parts import (
    Json,
    evidence_from,
    evidence_json,
    holder_from,
    holder_json,
    side_from,
    side_json,
)

SCHEMA = 1
__all__ = [
    "SCHEMA",
    "Json",
    "coded_from_json",
    "coded_json",
    "dropped_json",
    "event_from_json",
    "event_json",
    "evidence_json",
    "holder_json",
    "judgement_json",
    "side_json",
    "silence_json",
]


def event_json(event: Event) -> Json:
    """One event in full."""
    condition = event.condition
    return {
        "id": event.id,
        "type": event.type.value,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "actors": [side_json(s) for s in event.actors],
        "recipients": [side_json(s) for s in event.recipients],
        "status": event.status.value,
        "when": event.when,
        "when_basis": event.when_basis,
        "announced": event.announced,
        "place": event.place,
        "venue": event.venue,
        "formality": event.formality,
        "condition": condition
        and {"text": condition.text, "evidence": evidence_json(condition.evidence)},
        "forum": event.forum,
        "occasion": event.occasion,
        "subjects": list(event.subjects),
        "per": [holder_json(h) for h in event.per],
        "quad": event.quad,
        "goldstein": event.goldstein,
        "confidence": event.confidence,
        "rule": event.rule,
        "weight": event.weight.value,
        "notes": list(event.notes),
        "enables": event.enables,
        "evidence": [evidence_json(e) for e in event.evidence],
    }


def silence_json(silence: Silence) -> Json:
    """Why one sentence gave no event; part of a line only where it was asked for."""
    return {
        "start": silence.span.start,
        "stop": silence.span.stop,
        "reason": silence.reason.value,
        "seen": list(silence.seen),
        "sides": list(silence.sides),
    }


def dropped_json(dropped: Dropped) -> Json:
    """A draft that was not kept; part of a line only where there is any."""
    return {"kind": dropped.kind, "reason": dropped.reason.value, "said": dropped.said}


def coded_json(coded: CodedArticle, *, with_text: bool) -> Json:
    """One line of `legation code`; the text is left out where the reader brought it."""
    article = coded.article
    line: Json = {
        "schema": SCHEMA,
        "id": article.id,
        "coder": coded.coder,
        "title": article.title,
        "published": article.published,
        "published_basis": article.published_basis,
        "lang": article.lang,
        "text_sha256": article.text_sha256,
    }
    if with_text:
        line["text"] = article.text
    line["events"] = [event_json(e) for e in coded.events]
    for name in JUDGEMENTS:
        line[name] = [judgement_json(item) for item in getattr(coded, name)]
    line["furniture"] = [{"start": s.start, "stop": s.stop} for s in article.furniture]
    if coded.dropped:
        line["dropped"] = [dropped_json(item) for item in coded.dropped]
    return line


def event_from_json(article: Article, row: Mapping[str, Any]) -> Event:
    """The event again, with its evidence quoted anew from the article's own text."""
    condition = row.get("condition")
    formality = row.get("formality")
    return Event(
        id=row["id"],
        type=EventType(row["type"]),
        mode=row["mode"],
        cameo=row["cameo"],
        actors=tuple(side_from(s) for s in row["actors"]),
        recipients=tuple(side_from(s) for s in row["recipients"]),
        status=Status(row["status"]),
        when=row["when"],
        place=row["place"],
        confidence=row["confidence"],
        rule=row["rule"],
        weight=Weight(row["weight"]),
        evidence=evidence_from(article, row["evidence"]),
        when_basis=row.get("when_basis"),
        announced=row.get("announced"),
        venue=row.get("venue"),
        formality=Formality(formality) if formality else None,
        forum=row.get("forum"),
        occasion=row.get("occasion"),
        condition=ConditionOf(
            text=condition["text"], evidence=evidence_from(article, [condition["evidence"]])[0]
        )
        if condition
        else None,
        contexts=tuple(row.get("contexts") or ()),
        subjects=tuple(row.get("subjects") or ()),
        per=tuple(holder_from(h) for h in row.get("per") or ()),
        quad=row.get("quad"),
        goldstein=row.get("goldstein"),
        notes=tuple(row.get("notes") or ()),
        enables=row.get("enables"),
    )


def coded_from_json(article: Article, line: Mapping[str, Any]) -> CodedArticle:
    """A coded article again, every piece of evidence quoted anew from its text."""
    return CodedArticle(
        article=article,
        coder=line["coder"],
        events=tuple(event_from_json(article, row) for row in line.get("events") or ()),
        **judgements_from(article, line),
    )
