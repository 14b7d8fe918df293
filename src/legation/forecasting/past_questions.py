"""Closed questions about the past, made by a rule and answered with what was known as they opened.

`docs/past-questions.md` states the rule. Nothing dated after a question's opening day reaches its answer:
`Known.until` is the only way in which an answer sees a record.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from legation.judging.base_rates import DAYS_IN_YEAR, rate_chance
from legation.judging.odds import log_worth, of_group, posterior
from legation.judging.pools import geometric_odds
from legation.model.question import Range

Parties = tuple[str, ...]
"""The codes of those who are asked about, in order: a pair of states, or one."""

ANNOUNCED = "visit or meeting announced"
NO_CHANGE = (0.05, 0.95)
HAPPENS = 0.9
ANNOUNCED_DAYS = 30
FRESH_DAYS = 7
MONTHLY = (1,)
TWICE_A_MONTH = (1, 16)


@dataclass(frozen=True, slots=True)
class Seen:
    """Something of a class that was told of some parties on a day."""

    parties: Parties
    what: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Known:
    """Records of what happened and of what was sighted, and the day on which they begin."""

    begins: dt.date
    happened: tuple[Seen, ...]
    sighted: tuple[Seen, ...]

    def until(self, day: dt.date) -> Known:
        """What was known at the end of a day."""
        return replace(
            self,
            happened=tuple(one for one in self.happened if one.day <= day),
            sighted=tuple(one for one in self.sighted if one.day <= day),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question whether something will happen to the parties in the `days` after `opens`."""

    family: str
    parties: Parties
    opens: dt.date
    days: int
    text: str

    @property
    def closes(self) -> dt.date:
        """The last day of the window."""
        return self.opens + dt.timedelta(days=self.days)

    def came(self, happened: Iterable[Seen]) -> bool:
        """Whether it came true within the window."""
        return any(
            one.parties == self.parties and self.opens < one.day <= self.closes for one in happened
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said of a question as of its opening day, and what the baselines say.

    `counted` are the sightings that moved the odds, a class and its ratio for each group; `unknown`
    the classes that were sighted and whose worth is unknown.
    """

    question: Asked
    chance: float
    base: float
    no_change: float
    announced: float
    counted: tuple[tuple[str, float], ...]
    unknown: tuple[str, ...]


Worth = Callable[[str], Range | None]
"""The ratio of a class of sightings, or None where its worth is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How a family is answered: its base rate, the worth and the groups of its sightings.

    `fresh` counts a sighting only if the parties had none of its class in the seven days before it, as
    the measurement of worth does.
    """

    base: Callable[[Asked, Known], float]
    worth: Worth
    groups: Mapping[str, str]
    fresh: bool = False


def openings(first: dt.date, last: dt.date, days: Sequence[int]) -> list[dt.date]:
    """Days of the month, such as the 1st and 16th, from the first to the last day."""
    span = range((last - first).days + 1)
    return [day for day in (first + dt.timedelta(days=n) for n in span) if day.day in days]


def most_dealings(
    dealings: Iterable[Seen], opens: dt.date, days: int, number: int
) -> list[Parties]:
    """Those who dealt with each other most in the days up to an opening, ties by alphabet."""
    since = opens - dt.timedelta(days=days)
    counts = Counter(one.parties for one in dealings if since < one.day <= opens)
    return [who for who, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))][:number]


def pooled_rate(
    members: int, since: dt.date | None, prior_days: float, most_days: int | None = None
) -> Callable[[Asked, Known], float]:
    """A base rate from the parties' own record, drawn to that of all `members` of their class.

    Gamma-Poisson: P = 1 - ((T + b) / (T + b + n))^(k + m b), with k events in T days, and m the daily rate
    of all. `since` bounds the record, as `most_days` up to the opening does.
    """

    def chance(asked: Asked, known: Known) -> float:
        start = max(
            day
            for day in (
                known.begins - dt.timedelta(days=1),
                since or known.begins - dt.timedelta(days=1),
                asked.opens - dt.timedelta(days=most_days) if most_days else dt.date.min,
            )
        )
        record = {
            (one.parties, one.day) for one in known.happened if start < one.day <= asked.opens
        }
        days = (asked.opens - start).days
        own = sum(who == asked.parties for who, _ in record)
        common = len(record) / (members * days)
        exposure = days + prior_days
        shape = own + common * prior_days
        return -math.expm1(shape * math.log(exposure / (exposure + asked.days)))

    return chance


def two_classes(spans: Sequence[int]) -> Callable[[Asked, Known], float]:
    """A base rate from the last days up to the opening, for several spans, as `judging` pools them."""

    def chance(asked: Asked, known: Known) -> float:
        found = []
        for span in spans:
            since = asked.opens - dt.timedelta(days=span)
            days = {
                one.day
                for one in known.happened
                if one.parties == asked.parties and since < one.day <= asked.opens
            }
            years, ahead = span / DAYS_IN_YEAR, asked.days / DAYS_IN_YEAR
            found.append(rate_chance(len(days), years, ahead).value)
        return geometric_odds(found)

    return chance


def answer(asked: Asked, record: Known, method: Method) -> Answer:
    """The answer as of the opening day; what is dated after it is not looked at."""
    known = record.until(asked.opens)
    base = method.base(asked, known)
    seen = _classes(asked, known, FRESH_DAYS, fresh=method.fresh)
    counted, unknown = _weighed(seen, method)
    before = any(
        one.parties == asked.parties and asked.opens - one.day < dt.timedelta(days=asked.days)
        for one in known.happened
    )
    announced = ANNOUNCED in _classes(asked, known, ANNOUNCED_DAYS, fresh=False)
    return Answer(
        question=asked,
        chance=posterior(base, [math.log(ratio) for _, ratio in counted]),
        base=base,
        no_change=NO_CHANGE[before],
        announced=HAPPENS if announced else base,
        counted=counted,
        unknown=unknown,
    )


def _classes(asked: Asked, known: Known, days: int, *, fresh: bool) -> list[str]:
    """Classes sighted in the last days; `fresh` leaves out what was seen in the week before too."""
    since = asked.opens - dt.timedelta(days=days)
    by_class: dict[str, list[dt.date]] = {}
    for one in known.sighted:
        if one.parties == asked.parties:
            by_class.setdefault(one.what, []).append(one.day)
    return sorted(name for name, told in by_class.items() if _seen(told, since, fresh=fresh))


def _seen(days: Sequence[dt.date], since: dt.date, *, fresh: bool) -> bool:
    week = dt.timedelta(days=FRESH_DAYS)
    return any(
        day > since and not (fresh and any(day - week <= other < day for other in days))
        for day in days
    )


def _weighed(
    classes: Sequence[str], method: Method
) -> tuple[tuple[tuple[str, float], ...], tuple[str, ...]]:
    """The strongest of each group with its ratio, and the classes of which nothing is known."""
    groups: dict[str, list[tuple[str, Range]]] = {}
    unknown = []
    for name in classes:
        ratio = method.worth(name)
        if ratio is None:
            unknown.append(name)
        else:
            groups.setdefault(method.groups.get(name, name), []).append((name, log_worth(ratio)))
    counted = []
    for some in groups.values():
        together = of_group([worth for _, worth in some]).value
        name = next((n for n, worth in some if worth.value == together), some[0][0])
        counted.append((name, math.exp(together)))
    return tuple(counted), tuple(unknown)
