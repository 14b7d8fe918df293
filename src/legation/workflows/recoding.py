"""Recode: a new version of the coder codes a ledger's articles again, by appending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.errors import EvidenceError, UnreadableInput
from legation.model import CodedArticle, Quarantined
from legation.workflows.coding import Coder, code_stream
from legation.workflows.linking import link_new

if TYPE_CHECKING:
    from legation.ledger import ArticleQuery, Ledger


@dataclass(slots=True)
class Recoded:
    """What recoding has done so far; it grows while articles go by.

    Of the `events` found, `kept` are those of before and `succeeded` tell one of before again.
    """

    articles: int = 0
    events: int = 0
    kept: int = 0
    succeeded: int = 0
    failed: list[Quarantined] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Articles that have been dealt with."""
        return self.articles + len(self.failed)


Tell = Callable[[Recoded], None]


def which(*, everything: bool, since: dt.date | None) -> ArticleQuery:
    """Which articles to recode: those in force, or corrected ones too; published since a day."""
    from legation.ledger import ArticleQuery

    return ArticleQuery(superseded=everything, published_since=since)


def recode(
    ledger: Ledger,
    coder: Coder,
    query: ArticleQuery,
    *,
    done: Recoded | None = None,
    tell: Tell | None = None,
) -> Recoded:
    """Codes the articles that `coder` has not coded yet, each recorded as soon as it is done.

    It may be stopped at any point and run again: what was recorded stays, and nothing is recorded
    twice. Raises LedgerError where the ledger cannot be written.
    """
    done = Recoded() if done is None else done
    for item in code_stream(ledger.stale(coder.name, query), coder):
        if isinstance(item, CodedArticle):
            _record(item, ledger, done)
        else:
            _set_aside(item, ledger, done)
        if tell:
            tell(done)
    link_new(ledger)
    return done


def _record(coded: CodedArticle, ledger: Ledger, done: Recoded) -> None:
    try:
        receipt = ledger.record(coded)
    except (UnreadableInput, EvidenceError) as error:
        article = coded.article
        where = article.location or article.id
        _set_aside(Quarantined(location=where, reason=str(error), id=article.id), ledger, done)
        return
    if receipt.coded:
        done.articles += 1
        done.events += receipt.events
        done.kept += receipt.kept
        done.succeeded += receipt.succeeded


def _set_aside(item: Quarantined, ledger: Ledger, done: Recoded) -> None:
    ledger.quarantine(item)
    done.failed.append(item)


def waiting(ledger: Ledger) -> list[dict[str, str]]:
    """A row for each review that no event of the newest coding takes over."""
    return [
        {
            "event": item.review.event_id,
            "verdict": item.review.verdict.value,
            "reviewer": item.review.reviewer,
            "article": item.article_id,
            "instead": item.instead or "nothing",
        }
        for item in ledger.queued()
    ]
