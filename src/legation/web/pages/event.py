"""One event: its life, its reports in their articles' own words, the rule, the codes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import Response

from legation.model import Article, Event, Report
from legation.presenting.dates import date_words, day_words, hint
from legation.presenting.marked import Stretch, event_marks, stretches
from legation.presenting.sides import name_of, per_words, side_words
from legation.presenting.sources import facts, title_of
from legation.presenting.wording import STATUS_WORDS, mark
from legation.web.answers import Page, answer
from legation.web.asked import Asked, Asking, part
from legation.web.pages.review import review_context
from legation.web.views import sentence, told
from legation.workflows import listing, reviewing
from legation.workflows.explaining import why_row

router = APIRouter()
_AROUND = 400
_MOST_REPORTS = 40
_COLUMNS = ("event", "article", "source", "published", "status", "when", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A report with the words around its quotes, these marked."""

    report: Report
    article: Article
    title: str
    facts: tuple[str, ...]
    mark: str
    when: str
    href: str
    stretches: tuple[Stretch, ...]
    before: bool
    after: bool


@router.get("/event/{id_}")
def event(asked: Asking, id_: str) -> Response:
    """Why an event is in the ledger."""
    found = listing.why(asked.ledger, id_, as_of=asked.as_of)
    row = why_row(found)
    happening = found.happening
    reports = happening.reports[:_MOST_REPORTS]
    articles = {r.event.article_id: asked.ledger.article(r.event.article_id) for r in reports}
    stands = reviewing.reviewed(asked.ledger)
    # As people have it, where they said so; the reports below are shown as they were coded.
    now = stands.happening(happening) or happening
    line = told(asked, now)
    return answer(
        asked,
        Page(
            template="event.html",
            name=f"event-{found.event.id}",
            context={
                "title": "".join(p.text for p in line.line.parts[:1]),
                "found": found,
                "line": line,
                "mine": found.event,
                "life": [_step(report) for report in now.history],
                "reports": [_shown(asked, r, articles[r.event.article_id]) for r in reports],
                "left_out": len(happening.reports) - len(reports),
                "codes": _codes(asked, stands.standing.get(found.event.id, found.event)),
                "reasons": found.reasons,
                "heaviest": max((abs(weight) for _, weight in found.reasons), default=1),
                "links": found.links[:20],
                "sentence": lambda evidence: sentence(asked, evidence),
                "review": review_context(asked, found.event.id),
            },
            data={
                **row,
                "revision": asked.ledger.revision(),
                "review": _said(asked, found.event.id),
            },
            columns=_COLUMNS,
            rows=lambda: row["happening"]["reports"],
        ),
    )


def _said(asked: Asked, id_: str) -> list[dict[str, object]]:
    """What people said of an event, oldest first."""
    return [
        {
            "verdict": said.verdict.value,
            "changes": dict(said.changes),
            "note": said.note,
            "who": said.reviewer,
            "at": said.reviewed_at,
        }
        for said in asked.ledger.reviews(id_)
    ]


def _step(report: Report) -> tuple[str, str, str, str]:
    """How it stood: status, mark, its day and what told so."""
    event = report.event
    published = day_words(report.published) if report.published else "on a day not known"
    return (
        event.status.value,
        mark(event.status),
        date_words(event.when, event.status),
        f"reported {published}",
    )


def _shown(asked: Asked, report: Report, article: Article) -> Shown:
    event = report.event
    first, last = min(e.start for e in event.evidence), max(e.stop for e in event.evidence)
    start = _edge(article.text, max(0, first - _AROUND), forward=True)
    stop = _edge(article.text, min(len(article.text), last + _AROUND), forward=False)
    start, stop = min(start, first), max(stop, last)
    cut = [
        s
        for s in stretches(article, list(event_marks(event, article)))
        if s.start < stop and s.start + 1 > start
    ]
    return Shown(
        report=report,
        article=article,
        title=title_of(article),
        facts=facts(article)[:2],
        mark=mark(event.status),
        when=date_words(event.when, event.status),
        href=sentence(asked, event.evidence[0]),
        stretches=tuple(cut),
        before=start > 0,
        after=stop < len(article.text),
    )


def _edge(text: str, at: int, *, forward: bool) -> int:
    """A place between two words near this one."""
    if at in (0, len(text)):
        return at
    found = text.find(" ", at) if forward else text.rfind(" ", 0, at)
    return at if found < 0 else found + forward


def _codes(asked: Asked, event: Event) -> list[tuple[str, str, str | None]]:
    """What an event was coded as: label, words, and where they lead."""
    found: list[tuple[str, str, str | None]] = [
        ("Type", event.type.value, asked.at("/events", type=event.type.value)),
        ("Mode", event.mode or "", None),
        ("CAMEO", event.cameo, None),
        (
            "Status",
            STATUS_WORDS[event.status],
            asked.at("/events", status=event.status.value),
        ),
        ("When", f"{date_words(event.when, event.status)} ({hint(event)})", None),
        ("Announced", date_words(event.announced) if event.announced else "", None),
    ]
    for label, sides in (("Actor", event.actors), ("Recipient", event.recipients)):
        for code, group in groupby(sides, key=lambda side: side.code):
            words = "; ".join(dict.fromkeys(side_words(side) for side in group))
            found.append((label, f"{words} ({code})", asked.at(f"/actor/{part(code)}")))
    found += [
        ("Place", _place(event), None),
        ("Forum", name_of(event.forum) if event.forum else "", None),
        ("Occasion", event.occasion or "", None),
        ("Subjects", "; ".join(event.subjects), None),
        ("Whose word", per_words(event.per), None),
        ("Quad", event.quad or "", None),
        ("Goldstein", "" if event.goldstein is None else f"{event.goldstein:+g}", None),
        ("Weight", event.weight.value, None),
        ("Rule", event.rule, None),
        ("Confidence", f"{event.confidence:.2f}", None),
        ("Notes", "; ".join(event.notes), None),
    ]
    return [item for item in found if item[1]]


def _place(event: Event) -> str:
    place = f"{name_of(event.place)} ({event.place})" if event.place else ""
    return f"{event.venue}, {place}".strip(", ") if event.venue else place
