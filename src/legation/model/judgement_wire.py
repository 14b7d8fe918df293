"""The JSON shape of judgements, both ways; a quote is read anew from the article's own text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from legation.model.article import Article
from legation.model.judgement import (
    Assessment,
    Claim,
    ClaimKind,
    Condition,
    Observation,
    Stance,
    Statement,
)
from legation.model.system import Channel, Interest, InterestKind, Link, LinkKind, Proposal
from legation.model.wire_parts import (
    Json,
    evidence_from,
    evidence_json,
    holder_from,
    holder_json,
    side_from,
    side_json,
)

JUDGEMENTS = (
    "assessments",
    "observations",
    "conditions",
    "statements",
    "interests",
    "proposals",
    "links",
    "claims",
)
"""The lists of judgements in a coded article, in the order in which they are written and kept."""

Judgement = Assessment | Observation | Condition | Statement | Interest | Proposal | Link | Claim


def judgement_json(item: Judgement) -> Json:
    """One judgement, statement, claim or part of the system."""
    evidence = [evidence_json(e) for e in item.evidence]
    return {**_fields(item), "evidence": evidence}


def _fields(item: Judgement) -> Json:
    match item:
        case Assessment():
            return {
                "holder": holder_json(item.holder),
                "about": item.about,
                "stance": item.stance.value,
                "words": item.words,
            }
        case Observation():
            return {
                "what": item.what,
                "about": item.about,
                "direction": item.direction,
                "when": item.when,
                "per": [holder_json(h) for h in item.per],
            }
        case Condition():
            return {
                "if": item.if_,
                "then": item.then,
                "sign": item.sign,
                "holder": holder_json(item.holder),
            }
        case Statement():
            return {
                "cameo": item.cameo,
                "actors": [side_json(s) for s in item.actors],
                "recipients": [side_json(s) for s in item.recipients],
                "rule": item.rule,
            }
        case Claim():
            return {
                "claim": item.claim,
                "kind": item.kind.value,
                "subject": item.subject,
                "holder": holder_json(item.holder),
            }
        case _:
            return _system_fields(item)


def _system_fields(item: Interest | Proposal | Link) -> Json:
    match item:
        case Interest():
            return {
                "actor": side_json(item.actor),
                "what": item.what,
                "kind": item.kind.value,
                "holder": holder_json(item.holder),
            }
        case Proposal():
            return {
                "measure": item.measure,
                "proposer": holder_json(item.proposer),
                "addressees": [side_json(s) for s in item.addressees],
                "channel": item.channel and item.channel.value,
                "effect": item.effect,
                "precondition": item.precondition,
                "obstacle": item.obstacle,
                "precedent": item.precedent,
            }
        case Link():
            return {
                "cause": item.cause,
                "effect": item.effect,
                "sign": item.sign,
                "strength": item.strength,
                "kind": item.kind and item.kind.value,
                "condition": item.condition,
                "holder": holder_json(item.holder),
            }


def judgements_from(article: Article, line: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    """The lists of judgements in one line of `legation code` again, by name."""
    return {
        name: tuple(_READ[name](article, row) for row in line.get(name) or ())
        for name in JUDGEMENTS
    }


def _assessment(article: Article, row: Json) -> Assessment:
    return Assessment(
        holder=holder_from(row["holder"]),
        about=row["about"],
        stance=Stance(row["stance"]),
        words=row.get("words"),
        evidence=evidence_from(article, row["evidence"]),
    )


def _observation(article: Article, row: Json) -> Observation:
    return Observation(
        what=row["what"],
        about=row.get("about"),
        direction=row.get("direction"),
        when=row.get("when"),
        per=tuple(holder_from(h) for h in row.get("per") or ()),
        evidence=evidence_from(article, row["evidence"]),
    )


def _condition(article: Article, row: Json) -> Condition:
    return Condition(
        if_=row["if"],
        then=row["then"],
        sign=row["sign"],
        holder=holder_from(row["holder"]),
        evidence=evidence_from(article, row["evidence"]),
    )


def _statement(article: Article, row: Json) -> Statement:
    return Statement(
        cameo=row["cameo"],
        actors=tuple(side_from(s) for s in row["actors"]),
        recipients=tuple(side_from(s) for s in row["recipients"]),
        evidence=evidence_from(article, row["evidence"]),
        rule=row.get("rule", ""),
    )


def _interest(article: Article, row: Json) -> Interest:
    return Interest(
        actor=side_from(row["actor"]),
        what=row["what"],
        kind=InterestKind(row["kind"]),
        holder=holder_from(row["holder"]),
        evidence=evidence_from(article, row["evidence"]),
    )


def _proposal(article: Article, row: Json) -> Proposal:
    channel = row.get("channel")
    return Proposal(
        measure=row["measure"],
        proposer=holder_from(row["proposer"]),
        addressees=tuple(side_from(s) for s in row.get("addressees") or ()),
        evidence=evidence_from(article, row["evidence"]),
        channel=Channel(channel) if channel else None,
        effect=row.get("effect"),
        precondition=row.get("precondition"),
        obstacle=row.get("obstacle"),
        precedent=row.get("precedent"),
    )


def _link(article: Article, row: Json) -> Link:
    kind = row.get("kind")
    return Link(
        cause=row["cause"],
        effect=row["effect"],
        sign=row["sign"],
        holder=holder_from(row["holder"]),
        evidence=evidence_from(article, row["evidence"]),
        strength=row.get("strength"),
        kind=LinkKind(kind) if kind else None,
        condition=row.get("condition"),
    )


def _claim(article: Article, row: Json) -> Claim:
    return Claim(
        claim=row["claim"],
        kind=ClaimKind(row["kind"]),
        subject=row.get("subject"),
        holder=holder_from(row["holder"]),
        evidence=evidence_from(article, row["evidence"]),
    )


_READ: dict[str, Callable[[Article, Json], Judgement]] = {
    "assessments": _assessment,
    "observations": _observation,
    "conditions": _condition,
    "statements": _statement,
    "interests": _interest,
    "proposals": _proposal,
    "links": _link,
    "claims": _claim,
}
