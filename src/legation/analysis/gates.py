"""The one expression from which every measure of events starts.

`gated` adds to the event table what all measures must agree about:

- `standing`: counted (it occurred), planned (shown apart), silent (hypothetical, denied and
  cancelled events score nothing), or opinion (told by an opinion or analysis piece of a frame, which
  belongs to none: it is named and counts nowhere);
- `bin`: first day of the month, quarter or year in which it happened; null where its interval is
  open or wider than that or may lie in two, and then it is counted as undated. A stay of up to a week
  counts on its first day, and `latest` is the last day on which an event may count;
- `mediation`: carrying messages, mediating and hosting the talks of others; no tie of the host to a
  party. The talks themselves are an event of their own, and the parties' tie;
- `acting`, `receiving`, `mutual`: the sides in the direction of the act; who goes is acting and who
  is visited is receiving, whichever a source names first; who meet or sign do so together;
- `meeting`: the happening. A pair-coded source has a row for each direction and each story, so that
  there two sides meet, visit or sign once a day, and do what has one code once a day (`by_day` marks
  such rows; the one-a-day filter of event data);
- `cluster`: what stands or falls together: an occasion, guests that one host receives on one day,
  else the meeting;
- `frame`: the sampling frame, null where there is none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import ibis

from legation.knowledge import genres
from legation.knowledge.measuring import OWN_SOURCES, channels, defaults
from legation.model.table import SEPARATOR

if TYPE_CHECKING:
    from ibis.expr import types as ir

COUNTED, PLANNED, SILENT, OPINION = "counted", "planned", "silent", "opinion"
MEDIATION = "mediation"


class Bin(StrEnum):
    """Width of the steps of a series."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


