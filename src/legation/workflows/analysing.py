"""Ties and partners, from the ledger or from imported data sets: which tables, which engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.errors import UnreadableInput, UsageError
from legation.knowledge.bodies import memberships
from legation.knowledge.measuring import channel_names
from legation.model.when import days
from legation.workflows.rooms import code_of, need_analysis

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from legation.analysis.engines import Engine
    from legation.analysis.gates import Scope
    from legation.analysis.partners import Answer as PartnersAnswer
    from legation.analysis.partners import Question as PartnersQuestion
    from legation.analysis.partners import Window
    from legation.analysis.ties import Answer as TiesAnswer
    from legation.analysis.ties import Question as TiesQuestion
    from legation.analysis.totals import Totals
    from legation.settings import Settings

_MONTHS = {"m": 1, "y": 12}
_MEASURING = ("duckdb", "ibis", "ruptures", "scipy")


@contextmanager
def tables(
    data: Sequence[Path],
    settings: Settings,
    *,
    engine: str,
    master: str,
    as_of: dt.date | None,
) -> Iterator[tuple[Engine, ir.Table]]:
    """An engine and the event table: that of the paths, or of the ledger where there is none."""
    need_analysis("Measures need", *_MEASURING)
    from legation.analysis.engines import EngineName, opened

    with opened(EngineName(engine), master, settings.values.memory) as running:
        yield running, running.events(parquet_files(data or _ledger(settings, as_of)))


def _ledger(settings: Settings, as_of: dt.date | None) -> list[Path]:
    """The ledger as a table of its revision; a second library never reads the live file."""
    from legation.workflows.snapshots import of_settings

    return [of_settings(settings, as_of=as_of).folder]


def whence(data: Sequence[Path], settings: Settings, as_of: dt.date | None) -> tuple[str, Any]:
    """Where the events of an answer come from: in words, and as a manifest says it."""
    from legation.workflows.exporting import origin

    if not data:
        _, told = origin(settings, None, as_of)
        name = Path(settings.values.file).name if "://" not in settings.values.file else "ledger"
        return f"{name}, revision {told['revision']}", told
    found = [
        origin(settings, path, as_of)[1] if (path / "events").is_dir() else {"file": path.name}
        for path in data
    ]
    return ", ".join(path.name for path in data), found


def parquet_files(paths: Sequence[Path]) -> list[Path]:
    """The Parquet files under some paths; a folder of `legation import` holds them in `events`.

    Raises UnreadableInput for a path that is not there or cannot be read, or that holds none.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UnreadableInput(f"There is no {path}; check the path that --data names.")
        inside = path / "events" if (path / "events").is_dir() else path
        try:
            files = sorted(inside.rglob("*.parquet")) if inside.is_dir() else [inside]
        except OSError as error:
            raise UnreadableInput(f"{path} cannot be read ({error.strerror}).") from error
        if not files:
            raise UnreadableInput(f"{path} holds no Parquet file; make it with `legation import`.")
        found += files
    return found


def scope(*, step: str, as_of: dt.date | None, frame: str | None) -> Scope:
    """Which rows a measure may see; `step` is month, quarter or year."""
    need_analysis("Measures need", *_MEASURING)
    from legation.analysis.gates import Bin, Scope

    return Scope(bin=Bin(step), as_of=as_of, frame=frame)


def ties_question(
    a: str,
    b: str,
    seen: Scope,
    *,
    since: dt.date | None,
    until: dt.date | None,
    expand: bool,
) -> TiesQuestion:
    """The tie that a user asks for; actors are codes or names. Raises UsageError for one and the same."""
    from legation.analysis.ties import Question

    first, second = code_of(a), code_of(b)
    if first == second:
        raise UsageError(f"A tie is between two actors, and {a!r} and {b!r} are one: {first}.")
    return Question(a=first, b=second, scope=seen, since=since, until=until, expand=expand)


def partners_question(
    who: str,
    seen: Scope,
    *,
    window: str | None,
    until: dt.date | None,
    compare: str | None,
    powers: str | None,
    expand: bool,
    channel: str | None = None,
    series: bool = False,
    by: str | None = None,
) -> PartnersQuestion:
    """The partners that a user asks for; raises UsageError for a window or channel that is none."""
    from legation.analysis.gates import Bin
    from legation.analysis.partners import Question

    code = code_of(who)
    months = _months(window) if window else None
    previous = compare == "previous"
    if previous and months is None:
        raise UsageError(
            "--compare previous needs a --window, such as 12m, to know how long it is."
        )
    return Question(
        code=code,
        scope=seen,
        months=months,
        until=until,
        compare=None if previous or compare is None else _window(compare),
        previous=previous,
        powers=powers_of(powers) - {code},
        expand=expand,
        channel=_channel(channel) if channel else None,
        series=series,
        by=Bin(by) if by else None,
    )


def _channel(text: str) -> str:
    known = channel_names(partner=True)
    name, _, direction = text.strip().lower().rpartition(" ")
    found = f"{name} {direction}" if direction in {"in", "out"} else text.strip().lower()
    if found not in known and not (name in known and direction in {"in", "out"}):
        raise UsageError(
            f"--channel takes {', '.join(known)}, with `in` or `out` behind it where it has a "
            f"direction, not {text!r}."
        )
    return found


def _months(text: str) -> int:
    number, unit = text[:-1], text[-1:].lower()
    if not number.isdigit() or unit not in _MONTHS or not int(number):
        raise UsageError(f"--window takes months or years such as 12m or 2y, not {text!r}.")
    return int(number) * _MONTHS[unit]


def _window(text: str) -> Window:
    from legation.analysis.partners import Window

    try:
        covered = days(text)
    except ValueError:
        covered = None
    if covered is None or covered.first is None or covered.last is None:
        raise UsageError(
            f"--compare takes `previous` or a period such as 2018 or 2018-01/2018-12, not {text!r}."
        )
    return Window(covered.first, covered.last)


def powers_of(text: str | None) -> frozenset[str]:
    """The great powers named, or the permanent members of the Security Council."""
    if text:
        return frozenset(code_of(name.strip()) for name in text.split(",") if name.strip())
    return frozenset(m.member for m in memberships() if (m.body, m.role) == ("UNSC", "permanent"))


def ties(
    engine: Engine, events: ir.Table, question: TiesQuestion, totals: Totals | None = None
) -> list[TiesAnswer]:
    """What each frame says of a tie."""
    from legation.analysis.ties import ties as measured

    return measured(engine, events, question, totals)


def partners(
    engine: Engine, events: ir.Table, question: PartnersQuestion, totals: Totals | None = None
) -> list[PartnersAnswer]:
    """What each frame says of an actor's partners."""
    from legation.analysis.partners import partners as measured

    return measured(engine, events, question, totals)


def plain(value: Any) -> Any:
    """An answer as JSON has it: days as text, tuples as lists, a frame without its months."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = (
            f.name for f in fields(value) if f.name not in {"watched", "scope"} or f.type == "bool"
        )
        made = {name: plain(getattr(value, name)) for name in shown}
        heading = getattr(value, "heading", None)
        return made if heading is None else {"heading": heading, **made}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value
