"""The brief: of some articles, read into a ledger of their own, or of a whole ledger."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from legation.errors import BudgetSpent, UsageError
from legation.model import Quarantined
from legation.workflows import linking, rooms
from legation.workflows.calendaring import coming_up_for
from legation.workflows.helping import help_for
from legation.workflows.reading import Tally, Tell, ingest
from legation.workflows.reviewing import reviewed

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.model import CodedArticle, SameEvent
    from legation.presenting import Brief, BriefOptions, Measured
    from legation.presenting.composing import Opening
    from legation.settings import Settings

_AT_ONCE = 500


def options(
    *,
    about: str | None,
    since: dt.date | None,
    until: dt.date | None,
    published_since: dt.date | None,
    as_of: dt.date | None,
    frame: str | None = None,
) -> BriefOptions:
    """What a brief shows; `about` is a code or a name. Raises UsageError for an unknown one."""
    from legation.presenting import BriefOptions

    if frame is not None:
        rooms.need_analysis("--frame needs", "duckdb", "ibis", "ruptures", "scipy")
        if about is None:
            raise UsageError("--frame says whose output measures an actor; add --about WHO.")
    return BriefOptions(
        about=about and rooms.code_of(about),
        since=since,
        until=until,
        published_since=published_since,
        as_of=as_of,
        frame=frame,
    )


def brief_of_inputs(
    inputs: Sequence[str],
    settings: Settings,
    options: BriefOptions,
    *,
    keep: bool,
    tally: Tally,
    tell: Tell | None = None,
    notice: rooms.Notice = lambda _message: None,
) -> Brief | None:
    """The brief of these articles only; None where not one of them could be used.

    They are read into the ledger of the settings where `keep` says so, else into one that is
    thrown away. What was read and what was not is added to `tally`; the brief lists the latter.
    Where a budget is spent, the brief is of what was coded until then.
    """
    with _ledger(settings, keep=keep) as ledger:
        with rooms.open_coder(settings, notice) as coder:
            try:
                ingest(rooms.articles(inputs, settings), ledger, coder, tally=tally, tell=tell)
            except BudgetSpent as spent:
                if not tally.articles:
                    raise
                tally.stopped = str(spent)
        if not tally.articles:
            return None
        coded = _addressed(ledger, _coded(ledger, list(tally.articles)))
        # Where reading ended early, linking did not come to its turn.
        linking.link_new(ledger)
        links = ledger.links()
        told = _measured(ledger, settings, options, keep=keep)
    unread = [*tally.reasons]
    if tally.stopped:
        unread.append(Quarantined(location="all that comes after", reason=tally.stopped))
    asked = dataclasses.replace(options, quarantined=tuple(unread))
    return _composed(coded, asked, links, told)


def brief_of_ledger(settings: Settings, options: BriefOptions) -> Brief:
    """The brief of all that a ledger holds; raises LedgerError where there is none."""
    with rooms.open_ledger(settings, create=False) as ledger:
        linking.link_new(ledger)
        return brief_of_open_ledger(ledger, settings, options)


def brief_of_open_ledger(ledger: Ledger, settings: Settings, options: BriefOptions) -> Brief:
    """The brief of a ledger as it stands, after its reviews; nothing is written into it."""
    revision = ledger.revision()
    stands = reviewed(ledger)
    coded = _addressed(ledger, map(stands.coded, ledger.coded()))
    links = ledger.links()
    told = _measured(ledger, settings, options, keep=True)
    opening = _questions(ledger, options.as_of or settings.today())
    return _composed(coded, dataclasses.replace(options, revision=revision), links, told, opening)


def _questions(ledger: Ledger, day: dt.date) -> Opening | None:
    """Open questions with the record of past ones, as the front of a brief; None without any."""
    if not ledger.questions.names():
        return None
    from legation.presenting.board import questions_section
    from legation.workflows import boards, records

    found = boards.every(ledger, boards.Asked(as_of=day, whole=False), only_open=True)
    record = records.records(ledger, day)
    if not found and not record.scores:
        return None
    return lambda book: (questions_section(found, record, book),)


def _composed(
    coded: Sequence[CodedArticle],
    options: BriefOptions,
    links: Sequence[SameEvent],
    told: Measured | None,
    opening: Opening | None = None,
) -> Brief:
    from legation.judging.claimed import check
    from legation.presenting.composing import compose, no_opening

    made = compose(
        coded,
        options,
        linking.following(links),
        coming_up_for(options.about, options.as_of),
        help_for(options.about),
        opening or no_opening,
        check,
    )
    return dataclasses.replace(made, measured=told)


def _measured(
    ledger: Ledger, settings: Settings, options: BriefOptions, *, keep: bool
) -> Measured | None:
    """What a frame lets the brief say over time; None where none was named."""
    if options.frame is None:
        return None
    from legation.workflows import snapshots
    from legation.workflows.measured import measured

    if keep:
        return measured(ledger, snapshots.place_of(settings, ledger), options)
    with tempfile.TemporaryDirectory(prefix="legation-", ignore_cleanup_errors=True) as folder:
        return measured(ledger, Path(folder), options)


def _addressed(ledger: Ledger, found: Iterable[CodedArticle]) -> list[CodedArticle]:
    """Coded articles, each with its address on the web where the ledger knows one."""
    seen = ledger.addresses()
    return [
        dataclasses.replace(
            coded, article=dataclasses.replace(coded.article, url=seen[coded.article.id].location)
        )
        if coded.article.id in seen
        else coded
        for coded in found
    ]


@contextmanager
def _ledger(settings: Settings, *, keep: bool) -> Iterator[Ledger]:
    if keep:
        with rooms.open_ledger(settings, create=True) as ledger:
            yield ledger
        return
    from legation.ledger import Ledger

    with (
        tempfile.TemporaryDirectory(prefix="legation-", ignore_cleanup_errors=True) as folder,
        Ledger.open(Path(folder) / "brief.db") as ledger,
    ):
        yield ledger


def _coded(ledger: Ledger, ids: Sequence[str]) -> Iterator[CodedArticle]:
    """The coded articles with these ids, asked for in parts that every database takes."""
    from legation.ledger import ArticleQuery

    for first in range(0, len(ids), _AT_ONCE):
        yield from ledger.coded(ArticleQuery(articles=ids[first : first + _AT_ONCE]))
