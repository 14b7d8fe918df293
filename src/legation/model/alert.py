"""Alerts: what a user who watches wants to know, with the sentences behind it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from legation.model.article import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that a user wants to know: its kind, what it is about, a title and a sentence.

    Kinds are "question", "plan" and "pair". `key` tells it from others of its kind, so that it is
    raised once. `known` is the day of publication of its evidence, `at` when it was raised.
    """

    kind: str
    about: str
    key: str
    title: str
    text: str
    at: dt.datetime
    known: dt.date | None = None
    events: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """A hash of kind, what it is about and key."""
        told = json.dumps([self.kind, self.about, self.key]).encode("utf-8", "surrogatepass")
        return f"al_{hashlib.sha256(told).hexdigest()[:16]}"
