"""Answers that take a second or more, made once for each state of ledger and tables."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from legation.web.asked import Asked
from legation.workflows import refreshing

_MOST_KEPT = 24
_kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_guard = threading.Lock()


def once(asked: Asked, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """What `make` gives, kept by `key` and by what else it rests on; the last asked for stay."""
    whole = (
        asked.ledger.where,
        asked.ledger.id,
        asked.ledger.revision(),
        refreshing.state(),
        asked.as_of,
        asked.now.date(),
        *key,
    )
    with _guard:
        if whole in _kept:
            return _kept[whole]
    made = make()
    with _guard:
        _kept[whole] = made
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return made
