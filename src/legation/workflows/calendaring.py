"""The calendar: what the tables and a ledger say will be."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.errors import UsageError
from legation.judging.calendar import Asked, Kept, calendar
from legation.model import Sameness, Status
from legation.model.calendar import Deadline, Entry, EntryKind
from legation.model.choices import member_of
from legation.workflows import linking, listing, rooms

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.model import Article, Happening
    from legation.settings import Settings

_AHEAD = (Status.PLANNED, Status.OCCURRED)
_OFF = (Status.CANCELLED, Status.DENIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The entries and, where a ledger was asked, the articles that announced acts rest on."""

    entries: tuple[Entry, ...]
    articles: dict[str, Article] = field(default_factory=dict)


def asked(
    *,
    first: dt.date,
    last: dt.date,
    about: Collection[str] = (),
    kinds: Collection[str] = (),
    known: dt.date | None = None,
) -> Asked:
    """What calendar is wanted; `about` are codes or names. Raises UsageError for unknown ones."""
    if last < first:
        raise UsageError(f"--from {first} is later than --to {last}; turn them round.")
    return Asked(
        first=first,
        last=last,
        about=frozenset(rooms.code_of(who) for who in about),
        kinds=frozenset(member_of(EntryKind, "--kind", text.lower()) for text in kinds),
        known=known,
    )


def of_tables(wanted: Asked) -> Answer:
    """The calendar of the tables alone."""
    return Answer(entries=calendar(wanted))


def of_ledger(settings: Settings, wanted: Asked) -> Answer:
    """The calendar of the tables and the ledger; raises LedgerError where there is none.

    What is new in the ledger is linked first, so that a visit that was called off is the same entry.
    """
    with rooms.open_ledger(settings, create=False) as ledger:
        linking.link_new(ledger)
        return of_open_ledger(ledger, wanted)


def of_open_ledger(ledger: Ledger, wanted: Asked) -> Answer:
    """The calendar of the tables and of a ledger as it stands; nothing is written."""
    found = list(_happenings(ledger, wanted))
    kept = Kept(
        happenings=found,
        seeds=dict(_seeds(ledger, found)),
        deadlines=tuple(deadlines(ledger, wanted.known)),
    )
    entries = calendar(wanted, kept)
    return Answer(entries=entries, articles=_articles(ledger, entries))


def ends_of_knowledge(wanted: Asked) -> Iterator[str]:
    """For forums asked about whose chair is not known to the last day, until when it is known."""
    from legation.knowledge.chairs import COUNCIL, chairs
    from legation.knowledge.names import display
    from legation.knowledge.tables import known_by
    from legation.model.when import known_days

    for forum in sorted(wanted.about - {COUNCIL}):
        terms = [
            c for c in chairs(forum) if c.role != "host" and known_by(c.known_from, wanted.known)
        ]
        spans = [known_days(term.end) for term in terms if term.end]
        last = max((span.last for span in spans if span and span.last), default=None)
        if last is not None and last < wanted.last:
            yield f"Who is in the chair of {display(forum)} is known until {last}, and not later."


def deadlines(ledger: Ledger, known: dt.date | None) -> Iterator[Deadline]:
    """The last days of the questions that had been asked by a day, resolved ones marked as such."""
    from legation.judging.replay import state

    for name in ledger.questions.names():
        try:
            found = state(ledger.questions.entries(name), known or dt.date.max)
        except UsageError:
            # It was not asked by then.
            continue
        if found.question.last is not None:
            yield Deadline(
                id=name,
                text=found.question.text,
                day=found.question.last,
                sides=found.question.sides,
                asked=found.opened.known,
                resolved=not found.is_open,
                source=f"question {name} in the ledger",
            )


_MOST_ACTORS = 6


def coming_up_for(
    about: str | None, known: dt.date | None, open_questions: Sequence[Deadline] = ()
) -> Callable[[Sequence[Happening], dt.date], Sequence[Entry]]:
    """What a brief asks for its dates ahead: of the actor it is about, and those it tells most of."""
    from legation.judging.coming_up import coming_up

    def ahead(found: Sequence[Happening], day: dt.date) -> Sequence[Entry]:
        told = Counter(code for happening in found for code in dict.fromkeys(happening.event.codes))
        most = sorted(told, key=lambda code: (-told[code], code))
        actors = [*([about] if about else []), *(code for code in most if code != about)]
        return coming_up(actors[:_MOST_ACTORS], day, known, open_questions)

    return ahead


def _happenings(ledger: Ledger, wanted: Asked) -> Iterator[Happening]:
    """What may be announced for these days.

    A cancellation may tell no date or another one, so it is looked at whatever its date. All are
    told as they stand after their reviews.
    """
    from legation.ledger import EventQuery

    if wanted.kinds and EntryKind.ANNOUNCED not in wanted.kinds:
        return
    ahead = EventQuery(
        statuses=_AHEAD, since=wanted.first, until=wanted.last, undated=True, as_of=wanted.known
    )
    off = EventQuery(statuses=_OFF, as_of=wanted.known)
    told: set[str] = set()
    for query in (ahead, off):
        for happening in listing.happenings(ledger, query):
            if happening.id not in told:
                told.add(happening.id)
                yield happening


def _seeds(ledger: Ledger, found: Sequence[Happening]) -> Iterator[tuple[str, str]]:
    """For each happening the id that was recorded first of all that ever told it.

    Reports that a corrected article has replaced count too, and so do those of a later day than
    asked for: an entry keeps its identity whenever and however one looks at it.
    """
    from legation.ledger import EventQuery

    own = {report.id: happening.id for happening in found for report in happening.reports}
    if not own:
        return
    around = linking.Around(ledger)(own)
    joined = [link.pair for link in around.values() if link.judgement is Sameness.SAME]
    ids = {*own, *(id_ for pair in joined for id_ in pair)}
    every = list(ledger.reports(EventQuery(ids=sorted(ids), superseded=True)))
    order = {report.id: number for number, report in enumerate(every)}
    before = _before(ledger, {report.event.article_id for report in every})
    family = _families(own, joined)
    taken: set[str] = set()
    for happening in found:
        mine = sorted(family[happening.id], key=lambda id_: (order.get(id_, len(order)), id_))
        first = (_oldest(id_, before) for id_ in mine)
        seed = next((id_ for id_ in first if id_ not in taken), happening.id)
        taken.add(seed)
        yield happening.id, seed


def _before(ledger: Ledger, articles: Iterable[str]) -> dict[str, str]:
    """For events that a later coding told again under another id, the id that they had before."""
    return {
        told.new_id: told.old_id
        for article in sorted(articles)
        for told in reversed(ledger.successions(article))
    }


def _oldest(id_: str, before: dict[str, str]) -> str:
    seen = {id_}
    while (earlier := before.get(id_)) and earlier not in seen:
        seen.add(earlier)
        id_ = earlier
    return id_


def _families(own: dict[str, str], joined: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """For each happening its own reports, and those linked to them that the view does not show."""
    family: dict[str, set[str]] = {}
    for id_, happening in own.items():
        family.setdefault(happening, set()).add(id_)
    for left, right in joined:
        for one, other in ((left, right), (right, left)):
            if one in own and other not in own:
                family[own[one]].add(other)
    return family


def _articles(ledger: Ledger, entries: Iterable[Entry]) -> dict[str, Article]:
    """The articles behind the entries, by id."""
    ids = {
        report.event.article_id
        for entry in entries
        if entry.happening
        for report in entry.happening.reports
    }
    return {id_: ledger.article(id_) for id_ in sorted(ids)}
