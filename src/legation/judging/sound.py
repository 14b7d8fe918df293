"""Whether questions and what is said of them can be: each refusal is one sentence that tells why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from legation.errors import UsageError
from legation.judging.base_rates import base_rate
from legation.judging.matrix import CELLS
from legation.judging.odds import NOTHING, checked, decayed, log_worth
from legation.judging.readings import grade
from legation.knowledge.asking import asked
from legation.knowledge.names import is_state
from legation.knowledge.yardsticks import yardstick
from legation.model.question import (
    NONE_OF_THESE,
    Item,
    Question,
    QuestionKind,
    Reading,
    Resolution,
    Sighting,
    SightingKind,
    TimeForm,
    Update,
)
from legation.model.question_wire import changed, check_changes

YES_NO = ("yes", "no")


def settled(question: Question) -> Question:
    """A question that can be kept: what goes without saying is filled in.

    Yes and no are the outcomes of a closed question that names none, and "no" holds where nothing
    happens; other outcomes get "none of these" beside them. Raises UsageError for what cannot be.
    """
    if not question.text.strip():
        raise UsageError("A question needs its text.")
    if question.kind is QuestionKind.STANDING:
        return _standing(question)
    made = _with_class(_with_outcomes(question))
    _window(made)
    for one in made.classes:
        base_rate(one, made.days)
        if one.outcome is not None and one.outcome not in made.outcomes:
            raise UsageError(
                f"The reference class {one.name!r} speaks of {one.outcome!r}, which is no outcome; "
                f"they are {', '.join(made.outcomes)}."
            )
    if made.prior:
        made = replace(made, prior=checked(made.prior, made.outcomes))
    _prior_range(made)
    for branch in made.branches:
        if branch.worth is not None:
            log_worth(branch.worth)
    return made


_CLASSES = ("meeting", "agreement")
"""Words for what is asked that are outcomes in the table of measured worths too."""


def _with_class(question: Question) -> Question:
    """What the first outcome is in that table, where two states and a word for it are named."""
    found = asked(question.text)
    if question.outcome_class or found.turns or len(found.codes) != 2:
        return question
    named = next((word for word in _CLASSES if word in found.words), None)
    return replace(question, outcome_class=named) if all(map(is_state, found.codes)) else question


def _standing(question: Question) -> Question:
    if question.prior or question.outcomes or question.classes or question.prior_range:
        raise UsageError(
            "A standing question keeps rival theses and no probability; leave out outcomes, priors "
            "and base rates, or ask a closed question."
        )
    if len({thesis.name for thesis in question.theses}) < 2:
        raise UsageError("A standing question needs two rival theses or more; name them.")
    return question


def _with_outcomes(question: Question) -> Question:
    outcomes = question.outcomes or YES_NO
    if len(set(outcomes)) < len(outcomes) or not all(name.strip() for name in outcomes):
        raise UsageError("The outcomes of a question must differ and have names.")
    if len(outcomes) < 2:
        raise UsageError("A question needs two outcomes or more; name what else could come.")
    if outcomes != YES_NO and NONE_OF_THESE not in outcomes:
        outcomes = (*outcomes, NONE_OF_THESE)
    default = question.default or ("no" if outcomes == YES_NO else None)
    if default is not None and default not in outcomes:
        raise UsageError(f"{default!r} is no outcome; they are {', '.join(outcomes)}.")
    form = question.form if default is not None else TimeForm.NO_TIME
    return replace(question, outcomes=outcomes, default=default, form=form)


def _window(question: Question) -> None:
    if not (question.resolution or "").strip():
        raise UsageError(
            "A closed question needs the exact text by which it is resolved; give --resolution."
        )
    if question.first is None or question.last is None:
        raise UsageError("A closed question needs a window; give its first and its last day.")
    if question.last < question.first:
        raise UsageError(
            f"The window ends on {question.last}, before it starts on {question.first}; turn them "
            "round."
        )
    if question.opened > question.last:
        raise UsageError(
            f"The question is opened on {question.opened}, after its window ends on {question.last}."
        )


def _prior_range(question: Question) -> None:
    around, first = question.prior_range, question.outcomes[0]
    if around is None:
        return
    if not question.prior or not around.low <= question.prior[first] <= around.high:
        raise UsageError(f"The range of the prior must hold the prior of {first!r}.")
    if around.low < 0 or around.high > 1:
        raise UsageError("Probabilities lie between 0 and 1; write 5 % as 0.05.")


def check_item(item: Item, question: Question, day: dt.date) -> None:
    """Raises UsageError for a row that this question cannot have, as of a day."""
    match item:
        case Sighting():
            _sighting(item, question, day)
        case Reading():
            if not item.holder.name.strip():
                raise UsageError("A reading needs the name of who said it.")
            if item.yardstick:
                yardstick(item.yardstick)
            _thesis(item.thesis, question)
            _not_after(item.said, day, "reading")
        case Resolution():
            _resolution(item, question, day)
        case Update(on=None, changes=changes):
            check_changes(question, changes)
            settled(changed(question, changes))
            _forecast(changes.get("forecast"), question)
            _branch(changes.get("branch"), question)
            if not item.reason.strip():
                raise UsageError("Say with --why what the change rests on; it is kept.")
        case _:
            pass


def check_change(item: Item, update: Update, question: Question, day: dt.date) -> None:
    """Raises UsageError where an update would make a row that this question cannot have."""
    if not update.reason.strip():
        raise UsageError("Say with --why what the change rests on; it is kept.")
    check_changes(item, update.changes)
    check_item(changed(item, update.changes), question, day)


def _not_after(seen: dt.date, day: dt.date, what: str) -> None:
    if seen > day:
        raise UsageError(
            f"The {what} is dated {seen}, after {day}, as of which it is added; check the day."
        )


def _sighting(item: Sighting, question: Question, day: dt.date) -> None:
    _not_after(item.seen, day, "sighting")
    if not item.observed.strip() or not item.indicator.strip():
        raise UsageError("A sighting needs what was observed and of which indicator it is one.")
    if item.outcome is not None and item.outcome not in question.outcomes:
        raise UsageError(
            f"{item.outcome!r} is no outcome of this question; they are "
            f"{', '.join(question.outcomes) or 'none, since it is a standing one'}."
        )
    if item.direction not in (None, "for", "against"):
        raise UsageError(f"A direction is for or against, not {item.direction!r}.")
    decayed(NOTHING, 0, item.decay)
    if item.worth is not None:
        _worth(item, question)
    if item.expires is not None and item.expires < item.seen:
        raise UsageError(f"The sighting expires on {item.expires}, before it was seen.")
    if item.grade is not None:
        grade(item.grade)
    _branch(item.branch, question)
    _thesis(item.thesis, question)
    _cells(item, question)
    if item.kind is not SightingKind.PRESENCE and item.expectation is None:
        raise UsageError(
            f"An {item.kind.value} needs who was missing from what, so that it can be told whether "
            "they were to be expected."
        )


def _worth(item: Sighting, question: Question) -> None:
    if question.kind is QuestionKind.STANDING:
        raise UsageError(
            "A standing question has no odds, so a sighting of it has no likelihood ratio; say with "
            "cells how it fits each thesis."
        )
    assert item.worth is not None  # noqa: S101 - the caller has looked
    worth = log_worth(item.worth)
    against = {"for": worth.value < 0, "against": worth.value > 0}
    if item.direction and against[item.direction]:
        raise UsageError(
            f"A likelihood ratio of {item.worth.value:g} speaks "
            f"{'for' if worth.value > 0 else 'against'}, not {item.direction}; change one of them."
        )


def _cells(item: Sighting, question: Question) -> None:
    answers = answers_of(question)
    for name, cell in item.cells.items():
        if cell not in CELLS:
            raise UsageError(f"{cell!r} is no cell of a matrix; use one of {', '.join(CELLS)}.")
        if name not in answers:
            raise UsageError(f"{name!r} is none of the answers; they are {', '.join(answers)}.")


def answers_of(question: Question) -> tuple[str, ...]:
    """What a matrix compares: the outcomes, or the names of the theses."""
    return question.outcomes or tuple(thesis.name for thesis in question.theses)


def _branch(name: object, question: Question) -> None:
    names = [branch.name for branch in question.branches]
    if name is not None and name not in names:
        raise UsageError(
            f"There is no condition {name!r} in this question; "
            f"{'they are ' + ', '.join(names) if names else 'it has none'}."
        )


def _thesis(name: str | None, question: Question) -> None:
    names = [thesis.name for thesis in question.theses]
    if name is not None and name not in names:
        raise UsageError(
            f"There is no thesis {name!r} in this question; "
            f"{'they are ' + ', '.join(names) if names else 'it has none'}."
        )


def _forecast(forecast: object, question: Question) -> None:
    if forecast is None:
        return
    if not isinstance(forecast, dict) or not question.outcomes:
        raise UsageError("A forecast gives a probability to each outcome of a closed question.")
    if any(isinstance(p, bool) or not isinstance(p, int | float) for p in forecast.values()):
        raise UsageError("A forecast gives a probability to each outcome of a closed question.")
    checked(forecast, question.outcomes)


def _resolution(item: Resolution, question: Question, day: dt.date) -> None:
    if question.kind is QuestionKind.STANDING:
        raise UsageError("A standing question is never resolved; ask a closed one beside it.")
    if item.outcome is not None and item.outcome not in question.outcomes:
        raise UsageError(
            f"{item.outcome!r} is no outcome of this question; they are "
            f"{', '.join(question.outcomes)}, or void where none can be told."
        )
    if not item.reason.strip():
        raise UsageError("Say with --why how the resolution follows from its text.")
    if item.day < question.opened:
        raise UsageError(f"It cannot be resolved on {item.day}, before it was asked.")
    _not_after(item.day, day, "resolution")
