"""Alerts: what bears on an open question, plans that changed, pairs that are loud or silent."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from legation.errors import UsageError
from legation.judging.replay import state
from legation.judging.unusual import Unusual, unusual
from legation.knowledge.names import in_sentence
from legation.knowledge.questions import default
from legation.model import Happening, Status
from legation.model.alert import Alert
from legation.model.question import Entry, Question, Reading, Sighting, Verdict
from legation.model.when import exact_day
from legation.workflows import finding, linking

if TYPE_CHECKING:
    from legation.ledger import Ledger
_MARK = "alerts"
"""The source whose visits say up to which revision alerts were raised."""

_FINAL = {
    Status.OCCURRED: "has happened",
    Status.CANCELLED: "was called off",
    Status.DENIED: "is denied or did not happen",
    Status.PLANNED: "was planned",
    Status.HYPOTHETICAL: "is only possible",
}


def raise_new(ledger: Ledger, today: dt.date) -> list[Alert]:
    """Raises what follows from all that was coded since alerts were last raised.

    It may be stopped at any point and run again: what was not finished is done again, and nothing
    is raised twice.
    """
    from legation.ledger.watching import Visit

    now = dt.datetime.now(dt.UTC)
    last = ledger.watching.last_visits([_MARK]).get(_MARK)
    before = int(last.note or 0) if last else 0
    upto = ledger.revision()
    new = ledger.watching.coded_since(before)
    raised: list[Alert] = []
    if new:
        found = [*_on_questions(ledger, new, now, today), *_on_plans(ledger, new, now)]
        found += _on_pairs(ledger, now, today)
        raised = ledger.watching.raise_alerts(found)
    if upto > before:
        ledger.watching.visited(Visit(source=_MARK, at=now, outcome="read", note=str(upto)))
    return raised


def _on_questions(
    ledger: Ledger, new: Sequence[str], now: dt.datetime, today: dt.date
) -> Iterator[Alert]:
    """What new articles hold for open questions and nobody has judged yet."""
    fresh = set(new)
    for name in ledger.questions.names():
        entries = ledger.questions.entries(name)
        try:
            known = state(entries, today)
        except UsageError:
            continue  # it is asked for a later day
        if not known.is_open:
            continue
        finding.find(ledger, name, articles=new)
        entries = ledger.questions.entries(name)
        judged = {e.item.on for e in entries if isinstance(e.item, Verdict)}
        for entry in entries:
            if entry.who != finding.FINDER or entry.id in judged:
                continue
            if any(e.article_id in fresh for e in entry.evidence):
                yield _bearing(entry, known.question, now)


def _bearing(entry: Entry, question: Question, now: dt.datetime) -> Alert:
    item = entry.item
    if isinstance(item, Reading):
        what = f"{item.holder.name} is quoted: “{item.words}”"
    elif isinstance(item, Sighting):
        what = f"{item.indicator}: {item.observed}"
    else:
        what = "a row was added"
    return Alert(
        kind="question",
        about=entry.question,
        key=entry.id,
        title=f"Bears on: {question.text}",
        text=f"{what}. It counts nothing before somebody confirms {entry.id}.{_may_end(item, question)}",
        at=now,
        known=entry.known,
        evidence=entry.evidence,
        events=(item.event,) if isinstance(item, Sighting) and item.event else (),
    )


def _may_end(item: object, question: Question) -> str:
    """Words on that it may be the answer itself, where the class of the sighting is."""
    held = isinstance(item, Sighting) and item.event_class == "meeting held"
    started = isinstance(item, Sighting) and question.first and item.seen >= question.first
    return " It may be what the question asks for; see its resolution." if held and started else ""


def _on_plans(ledger: Ledger, new: Sequence[str], now: dt.datetime) -> Iterator[Alert]:
    """Planned acts that new articles tell otherwise."""
    from legation.ledger import EventQuery

    fresh = set(new)
    told: set[str] = set()
    for start in range(0, len(new), 200):
        query = EventQuery(articles=new[start : start + 200])
        ids = [report.id for report in ledger.reports(query)]
        for id_ in ids:
            if id_ in told:
                continue
            happening, _ = linking.happening_of(ledger, id_)
            told |= {report.id for report in happening.reports}
            if (changed := _changed(happening, fresh)) is not None:
                best = happening.best
                yield Alert(
                    kind="plan",
                    about=happening.id,
                    key=f"{best.event.status.value} {best.id}",
                    title=f"A planned act {_FINAL[best.event.status]}: {changed}",
                    text=_history(happening),
                    at=now,
                    known=exact_day(best.published),
                    events=tuple(report.id for report in happening.history),
                    evidence=tuple(
                        e
                        for report in (*happening.earlier, best)
                        for e in report.event.evidence[:1]
                    ),
                )


def _changed(happening: Happening, fresh: set[str]) -> str | None:
    event = happening.event
    planned = any(r.event.status is Status.PLANNED for r in happening.earlier)
    if not planned or event.status in (Status.PLANNED, Status.HYPOTHETICAL):
        return None
    if event.article_id not in fresh:
        return None
    sides = " and ".join(map(in_sentence, event.codes[:3]))
    return f"{event.mode or event.type.value.lower()}, {sides}"


def _history(happening: Happening) -> str:
    told = (
        f"{_FINAL[report.event.status]} (published {report.published or 'on an unknown day'})"
        for report in (*happening.earlier, happening.best)
    )
    return "It " + ", then ".join(told) + "."


def _on_pairs(ledger: Ledger, now: dt.datetime, today: dt.date) -> Iterator[Alert]:
    from legation.ledger import EventQuery

    week = dt.timedelta(days=int(default("unusual_days")))
    before = dt.timedelta(days=int(default("unusual_history_days")))
    start, edge = today - week - before, today - week
    query = EventQuery(published_since=start + dt.timedelta(days=1), as_of=today)
    reports = [r for r in ledger.reports(query) if r.event.weight.value == "core"]
    days = {r.event.article_id: exact_day(r.published) for r in reports}
    articles = Counter(day > edge for day in days.values() if day)
    counts: dict[tuple[str, str], list[set[str]]] = {}
    told: dict[tuple[str, str], dict[bool, list[tuple[dt.date, str]]]] = {}
    for happening in linking.following(ledger.links())(reports):
        first = min(filter(None, (exact_day(r.published) for r in happening.reports)), default=None)
        codes = sorted(set(happening.event.codes))
        if first is None or len(codes) != 2:
            continue
        pair = (codes[0], codes[1])
        counts.setdefault(pair, [set(), set()])[first > edge].add(happening.id)
        told.setdefault(pair, {False: [], True: []})[first > edge].append(
            (first, happening.event.id)
        )
    by_id = {r.id: r for r in reports}
    for pair, (earlier, lately) in counts.items():
        found = unusual(
            len(lately),
            len(earlier),
            share=week / before,
            articles=articles[True],
            articles_before=articles[False],
        )
        if found is None:
            continue
        # What was loud; of a silence, what was heard last.
        ids = [id_ for _, id_ in sorted(told[pair][found.loud], reverse=True)[:6]]
        yield Alert(
            kind="pair",
            about=" ".join(pair),
            key=f"{'loud' if found.loud else 'silent'} {today.isocalendar().year}-{today.isocalendar().week}",
            title=f"{in_sentence(pair[0])} and {in_sentence(pair[1])} are unusually "
            f"{'loud' if found.loud else 'silent'}",
            text=_pair_text(found, articles),
            at=now,
            known=today,
            events=tuple(ids),
            evidence=tuple(by_id[id_].event.evidence[0] for id_ in ids if id_ in by_id),
        )


def _pair_text(found: Unusual, articles: Counter[bool]) -> str:
    week, before = int(default("unusual_days")), int(default("unusual_history_days"))
    return (
        f"{found.count} happenings in {week} days, where {found.expected:.1f} were to be expected from "
        f"the {before} days before and from the articles read ({articles[True]} now, "
        f"{articles[False]} then); the chance of that is under {max(found.chance, 0.001):.1g}."
    )
