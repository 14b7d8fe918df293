"""Nouns by which a text goes on with a side that it has named: "the bloc", "his hosts"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from legation.knowledge.tables import rows, split

Codes = tuple[str, ...]


@cache
def descriptions(kind: str) -> Mapping[str, Codes]:
    """Lemmas of one kind with the codes that they may stand for; none where anything may be meant.

    Kinds: `both` (with "two" or "both" before them, a pair), `alone` (a pair also as a bare
    plural), `partner` (the other side of whom it is said), `state`, `sovereign` (a land that is a state), `land`, `body`, `group`, `title`, `paper` (by whom such a
    text is made), `court_in_the_hague`.
    """
    return {
        row["noun"]: split(row["codes"]) for row in rows("descriptions.tsv") if row["kind"] == kind
    }
