"""The rooms, fitted out with the settings in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from legation.errors import EnvironmentFailure, UsageError
from legation.knowledge.names import resolve

if TYPE_CHECKING:
    from legation.ledger import Ledger as Ledger  # noqa: PLC0414 - for the rooms above
    from legation.model import ReadResult
    from legation.settings import Settings
    from legation.workflows.coding import Coder

Notice = Callable[[str], None]
"""Called with a sentence for the user while work goes on."""


def open_ledger(settings: Settings, *, create: bool) -> Ledger:
    """The ledger that the settings name; raises LedgerError where it cannot be opened."""
    from legation.ledger import Ledger

    return Ledger.open(settings.values.file, create=create)


@contextmanager
def open_coder(settings: Settings, notice: Notice = lambda _message: None) -> Iterator[Coder]:
    """The coder that the settings name, until the work is done.

    `notice` is told what a user should know, such as where texts are sent. Raises EnvironmentFailure
    where what the coder needs is not installed or not there, UsageError where a setting is missing.
    """
    if settings.values.coder == "llm":
        from legation.workflows.language_model import coder_of

        with coder_of(settings, notice) as asking:
            yield asking
        return
    from legation.coding import Coder

    yield Coder(settings.values.model)


def articles(inputs: Sequence[str], settings: Settings) -> Iterator[ReadResult]:
    """Articles of files, folders, patterns, addresses or `-`, or reasons, in input order."""
    from legation.reading import read

    values = settings.values
    return iter(read(inputs, published=values.published, timezone=values.timezone))


def number_of(inputs: Sequence[str]) -> int | None:
    """How many pieces the inputs hold, None where that cannot be known without reading them."""
    from legation.reading import count

    return count(inputs)


def code_of(actor: str) -> str:
    """The code that a user means by a code or name; raises UsageError if it is unknown."""
    if actor.startswith(("NSA:", "PER:")):
        return actor
    code = resolve(actor)
    if code is None:
        raise UsageError(
            f"No state, body or group is known as {actor!r}; use a name such as 'North Korea' "
            "or a code such as PRK."
        )
    return code


def need_analysis(who: str, *packages: str) -> None:
    """Raises EnvironmentFailure where packages of the extra are missing; `who` begins "X needs"."""
    from importlib.util import find_spec

    if any(find_spec(package) is None for package in packages):
        raise EnvironmentFailure(
            f"{who} the extra 'analysis'; add it with `make extras`, or with "
            "`pip install 'legation[analysis]'`."
        )
