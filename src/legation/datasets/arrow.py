"""Arrow without pandas, where only Arrow is needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder

import pyarrow as pa


class _NotHere(MetaPathFinder):
    """Finds no pandas."""

    def find_spec(self, name: str, *_: object) -> None:
        """Raises ModuleNotFoundError for pandas; of all others it knows nothing."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def leave_pandas_out() -> None:
    """Spares this process the loading of pandas, a quarter of a second, if it is not loaded yet.

    At its first list or scalar Arrow looks once whether pandas is installed, to know its series, and
    does without where it is not. What turns a table into a frame later looks again, and gets it.
    """
    if "pandas" in sys.modules:
        return
    with _hidden():
        pa.scalar(0)


@contextmanager
def _hidden() -> Iterator[None]:
    blind = _NotHere()
    sys.meta_path.insert(0, blind)
    try:
        yield
    finally:
        sys.meta_path.remove(blind)
