"""Calibrate: weights of confidence from texts that people have coded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.errors import EnvironmentFailure, UsageError
from legation.evaluation import Judged, fit, judged, reliability
from legation.knowledge.event_weights import ALWAYS, RULE, chance, traits
from legation.workflows.evaluating import coded_events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.workflows.evaluating import Evaluation

_RIDGE = 4.0
_FOLDS = 5
_FEWEST = 50
_TIMES = 6
"""Events that a rule must have told to have a weight of its own."""

Case = tuple[str, tuple[str, ...], Judged]


def calibrate(made: Evaluation, path: Path, source: str) -> dict[str, Any]:
    """Writes the weights that coded events and their gold give; what they reach on texts left out.

    Texts are dealt into five parts; each is judged with weights from the other four. Raises
    UsageError where fewer than 50 events were coded, EnvironmentFailure where the file cannot be
    written.
    """
    cases = _cases(made)
    if len(cases) < _FEWEST:
        raise UsageError(f"Weights need {_FEWEST} coded events, here are {len(cases)}.")
    _write(path, cases, _weights(cases), source)
    return reliability(_crossed(cases))


def _cases(made: Evaluation) -> list[Case]:
    right = {event.id: event for event in judged(made.scored, made.lines)}
    found: list[Case] = []
    for text in made.scored:
        for event in coded_events(text.id, text.text, made.lines.get(text.id) or {}):
            found.append((text.id, traits(event), right[event.id]))
    told = Counter(trait for _, had, _ in found for trait in had if trait.startswith(RULE))
    rare = {rule for rule, times in told.items() if times < _TIMES}
    return [(id_, tuple(t for t in had if t not in rare), case) for id_, had, case in found]


def _weights(cases: Sequence[Case]) -> dict[str, float]:
    return fit([(found, event.right) for _, found, event in cases], ALWAYS, ridge=_RIDGE)


def _crossed(cases: Sequence[Case]) -> list[Judged]:
    ids = list(dict.fromkeys(id_ for id_, _, _ in cases))
    part = {id_: number % _FOLDS for number, id_ in enumerate(ids)}
    found = []
    for fold in range(_FOLDS):
        weights = _weights([case for case in cases if part[case[0]] != fold])
        for id_, had, event in cases:
            if part[id_] == fold:
                sure = chance(weights.get(trait, 0.0) for trait in had)
                found.append(
                    Judged(id=event.id, confidence=sure, core=event.core, right=event.right)
                )
    return found


def _write(path: Path, cases: Sequence[Case], weights: dict[str, float], source: str) -> None:
    lines = ["trait\tweight\tevents\tright\tsource"]
    for trait in sorted(weights, key=lambda trait: (trait != ALWAYS, trait)):
        having = [event for _, had, event in cases if trait in had]
        right = sum(event.right for event in having)
        lines.append(f"{trait}\t{weights[trait]:.2f}\t{len(having)}\t{right}\t{source}")
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise EnvironmentFailure(
            f"The weights cannot be written to {path} ({error.strerror}); choose another place."
        ) from error
