"""What every page is asked: of which ledger, in which form, as of which day."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request

from legation.errors import UsageError
from legation.model.when import days
from legation.settings import Settings, show
from legation.web.forms import FORMS
from legation.web.guard import Keys
from legation.workflows import refreshing
from legation.workflows.adding import Jobs

if TYPE_CHECKING:
    from legation.workflows.rooms import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the pages of one running desk share."""

    ledger: Ledger
    settings: Settings
    keys: Keys
    jobs: Jobs

    @property
    def sent_to(self) -> str | None:
        """Where texts are sent to be coded, None where they stay on this machine."""
        values = self.settings.values
        return show(values.llm_base_url or "") if values.coder == "llm" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: `form` is html, json or csv, `as_of` the last day of publication that counts."""

    desk: Desk
    request: Request
    form: str
    as_of: dt.date | None

    @property
    def ledger(self) -> Ledger:
        """The ledger that the desk shows."""
        return self.desk.ledger

    @property
    def now(self) -> dt.datetime:
        """The present moment in the timezone of the settings."""
        return dt.datetime.now(zoneinfo.ZoneInfo(self.desk.settings.values.timezone))

    @property
    def today(self) -> dt.date:
        """The day on which the reader looks: that of `as_of`, where it is given."""
        return self.as_of or self.now.date()

    def at(self, path: str, **values: object) -> str:
        """The address of a page, as of the same day."""
        return at(path, as_of=self.as_of, **values)


def at(path: str, **values: object) -> str:
    """An address from a path and the values that are given; an odd ending gets `.html`."""
    given = {name: str(value) for name, value in values.items() if value not in (None, "")}
    if path.endswith(FORMS):
        path += ".html"
    return path + (f"?{urlencode(given)}" if given else "")


def part(text: str) -> str:
    """A piece of an address's path."""
    return quote(text, safe=":")


def day(name: str, text: str | None, *, last: bool) -> dt.date | None:
    """The first or last day of a date in an address; raises UsageError where it is none."""
    if not text or not text.strip():
        return None
    try:
        found = days(text.strip()) if "/" not in text else None
    except ValueError:
        found = None
    made = None if found is None else found.last if last else found.first
    if made is None:
        raise UsageError(f"{name} takes a date such as 2025-10-26 or 2025-10, not {text!r}.")
    return made


Text = Annotated[str | None, Query(max_length=200)]


def _asked(
    request: Request,
    as_of: Annotated[
        str | None, Query(max_length=40, description="Only what was published by then.")
    ] = None,
) -> Asked:
    refreshing.refresh()
    state: Mapping[str, Any] = request.scope.get("state", {})
    return Asked(
        desk=request.app.state.desk,
        request=request,
        form=state.get("form", "html"),
        as_of=day("as_of", as_of, last=True),
    )


Asking = Annotated[Asked, Depends(_asked)]
