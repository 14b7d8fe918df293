"""Claims that can be looked up, held against the happenings on file and the program's tables.

Nothing is taken as shown by silence alone: that a file tells of no earlier visit confirms a "first in
ten years" only where its articles cover all of the ten years, and never a "first ever".
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from legation.knowledge.linking import number_words
from legation.knowledge.names import names
from legation.knowledge.tables import rows
from legation.model import (
    Claim,
    ClaimKind,
    CodedArticle,
    Event,
    EventType,
    Happening,
    Rank,
    Status,
)
from legation.model.checked import Checked, Ground, Verdict
from legation.model.doubt import COUNTED_BACK_TO
from legation.model.when import Days, exact_day, known_days

_SINCE = re.compile(r"\bsince\b[^.;]{0,40}?\b((?:1[89]|20)\d\d)\b", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:in|for)\b(?: (?:over|more than|at least|nearly|almost|about|some|the last|the past))?"
    r" (a|an|\d+|[a-z]+)(?: and a half)?[ -](year|decade|century|generation)s?\b",
    re.IGNORECASE,
)
_YEARS = {"year": 1, "decade": 10, "century": 100, "generation": 25}
_YEARLY = re.compile(r"\b(annual|annually|yearly|(?:each|every) year)\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_FEWEST_YEARS = 3

Kind = tuple[EventType, str | None, frozenset[str], frozenset[str]]


class Known:
    """What there is to look at: happenings by kind, and the days that articles cover."""

    def __init__(self, coded: Iterable[CodedArticle], happenings: Iterable[Happening]) -> None:
        self.of_event: dict[str, Happening] = {}
        self._alike: defaultdict[Kind, list[Happening]] = defaultdict(list)
        self._days: defaultdict[dt.date, list[Happening]] = defaultdict(list)
        published = [exact_day(one.article.published) for one in coded]
        days = [day for day in published if day]
        self.articles = len(published)
        self.reach = min(days, default=None)
        self.years = {day.year for day in days}
        for happening in happenings:
            for report in happening.reports:
                self.of_event[report.id] = happening
            if happening.event.status is Status.OCCURRED and not _only_claimed(happening):
                self._alike[_kind(happening.event)].append(happening)
                if first := _days(happening).first:
                    self._days[first].append(happening)

    def alike(self, event: Event) -> Sequence[Happening]:
        """What occurred of the same type and mode between the same sides, whoever acted for them."""
        return self._alike[_kind(event)]

    def beside(self, happening: Happening) -> Iterator[Happening]:
        """Other acts of the same type and mode that began within its days."""
        when = _days(happening)
        if not when.first or not when.last:
            return
        for number in range((when.last - when.first).days + 1):
            for other in self._days.get(when.first + dt.timedelta(days=number), ()):
                if other.id != happening.id and other.event.type is happening.event.type:
                    yield other


def check(coded: Sequence[CodedArticle], happenings: Sequence[Happening]) -> list[Checked]:
    """Each claim of the articles with its verdict, in the order of the articles."""
    known = Known(coded, happenings)
    return [
        replace(_checked(one, claim, known), reach=known.reach, articles=known.articles)
        for one in coded
        for claim in one.claims
    ]


def _checked(coded: CodedArticle, claim: Claim, known: Known) -> Checked:
    yearly = _yearly(coded, claim)
    if yearly is not None:
        return yearly
    subject = _subject(coded, claim, known)
    if subject is None:
        return _unknown(coded, claim, Ground.NO_EVENT)
    if claim.kind is ClaimKind.FIRST:
        return _first(coded, claim, subject, known)
    if claim.kind is ClaimKind.SUPERLATIVE and _ONLY.search(claim.claim):
        return _only(coded, claim, subject, known)
    if claim.kind in (ClaimKind.TREND, ClaimKind.FREQUENCY):
        return replace(
            _unknown(coded, claim, Ground.COUNTED),
            subject=subject,
            by_year=_by_year(known.alike(subject.event)),
        )
    return replace(_unknown(coded, claim, Ground.NO_RULE), subject=subject)


def _unknown(coded: CodedArticle, claim: Claim, ground: Ground) -> Checked:
    return Checked(article=coded, claim=claim, verdict=Verdict.UNKNOWN, ground=ground)


def _subject(coded: CodedArticle, claim: Claim, known: Known) -> Happening | None:
    """The happening that a claim speaks of: the event it names, or one that its own words tell."""
    if claim.subject and claim.subject in known.of_event:
        return known.of_event[claim.subject]
    for event in coded.events:
        shares = any(
            a.start < b.stop and b.start < a.stop for a in event.evidence for b in claim.evidence
        )
        if shares and event.id in known.of_event:
            return known.of_event[event.id]
    return None


def _first(coded: CodedArticle, claim: Claim, subject: Happening, known: Known) -> Checked:
    """Whether one of the kind came before, within the span that the claim names."""
    day = _days(subject).first or exact_day(coded.article.published)
    made = replace(_unknown(coded, claim, Ground.NO_RULE), subject=subject)
    if day is None or subject.event.status is not Status.OCCURRED:
        return made
    since = claimed_since(claim.claim, day)
    before = [
        one
        for one in known.alike(subject.event)
        if one.id != subject.id
        and (last := _days(one).last)
        and last < day
        and (since is None or last >= since)
    ]
    same = tuple(one for one in before if _rank(one.event) == _rank(subject.event) is not None)
    perhaps = tuple(one for one in before if _rank(one.event) is None or not _rank(subject.event))
    made = replace(made, since=since)
    if same:
        return replace(
            made, verdict=Verdict.CONTRADICTED, ground=Ground.EARLIER, against=_latest(same)
        )
    if perhaps:
        return replace(made, ground=Ground.EARLIER_PERHAPS, against=_latest(perhaps))
    if since and known.reach and known.reach <= since and _covers(known.years, since, day):
        return replace(made, verdict=Verdict.CONFIRMED, ground=Ground.NONE_IN_SPAN)
    return replace(made, ground=Ground.NONE_SO_FAR)


def _only(coded: CodedArticle, claim: Claim, subject: Happening, known: Known) -> Checked:
    """Whether somebody of the same rank was at the same place on the same days."""
    made = replace(_unknown(coded, claim, Ground.NO_RULE), subject=subject)
    rank, host = _rank(subject.event), _host(subject.event)
    if rank is None or host is None:
        return made
    guests = _guests(subject.event)
    peers = tuple(
        other
        for other in known.beside(subject)
        if _rank(other.event) is rank
        and _host(other.event) == host
        and not guests & _guests(other.event)
    )
    if peers:
        return replace(made, verdict=Verdict.CONTRADICTED, ground=Ground.PEER, against=peers)
    return replace(made, ground=Ground.NONE_SO_FAR)


def claimed_since(words: str, day: dt.date) -> dt.date | None:
    """The day after which a claim says that there was none before this `day`.

    "Since 2013" leaves the year 2013 out; of "in 18 years" the last year is left out too, as such
    counts are rounded. None where no span is named.
    """
    if found := _SINCE.search(words):
        return dt.date(int(found[1]) + 1, 1, 1)
    if found := _IN.search(words):
        number = {"a": "1", "an": "1"}.get(found[1].lower()) or number_words().get(
            found[1].lower(), found[1]
        )
        if not number.isdigit():
            return None
        years = int(number) * _YEARS[found[2].lower()]
        return dt.date(max(day.year - years + 1, 1), day.month, min(day.day, 28))
    return None


def _yearly(coded: CodedArticle, claim: Claim) -> Checked | None:
    """What the table of meetings says of "annual"; None where it speaks of no forum there."""
    if not _YEARLY.search(claim.claim):
        return None
    for forum, held in _meetings().items():
        if len(held) < _FEWEST_YEARS or not _surfaces(forum).search(claim.claim):
            continue
        day = exact_day(coded.article.published)
        last = max((year for year in held if not day or year <= day.year), default=None)
        if last is None:
            continue
        first = last
        while first - 1 in held:
            first -= 1
        yearly = last - first + 1 >= _FEWEST_YEARS
        told = f"forums/meetings.csv, {forum}: in each year from {first} to {last}"
        if missing := [year for year in range(min(held), first) if year not in held]:
            told += f", none in {', '.join(map(str, missing))}"
        verdict = Verdict.CONFIRMED if yearly else Verdict.CONTRADICTED
        ground = Ground.YEARLY if yearly else Ground.NOT_YEARLY
        return Checked(article=coded, claim=claim, verdict=verdict, ground=ground, table=told)
    return None


@cache
def _meetings() -> Mapping[str, frozenset[int]]:
    """The years in which each forum met."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows("forums/meetings.csv"):
        if row["status"] == "held":
            found[row["forum"]].add(int(row["start"][:4]))
    return {forum: frozenset(years) for forum, years in found.items()}


