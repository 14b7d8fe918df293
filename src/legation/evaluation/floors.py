"""Floors that figures must keep, the gold they were pinned on, and the log of scores."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation.errors import UnreadableInput, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What a floors file asks for.

    `floors` are the least and `ceilings` the greatest values of figures, named by their path in
    the figures with dots between ("events.fields.status.share"). `gold` maps the name of each
    gold file to its digest when the floors were pinned.
    """

    gold: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[str, float] = field(default_factory=dict)
    ceilings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One floor that was not kept, and a sentence that says so."""

    name: str
    message: str


def read_floors(path: Path) -> Floors:
    """A floors file in TOML; raises UsageError where it is missing, UnreadableInput for others."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be opened ({error.strerror}); check the name.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path} is not valid TOML ({error}); mend the line.") from error
    unknown = table.keys() - {"gold", "floors", "ceilings"}
    if unknown:
        raise UnreadableInput(
            f"{path} has a table {min(unknown)!r}; only gold, floors and ceilings are known."
        )
    return Floors(
        gold=_checked(table.get("gold", {}), str, path),
        floors=_checked(table.get("floors", {}), (int, float), path),
        ceilings=_checked(table.get("ceilings", {}), (int, float), path),
    )


def _checked(table: Any, kind: Any, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise UnreadableInput(f"{path} holds a value where a table is due; see docs/coding.md.")
    for name, value in table.items():
        if not isinstance(value, kind) or isinstance(value, bool):
            raise UnreadableInput(
                f"{path} has {value!r} for {name!r}; quote names with dots, and give one value."
            )
    return table


def gold_digest(path: Path) -> str:
    """SHA-256 of a gold file, line ends as they stand."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(f"{path} cannot be opened ({error.strerror}); check the name.") from error


def changed(floors: Floors, paths: Iterable[Path]) -> list[Broken]:
    """The gold files that are not the ones on which the floors were pinned."""
    found = []
    for path in paths:
        digest, pinned = gold_digest(path), floors.gold.get(path.name)
        if digest != pinned:
            was = "is not pinned" if pinned is None else "changed since the floors were pinned"
            found.append(
                Broken(
                    name=path.name,
                    message=f"{path.name} {was}; look at the figures and pin {digest}.",
                )
            )
    return found


def figure(figures: Mapping[str, Any], name: str) -> float | None:
    """The figure at a path such as "events.f1"; raises UsageError where there is none."""
    here: Any = figures
    for part in name.split("."):
        if not isinstance(here, Mapping) or part not in here:
            known = ", ".join(here) if isinstance(here, Mapping) else "nothing"
            raise UsageError(f"There is no figure {name!r}; at {part!r} there is {known}.")
        here = here[part]
    if here is not None and not isinstance(here, int | float):
        raise UsageError(f"{name!r} names several figures; name one of {', '.join(here)}.")
    return here


def broken(floors: Floors, figures: Mapping[str, Any]) -> list[Broken]:
    """The floors and ceilings that the figures do not keep; a figure of nothing keeps none."""
    found = []
    for name, least in floors.floors.items():
        value = figure(figures, name)
        if value is None or value < least:
            found.append(Broken(name=name, message=f"{name} is {value}, below {least}."))
    for name, most in floors.ceilings.items():
        value = figure(figures, name)
        if value is None or value > most:
            found.append(Broken(name=name, message=f"{name} is {value}, above {most}."))
    return found


def log_line(entry: Mapping[str, Any]) -> str:
    """One line of the log of scores."""
    return json.dumps(entry, ensure_ascii=False) + "\n"
