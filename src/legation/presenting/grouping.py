"""Reports of one happening become one line: counted once, every source kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from legation.model import Event, EventType, Happening, Report, Side, Status
from legation.model.when import Days, known_days
from legation.presenting.dates import last_day
from legation.presenting.sides import is_person

# Dates agree where together they cover no more than this, as in the scoring of dates: an open
# end agrees with another within as many days.
_NEAR = dt.timedelta(days=31)


def covered(report: Report) -> Days:
    """Days on which it may lie; without a date, those before or after the report by its status."""
    event = report.event
    if found := known_days(event.when):
        return found
    day = last_day(report.published)
    ahead = event.status in (Status.PLANNED, Status.HYPOTHETICAL)
    return Days(day, None) if ahead else Days(None, day)


def _close(one: dt.date | None, two: dt.date | None) -> bool:
    return one is not None and two is not None and abs(one - two) <= _NEAR


def _same_time(left: Report, right: Report) -> bool:
    if left.event.when and left.event.when == right.event.when:
        return True
    one, two = covered(left), covered(right)
    if not one.overlaps(two.first, two.last):
        return False
    if one.last is None or two.last is None:
        return _close(one.first, two.first)
    if one.first is None or two.first is None:
        return one.first is two.first and _close(one.last, two.last)
    return max(one.last, two.last) - min(one.first, two.first) <= _NEAR


def _people(sides: Iterable[Side]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for side in sides:
        if is_person(side):
            words = (side.name or "").casefold().replace("-", " ").split()
            found.setdefault(side.code, set()).update(words)
    return found


def _same_people(left: Event, right: Event) -> bool:
    one = _people((*left.actors, *left.recipients))
    two = _people((*right.actors, *right.recipients))
    if Status.HYPOTHETICAL in (left.status, right.status) and one.keys() != two.keys():
        return False
    return all(one[code] & two[code] for code in one.keys() & two.keys())


def _same_mode(left: Event, right: Event) -> bool:
    """Whether the modes agree; a meeting with the host may be told as the visit or as a meeting."""
    if left.mode == right.mode:
        return True
    elsewhere = left.place and right.place and left.place != right.place
    return {left.mode, right.mode} == {None, "visit"} and not elsewhere


def _same(left: Report, right: Report) -> bool:
    one, two = left.event, right.event
    return (
        _same_mode(one, two)
        and one.article_id != two.article_id
        and {one.status, two.status} != {Status.OCCURRED, Status.DENIED}
        and _same_time(left, right)
        and _same_people(one, two)
    )


def happenings(reports: Iterable[Report]) -> list[Happening]:
    """What the reports tell, each happening once, in the order of its first report.

    Two reports are of one happening where type, mode and the set of codes are the same, the days
    overlap closely, the people named do not differ, and one does not deny what the other tells.
    Reports of one article are never joined: the coder has already told them apart.
    """
    found: list[list[Report]] = []
    alike: dict[tuple[EventType, frozenset[str]], list[list[Report]]] = {}
    for report in sorted(reports, key=lambda r: r.published or ""):
        peers = alike.setdefault((report.event.type, frozenset(report.event.codes)), [])
        for known in peers:
            articles = {r.event.article_id for r in known}
            if report.event.article_id not in articles and any(_same(report, r) for r in known):
                known.append(report)
                break
        else:
            found.append([report])
            peers.append(found[-1])
    return [Happening(reports=tuple(known)) for known in found]