UNITS = {Bin.MONTH: "M", Bin.QUARTER: "Q", Bin.YEAR: "Y"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which rows a measure may see.

    `as_of` is the last day on which something could be known; what has no such day is left out then.
    `frame` names a sampling frame, or an outlet whose output the user says is one.
    """

    bin: Bin = Bin.MONTH
    as_of: dt.date | None = None
    frame: str | None = None


def gated(events: ir.Table, scope: Scope) -> ir.Table:
    """The event table with what all measures agree about; see the module."""
    acts = acting(dated(events, scope))
    hosted = _hosted(acts)
    ranks = acts.mutate(acting_rank=ibis.ifelse(hosted, acts.recipient_rank, acts.actor_rank))
    return _clustered(ranks)


def dated(events: ir.Table, scope: Scope) -> ir.Table:
    """The events of a scope, with what follows from status and days: frame, standing, bin, latest."""
    seen = events
    if scope.as_of is not None:
        seen = seen.filter(seen.known_day <= scope.as_of)
    seen = seen.mutate(frame=_frame(seen, scope))
    if scope.frame is not None:
        seen = seen.filter(seen.frame == scope.frame)
    seen = seen.mutate(latest=_latest(seen))
    return seen.mutate(standing=_standing(seen), bin=_bin(seen, scope.bin))


def acting(events: ir.Table) -> ir.Table:
    """Adds what follows from source, code and sides: mediation, channel, acting, receiving, mutual.

    No other column is needed, so that rows which are alike in these may be counted first.
    """
    return _directed(events.mutate(mediation=_mediation(events), channel=_channel(events)))


def own(events: ir.Table) -> ir.BooleanValue:
    """Whether our own coder made the row."""
    return events.source.isin(OWN_SOURCES)


def _frame(t: ir.Table, scope: Scope) -> ir.StringValue:
    """The frame told, the data set itself where it was imported, or what the user says is one."""
    own_frame = ibis.cases(
        (t.frame.notnull(), t.frame), (~own(t), t.source), else_=ibis.null("string")
    )
    if scope.frame is None:
        return own_frame
    return ibis.cases((t.source_group == scope.frame, scope.frame), else_=own_frame)


def opinion(t: ir.Table) -> ir.BooleanValue:
    """Whether an opinion or analysis piece tells it, in what would else be a frame."""
    return (t.genre == genres.OPINION).fill_null(False) & t.frame.notnull()


def counted(t: ir.Table) -> ir.BooleanValue:
    """Whether the `standing` of a row is counted, asked of the columns themselves."""
    return (t.status == "occurred") & ~opinion(t)


def _standing(t: ir.Table) -> ir.StringValue:
    return ibis.cases(
        (opinion(t), OPINION), (counted(t), COUNTED), (t.status == "planned", PLANNED), else_=SILENT
    )


def _latest(t: ir.Table) -> ir.DateValue:
    stay = _width(t) < int(defaults()["longest_stay"])
    return ibis.cases((stay, t.first_day), else_=t.last_day)


def _width(t: ir.Table) -> ir.IntegerValue:
    """Days from the first to the last on which an event can have happened."""
    return t.last_day.delta(t.first_day, unit="day")


def _bin(t: ir.Table, width: Bin) -> ir.DateValue:
    first = t.first_day.truncate(UNITS[width])
    # Most happen on one day; not to truncate twice then spares a tenth of a roll-up.
    within = (t.first_day == t.last_day) | (first == t.latest.truncate(UNITS[width]))
    return ibis.cases((within, first), else_=ibis.null("date"))


def _mediation(t: ir.Table) -> ir.BooleanValue:
    """Third-party acts; but CAMEO 044 of a pair-coded source is the parties' own meeting elsewhere."""
    code, mode = t.cameo.fill_null(""), t.mode.fill_null("")
    elsewhere = ~own(t) & code.startswith("044")
    return code.startswith("045") | ((mode == "third-party") & ~elsewhere)


def _channel(t: ir.Table) -> ir.StringValue:
    cases = [(_mediation(t), MEDIATION)]
    for channel in channels():
        fits = [
            column.fill_null("") == value
            for column, value in ((t.type, channel.type), (t.mode, channel.mode))
            if value is not None
        ]
        if channel.cameo is not None:
            fits.append(t.cameo.fill_null("").startswith(channel.cameo))
        cases.append((ibis.and_(*fits), channel.name))
    return ibis.cases(*cases, else_=ibis.null("string"))


def _directed(t: ir.Table) -> ir.Table:
    """Who goes is acting, who is visited is receiving; a meeting elsewhere is mutual."""
    hosted = _hosted(t)
    together = t.channel.fill_null("").isin(("meetings", "agreements"))
    return t.mutate(
        acting=ibis.ifelse(hosted, t.recipients, t.actors),
        receiving=ibis.ifelse(hosted, t.actors, t.recipients),
        mutual=(t.recipients == "") | together,
    )


def _hosted(t: ir.Table) -> ir.BooleanValue:
    """Whether a pair-coded source names the host first."""
    return ~own(t) & t.cameo.fill_null("").startswith("043")


def _clustered(t: ir.Table) -> ir.Table:
    day, happening = t.first_day.cast("string"), t.happening.fill_null(t.event_id)
    channel, single = t.channel.fill_null(""), _on_one_day(t)
    by_day = one_a_day(t)
    low, high = ibis.least(t.acting, t.receiving), ibis.greatest(t.acting, t.receiving)
    first, second = ibis.ifelse(t.mutual, low, t.acting), ibis.ifelse(t.mutual, high, t.receiving)
    that_day = (
        t.source + "|" + channel + "|" + first + "|" + second + "|" + day + "|" + told_apart(t)
    )
    meeting = ibis.ifelse(by_day, that_day, happening)
    guests = single & (channel == "visits") & (t.receiving != "")
    cluster = ibis.cases(
        (t.occasion.notnull(), t.source + "|occasion|" + t.occasion),
        (guests, t.source + "|guests|" + t.receiving + "|" + day),
        else_=meeting,
    )
    return t.mutate(by_day=by_day, meeting=meeting, cluster=cluster)


def _on_one_day(t: ir.Table) -> ir.BooleanValue:
    return (t.first_day == t.last_day).fill_null(False)


def one_a_day(t: ir.Table) -> ir.BooleanValue:
    """Whether a row is of a pair-coded source, where two sides do the same once a day."""
    two = (t.n_sides == 2) & (t.recipients != "") & (t.actors != "")
    return ~own(t) & _on_one_day(t) & two


def told_apart(t: ir.Table) -> ir.StringValue:
    """What tells acts of a pair on one day apart, beside their channel.

    Whether they met is one question a day, whatever the code; acts of another kind are others.
    """
    once = t.channel.fill_null("").isin(_ONCE)
    return ibis.ifelse(once, "", t.cameo.fill_null(""))


_ONCE = ("visits", "meetings", "agreements")


def in_line(t: ir.Table) -> ir.Table:
    """Rows with their `place_in_line` among those that tell one meeting, the first being 0.

    What occurred goes before what was planned, then the best dated, then the first known; ties are
    broken by identity, so that every engine agrees.
    """
    order = [
        _precedence(t),
        _width(t).fill_null(10**6),
        t.known_day.fill_null(dt.date(9999, 12, 31)),
        t.event_id,
    ]
    return t.mutate(
        place_in_line=ibis.row_number().over(group_by=[t.frame, t.meeting], order_by=order)
    )


def one_of_each(t: ir.Table) -> ir.Table:
    """One row for each meeting of each frame, the first in its line."""
    numbered = in_line(t)
    return numbered.filter(numbered.place_in_line == 0).drop("place_in_line")


def _precedence(t: ir.Table) -> ir.IntegerValue:
    order = ("occurred", "cancelled", "denied", "planned", "hypothetical")
    # What somebody argues speaks for a meeting only where nobody reports it.
    told = (t.standing == OPINION, len(order) + 1)
    return ibis.cases(
        told, *((t.status == status, n) for n, status in enumerate(order)), else_=len(order)
    )


def holds(column: ir.StringValue, code: str) -> ir.BooleanValue:
    """Whether a code stands in a list of sides."""
    fenced = SEPARATOR + column + SEPARATOR
    return (column == code) | fenced.contains(f"{SEPARATOR}{code}{SEPARATOR}")


def of(t: ir.Table, code: str) -> ir.Table:
    """Rows in which a code is a side, in whichever role."""
    return t.filter(holds(t.actors, code) | holds(t.recipients, code))
