"""Boards and the record: replayed from the ledger's rows and put into what presenting shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from legation.errors import UsageError
from legation.judging import history
from legation.judging.answering import Answer, Options, answer
from legation.judging.odds import strength_range
from legation.judging.readings import pooled, word_for
from legation.judging.replay import State
from legation.judging.stated import stated
from legation.knowledge.questions import default
from legation.knowledge.yardsticks import yardstick as known_yardstick
from legation.model.question import (
    Entry,
    GroupRule,
    Question,
    Range,
    Reading,
    Resolution,
    Update,
)
from legation.presenting.boardview import (
    Board,
    BranchView,
    PoolView,
    RateView,
    ReadingView,
    StatedView,
    StepView,
    ThesisView,
)
from legation.workflows.board_parts import matrix_view, order, reading_view, sighting_view, words_of

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.presenting import Brief
    from legation.presenting.boardview import RecordView


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a board is asked for: the day, what counts, and by which yardstick it speaks.

    Without `whole` the odds of each day and what each row did are left out, which take longest.
    """

    as_of: dt.date
    unconfirmed: bool = False
    rule: GroupRule | None = None
    rho: float | None = None
    yardstick: str = "ICD 203"
    power: float | None = None
    about: float | None = None
    whole: bool = True

    def options(self, watched_to: dt.date | None) -> Options:
        """The same for the room that judges."""
        return Options(
            watched_to=watched_to, unconfirmed=self.unconfirmed, rule=self.rule, rho=self.rho
        )


_MOST_DAYS = 366
"""Days of the odds that a picture shows."""


def watched_to(ledger: Ledger, as_of: dt.date) -> dt.date:
    """The last day of publication of what the ledger holds, until a day.

    Where it holds nothing, nobody has watched, and no day counts as silent.
    """
    return ledger.watching.newest_day(as_of) or dt.date.min


def board(ledger: Ledger, name: str, asked: Asked) -> Board:
    """The board of a question as of a day; raises UsageError before it was asked."""
    known_yardstick(asked.yardstick)
    entries = ledger.questions.entries(name)
    watched = watched_to(ledger, asked.as_of)
    options = asked.options(watched)
    found = answer(entries, asked.as_of, options)
    told = _stated(ledger, found) if asked.whole else ()
    gone = sum(stone.known <= asked.as_of for stone in ledger.questions.stones(name))
    return replace(_board(entries, found, asked, options, gone), stated=told)


def _stated(ledger: Ledger, found: Answer) -> tuple[StatedView, ...]:
    """Conditions that articles from around the opening until the day state."""
    from legation.ledger import ArticleQuery

    since = found.question.opened - dt.timedelta(days=default("look_back_days"))
    coded = ledger.coded(ArticleQuery(as_of=found.as_of, published_since=since))
    return tuple(
        StatedView(
            trigger=one.condition.if_,
            then=one.condition.then,
            sign=one.condition.sign,
            holder=one.condition.holder,
            day=one.published,
            evidence=one.condition.evidence,
        )
        for one in stated(found.question, coded)
    )


def every(ledger: Ledger, asked: Asked, *, only_open: bool = False) -> list[Board]:
    """The boards of all questions that had been asked by a day."""
    boards = []
    for name in ledger.questions.names():
        try:
            found = board(ledger, name, asked)
        except UsageError:
            continue
        if not (only_open and found.resolved):
            boards.append(found)
    return boards


