"""Rows of a question made in the test, without any ledger."""

from __future__ import annotations

import datetime as dt

from legation.model.question import (
    Entry,
    Question,
    QuestionKind,
    Range,
    ReferenceClass,
    Sighting,
)

OCT = 2025, 10


def day(number, month=10):
    return dt.date(2025, month, number)


def asked(**given):
    fields = {
        "kind": QuestionKind.CLOSED,
        "text": "Will Donald Trump and Kim Jong Un meet in person from 26 to 30 October 2025?",
        "opened": day(24),
        "sides": ("USA", "PRK"),
        "resolution": "Yes if both are in one room.",
        "first": day(26),
        "last": day(30),
        "outcomes": ("yes", "no"),
        "default": "no",
        "prior": {"yes": 0.05, "no": 0.95},
    }
    return Question(**{**fields, **given})


def entry(item, known, id_, who="ada", at=None):
    moment = at or dt.datetime.combine(known, dt.time(9), dt.UTC)
    return Entry(id=id_, question="q", who=who, at=moment, known=known, item=item)


def sighting(ratio=None, seen=None, **given):
    spread = given.pop("spread", 1.5)
    worth = ratio and Range(low=ratio / spread, value=ratio, high=ratio * spread)
    fields = {"indicator": "i", "observed": "o", "seen": seen or day(26), "worth": worth}
    return Sighting(**{**fields, **given})


CLASSES = (
    ReferenceClass(name="leaders meet", events=3, years=25.8152, source="list"),
    ReferenceClass(name="president there and willing", events=1, trials=2, source="list"),
)
