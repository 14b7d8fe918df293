"""Reviewed articles as gold for `legation evaluate`: the texts, and their events as people have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from legation.model import CodedArticle, Event
from legation.workflows.reviewing import reviewed

if TYPE_CHECKING:
    from legation.ledger import Ledger

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """Articles of which every event was reviewed, and how many were only begun."""

    items: tuple[Json, ...]
    events: tuple[Json, ...]
    begun: int


def gold(ledger: Ledger) -> Gold:
    """The gold that a ledger's reviews make.

    An article counts once each of its events was accepted, corrected or rejected; an event that
    nobody coded is not in it, so recall is measured on what the coder found alone.
    """
    stands = reviewed(ledger)
    items: list[Json] = []
    events: list[Json] = []
    begun = 0
    for coded in _articles(ledger):
        if all(event.id in stands.verdicts for event in coded.events):
            items.append(_item(coded))
            kept = stands.coded(coded).events
            events.append({"id": coded.article.id, "events": [_event(event) for event in kept]})
        else:
            begun += 1
    return Gold(items=tuple(items), events=tuple(events), begun=begun)


def _articles(ledger: Ledger) -> Iterator[CodedArticle]:
    """The articles with at least one review."""
    from legation.ledger import ArticleQuery

    ids = sorted({ledger.event(id_).article_id for id_ in reviewed(ledger).verdicts})
    for first in range(0, len(ids), 400):
        yield from ledger.coded(ArticleQuery(articles=ids[first : first + 400]))


def _item(coded: CodedArticle) -> Json:
    article = coded.article
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "date": article.published,
        "text": article.text,
    }


def _event(event: Event) -> Json:
    return {
        "type": event.type.value,
        "mode": event.mode,
        "actors": list(dict.fromkeys(side.code for side in event.actors)),
        "recipients": list(dict.fromkeys(side.code for side in event.recipients)),
        "status": event.status.value,
        "when": event.when,
        "place": event.place,
        "per": [holder.code or holder.name for holder in event.per],
        "evidence": [piece.quote for piece in event.evidence],
        "weight": event.weight.value,
    }
