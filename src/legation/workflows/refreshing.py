"""Tables that change while a program stays open: what was worked out from them is let go."""

from __future__ import annotations

import sys
import threading

from legation.knowledge import own

_seen: list[tuple[tuple[str, int, int], ...]] = []
_looking = threading.Lock()


def refresh() -> None:
    """Lets go of all that was worked out from the tables, where the user's files have changed.

    For a program that stays open: what is kept in memory is made anew from the tables when it is
    asked for next.
    """
    with _looking:
        now = own.state()
        changed = bool(_seen) and _seen[0] != now
        _seen[:] = [now]
        if not changed:
            return
        for name, module in list(sys.modules.items()):
            # Nearly every room keeps patterns and look-ups that are made of names and offices.
            if name.startswith("legation."):
                for value in list(vars(module).values()):
                    clear = getattr(value, "cache_clear", None)
                    if callable(clear):
                        clear()


def state() -> object:
    """Another value than before means that the user's files have changed."""
    return own.state()


def coding_mark() -> str:
    """Another value than before means that a coder at work knows other names than the tables."""
    return own.mark()