@cache
def _surfaces(code: str) -> re.Pattern[str]:
    found = sorted({n.surface for n in names() if n.code == code} | {code}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)")


def _only_claimed(happening: Happening) -> bool:
    """Whether nothing but such a claim tells of a happening: "the first since 2013"."""
    return all(COUNTED_BACK_TO in report.event.notes for report in happening.reports)


def _kind(event: Event) -> Kind:
    actors = frozenset(side.code for side in event.actors)
    recipients = frozenset(side.code for side in event.recipients)
    # Who comes to whom is told apart only where somebody comes.
    if event.type is EventType.CONSULT and event.mode != "visit":
        actors, recipients = actors | recipients, frozenset()
    return event.type, event.mode, actors, recipients


def _days(happening: Happening) -> Days:
    return known_days(happening.event.when) or Days(None, None)


def _rank(event: Event) -> Rank | None:
    """The rank of whoever came, or acted where nobody came."""
    host = _host(event)
    guests = [side for side in event.actors if side.code != host]
    return next((side.rank for side in guests or event.actors if side.rank), None)


def _guests(event: Event) -> frozenset[str]:
    return frozenset(side.code for side in event.actors) - {_host(event)}


def _host(event: Event) -> str | None:
    """Who is visited, or where it is."""
    if event.recipients:
        return event.recipients[0].code
    return event.place[:3] if event.place else None


def _latest(found: Iterable[Happening]) -> tuple[Happening, ...]:
    order = sorted(found, key=lambda one: _days(one).last or dt.date.min)
    return (order[-1],)


def _covers(years: set[int], since: dt.date, day: dt.date) -> bool:
    return years >= set(range(since.year, day.year + 1))


def _by_year(found: Iterable[Happening]) -> tuple[tuple[int, int], ...]:
    counts = Counter(when.first.year for one in found if (when := _days(one)).first)
    return tuple(sorted(counts.items()))
