"""What the answers about one article's passages come to."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Sequence
from typing import TypeVar

from legation.coding.llm import checking, judging, systems
from legation.coding.llm.answer import Answer
from legation.coding.llm.checking import Desk
from legation.coding.llm.passages import Passage
from legation.coding.llm.register import Register
from legation.coding.silences import in_order, of_furniture
from legation.model import (
    Article,
    Assessment,
    Claim,
    CodedArticle,
    Condition,
    DropReason,
    Event,
    Interest,
    Link,
    Observation,
    Proposal,
    Statement,
)

MOST_DRAFTS = 300
"""Drafts of one kind that are read of one answer; no passage tells of more."""

_Draft = TypeVar("_Draft")


class Harvest:
    """Collects what holds of one article's answers, passage by passage."""

    def __init__(self, article: Article, rule: str) -> None:
        self._article = article
        self._desk = Desk(article, Register(article), rule)
        self._events: dict[Hashable, Event] = {}
        self._statements: list[Statement] = []
        self._assessments: list[Assessment] = []
        self._observations: list[Observation] = []
        self._conditions: list[Condition] = []
        self._interests: list[Interest] = []
        self._proposals: list[Proposal] = []
        self._links: list[Link] = []
        self._claims: list[Claim] = []

    def add(self, answer: Answer, passage: Passage) -> None:
        """Takes what holds of an answer about a passage; the rest is dropped and counted."""
        desk = self._desk
        for event in checking.events(self._some("event", answer.events), passage, desk):
            self._merge(event)
        drafts = self._some("statement", answer.statements)
        self._statements += judging.kept("statement", drafts, judging.statement, passage, desk)
        judged = self._some("assessment", answer.assessments)
        self._assessments += judging.kept("assessment", judged, judging.assessment, passage, desk)
        seen = self._some("observation", answer.observations)
        self._observations += judging.kept("observation", seen, judging.observation, passage, desk)
        ifs = self._some("condition", answer.conditions)
        self._conditions += judging.kept("condition", ifs, judging.condition, passage, desk)
        wanted = self._some("interest", answer.interests)
        self._interests += judging.kept("interest", wanted, systems.interest, passage, desk)
        measures = self._some("proposal", answer.proposals)
        self._proposals += judging.kept("proposal", measures, systems.proposal, passage, desk)
        leading = self._some("link", answer.links)
        self._links += judging.kept("link", leading, systems.link, passage, desk)
        claimed = self._some("claim", answer.claims)
        claim = judging.claim_of(self._events.values())
        self._claims += judging.kept("claim", claimed, claim, passage, desk)

    def coded(self, coder: str) -> CodedArticle:
        """The coded article."""
        events: dict[str, Event] = {}
        for event in self._events.values():
            if event.id in events:
                self._desk.drop("event", DropReason.REPEATED, event.evidence[0].quote)
            events.setdefault(event.id, event)
        return CodedArticle(
            article=self._article,
            coder=coder,
            events=tuple(events.values()),
            statements=tuple(dict.fromkeys(self._statements)),
            assessments=tuple(dict.fromkeys(self._assessments)),
            observations=tuple(dict.fromkeys(self._observations)),
            conditions=tuple(dict.fromkeys(self._conditions)),
            interests=tuple(dict.fromkeys(self._interests)),
            proposals=tuple(dict.fromkeys(self._proposals)),
            links=tuple(dict.fromkeys(self._links)),
            claims=tuple(dict.fromkeys(self._claims)),
            silences=in_order(of_furniture(self._article)),
            dropped=tuple(self._desk.dropped),
        )

    def _merge(self, event: Event) -> None:
        """One event however often it is told: its later mentions add evidence."""
        actors = frozenset(side.code for side in event.actors)
        recipients = frozenset(side.code for side in event.recipients)
        key = (event.type, event.mode, actors, recipients, event.status, event.when, event.place)
        known = self._events.get(key)
        if known is not None:
            evidence = tuple(dict.fromkeys((*known.evidence, *event.evidence)))
            event = dataclasses.replace(known, evidence=evidence)
        self._events[key] = event

    def _some(self, kind: str, drafts: Sequence[_Draft]) -> Sequence[_Draft]:
        for _ in drafts[MOST_DRAFTS:]:
            self._desk.drop(kind, DropReason.MANY, "")
        return drafts[:MOST_DRAFTS]
