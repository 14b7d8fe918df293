"""Whether somebody whom a user names was to be expected, by the tables and by what the user says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from legation.errors import UsageError
from legation.judging.expecting import presence
from legation.knowledge.bodies import bodies, members
from legation.knowledge.names import resolve
from legation.model.question import Expectation
from legation.workflows.rooms import code_of


def by_hand(
    who: str | None,
    occasion: str | None,
    day: dt.date,
    *,
    invited: bool | None,
    attended: Sequence[bool],
) -> Expectation | None:
    """The expectation behind an absence or silence; None where none is told of."""
    if who is None:
        return None
    if not occasion:
        raise UsageError("Say with --occasion what they were missing from, or silent about.")
    code = code_of(who)
    body = resolve(occasion)
    known = {b.code for b in bodies()}
    return presence(
        code,
        body if body in known and body else occasion,
        members=(members(body, day) or None) if body in known and body else None,
        invited=invited,
        attended=attended,
        belongs_to=sorted(b for b in known if code in members(b, day))[:6],
    )
