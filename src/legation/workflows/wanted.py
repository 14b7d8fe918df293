"""Which events an export means, for each of the engines that look for them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from legation.model.table import SEPARATOR

if TYPE_CHECKING:
    import pyarrow.compute as pc
    from ibis.expr import types as ir


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events to export: sides by code or name, days on which it happened or was known.

    `expand` spreads meetings of many into pairs, where a form has pairs.
    """

    about: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    expand: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether some events only are asked for, the day of `as_of` aside."""
        return bool(self.about or self.since or self.until)

    def asked(self) -> dict[str, Any]:
        """The same as a manifest says it."""
        days = {
            name: day.isoformat()
            for name in ("since", "until", "as_of")
            if (day := getattr(self, name))
        }
        return {"about": list(self.about), **days, **({"expand": True} if self.expand else {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a writer did: lines, rows or entries from so many events, and what it left out and why.

    `columns` are those of the form, `more` what else a manifest should say.
    """

    rows: int
    events: int
    columns: tuple[str, ...]
    left_out: Counter[str] = field(default_factory=Counter)
    more: dict[str, Any] = field(default_factory=dict)


def arrow_filter(wanted: Wanted) -> pc.Expression | None:
    """The events as Arrow looks for them; None means all."""
    import pyarrow.compute as pc

    found = []
    if wanted.since:
        found.append(pc.field("last_day") >= wanted.since)
    if wanted.until:
        found.append(pc.field("first_day") <= wanted.until)
    if wanted.as_of:
        found.append(pc.field("known_day") <= wanted.as_of)
    for code in wanted.about:
        found.append(_side(pc.field("actors"), code) | _side(pc.field("recipients"), code))
    whole = None
    for condition in found:
        whole = condition if whole is None else whole & condition
    return whole


def _side(field_: pc.Expression, code: str) -> pc.Expression:
    """Whether a code stands in a list of sides."""
    import pyarrow.compute as pc

    return pc.match_substring_regex(field_, f"(^|{SEPARATOR}){re.escape(code)}({SEPARATOR}|$)")


def narrowed(events: ir.Table, wanted: Wanted) -> ir.Table:
    """The events as Ibis looks for them."""
    from legation.analysis.gates import of

    found = events
    if wanted.since:
        found = found.filter(found.last_day >= wanted.since)
    if wanted.until:
        found = found.filter(found.first_day <= wanted.until)
    if wanted.as_of:
        found = found.filter(found.known_day <= wanted.as_of)
    for code in wanted.about:
        found = of(found, code)
    return found
