"""Who could help two sides: tables of institutions, events and sentences joined into cards."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from legation.judging.mediation import brokerage
from legation.judging.mediation.assess import Change, Ranking, Rules, admissions, change, ranked
from legation.judging.mediation.facts import Candidate, Case, Obstacle, Role, Tie, tilt
from legation.judging.mediation.gates import Admission
from legation.knowledge import mediating
from legation.knowledge.mediations import Mediation
from legation.knowledge.regions import regions
from legation.workflows import analysing, third_parties, third_tables
from legation.workflows.mediation_question import Question
from legation.workflows.rooms import need_analysis, open_ledger
from legation.workflows.third_events import Told, told, with_events
from legation.workflows.third_sayings import Trigger, read
from legation.workflows.third_tables import Tables

if TYPE_CHECKING:
    from legation.analysis.thirds import Answer as Thirds
    from legation.settings import Settings

_MOST_OUTLETS = 40
_MOST_USUAL, _MOST_TALKS, _MOST_TOGETHER = 10, 8, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All of one candidate: facts, gates by role, and what would change its ranks."""

    candidate: Candidate
    reach: float | None
    tilt: float | None
    thin: Mapping[str, bool]
    admissions: Mapping[Role, Admission]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A two-step channel: `start` speaks to `via`, and `via` to `end`.

    `role` is that of Gould and Fernandez by the region of the three; `strict` tells that the data
    hold no direct tie from `start` to `end`, which their definition asks for.
    """

    start: str
    via: str
    end: str
    to_via: int
    from_via: int
    role: str
    strict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two third parties that acted together, how often for these two and elsewhere, and their tilts."""

    codes: tuple[str, str]
    here: int
    elsewhere: int
    tilts: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Direct contact first, then the rankings by role, the cards, channels and cautions."""

    a: str
    b: str
    day: dt.date
    frame: str | None
    direct: Tie
    rankings: tuple[Ranking, ...]
    cards: tuple[Card, ...]
    channels: tuple[Channel, ...]
    obstacles: tuple[Obstacle, ...]
    triggers: tuple[Trigger, ...]
    practice: tuple[tuple[str, float], ...]
    forums: tuple[third_tables.Forum, ...]
    together: tuple[Together, ...]
    talks: tuple[Mediation, ...]
    pair_gap: float | None
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the events say, the frame they come from (None where no event counts), and cautions."""

    events: Told
    main: Thirds | None
    cautions: tuple[str, ...]
    ledger: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The candidates for two sides, and where they stand in each role."""

    tables: Tables
    case: Case
    candidates: tuple[Candidate, ...]
    rankings: tuple[Ranking, ...]


def answer(
    asked: Question, settings: Settings, data: Sequence[Path], *, named_ledger: bool
) -> Answer:
    """The whole answer; raises LedgerError where the ledger that was named is not there."""
    need_analysis("The comparison of mediators needs", "duckdb", "ibis", "numpy")
    ground = ground_of(asked, settings, data, named_ledger=named_ledger)
    compared = placed(asked, ground)
    tables, case, rankings = compared.tables, compared.case, compared.rankings
    candidates = list(compared.candidates)
    shown = _shown(asked, rankings, [c.code for c in candidates])
    triggers: tuple[Trigger, ...] = ()
    if ground.ledger:
        with open_ledger(settings, create=False) as ledger:
            sayings, triggers = read(ledger, asked.sides, shown, asked.as_of)
        candidates = [replace(c, sayings=sayings.get(c.code, ())) for c in candidates]
    frame = ground.main.frame.name if ground.main else None
    return Answer(
        a=asked.a,
        b=asked.b,
        day=asked.day,
        frame=frame,
        direct=ground.events.ties.get((asked.b, asked.a), Tie(side=asked.a)),
        rankings=rankings,
        cards=_cards(asked, case, candidates, shown, rankings),
        channels=_channels(candidates, asked, ground.events),
        obstacles=tables.common_obstacles(),
        triggers=triggers,
        practice=_practice(tables),
        forums=tuple(tables.forums()),
        together=_together(case, candidates, rankings, tables),
        talks=_talks(tables),
        pair_gap=tables.pair_gap(),
        cautions=(*ground.cautions, *_of_tables(case, tables)),
    )


def placed(asked: Question, ground: Ground) -> Placed:
    """Gates and ranks alone, from the tables as they stand and what the events say."""
    tables = Tables(a=asked.a, b=asked.b, day=asked.day)
    codes = tables.eligible() if asked.candidates is None else list(asked.candidates)
    found = [third_parties.candidate(code, tables) for code in codes]
    candidates = [with_events(c, ground.events, asked.sides) for c in found]
    case = _case(asked, tables, candidates)
    rankings = tuple(ranked(case, candidates, rules) for rules in _rules(asked))
    return Placed(tables=tables, case=case, candidates=tuple(candidates), rankings=rankings)


def gates(asked: Question, compared: Placed, code: str) -> Mapping[Role, Admission]:
    """The gates of each role for one of those compared."""
    mine = next(c for c in compared.candidates if c.code == code)
    return admissions(compared.case, mine, _rules(asked))


def _talks(tables: Tables) -> tuple[Mediation, ...]:
    """The latest talks of the two that the catalogue knows, whoever held or led them."""
    found = [m for m in tables.catalogue if m.parties == frozenset(tables.sides)]
    return tuple(sorted(found, key=lambda m: m.start, reverse=True)[:_MOST_TALKS])


def _together(
    case: Case, candidates: Sequence[Candidate], rankings: Sequence[Ranking], tables: Tables
) -> tuple[Together, ...]:
    """Third parties that qualify and acted in one conflict from one day, most often for these two."""
    qualify = {code for ranking in rankings for code in ranking.values}
    acts: dict[tuple[str, str, frozenset[str]], set[str]] = {}
    for m in tables.catalogue:
        acts.setdefault((m.conflict, m.start, m.parties), set()).add(m.third_party)
    here: Counter[tuple[str, str]] = Counter()
    elsewhere: Counter[tuple[str, str]] = Counter()
    for (_, _, parties), who in acts.items():
        pairs = combinations(sorted(who & qualify), 2)
        (here if parties == frozenset(case.sides) else elsewhere).update(pairs)
    tilts = {c.code: tilt(c, case) for c in candidates}
    often = [p for p in {*here, *elsewhere} if here[p] or elsewhere[p] > 1]
    most = sorted(often, key=lambda p: (-here[p], -elsewhere[p], p))
    return tuple(
        Together(codes=p, here=here[p], elsewhere=elsewhere[p], tilts=(tilts[p[0]], tilts[p[1]]))
        for p in most[:_MOST_TOGETHER]
    )


def _practice(tables: Tables) -> tuple[tuple[str, float], ...]:
    """Those to whom cases like this went most often."""
    most_first = sorted(tables.chances.items(), key=lambda kv: (-kv[1], kv[0]))
    return tuple(most_first[:_MOST_USUAL])


def ground_of(
    asked: Question, settings: Settings, data: Sequence[Path], *, named_ledger: bool
) -> Ground:
    """What the events say of two sides; raises LedgerError where the ledger named is not there."""
    there = "://" in settings.values.file or Path(settings.values.file).exists()
    if not (data or there or named_ledger):
        words = (
            "There is no ledger here and no --data: all below rests on the tables of institutions."
        )
        return Ground(events=Told(), main=None, cautions=(words,), ledger=False)
    found, first = _events(asked, settings, data)
    main = found[0] if found and any(row["n"] for row in found[0].sums) else None
    return Ground(
        events=told(found[0]) if found else Told(),
        main=main,
        cautions=tuple(_cautions(asked, found, main, first)),
        ledger=not data,
    )


def _of_tables(case: Case, tables: Tables) -> list[str]:
    """What a reader must know of the tables before reading on."""
    if not tables.eligible():
        return [f"The tables know of nobody on {tables.day}: that day lies before they begin."]
    if not case.pair_known:
        words = (
            "No third party is known to have stood between these two before, in the catalogue or in "
            "the events: no precedent of theirs speaks for anybody."
        )
        return [words]
    return []


def _events(
    asked: Question, settings: Settings, data: Sequence[Path]
) -> tuple[list[Thirds], dt.date | None]:
    """What events say, by frame, the one that tells most first; and the day on which they begin."""
    from legation.analysis.thirds import Question as Asked
    from legation.analysis.thirds import begins, thirds

    codes = [signal.cameo for signal in mediating.signals()]
    months = int(mediating.defaults()["window_months"])
    since = _months_before(asked.day, months)
    scope = analysing.scope(step="month", as_of=asked.as_of, frame=asked.frame)
    with analysing.tables(
        data, settings, engine="duckdb", master="local[2]", as_of=asked.as_of
    ) as (engine, events):
        wanted = Asked(
            a=asked.a,
            b=asked.b,
            scope=scope,
            since=since,
            until=asked.day,
            listed=int(mediating.defaults()["listed"]),
        )
        return thirds(engine, events, wanted, codes), begins(engine, events)


def _months_before(day: dt.date, months: int) -> dt.date:
    number = max(12, day.year * 12 + day.month - 1 - months)
    return dt.date(number // 12, number % 12 + 1, min(day.day, 28))


def _cautions(
    asked: Question, found: Sequence[Thirds], main: Thirds | None, first: dt.date | None
) -> list[str]:
    """What a reader must know of the events before reading on; `first` is the day they begin."""
    told_ = []
    if main is None:
        late = first is not None and asked.day < first
        why = f"; the data begin on {first}, after that day" if late else ""
        told_.append(
            f"By {asked.day} these data hold no event of {asked.a} or {asked.b} with anybody{why}. "
            "All ties are unknown, and what is ranked rests on the tables of institutions."
        )
    elif main.frame.name is None:
        told_.append(
            "The events come from articles that somebody chose to read, so how often a state is "
            "named says nothing; ties are shown, and ranked by their balance only."
        )
    others = [a.frame.name or "articles in no frame" for a in found if a is not main and a.sums]
    if main and others:
        told_.append(
            f"Ties are those of {main.frame.name or 'articles in no frame'}; not pooled with "
            f"{', '.join(others)} (--frame chooses)."
        )
    return told_


def _case(asked: Question, tables: Tables, candidates: Sequence[Candidate]) -> Case:
    numbers = mediating.defaults()
    places = [regions().get(side) for side in asked.sides]
    told_by_events = any(p.pair for c in candidates for p in c.precedents)
    return Case(
        a=asked.a,
        b=asked.b,
        day=asked.day,
        fewest=int(numbers["fewest"]),
        least_known=numbers["least_known"],
        pair_known=tables.pair_known or told_by_events,
        regions=tuple((p.region, p.continent) if p else (None, None) for p in places),
        contact_days=int(numbers["contact_days"]),
    )


def _rules(asked: Question) -> list[Rules]:
    numbers = mediating.defaults()
    return [
        Rules(
            role=role,
            counting=mediating.roles()[role].precedents,
            weights={
                name: asked.weights.get(name, criterion.weights[role])
                for name, criterion in mediating.criteria().items()
            },
            draws=int(numbers["draws"]),
            seed=int(numbers["seed"]),
        )
        for role in asked.roles
    ]


def _shown(asked: Question, rankings: Sequence[Ranking], codes: Sequence[str]) -> list[str]:
    """Whose cards are written: those named, or the first of each role in turn."""
    if asked.candidates is not None and asked.cards is None:
        return list(codes)
    most = int(mediating.defaults()["cards"]) if asked.cards is None else asked.cards
    columns = [[s.code for s in (*r.ranked, *r.unranked)] for r in rankings]
    found: dict[str, None] = {}
    for place in range(max(map(len, columns), default=0)):
        for column in columns:
            if place < len(column):
                found.setdefault(column[place])
    return list(found)[:most]


def _cards(
    asked: Question,
    case: Case,
    candidates: Sequence[Candidate],
    shown: Sequence[str],
    rankings: Sequence[Ranking],
) -> tuple[Card, ...]:
    by_code = {c.code: c for c in candidates}
    rules = _rules(asked)
    return tuple(
        Card(
            candidate=by_code[code],
            reach=by_code[code].reach,
            tilt=tilt(by_code[code], case),
            thin={side: case.thin(by_code[code].ties.get(side)) for side in case.sides},
            admissions=admissions(case, by_code[code], rules),
            changes=tuple(
                change(case, candidates, code, rule, _outlets(by_code[code]), now)
                for rule, now in zip(rules, rankings, strict=True)
                if code in now.values
            ),
        )
        for code in shown
    )


def _outlets(candidate: Candidate) -> list[str]:
    """The outlets on which most of a candidate's ties rest alone."""
    counts: dict[str, int] = {}
    for tie in candidate.ties.values():
        for outlet, told_ in tie.sole.items():
            counts[outlet] = counts.get(outlet, 0) + sum(told_)
    for precedent in candidate.precedents:
        if precedent.event:
            counts.setdefault(precedent.source, 1)
    return sorted(counts, key=lambda outlet: (-counts[outlet], outlet))[:_MOST_OUTLETS]


def _channels(
    candidates: Sequence[Candidate], asked: Question, events: Told
) -> tuple[Channel, ...]:
    """Who hears one side and speaks to the other, by cooperative acts in the window."""
    direct = events.ties.get((asked.b, asked.a), Tie(side=asked.a))
    arcs = {(asked.a, asked.b)} if direct.out else set()
    arcs |= {(asked.b, asked.a)} if direct.back else set()
    by_code = {c.code: c for c in candidates}
    for code, candidate in by_code.items():
        for side, tie in candidate.ties.items():
            arcs |= {(side, code)} if tie.out else set()
            arcs |= {(code, side)} if tie.back else set()
    groups = {code: place.region for code, place in regions().items()}
    found = []
    for start, end in (asked.sides, asked.sides[::-1]):
        for via in brokerage.between(arcs, start, end):
            ties = by_code[via].ties
            found.append(
                Channel(
                    start=start,
                    via=via,
                    end=end,
                    to_via=ties[start].out,
                    from_via=ties[end].back,
                    role=brokerage.role(groups.get(start), groups.get(via), groups.get(end)).value,
                    strict=(start, end) not in arcs,
                )
            )
    return tuple(found)
