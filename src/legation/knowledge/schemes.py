"""Other people's codes for countries and bodies, and ours for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from legation.knowledge.names import names
from legation.knowledge.tables import rows, split

_STATE_USES = ("name", "short", "formal", "abbreviation", "body", "group")


@cache
def scheme(name: str) -> Mapping[str, str]:
    """Our code by the code or name of a scheme, empty for what has no code of ours.

    Schemes: `fips`, `cameo-country`, `cameo-region`, `cameo-group`, `icews-country`; `gdelt-quad`
    gives the quad class of a CAMEO root.
    """
    return {row["code"]: row["ours"] for row in rows("code_schemes.csv") if row["scheme"] == name}


@cache
def by_name() -> Mapping[str, str]:
    """Our code by the name of a state, body or group, in lower case."""
    found: dict[str, str] = {}
    for name in names():
        if name.use in _STATE_USES:
            found.setdefault(name.surface.casefold(), name.code)
    return found


@cache
def by_person() -> Mapping[str, str]:
    """The state or body for which a holder of office acts, by full name in lower case.

    Somebody who acted for several is left out.
    """
    found: dict[str, set[str]] = {}
    for row in rows("offices.csv"):
        for name in (row["person"], *split(row["aliases"])):
            if " " in name:
                found.setdefault(name.casefold(), set()).add(row["code"])
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
