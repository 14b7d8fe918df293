"""From a finished draft to an event of the model, with quotes, identity and weight."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.merging import is_old
from legation.knowledge.event_weights import confidence
from legation.knowledge.ontology import cameo, quad
from legation.model import Article, ConditionOf, Event, EventType, Weight, event_id


def event_of(article: Article, made: Draft, published: dt.date | None) -> Event:
    """The event that a draft has become, with its quotes and its identity."""
    evidence = tuple(article.quote(start, stop) for start, stop in made.spans)
    type_ = EventType(made.type)
    code = cameo(made.cameo)
    core = made.core and not is_old(made, published)
    event = Event(
        id=event_id(
            article.id,
            type_,
            (s.code for s in made.actors),
            (s.code for s in made.recipients),
            evidence[0],
            made.rule,
            made.when.edtf,
        ),
        type=type_,
        mode=_mode(made),
        cameo=made.cameo,
        actors=tuple(made.actors),
        recipients=tuple(made.recipients),
        status=made.status,
        when=made.when.edtf,
        when_basis=made.when.basis,
        place=made.place,
        venue=made.venue,
        formality=made.formality,
        per=tuple(made.per),
        quad=str(quad(made.type)),
        goldstein=code.goldstein if code else None,
        confidence=0,
        rule=made.rule,
        weight=Weight.CORE if core else Weight.BACKGROUND,
        notes=tuple(made.notes),
        announced=made.announced,
        condition=_condition(article, made),
        evidence=evidence,
    )
    return replace(event, confidence=confidence(event))


def _mode(made: Draft) -> str | None:
    """A meeting or call of three or more sides is multilateral, however it is told."""
    together = made.type == "CONSULT" and not made.recipients and len(made.codes) > 2
    return "multilateral" if together and made.mode in (None, "phone") else made.mode


def _condition(article: Article, made: Draft) -> ConditionOf | None:
    if not made.condition:
        return None
    proof = article.quote(*made.condition)
    return ConditionOf(text=proof.quote, evidence=proof)
