"""Parts of a board: its sightings, readings, the words of its log, and its matrix."""

from __future__ import annotations

from collections.abc import Sequence

from legation.judging import matrix
from legation.judging.answering import Answer, Weighed
from legation.judging.odds import strength_range
from legation.judging.readings import grade
from legation.judging.replay import Held
from legation.judging.sound import answers_of
from legation.judging.weighing import Standing
from legation.knowledge.questions import measured
from legation.model.question import (
    Entry,
    Question,
    Reading,
    Resolution,
    Sighting,
    Update,
    Verdict,
)
from legation.presenting.boardview import MatrixView, ReadingView, ReadInto, SightingView

_MOST_FLIPS = 4
_LONGEST = 72


def sighting_view(one: Weighed, question: Question) -> SightingView:
    """A sighting with what it counts for."""
    held, item = one.held, one.sighting
    counted = one.standing is Standing.COUNTED
    entry = held.entry
    return SightingView(
        id=entry.id,
        indicator=item.indicator,
        observed=item.observed,
        day=item.seen,
        kind=item.kind.value,
        standing=one.standing.value,
        worth=strength_range(one.worth) if counted else "nothing",
        group=one.group,
        by=one.by,
        added=entry.who,
        later=entry.hindsight and item.rule is None,
        when=item.when,
        reported=item.reported,
        interpreted=tuple(
            ReadInto(holder=i.holder, words=i.words, direction=i.direction)
            for i in item.interpreted
        ),
        outcome=item.outcome,
        direction=item.direction,
        ratio=None if one.by == Standing.UNKNOWN.value else one.ratio,
        reason=_reason(held, item),
        grade=item.grade,
        grade_words="; ".join(grade(item.grade)) if item.grade else None,
        decay=item.decay,
        expires=item.expires,
        test=item.test,
        expectation=item.expectation.reason if item.expectation else None,
        comparison=item.expectation.comparison if item.expectation else None,
        cells=item.cells,
        rule=item.rule,
        measured=_measured(item, question),
        evidence=entry.evidence,
    )


def _measured(item: Sighting, question: Question) -> str | None:
    """What was measured for its class and such a question, and whether it may stand."""
    if not item.event_class or not question.outcome_class:
        return None
    found = measured(item.event_class, question.outcome_class, question.days)
    if found is None:
        return None
    ratio = found.ratio
    told = f"{ratio.value:.1f} ({ratio.low:.1f} to {ratio.high:.1f}) on {found.pairs} pairs"
    return told if found.holds else f"{told}, which does not stand"


def _reason(held: Held, item: Sighting) -> str | None:
    """Why it is worth what it is: the reason of the newest change of its worth, else its own."""
    for entry in reversed(held.updates):
        if isinstance(entry.item, Update) and "worth" in entry.item.changes:
            return entry.item.reason
    return item.reason


_ORDER = [standing.value for standing in Standing]


def order(view: SightingView) -> tuple[object, ...]:
    """What counts first, what was refused last, each by day."""
    return (_ORDER.index(view.standing), view.day, view.id)


def reading_view(held: Held) -> ReadingView:
    """What a named person says."""
    item = held.item
    assert isinstance(item, Reading)  # noqa: S101 - State keeps sightings apart
    return ReadingView(
        id=held.entry.id,
        holder=item.holder,
        words=item.words,
        day=item.said,
        stance=item.stance,
        about=item.about,
        standing="confirmed" if held.confirmed else "not confirmed yet",
        yardstick=item.yardstick,
        term=item.term,
        low=item.low,
        high=item.high,
        note=item.note,
        thesis=item.thesis,
        evidence=held.entry.evidence,
    )


def words_of(entry: Entry) -> str:
    """A row of the log in words."""
    match entry.item:
        case Question():
            return "asked"
        case Sighting(observed=observed):
            return f"sighting: {observed}"
        case Reading(holder=holder, words=words):
            return f"reading: {holder.name} ({words})"
        case Verdict(on=on, decision=decision, reason=reason):
            return f"{decision.value} {on}" + (f": {reason}" if reason else "")
        case Update(on=on, changes=changes, reason=reason):
            return f"{', '.join(changes)} of {on or 'the question'}: {reason}"
        case Resolution(outcome=outcome, reason=reason):
            return f"resolved {outcome or 'void'}: {reason}"


def matrix_view(found: Answer) -> MatrixView | None:
    """The matrix of what is not refused: cells that were given, else what the worth says."""
    answers = answers_of(found.question)
    rows: list[matrix.Item] = []
    groups: set[str] = set()
    for one in found.weighed:
        if one.standing in (Standing.REFUSED, Standing.NOT_EXPECTED) or one.group in groups:
            continue
        cells = dict(one.sighting.cells) or _cells_of(one, answers)
        if cells:
            groups.add(one.group)
            rows.append(matrix.Item(name=one.held.entry.id, cells=cells))
    if not rows:
        return None
    made = matrix.matrix(rows, answers)
    titles = {thesis.name: thesis.text for thesis in found.question.theses}
    names = {one.held.entry.id: _short(one.sighting.observed) for one in found.weighed}
    blind = [name for name, d in made.diagnosticity.items() if d <= 1]
    return MatrixView(
        answers=answers,
        titles={a: titles.get(a, a) for a in answers},
        rows=tuple((names[i.name], i.cells, made.diagnosticity[i.name]) for i in made.items),
        scores=made.scores,
        leads=made.leads,
        carried_by=tuple(names[name] for name in made.carried_by),
        flips=tuple(
            f"{names[f.item]}: {titles.get(f.answer, f.answer)} from {f.was} to {f.to} makes "
            f"{' and '.join(titles.get(n, n) for n in f.leads)} lead"
            for f in (made.flips if len(made.leads) == 1 else ())[:_MOST_FLIPS]
        ),
        blind=tuple(names[name] for name in blind),
    )


def _cells_of(one: Weighed, answers: Sequence[str]) -> dict[str, str]:
    """The cell that a likelihood ratio stands for: each step doubles it."""
    if one.by == Standing.UNKNOWN.value or not answers:
        return {}
    value = one.ratio.value
    cell = next(c for up, c in _STEPS if value <= up)
    return {name: cell if name == one.outcome else "N" for name in answers}


def _short(text: str) -> str:
    return text.rstrip(".") if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


_STEPS = ((0.35, "II"), (0.71, "I"), (1.41, "N"), (2.83, "C"), (float("inf"), "CC"))
"""A cell for each likelihood ratio, cut half-way (in logarithms) between 1/4, 1/2, 1, 2 and 4."""
