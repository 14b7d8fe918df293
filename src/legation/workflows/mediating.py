"""Who could help two sides: tables of institutions, events and sentences joined into cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from legation.errors import UnreadableInput, UsageError
from legation.judging.mediation import brokerage
from legation.judging.mediation.assess import Change, Ranking, Rules, admissions, change, ranked
from legation.judging.mediation.facts import Candidate, Case, Obstacle, Role, Tie, tilt
from legation.judging.mediation.gates import Admission
from legation.knowledge import mediating
from legation.knowledge.regions import regions
from legation.workflows import analysing, third_parties
from legation.workflows.rooms import code_of, need_analysis, open_ledger
from legation.workflows.third_events import Told, told, with_events
from legation.workflows.third_parties import Tables
from legation.workflows.third_sayings import Trigger, read

if TYPE_CHECKING:
    from legation.analysis.thirds import Answer as Thirds
    from legation.settings import Settings

_MOST_OUTLETS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a user asks: two sides, a day, perhaps candidates, roles and weights of their own.

    `candidates` are None for everybody who qualifies. `weights` replace those of the file by
    criterion. `day` is the day as of which all is known.
    """

    a: str
    b: str
    day: dt.date
    as_of: dt.date | None
    roles: tuple[Role, ...]
    candidates: tuple[str, ...] | None
    weights: Mapping[str, float]
    frame: str | None = None
    cards: int | None = None


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
class Answer:
    """Direct contact first, then the rankings by role, the cards, channels and cautions."""

    a: str
    b: str
    day: dt.date
    frame: str | None
    framed: bool
    direct: Tie
    rankings: tuple[Ranking, ...]
    cards: tuple[Card, ...]
    channels: tuple[Channel, ...]
    obstacles: tuple[Obstacle, ...]
    triggers: tuple[Trigger, ...]
    practice: tuple[tuple[str, float], ...]
    forums: tuple[third_parties.Forum, ...]
    pair_gap: float | None
    cautions: tuple[str, ...]


def question(
    a: str,
    b: str,
    *,
    today: dt.date,
    as_of: dt.date | None,
    role: str | None,
    candidates: str | None,
    forum: str | None,
    weights: Sequence[str],
    weights_file: Path | None,
    frame: str | None,
    cards: int | None,
) -> Question:
    """What a user asks, checked; raises UsageError in words for what makes no sense."""
    first, second = code_of(a), code_of(b)
    if first == second:
        raise UsageError(f"Mediation is between two sides, and {a!r} and {b!r} are one: {first}.")
    day = as_of or today
    named = _named(candidates, forum, day)
    if named is not None:
        _no_party(named, (first, second), given=bool(candidates))
        named = tuple(code for code in named if code not in (first, second))
    return Question(
        a=first,
        b=second,
        day=day,
        as_of=as_of,
        roles=(Role(role),) if role else tuple(Role),
        candidates=named,
        weights={**_weights_of_file(weights_file), **_weights(weights)},
        frame=frame,
        cards=cards,
    )


def _named(candidates: str | None, forum: str | None, day: dt.date) -> tuple[str, ...] | None:
    if candidates:
        codes = [code_of(name.strip()) for name in candidates.split(",") if name.strip()]
        if not codes:
            raise UsageError("--candidates takes codes or names such as SGP,Viet Nam,ASEAN.")
        return tuple(dict.fromkeys(codes))
    if forum:
        found = third_parties.of_forum(code_of(forum), day)
        if len(found) < 2:
            raise UsageError(
                f"No members of {forum!r} are known on {day}; name candidates with --candidates."
            )
        return tuple(found)
    return None


def _no_party(named: Sequence[str], sides: tuple[str, str], *, given: bool) -> None:
    """Members of a forum that are parties fall out; a party that is named is a mistake."""
    parties = [code for code in named if code in sides]
    if given and parties:
        raise UsageError(
            f"{', '.join(parties)} is one of the two sides and cannot be a third party; name others."
        )


def _weights(told: Sequence[str]) -> dict[str, float]:
    found = {}
    for text in told:
        name, _, number = text.partition("=")
        found[name.strip()] = _weight(name.strip(), number)
    return found


def _weight(name: str, number: str) -> float:
    if name not in mediating.criteria():
        raise UsageError(
            f"There is no criterion {name!r}; there are {', '.join(mediating.criteria())}."
        )
    try:
        weight = float(number)
    except ValueError:
        weight = -1.0
    if not 0 <= weight < float("inf"):
        raise UsageError(f"--weight takes a number of 0 or more such as {name}=2, not {number!r}.")
    return weight


