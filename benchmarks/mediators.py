"""Who was asked to help, and would past practice have named them the day before?

    python benchmarks/mediators.py --mediation DIR [--icews DIR DAY] [--structure DIR] [--unga FILE]
        [--write FILE] [--watch CONFLICT] [--show N]

DIR holds the files of PA-X and MEND (`pax_agreements_third_parties.csv.gz`, `mend_all_processes.csv`,
`mend_processes.csv`); `--icews` (repeatable) a benchmark folder of ICEWS and the day that is its day
0; `--structure` the folder with ATOP's alliances and COW's states, `--unga` the ideal points of all
sessions. Our own catalogue of mediations is always among the cases.

All eligible states and bodies are ranked for each case with what was known the day before. The
weights of each year are fitted on the cases of earlier years only. Recall at k is the share of the
case's third parties among the first k, ties broken by chance; intervals draw conflicts, not cases.
`--write` keeps the weights fitted on all cases; `--watch "PRK and USA"` prints the rank of each third
party of one conflict.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import mediator_cases as cases_of
import mediator_world as worlds
import numpy as np
from mediator_cases import Case
from numpy.typing import NDArray
from scipy.optimize import minimize

from legation.judging.mediation import practice
from legation.judging.mediation.practice import FEATURES, Asked, Deed, Past
from legation.judging.mediation.ranking import standings

TOP = (1, 3, 5, 10)
PENALTY = 1.0
LATEST = dt.date(2026, 1, 1)
"""Until when what goes on is followed."""
MARGIN = 0.05
"""A difference in recall that is more than a share of a large tie."""
CLUSTERS = 5
"""Conflicts below which no interval is drawn."""
THIN = 5
"""Events below which a tie is thin."""
FEWEST = 100
"""Cases that must lie behind before the first year is ranked."""
STRUCTURE = ("ally", "gap", "gap-weaker")
RESTED = float(np.log1p(0.5))
"""`lately` of a third party that acted once, two years ago."""
Matrix = NDArray[np.float64]


@dataclass(slots=True)
class Seen:
    """One case with its candidates, their features as of the day before, and who it was."""

    case: Case
    codes: list[str]
    told: Matrix
    asked: NDArray[np.bool_]


def seen(cases: Sequence[Case], outside: worlds.Outside) -> list[Seen]:
    """Each case with what was known before it; deeds count from the day on which they were known."""
    past = Past(regions=worlds.regions())
    waiting = sorted((d for case in cases for d in deeds(case)), key=lambda d: d.day)
    found: list[Seen] = []
    for case in sorted(cases, key=lambda c: (c.day, c.conflict)):
        while waiting and waiting[0].day < case.day:
            past.add([waiting.pop(0)])
        before = case.day - dt.timedelta(days=1)
        world, codes = worlds.world(before), worlds.candidates(before, case.states)
        asked = Asked(day=case.day, conflict=case.conflict, states=case.states)
        rows = [
            [*practice.features(code, asked, past, world).values(), *outside.of(code, case)]
            for code in codes
        ]
        hit = np.array([code in case.third_parties for code in codes])
        if hit.any():
            found.append(Seen(case, codes, np.array(rows), hit))
    return found


def deeds(case: Case) -> list[Deed]:
    """What a case adds to the past: each third party when it was known, and each year that it went on."""
    ends = dict(case.lasts)
    found = []
    for code in sorted(case.third_parties):
        deed = Deed(day=case.known, conflict=case.conflict, states=case.states, third_party=code)
        found += practice.lasting(deed, min(ends.get(code, case.known), LATEST))
    return found


def fitted(told: Sequence[Seen], columns: Sequence[int]) -> Matrix:
    """Weights of a conditional logit with a ridge penalty; each case weighs one."""
    rows = [(s.told[:, columns], s.asked / s.asked.sum()) for s in told]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = PENALTY / 2 * float(weights @ weights), PENALTY * weights
        for x, y in rows:
            scores = x @ weights
            scores -= scores.max()
            odds = np.exp(scores)
            chance = odds / odds.sum()
            total -= float(y @ (scores - np.log(odds.sum())))
            slope = slope - x.T @ (y - chance)
        return total, slope

    return minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B").x


def rolling(told: Sequence[Seen], columns: Sequence[int]) -> dict[int, Matrix]:
    """By year, the weights fitted on the cases of all years before."""
    years = sorted({s.case.day.year for s in told})
    by_year = {}
    for year in years:
        earlier = [s for s in told if s.case.day.year < year]
        if len(earlier) >= FEWEST:
            by_year[year] = fitted(earlier, columns)
    return by_year


def recall(scores: Matrix, asked: NDArray[np.bool_], k: int) -> float:
    """The expected share of those asked among the first k, where equal scores stand in any order."""
    total = 0.0
    for score in scores[asked]:
        above, equal = int((scores > score).sum()), int((scores == score).sum())
        total += min(max((k - above) / equal, 0.0), 1.0)
    return total / int(asked.sum())


def reciprocal(scores: Matrix, asked: NDArray[np.bool_]) -> float:
    """1 over the expected rank of the best placed of those asked, ties at their middle."""
    best = scores[asked].max()
    above, equal = int((scores > best).sum()), int((scores == best).sum())
    return 1 / (above + (equal + 1) / 2)


def column(name: str) -> int:
    """Where a feature stands."""
    return (*FEATURES, *STRUCTURE).index(name)


def baselines() -> dict[str, Callable[[Seen], Matrix]]:
    """The rankings that ours must beat."""
    return {
        "random": lambda s: np.zeros(len(s.codes)),
        "always UN, US": lambda s: np.array([{"UN": 2.0, "USA": 1.0}.get(c, 0) for c in s.codes]),
        "same region + major power": lambda s: (
            s.told[:, column("region")] + s.told[:, column("permanent")]
        ),
        "previous third party": lambda s: (
            s.told[:, column("lately")] + 1e-3 * s.told[:, column("conflict")]
        ),
        "most cases world-wide": lambda s: s.told[:, column("world")],
    }


def equal_ranks(one: Seen) -> Matrix:
    """The ranking of `legation mediators` with equal weights, on what is known of every case."""
    names = {
        "pair-record": column("conflict"),
        "record": column("world"),
        "membership": column("common"),
        "region": column("region"),
        "capacity": column("permanent"),
    }
    values = {
        code: {name: float(row[at]) for name, at in names.items()}
        for code, row in zip(one.codes, one.told, strict=True)
    }
    ranked = standings(values, dict.fromkeys(names, 1.0), draws=1, seed=1, least=0.5)
    scores = {s.code: s.score or 0.0 for s in ranked}
    return np.array([scores[code] for code in one.codes])


def gated_equal_ranks(one: Seen) -> Matrix:
    """The same among those for whom something speaks: a precedent, or that all sides belong to it."""
    speaks = (
        (one.told[:, column("conflict")] > 0)
        | (one.told[:, column("world")] > 0)
        | (one.told[:, column("home")] == 1)
    )
    return np.where(speaks, equal_ranks(one), -1.0)


Figures = dict[str, list[float]]


def figures(told: Sequence[Seen], scored: Callable[[Seen], Matrix]) -> Figures:
    """Recall at each k and the reciprocal rank, a number for each case."""
    found: Figures = {**{f"recall@{k}": [] for k in TOP}, "MRR": []}
    for one in told:
        scores = scored(one)
        for k in TOP:
            found[f"recall@{k}"].append(recall(scores, one.asked, k))
        found["MRR"].append(reciprocal(scores, one.asked))
    return found


def interval(
    values: Sequence[float], clusters: Sequence[str], draws: int = 2000
) -> tuple[float, float] | None:
    """Where 95 in 100 means lie when conflicts are drawn with replacement; None for too few."""
    names = sorted(set(clusters))
    if len(names) < CLUSTERS:
        return None
    sums = {name: [0.0, 0] for name in names}
    for value, cluster in zip(values, clusters, strict=True):
        sums[cluster][0] += value
        sums[cluster][1] += 1
    table_ = np.array([sums[name] for name in names])
    draw = np.random.default_rng(1)
    picked = table_[draw.integers(0, len(names), (draws, len(names)))].sum(axis=1)
    means = picked[:, 0] / picked[:, 1]
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def table(
    title: str, told: Sequence[Seen], rankings: Mapping[str, Callable[[Seen], Matrix]]
) -> None:
    """Prints a table in Markdown: each ranking, each figure with its interval."""
    clusters = [one.case.conflict for one in told]
    print(f"\n### {title}: {len(told)} cases, {len(set(clusters))} conflicts\n")
    heads = (*(f"recall@{k}" for k in TOP), "MRR")
    print("| ranking | " + " | ".join(heads) + " |\n|---|" + "---|" * len(heads))
    for name, scored in rankings.items():
        found = figures(told, scored)
        cells = []
        for head in heads:
            bounds = interval(found[head], clusters)
            told_ = f" ({bounds[0]:.2f} to {bounds[1]:.2f})" if bounds else ""
            cells.append(f"{np.mean(found[head]):.3f}{told_}")
        print(f"| {name} | " + " | ".join(cells) + " |")


def against(
    told: Sequence[Seen],
    ours: Callable[[Seen], Matrix],
    rankings: Mapping[str, Callable[[Seen], Matrix]],
) -> None:
    """Prints how much more than each baseline ours recalls at 5, case by case."""
    clusters = [one.case.conflict for one in told]
    mine = figures(told, ours)["recall@5"]
    print(
        "\n| past practice less ... | recall@5 | cases won | lost | even |\n|---|---|---|---|---|"
    )
    for name, scored in rankings.items():
        theirs = figures(told, scored)["recall@5"]
        more = [a - b for a, b in zip(mine, theirs, strict=True)]
        low, high = interval(more, clusters) or (float("nan"), float("nan"))
        won, lost = sum(d > MARGIN for d in more), sum(d < -MARGIN for d in more)
        print(
            f"| {name} | {np.mean(more):+.3f} ({low:+.2f} to {high:+.2f}) | {won} | {lost} | {len(more) - won - lost} |"
        )


def log_loss(told: Sequence[Seen], scored: Callable[[Seen], Matrix]) -> float:
    """Mean of minus the log of the probability given to those asked; scores are log odds."""
    losses = []
    for one in told:
        scores = scored(one)
        scores = scores - scores.max()
        losses.append(-float(np.mean(scores[one.asked] - np.log(np.exp(scores).sum()))))
    return float(np.mean(losses))


def main() -> None:
    """Reads, ranks, prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--mediation", type=Path, required=True)
    parser.add_argument("--icews", nargs=2, action="append", default=[], metavar=("DIR", "DAY"))
    parser.add_argument("--structure", type=Path)
    parser.add_argument("--unga", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--watch", action="append", default=[], metavar="CONFLICT")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    folders = [(Path(folder), dt.date.fromisoformat(day)) for folder, day in given.icews]
    cases = cases_of.everything(given.mediation, folders)
    for case in random.Random(1).sample(cases, given.show):
        print(
            case.source,
            case.conflict,
            case.day,
            sorted(case.states),
            sorted(case.third_parties),
            "|",
            case.words[:200],
        )
    told = seen(cases, worlds.Outside(given.structure, given.unga))
    sources = sorted({c.source for c in cases})
    print("| source | cases | with an eligible third party |\n|---|---|---|")
    for source in sources:
        print(
            f"| {source} | {sum(c.source == source for c in cases)} | {sum(s.case.source == source for s in told)} |"
        )
    report(told, sources, folders, given.watch)
    if given.write:
        keep(told, given.write)


def report(
    told: Sequence[Seen],
    sources: Sequence[str],
    folders: Sequence[tuple[Path, dt.date]],
    watch: Sequence[str],
) -> None:
    """Prints the tables: all, by source, first cases, cases after a pause, and against each baseline."""
    own, more = list(range(len(FEATURES))), list(range(len(FEATURES) + len(STRUCTURE)))
    by_year, wider = rolling(told, own), rolling(told, more)
    tested = [s for s in told if s.case.day.year in by_year]

    def ours(one: Seen) -> Matrix:
        return one.told[:, own] @ by_year[one.case.day.year]

    def ours_wider(one: Seen) -> Matrix:
        return one.told[:, more] @ wider[one.case.day.year]

    rankings = {
        "past practice (ours)": ours,
        "with alliances and votes": ours_wider,
        "equal weights (ours, no fit)": gated_equal_ranks,
        **baselines(),
    }
    print(
        f"\nRanked: {len(tested)} cases of {min(by_year)} to {max(by_year)}, among {np.mean([len(s.codes) for s in tested]):.0f} candidates on average."
    )
    table("All", tested, rankings)
    print(
        f"\nLog loss a case: {log_loss(tested, ours):.3f} ours, {log_loss(tested, ours_wider):.3f} with alliances and votes, {log_loss(tested, baselines()['random']):.3f} random."
    )
    against(tested, ours, {"equal weights": gated_equal_ranks, **baselines()})
    for source in sources:
        if part := [s for s in tested if s.case.source == source]:
            table(source, part, rankings)
    first = [s for s in tested if not s.told[:, column("conflict")].any()]
    table("First case of a conflict", first, rankings)
    rested = [s for s in tested if not (s.told[:, column("lately")] > RESTED).any()]
    table("No case of the conflict within two years, or none at all", rested, rankings)
    if several := [s for s in tested if len(s.case.states) > 1]:
        table("Two or more states", several, rankings)
    if folders:
        by_ties([s for s in tested if s.case.source == "ICEWS"], folders)
    for conflict in watch:
        watched(tested, conflict, rankings)


def by_ties(told: Sequence[Seen], folders: Sequence[tuple[Path, dt.date]]) -> None:
    """Prints how events alone do, on the cases that have them: the year before, up to the day before."""
    ties: dict[frozenset[str], list[tuple[dt.date, bool]]] = {}
    for folder, first in folders:
        for pair, days in cases_of.icews_ties(folder, first).items():
            ties.setdefault(pair, []).extend(days)
    found = {id(one): tie_scores(one, ties) for one in told}
    rankings = {
        "reach: the weaker balance, five events each": lambda s: found[id(s)][0],
        "contact: events with the less met side": lambda s: found[id(s)][1],
    }
    table("ICEWS, by event ties alone", told, rankings)
    blank = np.mean([(found[id(s)][0] < -1).mean() for s in told])
    hidden = np.mean([(found[id(s)][0][s.asked] < -1).all() for s in told])
    print(
        f"\nTies are thin or unknown for {blank:.0%} of candidates, and for the one asked in {hidden:.0%} of cases."
    )


def tie_scores(
    one: Seen, ties: Mapping[frozenset[str], list[tuple[dt.date, bool]]]
) -> tuple[Matrix, Matrix]:
    """Reach (-2 where either tie is thin) and the smaller number of events, by candidate."""
    reach, contact = [], []
    parties = one.case.conflict.split(" and ")
    for code in one.codes:
        balances, counts = [], []
        for party in parties:
            days = ties.get(frozenset({code, party}), [])
            good = [g for day, g in days if 0 < (one.case.day - day).days <= 365]
            counts.append(len(good))
            balances.append(2 * sum(good) / len(good) - 1 if len(good) >= THIN else None)
        reach.append(-2.0 if None in balances else min(b for b in balances if b is not None))
        contact.append(float(min(counts)))
    return np.array(reach), np.array(contact)


def watched(
    told: Sequence[Seen], conflict: str, rankings: Mapping[str, Callable[[Seen], Matrix]]
) -> None:
    """Prints the rank of each third party of one conflict, by each ranking; ties at their middle."""
    print(
        f"\n### {conflict}\n\n| day | third party | {' | '.join(rankings)} |\n|---|---|"
        + "---|" * len(rankings)
    )
    for one in (s for s in told if s.case.conflict == conflict):
        for at in np.flatnonzero(one.asked):
            cells = []
            for scored in rankings.values():
                scores = scored(one)
                above, equal = (scores > scores[at]).sum(), (scores == scores[at]).sum()
                cells.append(f"{above + (equal + 1) / 2:g}")
            print(f"| {one.case.day} | {one.codes[at]} ({one.case.words}) | {' | '.join(cells)} |")


def keep(told: Sequence[Seen], path: Path) -> None:
    """Writes the weights fitted on all cases, one a line."""
    weights = fitted(told, list(range(len(FEATURES))))
    named = dict(zip(FEATURES, (round(float(w), 3) for w in weights), strict=True))
    path.write_text(json.dumps(named, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(named))


if __name__ == "__main__":
    main()
