"""Measures what a sighting is worth and writes the table that ships with the program.

    python benchmarks/sighting_worth.py --events 2014=ICEWS14 --events 2018=ICEWS18 \\
        --visits-to-us FILE --us-travels FILE --china FILE [-o sighting_worth.tsv]

`--events` names a year and a folder of daily quadruples; its first day is 1 January. The lists of
visits are those that `legation.forecasting.visits` describes. Pairs of North Korea in 2018 are left
out and measured apart. Printed are the baseline's own skill, the shuffled-date checks and the rows
that may be defaults; `docs/what-a-sighting-is-worth.md` explains them. Takes about half an hour.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from legation.forecasting import logistic, panel, worth, worth_table
from legation.forecasting.history import History, View
from legation.forecasting.quadruples import quadruples
from legation.forecasting.sightings import Frame
from legation.forecasting.visits import meetings
from legation.knowledge.worth import HORIZONS, MAIN, outcomes, sighting_classes, worth_settings

APART = ("PRK", 2018)
CONTACTS = ("visit or meeting announced", "visit paid", "talks held")
SHUFFLED = (14, 30)
LEAST_APART = 5


def say(line: str) -> None:
    """A line on standard error while work goes on."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def read(given: argparse.Namespace) -> list[panel.Panel]:
    """A panel for each year, with the meetings of the lists."""
    listed = meetings(to_us=given.visits_to_us, us_travels=given.us_travels, china=given.china)
    lists = next(o.name for o in outcomes() if o.independent)
    found = []
    for told in given.events:
        year, _, folder = told.partition("=")
        events = list(quadruples(Path(folder)))
        n_days = max(event.day for event in events) + 1
        dealings = panel.dealings(events, int(year))
        made = panel.panel(
            f"ICEWS {year}",
            dt.date(int(year), 1, 1),
            n_days,
            dealings,
            sighting_classes(),
            outcomes(),
        )
        made = panel.with_meetings(made, lists, [(m.pair, m.day) for m in listed])
        say(
            f"{year}: {len(events)} events, {len(dealings)} between states, {len(made.pairs)} pairs"
        )
        found.append(made)
    return found


def own_skill(made: worth.Measurement) -> str:
    """How much better the baseline forecasts the days after each origin than the pair's rate alone."""
    parts = []
    for view in (View.RATE, View.DAYS):
        found = [study.rows(study.risk).folds for study in made.studies[view]]
        parts.append(worth.Rows.joined([after for folds in found for _, after in folds]))
    rate, days = parts
    gained = logistic.skill(rate.known, days.known, rate.happened, rate.pair, 200, 0.95)
    expected = float((1 / (1 + np.exp(-days.known))).mean())
    return (
        f"{made.outcome} {made.horizon} d: {len(days)} pair-days, {days.happened.mean():.4f} happened, "
        f"{expected:.4f} expected; Brier skill {gained.brier:.3f} ({gained.brier_low:.3f} to "
        f"{gained.brier_high:.3f}), log skill {gained.log:.3f} ({gained.log_low:.3f} to {gained.log_high:.3f})"
    )


def shuffled(made: worth.Measurement, fresh: dict, moving: worth.Moving) -> Counter:
    """How often classes moved to other days would pass for telling, of how many tried."""
    found: Counter = Counter()
    for draw in range(int(worth_settings()["shuffles"])):
        rng = np.random.default_rng(draw)
        for rule in sighting_classes():
            if rule.third:
                continue
            flags = [moving(f, p, rng) for f, p in zip(fresh[rule.name], made.panels, strict=True)]
            days = made.shift(made.after(made.sighted(flags)))
            if days is None or days.pairs < worth_settings()["least_pairs"]:
                continue
            news = made.shift(made.after(made.sighted(flags, View.NEWS)))
            found["tried"] += 1
            found["days"] += worth_table.excludes_one(days)
            found["both"] += bool(
                worth_table.excludes_one(days)
                and worth_table.excludes_one(news)
                and days.value * news.value > 0
            )
            found["log ratio, thousandths"] += round(1000 * days.value)
    return found


def main_sample(panels: list[panel.Panel], checked: bool) -> list[worth.Measured]:
    """All classes against all outcomes, with the checks printed on the way."""
    frame, histories = Frame(panels), [History(p) for p in panels]
    fresh = worth.fresh_sightings(panels)
    days = int(worth_settings()["quiet_days"]) + 1
    quiet = [worth.quiet_days(p, CONTACTS, days) for p in panels]
    found = []
    for outcome in outcomes():
        for horizon in HORIZONS:
            say(f"{outcome.name}, {horizon} days")
            made = worth.Measurement(panels, frame, outcome.name, horizon, histories)
            print("baseline:", own_skill(made), flush=True)
            calm = quiet if outcome.family == "meeting" else None
            found += [made.measure(c.name, fresh[c.name], calm) for c in sighting_classes()]
            if checked and horizon in SHUFFLED:
                for moving in (worth.moved_to_any_day, worth.moved_to_news_days):
                    print(
                        moving.__name__,
                        outcome.name,
                        horizon,
                        dict(shuffled(made, fresh, moving)),
                        flush=True,
                    )
    return found


def apart(whole: panel.Panel) -> list[worth.Measured]:
    """The pairs that are left out, measured by themselves where there are enough."""
    frame, history = Frame([whole]), History(whole)
    fresh = worth.fresh_sightings([whole])
    found = []
    for outcome in outcomes():
        if whole.met[outcome.name].any(axis=1).sum() < LEAST_APART:
            say(f"apart: {outcome.name} came in too few pairs")
            continue
        for horizon in HORIZONS:
            made = worth.Measurement([whole], frame, outcome.name, horizon, [history])
            found += [made.measure(c.name, fresh[c.name]) for c in sighting_classes()]
    return found


def main() -> None:
    """Measures, prints what the study reports, and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", action="append", required=True, metavar="YEAR=FOLDER")
    parser.add_argument("--visits-to-us", type=Path, required=True)
    parser.add_argument("--us-travels", type=Path, required=True)
    parser.add_argument("--china", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="without the shuffled-date checks")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    panels = read(given)
    code, year = APART
    classes = {c.name: c for c in sighting_classes()}
    named = {o.name: o for o in outcomes()}
    kept, left = [], []
    for p in panels:
        if p.start.year == year:
            korean = panel.of_state(p, code)
            left.append(panel.only(p, korean, f"{code} {year}"))
            p = panel.only(p, ~korean, p.source)
        kept.append(p)
    years = "; ".join(str(p.start.year) for p in kept)
    rows = worth_table.table(main_sample(kept, not given.quick), classes, named, MAIN, years)
    for whole in left:
        rows += worth_table.table(apart(whole), classes, named, whole.source, str(year))
    for row in rows:
        if row["default"] == "yes":
            print(
                *(
                    row[c]
                    for c in (
                        "class",
                        "outcome",
                        "days",
                        "value",
                        "value_low",
                        "value_high",
                        "out_ratio",
                        "out_low",
                        "out_high",
                    )
                ),
                sep="\t",
            )
    if given.output is not None:
        given.output.write_text(worth_table.written(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
