"""Made-up streams of dealings whose truth is known."""

from __future__ import annotations

import datetime as dt

import numpy as np

from legation.forecasting.panel import Dealing, panel
from legation.forecasting.sides import Side
from legation.knowledge.worth import outcomes, sighting_classes

TELLING = "visit or meeting announced"
IDLE = "placebo: condolence"
CODES = {TELLING: "036", IDLE: "018"}
CLASSES = tuple(c for c in sighting_classes() if c.name in (TELLING, IDLE, "agreement signed"))
AGREEMENT = tuple(o for o in outcomes() if o.name == "agreement")
START = dt.date(2014, 1, 1)


def states(number: int) -> list[str]:
    """Codes of so many made-up states."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"{letters[n // 26]}{letters[n % 26]}X" for n in range(number)]


def stream(
    rng: np.random.Generator,
    *,
    pairs: int = 160,
    days: int = 280,
    factor: float = 2.0,
    window: int = 14,
) -> list[Dealing]:
    """Dealings of pairs with rates of their own; one class multiplies the hazard of an agreement."""
    names = states(2 * pairs)
    found = []
    for number in range(pairs):
        a, b = Side(names[2 * number], "state"), Side(names[2 * number + 1], "state")
        news = rng.uniform(0.1, 0.6)
        base = rng.gamma(4, 0.004 / 4)
        seen = {name: rng.random(days) < 0.02 for name in CODES}
        recent = np.convolve(seen[TELLING], np.ones(window))[: days + 1]
        for day in range(days):
            # What is sighted on a day works from the day after.
            raised = day > 0 and recent[day - 1] > 0
            if rng.random() < base * (factor if raised else 1.0):
                found.append(Dealing(a, b, "057", day))
            found += [Dealing(a, b, CODES[name], day) for name in CODES if seen[name][day]]
            if rng.random() < news:
                found.append(Dealing(a, b, "051", day))
    return found


def made(events: list[Dealing], days: int = 280):
    """The panel of a stream."""
    return panel("made up", START, days, events, CLASSES, AGREEMENT)
