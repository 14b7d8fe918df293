"""What one article does to the ledger, inside one short transaction."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping

from sqlalchemy import Connection, RowMapping, delete, exists, or_, select

from legation.errors import UsageError
from legation.ledger.connect import current_revision, insert_new, next_revision
from legation.ledger.desk_indexes import drop_removed_words
from legation.ledger.questions import bury
from legation.ledger.records import QuarantineEntry, Receipt, Tombstone
from legation.ledger.rehome import rehomed
from legation.ledger.rows import Prepared, Row, article_from_row, article_row, hashed, instant
from legation.ledger.succession import add_successions
from legation.ledger.tables import (
    article_sightings,
    articles,
    codings,
    event_sides,
    events,
    evidence,
    judgements,
    link_keys,
    linkings,
    quarantine,
    reviews,
    same_event,
    successions,
    tombstones,
)
from legation.model import Article, Quarantined

# A line of a file or standard input: the next reading may find another article there.
_PASSING = re.compile(r"(?P<file>.*)#\d+|-(#.*)?")


def is_forgotten(connection: Connection, text_sha256: str) -> bool:
    """Whether a text was forgotten and must not come back."""
    return connection.execute(
        select(exists().where(tombstones.c.text_sha256 == text_sha256))
    ).scalar_one()


def is_coded(connection: Connection, text_sha256: str, coder: str) -> bool:
    """Whether this coder has coded this text, even if it found nothing."""
    joined = articles.join(codings, codings.c.article_id == articles.c.id)
    found = select(codings.c.revision).select_from(joined)
    found = found.where(articles.c.text_sha256 == text_sha256, codings.c.coder == coder)
    return connection.execute(found).first() is not None


def stored(connection: Connection, text_sha256: str) -> Article | None:
    """The article under which this text is kept."""
    row = connection.execute(
        select(articles).where(articles.c.text_sha256 == text_sha256)
    ).mappings()
    found = row.first()
    return article_from_row(found) if found else None


def sighting_is_new(connection: Connection, article_id: str, location: str | None) -> bool:
    """Whether the text has not been found at this place before."""
    if location is None:
        return False
    found = select(article_sightings.c.revision).where(
        article_sightings.c.article_id == article_id, article_sightings.c.location == location
    )
    return connection.execute(found).first() is None


def record(connection: Connection, prepared: Prepared, at: dt.datetime) -> Receipt:
    """Adds an article, where it was found, and one coding of it; each only if it is new."""
    article = prepared.coded.article
    coder = prepared.coded.coder
    if is_forgotten(connection, article.text_sha256):
        return forgotten_receipt(connection, article)
    kept = stored(connection, article.text_sha256)
    added = kept is None
    first_id = ""
    if kept is None:
        kept, first_id = _settled(connection, article)
    coded = added or not is_coded(connection, article.text_sha256, coder)
    if not coded and not sighting_is_new(connection, kept.id, article.location):
        return Receipt(
            article_id=kept.id, added=False, coded=False, revision=current_revision(connection)
        )
    if coded and kept.id != article.id:
        prepared = Prepared(rehomed(prepared.coded, kept))
    revision = next_revision(connection)
    if added:
        insert_new(
            connection, articles, [{**article_row(kept, first_id, at), "revision": revision}]
        )
    add_sighting(connection, kept.id, article.location, revision, at)
    # What an article's container calls its address is one more place where it stands.
    add_sighting(connection, kept.id, article.url, revision, at)
    again = (0, 0)
    if coded:
        _add_coding(connection, prepared, revision, at)
        if not added:
            again = add_successions(connection, kept.id, coder, prepared.events, revision)
    return Receipt(
        article_id=kept.id,
        added=added,
        coded=coded,
        revision=revision,
        events=len(prepared.events) if coded else 0,
        judgements=len(prepared.judgements) if coded else 0,
        revises=kept.revises if added else None,
        kept=again[0],
        succeeded=again[1],
    )


def forgotten_receipt(connection: Connection, article: Article) -> Receipt:
    """The answer to a text that was forgotten."""
    return Receipt(
        article_id=article.id,
        added=False,
        coded=False,
        revision=current_revision(connection),
        forgotten=True,
    )


def _settled(connection: Connection, article: Article) -> tuple[Article, str]:
    """A new article with its final id, what it revises, and the first of its chain."""
    earlier = _corrected(connection, article)
    taken = connection.execute(select(exists().where(articles.c.id == article.id))).scalar_one()
    id_ = article.text_sha256[:16] if taken else article.id
    revises = article.revises or (earlier["id"] if earlier else None)
    if revises is None:
        first_id = id_
    else:
        chain = select(articles.c.first_id).where(articles.c.id == revises)
        first_id = connection.execute(chain).scalar_one_or_none() or revises
    return dataclasses.replace(article, id=id_, revises=revises), first_id


def _corrected(connection: Connection, article: Article) -> RowMapping | None:
    """The newest article that stood where this one was found."""
    if article.location is None:
        return None
    joined = articles.join(article_sightings, article_sightings.c.article_id == articles.c.id)
    found = select(articles.c.id).select_from(joined).order_by(articles.c.revision.desc())
    passing = _PASSING.fullmatch(article.location)
    if passing is None:
        found = found.where(article_sightings.c.location == article.location)
    elif passing["file"]:
        # Lines move when a file grows; only the id that its author gave says what is the same.
        place = article_sightings.c.location.startswith(passing["file"] + "#", autoescape=True)
        same = articles.c.id == article.id
        found = found.where(place, or_(same, articles.c.first_id == article.id))
    else:
        return None
    return connection.execute(found.limit(1)).mappings().first()


def add_sighting(
    connection: Connection, article_id: str, location: str | None, revision: int, at: dt.datetime
) -> None:
    """Notes where a text was found, once for each place."""
    if location is not None:
        row: Row = {"article_id": article_id, "location": location, "read_at": instant(at)}
        insert_new(connection, article_sightings, [{**row, "revision": revision}])


def _add_coding(connection: Connection, prepared: Prepared, revision: int, at: dt.datetime) -> None:
    coding: Row = {
        "article_id": prepared.coded.article.id,
        "coder": prepared.coded.coder,
        "coded_at": instant(at),
        "events": len(prepared.events),
        "judgements": len(prepared.judgements),
        "revision": revision,
    }
    insert_new(connection, codings, [coding])
    insert_new(connection, events, [{**row, "revision": revision} for row in prepared.events])
    insert_new(connection, event_sides, prepared.sides)
    insert_new(
        connection, judgements, [{**row, "revision": revision} for row in prepared.judgements]
    )
    insert_new(connection, evidence, prepared.evidence)


def add_quarantined(
    connection: Connection, item: Quarantined, text_sha256: str | None, at: dt.datetime
) -> None:
    """Notes a piece of input that could not be used; the same failure is noted once."""
    row: Row = {
        "id": hashed("quarantine", item.location, item.reason, item.id, text_sha256),
        "location": item.location,
        "reason": item.reason,
        "article_id": item.id,
        "text_sha256": text_sha256,
        "at": instant(at),
    }
    known = select(exists().where(quarantine.c.id == row["id"]))
    if not connection.execute(known).scalar_one():
        insert_new(connection, quarantine, [{**row, "revision": next_revision(connection)}])


def quarantine_entry(row: Mapping[str, object], *, read_since: bool) -> QuarantineEntry:
    """One row of the quarantine."""
    return QuarantineEntry(
        location=str(row["location"]),
        reason=str(row["reason"]),
        article_id=None if row["article_id"] is None else str(row["article_id"]),
        at=dt.datetime.fromisoformat(str(row["at"])),
        revision=int(str(row["revision"])),
        read_since=read_since,
    )


def forget(
    connection: Connection, article_id: str, *, who: str, why: str, at: dt.datetime
) -> Tombstone:
    """Removes an article and all that was made of it; leaves a tombstone."""
    if not who.strip() or not why.strip():
        raise UsageError("Say who forgets the article and why; the tombstone keeps both.")
    text = select(articles.c.text_sha256).where(articles.c.id == article_id)
    tombstone = Tombstone(
        article_id=article_id,
        text_sha256=connection.execute(text).scalar_one(),
        who=who,
        why=why,
        at=at,
        revision=next_revision(connection),
    )
    bury(connection, article_id, tombstone.revision)
    mine = select(events.c.key).where(events.c.article_id == article_id)
    ids = select(events.c.id).where(events.c.article_id == article_id)
    for doomed in (
        delete(reviews).where(reviews.c.event_id.in_(ids)),
        delete(same_event).where(or_(same_event.c.left.in_(ids), same_event.c.right.in_(ids))),
        delete(successions).where(successions.c.article_id == article_id),
        delete(evidence).where(evidence.c.article_id == article_id),
        delete(link_keys).where(link_keys.c.event_key.in_(mine)),
        delete(linkings).where(linkings.c.article_id == article_id),
        delete(event_sides).where(event_sides.c.event_key.in_(mine)),
        delete(events).where(events.c.article_id == article_id),
        delete(judgements).where(judgements.c.article_id == article_id),
        delete(codings).where(codings.c.article_id == article_id),
        delete(article_sightings).where(article_sightings.c.article_id == article_id),
        delete(articles).where(articles.c.id == article_id),
    ):
        connection.execute(doomed)
    drop_removed_words(connection)
    row: Row = {**dataclasses.asdict(tombstone), "at": instant(at)}
    insert_new(connection, tombstones, [row])
    return tombstone
