"""Between the vocabulary and the rows of the tables."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from legation.errors import EvidenceError, UnreadableInput
from legation.model import (
    Article,
    CodedArticle,
    Event,
    Evidence,
    PublishedBasis,
    Span,
    content_hash,
)
from legation.model.judgement_wire import JUDGEMENTS, judgement_json
from legation.model.when import Days, days
from legation.model.wire import event_json

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

Row = dict[str, Any]

_UNDIGESTED = ("text", "published_last", "source_group", "digest", "revision")


def canonical(value: object) -> str:
    """JSON that is the same for equal values, so that it can be hashed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hashed(*parts: object) -> str:
    """32 hexadecimal digits that identify these values."""
    text = canonical(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:32]


def instant(moment: dt.datetime) -> str:
    """A moment in UTC, written so that text order is time order."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def after(day: dt.date) -> str:
    """What stands, in text order, after every `instant` of a day and before all later ones."""
    return (day + dt.timedelta(days=1)).isoformat()


def _day_bounds(edtf: str | None, what: str) -> Days:
    try:
        return days(edtf) if edtf else Days(None, None)
    except ValueError as error:
        raise UnreadableInput(f"{what} has a date that cannot be read: {error}") from error


def article_digest(row: Mapping[str, Any]) -> str:
    """A hash of all that is fixed about an article beside its text, which has its own."""
    return hashed({name: row[name] for name in row if name not in _UNDIGESTED})


def article_row(article: Article, first_id: str, read_at: dt.datetime) -> Row:
    """An article as a row, without its revision."""
    row: Row = {
        "id": article.id,
        "text_sha256": article.text_sha256,
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "published_last": _day_bounds(article.published, f"Article {article.id}").last,
        "published_basis": article.published_basis and article.published_basis.value,
        "source": article.source,
        "location": article.location,
        "lang": article.lang,
        "licence": article.licence,
        "furniture": canonical([[span.start, span.stop] for span in article.furniture]),
        "revises": article.revises,
        "first_id": first_id,
        "read_at": instant(read_at),
    }
    return {**row, "digest": article_digest(row)}


def article_from_row(row: RowMapping) -> Article:
    """An article as it was read."""
    basis = row["published_basis"]
    return Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        published=row["published"],
        published_basis=PublishedBasis(basis) if basis else None,
        source=row["source"],
        location=row["location"],
        lang=row["lang"],
        licence=row["licence"],
        furniture=tuple(Span(start, stop) for start, stop in json.loads(row["furniture"])),
        revises=row["revises"],
        text_sha256=row["text_sha256"],
    )


def check_article(article: Article) -> None:
    """Refuses what no database keeps faithfully; raises UnreadableInput or EvidenceError."""
    told = (article.title, article.source, article.location, article.url, article.id)
    for value in (article.text, *told):
        if value and ("\x00" in value or any("\ud800" <= mark <= "\udfff" for mark in value)):
            raise UnreadableInput(
                f"Article {article.location or article.id} holds characters that are not text "
                "(a NUL or half of a surrogate pair); save it as UTF-8 and read it again."
            )
    if content_hash(article.text) != article.text_sha256:
        raise EvidenceError(f"The text of article {article.id} is not the one that was read.")


def check_evidence(article: Article, evidence: Iterable[Evidence]) -> None:
    """Raises EvidenceError unless each quote stands in the article where it says."""
    for item in evidence:
        stands = article.text[item.start : item.stop] == item.quote
        if item.article_id != article.id or not stands:
            raise EvidenceError(
                f"{item!r} does not stand in article {article.id}; the coder must quote the text."
            )


def evidence_rows(owner: str, article_id: str, evidence: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The evidence of one event or judgement, from its JSON."""
    return [
        {
            "owner": owner,
            "position": number,
            "article_id": article_id,
            "start": item["start"],
            "stop": item["stop"],
            "quote_sha256": content_hash(item["quote"]),
        }
        for number, item in enumerate(evidence)
    ]


def side_rows(key: str, body: Mapping[str, Any]) -> list[Row]:
    """The sides of one event, from its JSON."""
    return [
        {"event_key": key, "role": role, "position": number, "code": side["code"]}
        for role, name in (("actor", "actors"), ("recipient", "recipients"))
        for number, side in enumerate(body[name])
    ]


def event_row(article_id: str, coder: str, position: int, body: Mapping[str, Any]) -> Row:
    """One event as a row, without its revision, from its JSON."""
    when = _day_bounds(body["when"], f"Event {body['id']}")
    return {
        "key": hashed("event", article_id, coder, body),
        "id": body["id"],
        "article_id": article_id,
        "coder": coder,
        "position": position,
        "type": body["type"],
        "mode": body["mode"],
        "cameo": body["cameo"],
        "status": body["status"],
        "when_": body["when"],
        "when_first": when.first,
        "when_last": when.last,
        "place": body["place"],
        "confidence": body["confidence"],
        "rule": body["rule"],
        "weight": body["weight"],
        "body": canonical(body),
    }


def judgement_row(
    article_id: str, coder: str, kind: str, position: int, body: Mapping[str, Any]
) -> Row:
    """One judgement as a row, without its revision, from its JSON."""
    return {
        "id": hashed(kind, article_id, coder, body),
        "article_id": article_id,
        "coder": coder,
        "kind": kind,
        "position": position,
        "body": canonical(body),
    }


class Prepared:
    """All rows of one coding, made before the transaction so that it stays short."""

    def __init__(self, coded: CodedArticle) -> None:
        self.coded = coded
        self.events: list[Row] = []
        self.sides: list[Row] = []
        self.judgements: list[Row] = []
        self.evidence: list[Row] = []
        self._owners: set[str] = set()
        for event in coded.events:
            self._add_event(event)
        for kind in JUDGEMENTS:
            for item in getattr(coded, kind):
                check_evidence(coded.article, item.evidence)
                body = judgement_json(item)
                row = judgement_row(coded.article.id, coded.coder, kind, len(self.judgements), body)
                self._add(self.judgements, row, row["id"], body)

    def _add_event(self, event: Event) -> None:
        article = self.coded.article
        check_evidence(article, event.evidence)
        if event.condition:
            check_evidence(article, [event.condition.evidence])
        body = event_json(event)
        row = event_row(article.id, self.coded.coder, len(self.events), body)
        if self._add(self.events, row, row["key"], body):
            self.sides += side_rows(row["key"], body)

    def _add(self, rows: list[Row], row: Row, owner: str, body: Mapping[str, Any]) -> bool:
        """Adds a row and its evidence, unless the coder said the very same thing before."""
        if owner in self._owners:
            return False
        self._owners.add(owner)
        rows.append(row)
        self.evidence += evidence_rows(owner, self.coded.article.id, body["evidence"])
        return True
