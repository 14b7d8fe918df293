"""From coded articles to a brief: what happened, what is planned, who says what it means."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from legation.knowledge.names import display
from legation.model import Assessment, CodedArticle, Event, Stance, Status, Weight
from legation.model.when import days
from legation.presenting.brief import Brief, BriefOptions, Line, NoteBook, Part, Section
from legation.presenting.grouping import Happening, happenings
from legation.presenting.pictures import pictures
from legation.presenting.wording import MARKS, date_words, day_words, event_words, per_words

_STANCE_WORDS = {
    Stance.AGAINST: "against",
    Stance.CAUTIOUS: "cautious",
    Stance.MIXED: "divided",
    Stance.UNCERTAIN: "uncertain",
    Stance.FOR: "for",
}


def compose(coded: Sequence[CodedArticle], options: BriefOptions) -> Brief:
    """The brief of these articles, within the days and about the actor that the options name."""
    kept = [c for c in coded if _published(c, options)]
    events = [e for c in kept for e in c.events if _wanted(e, options)]
    sure = [e for e in events if e.confidence >= options.min_confidence]
    doubtful = [e for e in events if e.confidence < options.min_confidence]
    all_happenings = happenings(sure)
    book = NoteBook()
    sections = (
        *_event_sections(all_happenings, book),
        _meanings(kept, book),
        _observations(kept, book),
        _conditions(kept, book),
        _background(all_happenings, book),
        _doubtful(doubtful, book),
    )
    about = f" on {display(options.about)}" if options.about else ""
    return Brief(
        title=f"Brief{about}",
        summary=_summary(kept, all_happenings, options),
        sections=sections,
        notes=tuple(book.notes),
        articles=tuple(c.article for c in kept),
        pictures=pictures(all_happenings),
        fine_print=_fine_print(kept, options),
    )


def _published(coded: CodedArticle, options: BriefOptions) -> bool:
    day = (coded.article.published or "")[:10]
    if options.as_of and (not day or day > options.as_of.isoformat()):
        return False
    return not (options.published_since and (not day or day < options.published_since.isoformat()))


def _wanted(event: Event, options: BriefOptions) -> bool:
    if options.about and options.about not in event.codes:
        return False
    if not (options.since or options.until):
        return True
    if not event.when:
        return False
    try:
        return days(event.when).overlaps(options.since, options.until)
    except ValueError:
        return False


def _sort_key(happening: Happening) -> str:
    when = happening.best.when or ""
    first, _, last = when.partition("/")
    return (last if first in ("", "..") else first).replace("X", "0")


def _event_line(happening: Happening, book: NoteBook, group: str | None) -> Line:
    best = happening.best
    when = date_words(best.when, best.status)
    basis = best.when_basis or "unknown"
    parts = [
        Part(text=event_words(best)),
        Part(text=" — "),
        Part(text=when, hint=f"{best.when or 'unknown'} ({basis})"),
    ]
    if best.place:
        parts.append(Part(text=f", in {best.venue or display(best.place)}"))
    parts.append(Part(text=per_words(best.per)))
    if len(happening.history) > 1:
        words = ", then ".join(MARKS[s].split(" ", 1)[1].lower() for s in happening.history)
        parts.append(Part(text=f" [{words}]"))
    for note in best.notes:
        parts.append(Part(text=f" ({note})"))
    parts.append(Part(text=": “"))
    parts.append(Part(text=_shortened(best.evidence[0].quote), quoted=True))
    parts.append(Part(text="”"))
    evidence = [piece for report in happening.reports for piece in report.evidence]
    return Line(
        parts=tuple(p for p in parts if p.text),
        notes=book.add(evidence),
        mark=MARKS[best.status],
        status=best.status,
        group=group,
    )


def _shortened(quote: str, most: int = 220) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _is_news(happening: Happening) -> bool:
    return any(r.weight is Weight.CORE for r in happening.reports)


def _event_sections(found: list[Happening], book: NoteBook) -> tuple[Section, ...]:
    def section(
        key: str, title: str, statuses: set[Status], empty: str, *, by_day: bool
    ) -> Section:
        chosen = [h for h in found if h.best.status in statuses and (_is_news(h) or not by_day)]
        chosen.sort(key=_sort_key, reverse=by_day)
        lines = [_event_line(h, book, _heading(h) if by_day else None) for h in chosen]
        return Section(key=key, title=title, lines=tuple(lines), empty=empty)

    return (
        section(
            "happened",
            "What happened",
            {Status.OCCURRED},
            "Nothing that these articles report as having happened.",
            by_day=True,
        ),
        section(
            "planned", "What is planned", {Status.PLANNED}, "No plan is reported.", by_day=False
        ),
        section(
            "off",
            "What was called off or denied",
            {Status.CANCELLED, Status.DENIED},
            "Nothing was called off or denied.",
            by_day=False,
        ),
        section(
            "could",
            "What could happen",
            {Status.HYPOTHETICAL},
            "Nothing is discussed as a possibility.",
            by_day=False,
        ),
    )


def _heading(happening: Happening) -> str:
    return date_words(happening.best.when, happening.best.status)


def _background(found: list[Happening], book: NoteBook) -> Section:
    chosen = [h for h in found if h.best.status is Status.OCCURRED and not _is_news(h)]
    chosen.sort(key=_sort_key, reverse=True)
    return Section(
        key="background",
        title="Background",
        lines=tuple(_event_line(h, book, None) for h in chosen),
        empty="No earlier events are recalled.",
    )


def _doubtful(events: list[Event], book: NoteBook) -> Section:
    lines = [_event_line(Happening(e, [e]), book, None) for e in events]
    title = f"Doubtful ({len(events)})" if events else "Doubtful"
    return Section(
        key="doubtful",
        title=title,
        lines=tuple(lines),
        empty="No line was left out as doubtful.",
        folded=True,
    )


def _holder(item: Assessment) -> str:
    holder = item.holder
    if holder.name == "author":
        return "The article"
    return holder.name + (
        f" ({holder.office})" if holder.office and holder.office not in holder.name else ""
    )


def _meanings(kept: Sequence[CodedArticle], book: NoteBook) -> Section:
    """Judgements by article, those in which stances differ first."""
    blocks: list[tuple[int, list[Line]]] = []
    for coded in kept:
        stances = {a.stance for a in coded.assessments}
        differ = len(stances) > 1
        name = coded.article.title or coded.article.id
        heading = f"{name}: opinions differ" if differ else name
        lines = [
            Line(
                parts=(
                    Part(
                        text=f"{_holder(a)} — {_STANCE_WORDS[a.stance]}"
                        + (f", in the words “{a.words}”" if a.words else "")
                        + ": “"
                    ),
                    Part(text=_shortened(a.evidence[0].quote, 300), quoted=True),
                    Part(text="”"),
                ),
                notes=book.add(a.evidence),
                mark=_STANCE_WORDS[a.stance],
                group=heading,
            )
            for a in sorted(
                coded.assessments,
                key=lambda a: (a.holder.name == "author", list(Stance).index(a.stance)),
            )
        ]
        if lines:
            blocks.append((len({a.holder.name for a in coded.assessments}) * differ, lines))
    blocks.sort(key=lambda block: -block[0])
    return Section(
        key="meaning",
        title="Who says what it means",
        lines=tuple(line for _, lines in blocks for line in lines),
        empty="Nobody is reported as judging what it means.",
    )


def _observations(kept: Sequence[CodedArticle], book: NoteBook) -> Section:
    lines = [
        Line(
            parts=(
                Part(text="“"),
                Part(text=_shortened(o.evidence[0].quote, 300), quoted=True),
                Part(text="”" + per_words(o.per)),
            ),
            notes=book.add(o.evidence),
        )
        for c in kept
        for o in c.observations
    ]
    return Section(
        key="observed",
        title="What was observed",
        lines=tuple(lines),
        empty="No sign was reported as observed.",
    )


def _conditions(kept: Sequence[CodedArticle], book: NoteBook) -> Section:
    signs = {"+": "makes it likelier", "-": "works against it", "?": "effect not stated"}
    lines = [
        Line(
            parts=(
                Part(text="If: “"),
                Part(text=_shortened(x.if_), quoted=True),
                Part(text="” Then: “"),
                Part(text=_shortened(x.then), quoted=True),
                Part(text=f"” ({signs[x.sign]})"),
            ),
            notes=book.add(x.evidence),
        )
        for c in kept
        for x in c.conditions
    ]
    return Section(
        key="conditions",
        title="On what it depends",
        lines=tuple(lines),
        empty="No condition is stated.",
    )


def _summary(kept: Sequence[CodedArticle], found: list[Happening], options: BriefOptions) -> str:
    if not kept:
        return "No article falls within what was asked for; widen the days or read more articles with `legation read`."
    counts = Counter(h.best.status for h in found)
    words = ", ".join(
        f"{counts[s]} {MARKS[s].split(' ', 1)[1].lower()}" for s in Status if counts[s]
    )
    published = sorted(c.article.published for c in kept if c.article.published)
    days_read = f", published {_when(published[0])} to {_when(published[-1])}" if published else ""
    number = f"{len(kept)} article{'s' if len(kept) != 1 else ''}"
    about = f" that involve {display(options.about)}" if options.about else ""
    return f"{number}{days_read}. {len(found)} event{'s' if len(found) != 1 else ''}{about}: {words or 'none'}."


def _when(day: str) -> str:
    return day_words(dt.date.fromisoformat(day[:10]))


def _fine_print(kept: Sequence[CodedArticle], options: BriefOptions) -> tuple[str, ...]:
    lines = [
        "Words in quotation marks are the articles'; all other words are the program's. Each number opens the quoted sentence.",
        f"Lines below a confidence of {options.min_confidence:g} stand under “Doubtful”.",
    ]
    coders = sorted({c.coder for c in kept})
    if coders:
        lines.append(f"Coded by {', '.join(coders)}.")
    if options.as_of:
        lines.append(f"As of {day_words(options.as_of)}: nothing published later is used.")
    if options.revision is not None:
        lines.append(f"Made from revision {options.revision} of the ledger.")
    return tuple(lines)
