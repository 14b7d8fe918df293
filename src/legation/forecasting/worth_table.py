"""The measured table as rows of text: figures, intervals, checks, and which may be a default."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import norm

from legation.forecasting.logistic import Shift
from legation.forecasting.worth import Measured
from legation.knowledge.worth import MAIN, Outcome, SightingClass, worth_settings

COLUMNS = (
    *("class", "outcome", "family", "origin", "days", "sample", "years"),
    *("sightings", "pairs", "followed", "expected", "ratio", "low", "high"),
    *(
        "out_sightings",
        "out_pairs",
        "out_followed",
        "out_ratio",
        "out_low",
        "out_high",
        "out_p",
        "out_q",
    ),
    *("news_ratio", "news_low", "news_high", "value", "value_low", "value_high"),
    *("brier_skill", "brier_low", "brier_high", "log_skill", "log_low", "log_high", "spread"),
    *("raw_ratio", "within_ratio", "gap_ratio", "quiet_ratio", "ratio_2014", "ratio_2018"),
    *("default", "why", "source"),
)


def overlaps(rule: SightingClass, outcome: Outcome) -> bool:
    """Whether an event can be both the sighting and the outcome, so that the class measures itself."""
    return any(a.startswith(b) or b.startswith(a) for a in rule.cameo for b in outcome.cameo)


def discovered(values: Mapping[str, float | None]) -> dict[str, float | None]:
    """Adjusted p of each test: the least false discovery rate at which it would be taken.

    Source: Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57.
    """
    told = sorted((p, key) for key, p in values.items() if p is not None)
    found: dict[str, float | None] = dict.fromkeys(values)
    least = 1.0
    for rank in range(len(told), 0, -1):
        p, key = told[rank - 1]
        least = min(least, p * len(told) / rank)
        found[key] = least
    return found


def bounds(shift: Shift) -> tuple[float, float, float]:
    """A ratio and its interval at the level of the settings."""
    reach = float(norm.ppf(0.5 + worth_settings()["level"] / 2)) * shift.error
    low, high = shift.value - reach, shift.value + reach
    return float(np.exp(shift.value)), float(np.exp(low)), float(np.exp(high))


def excludes_one(shift: Shift | None) -> bool:
    """Whether the interval of a ratio leaves out 1."""
    if shift is None:
        return False
    _, low, high = bounds(shift)
    return low > 1 or high < 1


def verdict(
    measured: Measured,
    rule: SightingClass,
    outcome: Outcome,
    q: float | None,
    independent: float | None,
) -> str:
    """Why a value may not stand as a default, or "" where it may.

    `q` is its adjusted p, `independent` the log ratio that independent outcomes of the same family
    give, if there are any.
    """
    inside, outside, news = measured.inside, measured.outside, measured.news
    settings = worth_settings()
    if inside is None or outside is None or news is None:
        return "never sighted out of sample"
    if rule.placebo:
        return "a placebo"
    if not outcome.independent and overlaps(rule, outcome):
        return "the class counts as the outcome itself"
    least = settings["least_pairs"]
    if inside.pairs < least:
        return f"fewer than {least:.0f} pairs"
    if outside.pairs < least:
        return f"fewer than {least:.0f} pairs out of sample"
    if not excludes_one(outside):
        return "the interval out of sample includes 1"
    if q is None or q > settings["false_discovery"]:
        return "not beyond the correction for many comparisons"
    if not excludes_one(news) or news.value * outside.value < 0:
        return "no more than other news of the pair"
    if inside.value * outside.value < 0:
        return "another direction out of sample"
    if measured.skill is None or measured.skill.log <= 0:
        return "forecasts out of sample are no better for it"
    if independent is not None and independent * outside.value < 0:
        return "independent outcomes point the other way"
    value = _nearer(inside, measured.news_inside)
    if not excludes_one(value) or value is None or value.value * outside.value < 0:
        return "the interval of the value nearer to 1 includes 1"
    return ""


def table(
    measured: Sequence[Measured],
    classes: Mapping[str, SightingClass],
    outcomes: Mapping[str, Outcome],
    sample: str,
    years: str,
) -> list[dict[str, str]]:
    """Rows of the table; only those of the main sample may hold defaults."""
    tested = [m for m in measured if not classes[m.name].placebo]
    adjusted: dict[str, float | None] = {}
    for origin in {outcomes[m.outcome].origin for m in measured}:
        adjusted |= discovered(
            {_key(m): m.p for m in tested if outcomes[m.outcome].origin == origin}
        )
    independent = {
        (m.name, outcomes[m.outcome].family, m.horizon): m.inside.value
        for m in measured
        if outcomes[m.outcome].independent and m.inside is not None
    }
    found = []
    for m in measured:
        rule, outcome = classes[m.name], outcomes[m.outcome]
        beside = (
            None if outcome.independent else independent.get((m.name, outcome.family, m.horizon))
        )
        q = adjusted.get(_key(m))
        why = verdict(m, rule, outcome, q, beside) if sample == MAIN else "shown apart"
        found.append(
            {
                **_figures(m, q),
                "family": outcome.family,
                "origin": outcome.origin,
                "sample": sample,
                "years": years,
                "default": "no" if why else "yes",
                "why": why,
                "source": outcome.source,
            }
        )
    return found


def _key(m: Measured) -> str:
    return f"{m.name}|{m.outcome}|{m.horizon}"


def _figures(m: Measured, q: float | None) -> dict[str, str]:
    inside, outside, skill = m.inside, m.outside, m.skill
    row = {"class": m.name, "outcome": m.outcome, "days": str(m.horizon)}
    row |= {
        "sightings": str(inside.rows if inside else 0),
        "pairs": str(inside.pairs if inside else 0),
        "followed": str(inside.events if inside else 0),
        "expected": f"{m.expected:.1f}",
        "out_sightings": str(outside.rows if outside else 0),
        "out_pairs": str(outside.pairs if outside else 0),
        "out_followed": str(outside.events if outside else 0),
        "out_p": "" if m.p is None else f"{m.p:.2g}",
        "out_q": "" if q is None else f"{q:.2g}",
        "spread": f"{inside.spread:.2f}" if inside else "",
    }
    told: list[tuple[Shift | None, tuple[str, str, str]]] = [
        (inside, ("ratio", "low", "high")),
        (outside, ("out_ratio", "out_low", "out_high")),
        (m.news, ("news_ratio", "news_low", "news_high")),
        (_nearer(inside, m.news_inside), ("value", "value_low", "value_high")),
    ]
    for shift, names in told:
        figures = bounds(shift) if shift else (None, None, None)
        row |= {name: _ratio(figure) for name, figure in zip(names, figures, strict=True)}
    for name in ("brier", "log"):
        for end, column in (("", "skill"), ("_low", "low"), ("_high", "high")):
            row[f"{name}_{column}"] = f"{getattr(skill, name + end):.3f}" if skill else ""
    for check in ("raw", "within", "gap", "quiet"):
        row[f"{check}_ratio"] = _ratio(m.checks.get(check))
    return row | {f"ratio_{y}": _ratio(m.checks.get(y)) for y in ("2014", "2018")}


def _nearer(days: Shift | None, news: Shift | None) -> Shift | None:
    """Of the two comparisons the one nearer to 1."""
    if days is None or news is None:
        return days
    return min(days, news, key=lambda shift: abs(shift.value))


def _ratio(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.3g}"


def written(rows: Sequence[Mapping[str, str]]) -> str:
    """The table as tab-separated text."""
    sink = io.StringIO()
    out = csv.DictWriter(
        sink, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, restval=""
    )
    out.writeheader()
    out.writerows(rows)
    return sink.getvalue()
