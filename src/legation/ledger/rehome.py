"""One text is one article: a coding moves to the id under which the ledger keeps its text."""

from __future__ import annotations

from legation.errors import EvidenceError
from legation.model import Article, CodedArticle, event_id
from legation.model.wire import Json, coded_from_json, coded_json


def rehomed(coded: CodedArticle, article: Article) -> CodedArticle:
    """The same coding about `article`, whose text must be the same; events get new ids.

    Raises EvidenceError where the texts differ.
    """
    if article.text != coded.article.text:
        raise EvidenceError(
            f"Article {article.id} has another text than {coded.article.id}; code it anew."
        )
    moved = coded_from_json(article, coded_json(coded, with_text=False))
    names = {
        event.id: event_id(
            article.id,
            event.type,
            (side.code for side in event.actors),
            (side.code for side in event.recipients),
            event.evidence[0],
            event.rule,
            event.when,
        )
        for event in moved.events
    }
    line = coded_json(moved, with_text=False)
    for row in line["events"]:
        _rename(row, "id", names)
        _rename(row, "enables", names)
    for row in line["claims"]:
        _rename(row, "subject", names)
    return coded_from_json(article, line)


def _rename(row: Json, field: str, names: dict[str, str]) -> None:
    row[field] = names.get(row[field], row[field])