def unsupported_lines(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Names of questions and lines of their boards that do not stand in the articles they quote."""
    from legation.presenting import unsupported
    from legation.presenting.recordtables import NO_RECORD

    for found in every(ledger, Asked(as_of=dt.date.max)):
        made = page(ledger, found, NO_RECORD)
        # What an analyst adds of their own has no note; what has one must stand.
        noted = [
            replace(section, lines=tuple(line for line in section.lines if line.notes))
            for section in made.sections
        ]
        for line in unsupported(replace(made, sections=tuple(noted)), made.articles):
            yield f"question {found.name}", line


def _board(
    entries: Sequence[Entry], found: Answer, asked: Asked, options: Options, gone: int
) -> Board:
    question, state = found.question, found.state
    resolved = state.resolved
    readings = tuple(reading_view(held) for held in state.readings if not held.refused)
    now = found.first
    sightings = tuple(sighting_view(one, question) for one in found.weighed)
    name, _ = known_yardstick(asked.yardstick)
    return Board(
        name=state.id,
        kind=question.kind.value,
        text=question.text,
        as_of=found.as_of,
        opened=question.opened,
        sides=question.sides,
        resolution=question.resolution,
        first=question.first,
        last=question.last,
        outcomes=question.outcomes,
        chances=found.chances,
        before=found.before,
        prior=found.prior,
        prior_by=_prior_by(state),
        word=word_for(now.value, name) if now else None,
        yardstick=name,
        rule=(options.rule or question.rule).value,
        form=question.form.value,
        silent=found.silent,
        days=question.days,
        rates=tuple(_rates(found)),
        groups=tuple(
            (g.name, g.outcome, strength_range(g.worth), tuple(m.held.entry.id for m in g.members))
            for g in found.groups
        ),
        branches=tuple(
            BranchView(
                name=b.branch.name,
                trigger=b.branch.trigger,
                met=b.met,
                chance=b.chance,
            )
            for b in found.branches
        ),
        series=_series(entries, found, options) if asked.whole and found.chances else (),
        steps=_steps(entries, found, options) if asked.whole else (),
        sightings=tuple(sorted(sightings, key=order)),
        readings=readings,
        pools=_pools(state, asked),
        theses=_theses(question, readings),
        indicators=tuple(i.text for i in question.indicators),
        matrix=matrix_view(found),
        doubled=_if(entries, found, options, rule=GroupRule.INDEPENDENT),
        waiting=_if(entries, found, options, unconfirmed=True),
        forecasts=tuple(_forecasts(state)),
        outcome=_outcome(resolved),
        resolved=resolved.day if resolved else None,
        resolved_why=_why(resolved),
        gone=gone,
    )


def _outcome(resolved: Resolution | None) -> str | None:
    return None if resolved is None else resolved.outcome or "void"


def _why(resolved: Resolution | None) -> str | None:
    if resolved is None:
        return None
    return f"{resolved.reason} ({resolved.source})" if resolved.source else resolved.reason


def _prior_by(state: State) -> str:
    """Who gave the prior, where somebody did."""
    for entry in reversed(state.log):
        if (
            isinstance(entry.item, Update)
            and entry.item.on is None
            and "prior" in entry.item.changes
        ):
            return entry.who
    return state.opened.who if state.question.prior else ""


def _rates(found: Answer) -> list[RateView]:
    views = []
    for rate in found.rates:
        one = rate.reference
        over = f"of {one.trials}" if one.trials is not None else f"in {one.years:.1f} years"
        views.append(
            RateView(
                name=one.name,
                counted=f"{one.events} {over}",
                chance=rate.chance,
                source=one.source,
            )
        )
    return views


def _pools(state: State, asked: Asked) -> tuple[PoolView, ...]:
    """The newest range of each person, pooled."""
    newest: dict[str, Reading] = {}
    for held in sorted(state.readings, key=lambda h: h.entry.known):
        if isinstance(held.item, Reading) and not held.refused and held.item.low is not None:
            newest[held.item.holder.name] = held.item
    found = pooled(list(newest.values()), power=asked.power, about=asked.about)
    return tuple(PoolView(how=p.how, low=p.low, high=p.high, people=p.people) for p in found)


def _theses(question: Question, readings: Sequence[ReadingView]) -> tuple[ThesisView, ...]:
    views = []
    for thesis in question.theses:
        separates = [
            f"{indicator.text} ({indicator.cells.get(thesis.name, 'NA')})"
            for indicator in question.indicators
            if indicator.cells.get(thesis.name, "N") not in ("N", "NA")
        ]
        views.append(
            ThesisView(
                name=thesis.name,
                text=thesis.text,
                readings=tuple(r for r in readings if r.thesis == thesis.name),
                separates=tuple(separates),
            )
        )
    return tuple(views)


def _series(
    entries: Sequence[Entry], found: Answer, options: Options
) -> tuple[tuple[dt.date, Range], ...]:
    told = history.days(entries, found.as_of, options, most=_MOST_DAYS)
    return tuple((day, a.first) for day, a in told if a.first is not None)


def _steps(entries: Sequence[Entry], found: Answer, options: Options) -> tuple[StepView, ...]:
    """The log; without odds each row stands for itself."""
    if not found.chances:
        return tuple(
            StepView(day=e.known, id=e.id, who=e.who, what=words_of(e), before=None, after=None)
            for e in found.state.log
        )
    return tuple(
        StepView(
            day=step.entry.known,
            id=step.entry.id,
            who=step.entry.who,
            what=words_of(step.entry),
            before=step.before,
            after=step.after,
        )
        for step in history.steps(entries, found.as_of, options)
    )


def _if(
    entries: Sequence[Entry],
    found: Answer,
    options: Options,
    *,
    rule: GroupRule | None = None,
    unconfirmed: bool | None = None,
) -> Range | None:
    """The chance if it were counted otherwise; None where that would make no difference."""
    other = replace(
        options,
        rule=rule or options.rule,
        unconfirmed=options.unconfirmed if unconfirmed is None else unconfirmed,
    )
    made = answer(entries, found.as_of, other).first
    return None if made is None or made == found.first else made


def _forecasts(state: State) -> list[tuple[dt.date, str, dict[str, float]]]:
    found = []
    for entry in state.forecasts:
        said = entry.item.changes.get("forecast") if isinstance(entry.item, Update) else None
        if isinstance(said, dict):
            found.append((entry.known, entry.who, said))
    return found


def page(ledger: Ledger, found: Board, record: RecordView) -> Brief:
    """The board as a brief of its own, with the articles whose sentences it shows."""
    from legation.presenting.board import board_brief

    quotes = [e for view in found.sightings for e in view.evidence]
    quotes += [e for view in found.readings for e in view.evidence]
    quotes += [e for view in found.stated for e in view.evidence]
    ids = dict.fromkeys(quote.article_id for quote in quotes)
    return board_brief(found, record, [ledger.article(id_) for id_ in ids])
