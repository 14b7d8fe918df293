"""The JSON shape of coded articles, as `legation code` writes it and schema version 1 fixes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from legation.model.article import Article, Evidence
from legation.model.event import (
    ConditionOf,
    Event,
    EventType,
    Formality,
    Holder,
    Rank,
    Side,
    Status,
    Weight,
)
from legation.model.judgement import (
    Assessment,
    Claim,
    ClaimKind,
    CodedArticle,
    Condition,
    Dropped,
    Observation,
    Silence,
    Stance,
    Statement,
)

SCHEMA = 1
Json = dict[str, Any]


def evidence_json(evidence: Evidence) -> Json:
    """Offsets and words of one piece of evidence."""
    return {"start": evidence.start, "stop": evidence.stop, "quote": evidence.quote}


def side_json(side: Side) -> Json:
    """One actor or recipient."""
    return {
        "code": side.code,
        "name": side.name,
        "office": side.office,
        "rank": side.rank,
        "start": side.start,
        "stop": side.stop,
    }


def holder_json(holder: Holder) -> Json:
    """One speaker or judge."""
    return {
        "name": holder.name,
        "office": holder.office,
        "code": holder.code,
        "kind": holder.kind,
    }


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


def judgement_json(item: Assessment | Observation | Condition | Statement | Claim) -> Json:
    """One judgement, statement or claim."""
    evidence = [evidence_json(e) for e in item.evidence]
    match item:
        case Assessment():
            return {
                "holder": holder_json(item.holder),
                "about": item.about,
                "stance": item.stance.value,
                "words": item.words,
                "evidence": evidence,
            }
        case Observation():
            return {
                "what": item.what,
                "about": item.about,
                "direction": item.direction,
                "when": item.when,
                "per": [holder_json(h) for h in item.per],
                "evidence": evidence,
            }
        case Condition():
            return {
                "if": item.if_,
                "then": item.then,
                "sign": item.sign,
                "holder": holder_json(item.holder),
                "evidence": evidence,
            }
        case Statement():
            return {
                "cameo": item.cameo,
                "actors": [side_json(s) for s in item.actors],
                "recipients": [side_json(s) for s in item.recipients],
                "rule": item.rule,
                "evidence": evidence,
            }
        case Claim():
            return {
                "claim": item.claim,
                "kind": item.kind.value,
                "subject": item.subject,
                "holder": holder_json(item.holder),
                "evidence": evidence,
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
    for name in ("assessments", "observations", "conditions", "statements", "claims"):
        line[name] = [judgement_json(item) for item in getattr(coded, name)]
    line["furniture"] = [{"start": s.start, "stop": s.stop} for s in article.furniture]
    if coded.dropped:
        line["dropped"] = [dropped_json(item) for item in coded.dropped]
    return line


def _evidence(article: Article, rows: list[Json]) -> tuple[Evidence, ...]:
    return tuple(article.quote(row["start"], row["stop"]) for row in rows)


def _side(row: Json) -> Side:
    rank = row.get("rank")
    return Side(**{**row, "rank": Rank(rank) if rank else None})


def event_from_json(article: Article, row: Mapping[str, Any]) -> Event:
    """The event again, with its evidence quoted anew from the article's own text."""
    condition = row.get("condition")
    formality = row.get("formality")
    return Event(
        id=row["id"],
        type=EventType(row["type"]),
        mode=row["mode"],
        cameo=row["cameo"],
        actors=tuple(_side(s) for s in row["actors"]),
        recipients=tuple(_side(s) for s in row["recipients"]),
        status=Status(row["status"]),
        when=row["when"],
        place=row["place"],
        confidence=row["confidence"],
        rule=row["rule"],
        weight=Weight(row["weight"]),
        evidence=_evidence(article, row["evidence"]),
        when_basis=row.get("when_basis"),
        announced=row.get("announced"),
        venue=row.get("venue"),
        formality=Formality(formality) if formality else None,
        forum=row.get("forum"),
        occasion=row.get("occasion"),
        condition=ConditionOf(
            text=condition["text"], evidence=_evidence(article, [condition["evidence"]])[0]
        )
        if condition
        else None,
        contexts=tuple(row.get("contexts") or ()),
        subjects=tuple(row.get("subjects") or ()),
        per=tuple(Holder(**h) for h in row.get("per") or ()),
        quad=row.get("quad"),
        goldstein=row.get("goldstein"),
        notes=tuple(row.get("notes") or ()),
        enables=row.get("enables"),
    )


def coded_from_json(article: Article, line: Mapping[str, Any]) -> CodedArticle:
    """A coded article again, every piece of evidence quoted anew from its text."""

    def rows(name: str) -> list[Json]:
        return list(line.get(name) or ())

    return CodedArticle(
        article=article,
        coder=line["coder"],
        events=tuple(event_from_json(article, row) for row in rows("events")),
        assessments=tuple(
            Assessment(
                holder=Holder(**row["holder"]),
                about=row["about"],
                stance=Stance(row["stance"]),
                words=row.get("words"),
                evidence=_evidence(article, row["evidence"]),
            )
            for row in rows("assessments")
        ),
        observations=tuple(
            Observation(
                what=row["what"],
                about=row.get("about"),
                direction=row.get("direction"),
                when=row.get("when"),
                per=tuple(Holder(**h) for h in row.get("per") or ()),
                evidence=_evidence(article, row["evidence"]),
            )
            for row in rows("observations")
        ),
        conditions=tuple(
            Condition(
                if_=row["if"],
                then=row["then"],
                sign=row["sign"],
                holder=Holder(**row["holder"]),
                evidence=_evidence(article, row["evidence"]),
            )
            for row in rows("conditions")
        ),
        statements=tuple(
            Statement(
                cameo=row["cameo"],
                actors=tuple(_side(s) for s in row["actors"]),
                recipients=tuple(_side(s) for s in row["recipients"]),
                evidence=_evidence(article, row["evidence"]),
                rule=row.get("rule", ""),
            )
            for row in rows("statements")
        ),
        claims=tuple(
            Claim(
                claim=row["claim"],
                kind=ClaimKind(row["kind"]),
                subject=row.get("subject"),
                holder=Holder(**row["holder"]),
                evidence=_evidence(article, row["evidence"]),
            )
            for row in rows("claims")
        ),
    )
