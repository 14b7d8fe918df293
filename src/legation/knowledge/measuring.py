"""What measures take for granted: channels of dealing, weights of rank, defaults; all as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows

OWN_SOURCES = ("ledger", "legation")
"""Sources whose events our own coder made: sides as lists, the visitor always the actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way in which sides deal with each other, by type, mode or beginning of a CAMEO code.

    `partner` tells whether dealing so makes a partner.
    """

    name: str
    type: str | None
    mode: str | None
    cameo: str | None
    partner: bool


@cache
def channels() -> tuple[Channel, ...]:
    """Channels in the order in which they are tried: the more special before the general."""
    found = [
        Channel(
            name=row["channel"],
            type=row["type"] or None,
            mode=row["mode"] or None,
            cameo=row["cameo"] or None,
            partner=row["partner"] == "yes",
        )
        for row in rows("measures/channels.tsv")
    ]
    return tuple(sorted(found, key=lambda c: (c.cameo is None, c.mode is None)))


@cache
def channel_names(*, partner: bool) -> tuple[str, ...]:
    """Names of the channels that make a partner, or of the others, in the table's order."""
    told = (
        r["channel"] for r in rows("measures/channels.tsv") if (r["partner"] == "yes") == partner
    )
    return tuple(dict.fromkeys(told))


@cache
def rank_weights() -> Mapping[str, Mapping[int, float]]:
    """Weight of a rank (4 leader to 1 delegation), by scheme: equal, linear, geometric."""
    table = list(rows("measures/rank_weights.tsv"))
    return {
        scheme: {int(row["rank"]): float(row[scheme]) for row in table}
        for scheme in ("equal", "linear", "geometric")
    }


@cache
def defaults() -> Mapping[str, float]:
    """Defaults of the measures by name; the file says what each means and where it comes from."""
    return {row["name"]: float(row["value"]) for row in rows("measures/defaults.tsv")}
