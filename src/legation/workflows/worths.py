"""The table of what sightings are worth, as rows to list."""

from __future__ import annotations

from collections.abc import Iterator

from legation.errors import UsageError
from legation.knowledge.worth import HORIZONS, MAIN, Worth, outcomes, sighting_classes, worths

Row = dict[str, object]
COLUMNS = (
    *(
        "sighting",
        "outcome",
        "told_by",
        "days",
        "worth",
        "low",
        "high",
        "measured",
        "out_of_sample",
    ),
    *("pairs", "sightings", "followed", "expected", "why"),
)


def listed(
    sighting: str | None, family: str | None, days: int | None, *, everything: bool, apart: bool
) -> Iterator[Row]:
    """Rows of the table: those that may be defaults, or `everything`; `apart` those shown apart.

    `sighting` is a class, its beginning, or a class that the coder finds. Raises UsageError for names
    and horizons that the table does not have.
    """
    names = _classes(sighting) if sighting else None
    families = tuple(dict.fromkeys(o.family for o in outcomes()))
    if family is not None and family not in families:
        raise UsageError(f"No outcome is measured as {family!r}; use one of {', '.join(families)}.")
    if days is not None and days not in HORIZONS:
        told = ", ".join(str(h) for h in HORIZONS)
        raise UsageError(f"Worth is measured within {told} days, not within {days}.")
    # A class that is named is shown whatever came of it: that it is unknown is the answer.
    every = everything or names is not None or apart
    for w in worths():
        if (
            (names is None or w.sighting in names)
            and family in (None, w.family)
            and days in (None, w.days)
            and (w.sample == MAIN) != apart
            and (every or w.default)
        ):
            yield _row(w)


def _classes(named: str) -> set[str]:
    wanted = named.strip().casefold()
    found = {
        c.name
        for c in sighting_classes()
        if c.name.casefold().startswith(wanted) or wanted in (n.casefold() for n in c.judged_as)
    }
    if not found:
        known = ", ".join(c.name for c in sighting_classes() if not c.placebo)
        raise UsageError(f"No class of sightings is known as {named!r}; use one of {known}.")
    return found


def _row(w: Worth) -> Row:
    low, high = w.range or (None, None)
    return {
        "sighting": w.sighting,
        "outcome": w.outcome,
        "told_by": w.origin,
        "days": w.days,
        "worth": w.value if w.default else "unknown",
        "low": low,
        "high": high,
        "measured": w.ratio,
        "out_of_sample": _interval(w),
        "pairs": w.pairs,
        "sightings": w.sightings,
        "followed": w.events,
        "expected": float(w.row["expected"]),
        "why": w.why or None,
    }


def _interval(w: Worth) -> str | None:
    if w.tested is None:
        return None
    low, high = w.tested
    return f"{w.out_ratio:.2g} ({low:.2g} to {high:.2g})"
