"""The odds day by day, and what moved them: replayed, so that every number has its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from legation.errors import UsageError
from legation.judging.answering import PLAIN, Answer, Options, answer
from legation.model.question import Entry, GroupRule, Question, Range, Resolution

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one row did to the chance of the first outcome; None where there were no odds yet."""

    entry: Entry
    before: Range | None
    after: Range | None


def last_open_day(entries: Sequence[Entry], until: dt.date) -> dt.date:
    """The last day on which the answer was still open: not after the window or the resolution."""
    asked = _asked(entries)
    ends = [until]
    if asked.last is not None:
        ends.append(asked.last)
    done = [e.item.day for e in entries if isinstance(e.item, Resolution) and e.known <= until]
    ends += [day - _ONE_DAY for day in done]
    return max(min(ends), asked.opened)


def days(
    entries: Sequence[Entry], until: dt.date, options: Options = PLAIN, *, most: int | None = None
) -> Iterator[tuple[dt.date, Answer]]:
    """The answer of each day from the opening to the last open day, both included.

    With `most`, of about so many days at even distances, the last one among them.
    """
    first, last = _asked(entries).opened, last_open_day(entries, until)
    count = (last - first).days + 1
    step = 1 if most is None else max(1, -(-count // most))
    for number in range((count - 1) % step, count, step):
        day = first + number * _ONE_DAY
        yield day, answer(entries, day, options)


def steps(entries: Sequence[Entry], as_of: dt.date, options: Options = PLAIN) -> tuple[Step, ...]:
    """Each row that was known, with the chance before and after it, all as of one day.

    Rows are taken one by one in the order of the day they are known from, so that a step shows
    what the row did beside those before it; decay and time left are those of `as_of`.
    """
    known = sorted((e for e in entries if e.known <= as_of), key=lambda e: e.known)
    known.sort(key=lambda e: not isinstance(e.item, Question))
    found: list[Step] = []
    chance: Range | None = None
    for number in range(1, len(known) + 1):
        after = answer(known[:number], as_of, options).first
        found.append(Step(entry=known[number - 1], before=chance, after=after))
        chance = after
    return tuple(found)


def without_groups(entries: Sequence[Entry], as_of: dt.date, options: Options = PLAIN) -> Answer:
    """The answer if all sightings were independent: what counting dependent ones twice would do."""
    return answer(entries, as_of, replace(options, rule=GroupRule.INDEPENDENT))


def _asked(entries: Sequence[Entry]) -> Question:
    for entry in entries:
        if isinstance(entry.item, Question):
            return entry.item
    raise UsageError("These rows hold no question.")
