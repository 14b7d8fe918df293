"""What changed since a moment: articles, alerts, words of people, and odds that moved."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.errors import UsageError
from legation.judging.answering import Options, answer
from legation.model.question import Entry, Question, Range
from legation.presenting.alerts import Moved
from legation.workflows.board_parts import words_of
from legation.workflows.boards import watched_to
from legation.workflows.finding import FINDER

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.model.alert import Alert
    from legation.settings import Settings

_WHEN = re.compile(
    r"(?P<day>yesterday|today|\d{4}-\d{2}-\d{2})(?:[ T](?P<hour>\d{1,2}):(?P<minute>\d{2}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed since a moment (UTC)."""

    since: dt.datetime
    articles: int
    alerts: tuple[Alert, ...]
    questions: tuple[Moved, ...]


def moment(text: str, settings: Settings) -> dt.datetime:
    """The moment that "yesterday 08:00", "today" or "2025-10-26 08:00" means, in the timezone set."""
    found = _WHEN.fullmatch(text.strip().casefold())
    try:
        if found is None:
            raise ValueError(text)
        word = found["day"]
        today = settings.today()
        day = {"today": today, "yesterday": today - dt.timedelta(days=1)}.get(word)
        day = day or dt.date.fromisoformat(word)
        time = dt.time(int(found["hour"] or 0), int(found["minute"] or 0))
    except ValueError as error:
        raise UsageError(
            f"--since takes a moment such as 'yesterday 08:00', today or 2025-10-26, not {text!r}."
        ) from error
    here = zoneinfo.ZoneInfo(settings.values.timezone)
    return dt.datetime.combine(day, time, here).astimezone(dt.UTC)


def changes(ledger: Ledger, since: dt.datetime, today: dt.date) -> Changes:
    """What changed since a moment: by when it was written, not by when it was published."""
    options = Options(watched_to=watched_to(ledger, today))
    moved = []
    for name in ledger.questions.names():
        entries = ledger.questions.entries(name)
        steps = [e for e in entries if e.at >= since and e.who != FINDER]
        then, now = _odds(entries, since, options), _first(entries, today, options)
        if steps or then != now:
            question = next(e.item for e in entries if isinstance(e.item, Question))
            moved.append(
                Moved(
                    name=name,
                    text=question.text,
                    then=then,
                    now=now,
                    steps=tuple(f"{e.who}: {words_of(e)}" for e in steps),
                )
            )
    return Changes(
        since=since,
        articles=ledger.watching.read_since(since),
        alerts=tuple(ledger.watching.alerts(since)),
        questions=tuple(moved),
    )


def _odds(entries: Sequence[Entry], since: dt.datetime, options: Options) -> Range | None:
    """The odds as they stood at a moment, of what was written by then."""
    return _first([e for e in entries if e.at < since], since.date(), options)


def _first(entries: Sequence[Entry], day: dt.date, options: Options) -> Range | None:
    try:
        return answer(entries, day, options).first
    except UsageError:
        return None
