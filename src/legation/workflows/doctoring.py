"""What a machine brings: versions, the model and its hash, libraries, settings, licences."""

from __future__ import annotations

import csv
import hashlib
import platform
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from legation import __version__
from legation.coding.parse import DEFAULT_MODEL
from legation.workflows.language_model import key_origin

if TYPE_CHECKING:
    from legation.settings import Settings

_DISTRIBUTIONS = (
    "spacy",
    "trafilatura",
    "pypdf",
    "feedparser",
    "httpx",
    "SQLAlchemy",
    "alembic",
    "typer",
)
_OWN = "compiled for legation from the public record and from usage (Apache-2.0)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the doctor's report; `warning` is a sentence where something is amiss.

    `broken` says that legation cannot do its work because of it.
    """

    part: str
    name: str
    value: str
    warning: str | None = None
    broken: bool = False


def examine(settings: Settings) -> Iterator[Fact]:
    """All facts, cheap ones first."""
    yield Fact(part="program", name="legation", value=__version__)
    python = f"{platform.python_version()} at {sys.executable}"
    yield Fact(part="program", name="python", value=python)
    yield Fact(part="program", name="system", value=platform.platform())
    for name in _DISTRIBUTIONS:
        yield _distribution(name)
    yield _sqlite()
    yield _extra("psycopg", "postgres")
    yield _extra("pydantic-ai-slim", "llm")
    yield _model(settings.values.model or DEFAULT_MODEL)
    for name, value, origin in settings.shown():
        yield Fact(part="settings", name=name, value=f"{value}  (from {origin})")
    yield Fact(part="settings", name="llm_key", value=key_origin(settings))
    yield _ledger(settings)
    yield from _licences()


def _distribution(name: str) -> Fact:
    try:
        return Fact(part="libraries", name=name, value=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Fact(
            part="libraries",
            name=name,
            value="missing",
            warning=f"{name} is not installed; install legation again with pip.",
            broken=True,
        )


def _sqlite() -> Fact:
    from legation.ledger import sqlite_warning

    return Fact(
        part="libraries", name="SQLite", value=sqlite3.sqlite_version, warning=sqlite_warning()
    )


def _extra(name: str, extra: str) -> Fact:
    try:
        value = metadata.version(name)
    except metadata.PackageNotFoundError:
        value = f"not installed (extra: {extra})"
    return Fact(part="libraries", name=name, value=value)


def _model(package: str) -> Fact:
    try:
        version = metadata.version(package)
        folder = Path(str(resources.files(package)))
    except (metadata.PackageNotFoundError, ModuleNotFoundError):
        return Fact(
            part="model",
            name=package,
            value="missing",
            warning=f"The language model {package} is not installed; install it with pip.",
            broken=True,
        )
    return Fact(part="model", name=package, value=f"{version}, sha256 {tree_hash(folder)}")


@cache
def tree_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of all files below a folder, bytecode left out."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _ledger(settings: Settings) -> Fact:
    from legation.errors import LegationError
    from legation.settings import show
    from legation.workflows.rooms import open_ledger

    where = settings.values.file
    if "://" not in where and not Path(where).exists():
        return Fact(part="ledger", name=where, value="not made yet; `legation read` makes it")
    try:
        with open_ledger(settings, create=False) as ledger:
            return Fact(part="ledger", name=show(where), value=f"revision {ledger.revision()}")
    except LegationError as error:
        return Fact(
            part="ledger", name=show(where), value="unusable", warning=str(error), broken=True
        )


def _licences() -> Iterator[Fact]:
    """Under which licence the data that ships came, as its rows say beside their source."""
    taken: Counter[str] = Counter()
    for path in _data_files(resources.files("legation.knowledge") / "data"):
        lines = path.read_text("utf-8").splitlines()
        delimiter = "\t" if path.name.endswith(".tsv") else ","
        for row in csv.DictReader(lines, delimiter=delimiter):
            named = [part for part in (row.get("source") or "").split("; ") if "(" in part]
            taken.update(named or [_OWN])
    for source, rows in taken.most_common():
        name, _, licence = source.rpartition(" (")
        yield Fact(part="data", name=licence.rstrip(")"), value=f"{name}, {rows} rows")


def _data_files(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.is_dir():
            yield from _data_files(path)
        elif path.name.endswith((".csv", ".tsv")):
            yield path
