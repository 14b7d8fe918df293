"""What an agent may ask of a ledger; every answer says as of when and names its sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from legation.errors import UsageError
from legation.model import EventType, Happening, Status
from legation.model.choices import member_of
from legation.model.when import days
from legation.presenting.boardjson import as_json
from legation.presenting.boardview import Board
from legation.presenting.wording import event_words
from legation.workflows import (
    analysing,
    boards,
    briefing,
    browsing,
    calendaring,
    listing,
    mediating,
    mediation_question,
    records,
)
from legation.workflows.browsing import Filters
from legation.workflows.explaining import why_row
from legation.workflows.listing import full_row, happening_row

if TYPE_CHECKING:
    from legation.settings import Settings
    from legation.workflows.rooms import Ledger

MOST = 50
"""The most rows of one answer."""

Answer = dict[str, Any]


def day(name: str, text: str | None, *, last: bool) -> dt.date | None:
    """The first or last day of a date; raises UsageError where it is none."""
    if not text:
        return None
    try:
        found = days(text)
    except ValueError as error:
        raise UsageError(f"{name} takes a date such as 2025-10-26, not {text!r}.") from error
    return found.last if last else found.first


class Tools:
    """The tools of one ledger; none of them writes into it."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger = ledger
        self._settings = settings

    def _answer(self, as_of: dt.date | None, **found: Any) -> Answer:
        """An answer with its envelope: which ledger, at which revision, as of which day."""
        return {
            "ledger": self._ledger.id,
            "revision": self._ledger.revision(),
            "as_of": as_of.isoformat() if as_of else None,
            "retrieved_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            **found,
        }

    def search_events(
        self,
        actor: str | None = None,
        other: str | None = None,
        type: str | None = None,  # noqa: A002 - the field's word
        status: str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        limit: int = 20,
    ) -> Answer:
        """Lists what happened, is planned, denied or off, the newest first, each happening once.

        `actor` and `other` are codes or names; `type` is a PLOVER type, `status` one of occurred,
        planned, hypothetical, denied, cancelled; dates are ISO. Each event has its sentences.
        """
        known = day("as_of", as_of, last=True)
        filters = Filters(
            actor=browsing.known_code(actor) if actor else None,
            other=browsing.known_code(other) if other else None,
            type=member_of(EventType, "type", type.upper()) if type else None,
            status=member_of(Status, "status", status.lower()) if status else None,
            since=day("since", since, last=False),
            until=day("until", until, last=True),
            as_of=known,
        )
        most = max(1, min(limit, MOST))
        found = browsing.events_page(self._ledger, filters, order="newest", behind=None, most=most)
        rows = [_event(happening) for happening in found.happenings]
        return self._answer(known, events=rows, more=found.behind is not None)

    def search_texts(self, words: str, as_of: str | None = None, limit: int = 10) -> Answer:
        """Finds articles that hold all these words; a phrase stands in quotation marks."""
        known = day("as_of", as_of, last=True)
        found, more = browsing.search(
            self._ledger, words, as_of=known, page=1, most=max(1, min(limit, MOST))
        )
        rows = [
            {
                "article": article.id,
                "title": article.title,
                "source": article.source,
                "published": article.published,
                "location": article.location,
            }
            for article in found
        ]
        return self._answer(known, articles=rows, more=more)

    def why(self, event: str, as_of: str | None = None) -> Answer:
        """Shows why an event is in the ledger: its quotes in context, rule, reports and links."""
        known = day("as_of", as_of, last=True)
        found = listing.why(self._ledger, event, as_of=known)
        return self._answer(known, **why_row(found))

    def ties(self, a: str, b: str, step: str = "month", as_of: str | None = None) -> Answer:
        """Measures the tie of two actors over time, with intervals and the events behind it."""
        if step not in ("month", "quarter", "year"):
            raise UsageError(f"step takes month, quarter or year, not {step!r}.")
        known = day("as_of", as_of, last=True)
        question = analysing.ties_question(
            a,
            b,
            analysing.scope(step=step, as_of=known, frame=None),
            since=None,
            until=None,
            expand=False,
        )
        with self._tables(known) as (engine, events):
            found = analysing.plain(analysing.ties(engine, events, question))
        return self._answer(known, a=question.a, b=question.b, answers=found)

    def partners(self, who: str, window: str | None = None, as_of: str | None = None) -> Answer:
        """Measures whom an actor deals with: shares, evenness, what is new; window such as 12m."""
        known = day("as_of", as_of, last=True)
        question = analysing.partners_question(
            who,
            analysing.scope(step="month", as_of=known, frame=None),
            window=window,
            until=known,
            compare=None,
            powers=None,
            expand=False,
        )
        with self._tables(known) as (engine, events):
            found = analysing.plain(analysing.partners(engine, events, question))
        return self._answer(known, code=question.code, answers=found)

    def mediators(
        self,
        a: str,
        b: str,
        role: str | None = None,
        candidates: str | None = None,
        as_of: str | None = None,
    ) -> Answer:
        """Compares who could help two sides, by role; candidates such as IDN,THA."""
        known = day("as_of", as_of, last=True)
        question = mediation_question.question(
            a,
            b,
            today=self._settings.today(),
            as_of=known,
            role=role,
            candidates=candidates,
            forum=None,
            weights=[],
            weights_file=None,
            frame=None,
            cards=5,
        )
        found = mediating.answer(question, self._settings, [], named_ledger=True)
        return self._answer(known, **analysing.plain(found))

    def questions(self, name: str | None = None, as_of: str | None = None) -> Answer:
        """Lists the questions with their odds; with a name, its whole board and what moved the odds.

        Odds are given as low, value and high; a standing question has rival theses and no odds.
        `moved` has each row that changed the odds, with before and after.
        """
        known = day("as_of", as_of, last=True) or self._settings.today()
        record = records.records(self._ledger, known)
        scored = {"scored": len(record.scores), "brier": record.brier, "base": record.base}
        if not name:
            found = boards.every(self._ledger, boards.Asked(as_of=known, whole=False))
            return self._answer(known, questions=[_listed(one) for one in found], record=scored)
        board = boards.board(self._ledger, name, boards.Asked(as_of=known))
        return self._answer(known, board=as_json(board), moved=list(_moved(board)), record=scored)

    def calendar(
        self,
        first: str | None = None,
        last: str | None = None,
        about: str | None = None,
        as_of: str | None = None,
    ) -> Answer:
        """Lists what is coming: summits, chairs, anniversaries, announced acts; about PRK,ASEAN."""
        from legation.presenting import calendarwords

        known = day("as_of", as_of, last=True)
        start = day("first", first, last=False) or known or self._settings.today()
        end = day("last", last, last=True) or start + dt.timedelta(days=365)
        wanted = calendaring.asked(
            first=start,
            last=end,
            about=[who for who in (about or "").split(",") if who.strip()],
            kinds=(),
            known=known,
        )
        entries = calendaring.of_open_ledger(self._ledger, wanted).entries
        rows = [calendarwords.full_row(entry) for entry in entries[: 4 * MOST]]
        return self._answer(known, entries=rows, more=len(entries) > len(rows))

    def brief(
        self,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
    ) -> Answer:
        """Writes the brief as Markdown, each line with numbered notes to its sentences."""
        from legation.presenting import to_markdown

        known = day("as_of", as_of, last=True)
        options = briefing.options(
            about=about,
            since=day("since", since, last=False),
            until=day("until", until, last=True),
            published_since=None,
            as_of=known,
        )
        made = briefing.brief_of_open_ledger(self._ledger, self._settings, options)
        notes = [
            {"note": n.number, "article": n.article_id, "start": n.start, "stop": n.stop}
            for n in made.notes
        ]
        return self._answer(known, markdown=to_markdown(made), notes=notes)

    def _tables(self, known: dt.date | None) -> Any:
        return analysing.tables([], self._settings, engine="duckdb", master="local[2]", as_of=known)


def _event(happening: Happening) -> Answer:
    """A happening as the desk's JSON has it, in words besides, each quote with its article."""
    event = happening.event
    return {
        **happening_row(happening, full_row),
        "told": event_words(event, happening.best.published),
        "published": happening.best.published,
        "evidence": as_json(event.evidence),
    }


def _listed(board: Board) -> Answer:
    """A question in short, with the sentences of what counts for its odds."""
    return {
        "name": board.name,
        "kind": board.kind,
        "text": board.text,
        "first": as_json(board.first),
        "last": as_json(board.last),
        "chances": as_json(board.chances),
        "outcome": board.outcome,
        "to_confirm": sum(view.standing == "not confirmed yet" for view in board.sightings),
        "evidence": [as_json(e) for view in board.sightings if view.counts for e in view.evidence],
    }


def _moved(board: Board) -> Iterator[Answer]:
    """The rows of a board's log that moved its odds, each with the sentences that it rests on."""
    sentences = {view.id: view.evidence for view in board.sightings}
    sentences |= {view.id: view.evidence for view in board.readings}
    for step in board.steps:
        if step.before != step.after:
            yield {**as_json(step), "evidence": as_json(sentences.get(step.id, ()))}
