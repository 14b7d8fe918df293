"""Read, code and record: what becomes of each piece of input, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.errors import EvidenceError, LegationError, UnreadableInput
from legation.model import Article, CodedArticle, Quarantined, ReadResult
from legation.workflows.coding import Coder, code_stream
from legation.workflows.linking import link_new

if TYPE_CHECKING:
    from legation.ledger import Ledger, Receipt

KNOWN = "already in the ledger"
REPEATED = "the same text again"
FORGOTTEN = "forgotten before"
_KEPT_REASONS = 200


@dataclass(slots=True, kw_only=True)
class Tally:
    """What reading has done so far; it grows while articles go by.

    `skipped` counts articles by reason. The first reasons of `quarantined` pieces are kept, all
    are counted. `articles` are the ids under which the ledger keeps what was read or known.
    `stopped` says why the rest was left, where work ended early.
    """

    read: int = 0
    events: int = 0
    revised: int = 0
    quarantined: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    reasons: list[Quarantined] = field(default_factory=list)
    articles: dict[str, None] = field(default_factory=dict)
    stopped: str | None = None

    @property
    def seen(self) -> int:
        """Pieces of input that have been dealt with."""
        return self.read + self.quarantined + self.skipped.total()

    @property
    def usable(self) -> bool:
        """Whether anything was read or known already, or there was nothing to fail on."""
        return self.seen > self.quarantined


Tell = Callable[[Tally], None]
"""Called after each piece of input, to show progress."""


def ingest(
    items: Iterable[ReadResult],
    ledger: Ledger,
    coder: Coder,
    *,
    tally: Tally | None = None,
    tell: Tell | None = None,
) -> Tally:
    """Codes what the ledger does not hold yet and records it, one article at a time; then links it.

    It may be stopped at any point and run again, or run beside another: what was recorded
    stays, and is not recorded twice. A caller who wants the tally of a run that was
    interrupted brings it. Raises LedgerError where the ledger cannot be written.
    """
    tally = Tally() if tally is None else tally
    for item in code_stream(_fresh(items, ledger, coder.name, tally), coder):
        if isinstance(item, CodedArticle):
            _record(item, ledger, tally)
        else:
            _set_aside(item, ledger, tally)
        if tell:
            tell(tally)
    link_new(ledger)
    return tally


def _fresh(
    items: Iterable[ReadResult], ledger: Ledger, coder: str, tally: Tally
) -> Iterator[ReadResult]:
    """Lets through what has to be coded; what the ledger knows is counted and left out."""
    for item in items:
        if isinstance(item, Quarantined):
            yield item
            continue
        try:
            receipt = ledger.recognise(item, coder)
        except (UnreadableInput, EvidenceError) as error:
            yield _refused(item, error)
            continue
        if receipt is None:
            yield item
        else:
            _count(receipt, tally)


def _record(coded: CodedArticle, ledger: Ledger, tally: Tally) -> None:
    try:
        receipt = ledger.record(coded)
    except (UnreadableInput, EvidenceError) as error:
        _set_aside(_refused(coded.article, error), ledger, tally)
    else:
        _count(receipt, tally)


def _count(receipt: Receipt, tally: Tally) -> None:
    if receipt.forgotten:
        tally.skipped[FORGOTTEN] += 1
        return
    if receipt.coded:
        tally.read += 1
        tally.events += receipt.events
        tally.revised += receipt.revises is not None
    else:
        tally.skipped[REPEATED if receipt.article_id in tally.articles else KNOWN] += 1
    tally.articles[receipt.article_id] = None


def _refused(article: Article, error: LegationError) -> Quarantined:
    where = article.location or article.id
    return Quarantined(location=where, reason=str(error), id=article.id)


def _set_aside(item: Quarantined, ledger: Ledger, tally: Tally) -> None:
    ledger.quarantine(item)
    tally.quarantined += 1
    if len(tally.reasons) < _KEPT_REASONS:
        tally.reasons.append(item)


def outcomes(tally: Tally) -> Iterator[dict[str, object]]:
    """What became of the input: outcome, number and reason, for a table."""
    yield {"outcome": "read", "number": tally.read, "reason": _gained(tally)}
    for reason, number in sorted(tally.skipped.items()):
        yield {"outcome": "skipped", "number": number, "reason": reason}
    for item in tally.reasons:
        reason = f"{item.location}: {item.reason}"
        yield {"outcome": "quarantined", "number": 1, "reason": reason}
    if more := tally.quarantined - len(tally.reasons):
        yield {"outcome": "quarantined", "number": more, "reason": "more, not listed here"}


def _gained(tally: Tally) -> str:
    parts = [f"{tally.events} event{'s' * (tally.events != 1)}"]
    if tally.revised:
        parts.append(f"{tally.revised} corrected an earlier article")
    return ", ".join(parts)
