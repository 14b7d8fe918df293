"""Which rows a query means, as SQL that both databases read alike."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select

from legation.ledger.records import ArticleQuery, EventQuery
from legation.ledger.tables import articles, codings, event_sides, events
from legation.model.doubt import FILLED_IN, LEAST_SURE

Condition = ColumnElement[bool]


def visible(query: EventQuery | ArticleQuery, revision: int) -> list[Condition]:
    """What must hold for an article to be shown at this revision."""
    newer = articles.alias("newer")
    found = [articles.c.revision <= revision]
    shown = [newer.c.revision <= revision]
    if query.as_of is not None:
        # Unknown is not early: what has no day of publication cannot be shown as known then.
        found.append(articles.c.published_last <= query.as_of)
        shown.append(newer.c.published_last <= query.as_of)
    if query.published_since is not None:
        found.append(articles.c.published_last >= query.published_since)
    if query.articles is not None:
        found.append(articles.c.id.in_(list(query.articles)))
    if not query.superseded:
        corrects = and_(
            newer.c.first_id == articles.c.first_id,
            newer.c.revises.is_not(None),
            or_(newer.c.revision > articles.c.revision, newer.c.revises == articles.c.id),
            *shown,
        )
        found.append(~exists().where(corrects))
    return found


def chosen_coding(coder: str | None, revision: int) -> list[Condition]:
    """What must hold for a coding to be the one that speaks for its article."""
    if coder is not None:
        return [codings.c.coder == coder, codings.c.revision <= revision]
    later = codings.alias("later")
    outdone = and_(
        later.c.article_id == codings.c.article_id,
        later.c.revision > codings.c.revision,
        later.c.revision <= revision,
    )
    return [codings.c.revision <= revision, ~exists().where(outdone)]


def stale_at(coder: str, query: ArticleQuery, revision: int) -> Select[Any]:
    """Articles that a coder has not coded, in the order in which they were recorded."""
    mine = exists().where(codings.c.article_id == articles.c.id, codings.c.coder == coder)
    return select(articles).where(*visible(query, revision), ~mine).order_by(articles.c.revision)


def _has_side(code: str, role: str | None = None) -> Condition:
    sides = event_sides.alias()
    found = and_(sides.c.event_key == events.c.key, sides.c.code == code)
    return exists().where(found if role is None else and_(found, sides.c.role == role))


def _about(code: str) -> Condition:
    return or_(_has_side(code), events.c.place == code)


def _happened(query: EventQuery) -> list[Condition]:
    """The days on which it happened; an open end reaches for ever, no date passes nothing."""
    limits: list[Condition] = []
    first, last = events.c.when_first, events.c.when_last
    if query.since is not None:
        limits.append(or_(last.is_(None), last >= query.since))
    if query.until is not None:
        limits.append(or_(first.is_(None), first <= query.until))
    if not limits:
        return []
    dated = and_(events.c.when_.is_not(None), *limits)
    return [or_(events.c.when_.is_(None), dated) if query.undated else dated]


def is_filled_in() -> Condition:
    """Whether an event's own words leave a side unnamed."""
    return events.c.body.contains(f'"{FILLED_IN}"')


def is_doubtful() -> Condition:
    """The same as `model.doubt.is_doubtful`, of events as they were coded."""
    return or_(events.c.confidence < LEAST_SURE, is_filled_in())


def _matching(query: EventQuery) -> list[Condition]:
    """What must hold for an event itself."""
    found = _happened(query)
    if query.side is not None:
        found.append(_has_side(query.side))
    if query.actor is not None:
        found.append(_has_side(query.actor, "actor"))
    if query.recipient is not None:
        found.append(_has_side(query.recipient, "recipient"))
    found += [_has_side(code) for code in query.pair or ()]
    if query.about is not None:
        found.append(_about(query.about))
    if query.types:
        found.append(events.c.type.in_([type_.value for type_ in query.types]))
    if query.statuses:
        found.append(events.c.status.in_([status.value for status in query.statuses]))
    if query.min_confidence is not None:
        found.append(events.c.confidence >= query.min_confidence)
    if query.doubtful is not None:
        found.append(is_doubtful() if query.doubtful else not_(is_doubtful()))
    if query.last_from is not None:
        found.append(events.c.when_last >= query.last_from)
    if query.open_end:
        found.append(events.c.when_last.is_(None))
    return found


def _wanted(query: EventQuery) -> list[Condition]:
    """The same with those named one by one, and what must hold of its report."""
    found = _matching(query)
    if found and query.also:
        found = [or_(and_(*found), events.c.id.in_(list(query.also)))]
    if query.but:
        found.append(events.c.id.not_in(list(query.but)))
    if query.ids is not None:
        found.append(events.c.id.in_(list(query.ids)))
    if query.recorded_after is not None:
        found.append(events.c.revision > query.recorded_after)
    if query.source is not None:
        found.append(articles.c.source == query.source)
    return found


def events_at(query: EventQuery, revision: int) -> Select[Any]:
    """Events in the order in which they were recorded and stand in their text."""
    coding = and_(codings.c.article_id == events.c.article_id, codings.c.coder == events.c.coder)
    return (
        select(events.c.body, events.c.article_id, events.c.revision, events.c.position)
        .select_from(
            events.join(codings, coding).join(articles, articles.c.id == events.c.article_id)
        )
        .where(*visible(query, revision), *chosen_coding(query.coder, revision), *_wanted(query))
        .order_by(events.c.revision, events.c.position)
    )


def articles_at(query: ArticleQuery, revision: int) -> Select[Any]:
    """Articles with the coder that speaks for each, in the order in which they were recorded."""
    found = (
        select(articles, codings.c.coder)
        .select_from(articles.join(codings, codings.c.article_id == articles.c.id))
        .where(*visible(query, revision), *chosen_coding(query.coder, revision))
        .order_by(articles.c.revision)
    )
    if query.about is not None:
        mine = and_(
            events.c.article_id == codings.c.article_id,
            events.c.coder == codings.c.coder,
            _about(query.about),
        )
        found = found.where(exists().where(mine))
    return found