def _weights_of_file(path: Path | None) -> dict[str, float]:
    """Weights of a tab-separated file with the columns criterion and weight."""
    if path is None:
        return {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path} cannot be read as a file of weights ({error}).") from error
    cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    if cells and cells[0][0] == "criterion":
        cells = cells[1:]
    if any(len(row) < 2 for row in cells):
        raise UsageError(f"{path} needs a criterion and a weight on each line, with a tab between.")
    return {row[0].strip(): _weight(row[0].strip(), row[1]) for row in cells}


def answer(
    asked: Question, settings: Settings, data: Sequence[Path], *, named_ledger: bool
) -> Answer:
    """The whole answer; raises LedgerError where the ledger that was named is not there."""
    need_analysis("The comparison of mediators needs", "duckdb", "ibis", "numpy")
    ledger_there = "://" in settings.values.file or Path(settings.values.file).exists()
    cautions: list[str] = []
    found: list[Thirds] = []
    if data or ledger_there or named_ledger:
        found = _events(asked, settings, data)
    else:
        cautions.append(
            "There is no ledger here and no --data: all below rests on the tables of institutions."
        )
    main = found[0] if found and any(row["n"] for row in found[0].sums) else None
    events = told(main) if main else (told(found[0]) if found else Told())
    cautions += _cautions(asked, found, main)
    tables = Tables(a=asked.a, b=asked.b, day=asked.day)
    case = _case(asked, tables)
    codes = tables.eligible() if asked.candidates is None else list(asked.candidates)
    candidates = [with_events(tables.candidate(c), events, asked_sides(asked)) for c in codes]
    case = replace(case, pair_known=any(p.pair for c in candidates for p in c.precedents))
    rankings = tuple(ranked(case, candidates, rules) for rules in _rules(asked))
    shown = _shown(asked, rankings, codes)
    triggers: tuple[Trigger, ...] = ()
    if not data and ledger_there:
        with open_ledger(settings, create=False) as ledger:
            sayings, triggers = read(ledger, asked_sides(asked), shown, asked.as_of)
        candidates = [replace(c, sayings=sayings.get(c.code, ())) for c in candidates]
    return Answer(
        a=asked.a,
        b=asked.b,
        day=asked.day,
        frame=main.frame.name if main else None,
        framed=bool(main and main.frame.name),
        direct=events.ties.get((asked.b, asked.a), Tie(side=asked.a)),
        rankings=rankings,
        cards=_cards(asked, case, candidates, shown, rankings),
        channels=_channels(candidates, asked, events),
        obstacles=tables.common_obstacles(),
        triggers=triggers,
        practice=tuple(sorted(tables.chances.items(), key=lambda kv: (-kv[1], kv[0]))[:10]),
        forums=tuple(tables.forums()),
        pair_gap=tables.pair_gap(),
        cautions=tuple(cautions),
    )


def asked_sides(asked: Question) -> tuple[str, str]:
    """Both sides."""
    return asked.a, asked.b


def _events(asked: Question, settings: Settings, data: Sequence[Path]) -> list[Thirds]:
    """What events say, by frame, the one that tells most first."""
    from legation.analysis.thirds import Question as Asked
    from legation.analysis.thirds import thirds

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
        return thirds(engine, events, wanted, codes)


def _months_before(day: dt.date, months: int) -> dt.date:
    number = max(12, day.year * 12 + day.month - 1 - months)
    return dt.date(number // 12, number % 12 + 1, min(day.day, 28))


def _cautions(asked: Question, found: Sequence[Thirds], main: Thirds | None) -> list[str]:
    """What a reader must know of the events before reading on."""
    if not found:
        return []
    told_ = []
    if main is None:
        begins = min((a.frame.first_day for a in found if a.frame.first_day), default=None)
        late = begins is not None and asked.day < begins
        why = f"; they begin on {begins}" if begins and late else ""
        told_.append(
            f"These data hold no event of {asked.a} or {asked.b} with anybody in the window{why}: "
            "all ties are unknown, and what is ranked rests on the tables."
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


def _case(asked: Question, tables: Tables) -> Case:
    numbers = mediating.defaults()
    places = [regions().get(side) for side in asked_sides(asked)]
    return Case(
        a=asked.a,
        b=asked.b,
        day=asked.day,
        fewest=int(numbers["fewest"]),
        least_known=numbers["least_known"],
        pair_known=tables.pair_known,
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


def _channels(candidates: Sequence[Candidate], asked: Question, events: Told) -> tuple[Channel, ...]:
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
    for start, end in (asked_sides(asked), asked_sides(asked)[::-1]):
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
