"""Asks, answers and scores the past questions of `docs/past-questions.md`.

    legation code events.jsonl > coded.jsonl       # the portal's entries, gunzipped
    python benchmarks/past_questions.py --events ICEWS18 --visits-to-us FILE --us-travels FILE \\
        --provocations FILE --coded coded.jsonl --worth-2014 worth_2014.tsv \\
        [-o questions.jsonl] [--plots FOLDER]

`worth_2014.tsv` is what `sighting_worth.py` writes from the year 2014 alone.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from legation.forecasting import portal
from legation.forecasting.panel import dealings, pair_of
from legation.forecasting.past_questions import (
    MONTHLY,
    TWICE_A_MONTH,
    Answer,
    Asked,
    Known,
    Method,
    Seen,
    answer,
    most_dealings,
    openings,
    pooled_rate,
    two_classes,
)
from legation.forecasting.past_scores import bins, drawn_calibration, scores
from legation.forecasting.quadruples import quadruples
from legation.forecasting.sides import OFFICIAL
from legation.forecasting.visits import meetings
from legation.knowledge.names import display
from legation.knowledge.worth import HORIZONS, MAIN, sighting_classes, worth
from legation.model.question import Range

DAY = dt.date
PROVOCATIONS = ("Missile Provocation", "Nuclear Provocation")
GROUPS = {c.name: c.group for c in sighting_classes()}


def measured(days: int) -> Callable[[str], Range | None]:
    """Worth for meetings by the table that ships."""

    def of(name: str) -> Range | None:
        found = worth(name, "meeting", days)
        if found is None or found.range is None:
            return None
        return Range(low=found.range[0], value=found.value, high=found.range[1])

    return of


def measured_by(path: Path, days: int) -> Callable[[str], Range | None]:
    """Worth for meetings by another table, by the same rule."""
    horizon = next(h for h in HORIZONS if h >= days)
    rows = [
        r
        for r in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
        if (r["family"], r["days"], r["sample"], r["default"])
        == ("meeting", str(horizon), MAIN, "yes")
    ]
    rows.sort(key=lambda r: r["origin"] != "independent")

    def of(name: str) -> Range | None:
        row = next((r for r in rows if r["class"] == name), None)
        if row is None:
            return None
        return Range(
            low=float(row["value_low"]), value=float(row["value"]), high=float(row["value_high"])
        )

    return of


def provocations(path: Path, told: list[portal.Told]) -> tuple[list[Asked], Known, Method]:
    """Will North Korea test within a fortnight?"""
    with path.open(encoding="utf-8", newline="") as lines:
        days = {
            DAY.fromisoformat(r["date"]) for r in csv.DictReader(lines) if r["type"] in PROVOCATIONS
        }
    happened = tuple(Seen(("PRK",), "provoked", day) for day in sorted(days))
    asked = [
        Asked(
            family="provocations",
            parties=("PRK",),
            opens=day,
            days=14,
            text=f"Will a missile or nuclear provocation of North Korea be dated {day + dt.timedelta(1)} "
            f"to {day + dt.timedelta(14)}?",
        )
        for day in openings(DAY(2025, 10, 1), DAY(2026, 3, 16), TWICE_A_MONTH)
    ]
    method = Method(base=two_classes((1096, 90)), worth=lambda _: None, groups=GROUPS)
    return asked, Known(DAY(1958, 1, 1), happened, portal.of_one(told, "PRK")), method


def visits(given: argparse.Namespace) -> tuple[list[Asked], Known, Method]:
    """Will the leaders visit within a month?"""
    listed = meetings(to_us=given.visits_to_us, us_travels=given.us_travels)
    happened = tuple(Seen(m.pair, "met", m.day) for m in listed)
    start = DAY(2018, 1, 1)
    dealt, sighted = [], {}
    for e in dealings(quadruples(given.events), 2018):
        pair = pair_of(e.first.state, e.second.state)
        if "USA" not in pair or "PRK" in pair or not {e.first.kind, e.second.kind} <= OFFICIAL:
            continue
        day = start + dt.timedelta(e.day)
        dealt.append(Seen(pair, "dealt", day))
        for rule in sighting_classes():
            if not rule.third and not rule.placebo and e.cameo.startswith(rule.cameo):
                if rule.sides != "envoy" or "envoy" in (e.first.kind, e.second.kind):
                    sighted[Seen(pair, rule.name, day)] = None
    opens = [DAY(2018, month, 1) for month in (3, 5, 7, 9)]
    asked = []
    for day in opens:
        for pair in most_dealings(dealt, day, 60, 10):
            other = next(code for code in pair if code != "USA")
            asked.append(
                Asked(
                    family="visits",
                    parties=pair,
                    opens=day,
                    days=30,
                    text=f"Will the leader of {display(other)} come to the United States, or its president "
                    f"or secretary of state go there, on a trip that begins {day + dt.timedelta(1)} to "
                    f"{day + dt.timedelta(30)}?",
                )
            )
    members = len({s.parties for s in happened if s.day >= DAY(2000, 1, 1)})
    method = Method(
        base=pooled_rate(members, None, 365, 1096),
        worth=measured_by(given.worth_2014, 30),
        groups=GROUPS,
    )
    return asked, Known(DAY(1866, 1, 1), happened, tuple(sighted)), method


def talks(told: list[portal.Told]) -> tuple[list[Asked], Known, Method]:
    """Will the portal tell of talks within four weeks?"""
    dealt, met, sighted = portal.of_pairs(told)
    begins = min(event.day for event in told)
    asked = [
        Asked(
            family="talks",
            parties=pair,
            opens=day,
            days=28,
            text=f"Will the portal tell in entries of {day + dt.timedelta(1)} to {day + dt.timedelta(28)} "
            f"that {display(pair[0])} and {display(pair[1])} met or held talks?",
        )
        for day in openings(DAY(2025, 10, 1), DAY(2026, 2, 1), MONTHLY)
        for pair in most_dealings(dealt, day, 60, 8)
    ]

    def base(one: Asked, known: Known) -> float:
        # Whom the family could ask of as the question opens: those who had dealt by then.
        members = len({s.parties for s in dealt if s.day <= one.opens})
        return pooled_rate(members, None, 30)(one, known)

    return asked, Known(begins, met, sighted), Method(base=base, worth=measured(28), groups=GROUPS)


def told_of(some: Sequence[Answer], came: Sequence[bool], name: str) -> None:
    """Prints the scores of some answers."""
    print(
        f"\n{name}: {len(some)} questions, {sum(came)} came true, "
        f"{sum(bool(a.counted) for a in some)} with a sighting that counts"
    )
    print("who | Brier | 95 % | log | skill of legation against it | 95 %")
    for s in scores(some, came):
        print(
            f"{s.who} | {s.brier:.3f} | {s.brier_low:.3f} to {s.brier_high:.3f} | {s.log:.3f} | "
            f"{s.skill:.3f} | {s.skill_low:.3f} to {s.skill_high:.3f}"
        )
    for b in bins(some, came):
        print(f"said {b.low:g}-{b.high:g}: {b.n} questions, mean {b.said:.2f}, came {b.came:.2f}")


def main() -> None:
    """Asks, answers, scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("events", "visits-to-us", "us-travels", "provocations", "coded", "worth-2014"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--plots", type=Path)
    given = parser.parse_args()
    told = list(portal.told(given.coded))
    rows: list[tuple[Answer, bool]] = []
    families = (provocations(given.provocations, told), visits(given), talks(told))
    for asked, known, method in families:
        rows += [(answer(one, known, method), one.came(known.happened)) for one in asked]
    independent = [row for row in rows if row[0].question.family != "talks"]
    parts = {"all": rows, "told by independent lists": independent}
    parts |= {
        family: [row for row in rows if row[0].question.family == family]
        for family in ("provocations", "visits", "talks")
    }
    for name, some in parts.items():
        told_of([a for a, _ in some], [c for _, c in some], name)
    late: list[tuple[Answer, bool]] = []
    for asked, known, method in families:
        renewed = replace(method, fresh=True)
        late += [(answer(one, known, renewed), one.came(known.happened)) for one in asked]
    print("\nAfter the fact: only sightings of a class that the pair had not had in the week before")
    for name, kept in (("all", {"provocations", "visits", "talks"}), ("visits", {"visits"})):
        chosen = [(a, c) for a, c in late if a.question.family in kept]
        told_of([a for a, _ in chosen], [c for _, c in chosen], name)
    if given.plots:
        for name, file in (
            ("all", "past-questions"),
            ("told by independent lists", "past-questions-lists"),
        ):
            some = parts[name]
            drawn = drawn_calibration(
                bins(*zip(*some, strict=True)), f"{len(some)} past questions ({name})"
            )
            (given.plots / f"{file}.svg").write_text(drawn, encoding="utf-8")
    if given.output:
        given.output.write_text("".join(line(a, c) for a, c in rows), encoding="utf-8")


def line(one: Answer, came: bool) -> str:
    """An answer and its outcome as a line of JSON."""
    asked = one.question
    told = {
        "family": asked.family,
        "parties": asked.parties,
        "opens": str(asked.opens),
        "closes": str(asked.closes),
        "question": asked.text,
        "legation": round(one.chance, 4),
        "base_rate": round(one.base, 4),
        "no_change": one.no_change,
        "announced_happens": round(one.announced, 4),
        "counted": [[name, round(ratio, 2)] for name, ratio in one.counted],
        "worth_unknown": one.unknown,
        "came": came,
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
