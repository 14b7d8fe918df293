"""Questions written in a file, TOML or YAML: the question, and rows that come with it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from legation.errors import UsageError
from legation.model.question import (
    Item,
    Question,
    QuestionKind,
    Reading,
    Resolution,
    Sighting,
    Update,
)
from legation.model.question_wire import from_plain

YEAR = 365.25
_ROWS: Mapping[str, type[Item]] = {
    "sightings": Sighting,
    "readings": Reading,
    "updates": Update,
    "resolved": Resolution,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRow:
    """A row of a file: from which day it is known, and the words of an article that it rests on."""

    item: Item
    known: dt.date
    article: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a file holds: a name, a question, and rows."""

    name: str
    question: Question
    rows: tuple[WrittenRow, ...]


def read_file(path: Path, today: dt.date) -> Written:
    """The question of a file; raises UsageError with what is wrong and where."""
    table = dict(_table(path))
    listed = {name: table.pop(name) for name in _ROWS if name in table}
    name = table.pop("name", None)
    table.setdefault("kind", QuestionKind.CLOSED.value)
    table.setdefault("opened", today)
    table["classes"] = [_class(one) for one in _list(table.get("classes", []), "classes")]
    question = from_plain(Question, table, str(path))
    rows = []
    for kind, items in listed.items():
        for number, item in enumerate(_list(items, kind), 1):
            rows.append(_row(item, kind, f"{path}: {kind} {number}", question.opened))
    return Written(name=slug(str(name or question.text)), question=question, rows=tuple(rows))


def _list(value: Any, what: str) -> list[Any]:
    if isinstance(value, Mapping):
        return [value]
    if not isinstance(value, list):
        raise UsageError(f"{what} must be a list of tables.")
    return value


def _row(item: Any, kind: str, what: str, opened: dt.date) -> WrittenRow:
    if not isinstance(item, Mapping):
        raise UsageError(f"{what} must be a table of names and values.")
    body = dict(item)
    known, article, quote = (body.pop(name, None) for name in ("known", "article", "quote"))
    made = from_plain(_ROWS[kind], body, what)
    day = known if isinstance(known, dt.date) else None
    if known is not None and day is None:
        raise UsageError(f"{what}: known is {known!r}, which is no day; write it as 2025-10-26.")
    seen = getattr(made, "seen", None) or getattr(made, "said", None) or getattr(made, "day", None)
    return WrittenRow(
        item=made,
        known=day or seen or opened,
        article=None if article is None else str(article),
        quote=None if quote is None else str(quote),
    )


def _class(value: Any) -> Any:
    """A reference class; `since` and `until` stand for years of watching."""
    if not isinstance(value, Mapping) or "since" not in value:
        return value
    body = dict(value)
    since, until = body.pop("since"), body.pop("until", None)
    if not isinstance(since, dt.date) or not isinstance(until, dt.date) or until <= since:
        raise UsageError(
            f"The reference class {body.get('name')!r} needs since and until as days, the earlier "
            "first."
        )
    return {**body, "years": (until - since).days / YEAR}


def _table(path: Path) -> Mapping[str, Any]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}); check the path.") from error
    if path.suffix.lower() in (".yaml", ".yml"):
        found = _yaml(text, path)
    else:
        try:
            found = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"{path} is no TOML ({error}); mend it, or write YAML.") from error
    if not isinstance(found, Mapping):
        raise UsageError(f"{path} holds no question; it must be a table of names and values.")
    return found


def _yaml(text: str, path: Path) -> Any:
    try:
        yaml = import_module("yaml")
    except ImportError as error:
        raise UsageError(
            f"{path} is YAML, and PyYAML is not installed here; write the question as TOML."
        ) from error
    try:
        return yaml.load(text, Loader=_plain_loader(yaml))
    except yaml.YAMLError as error:
        raise UsageError(f"{path} is no YAML ({' '.join(str(error).split())}); mend it.") from error


def _plain_loader(yaml: Any) -> Any:
    """A safe loader to which "yes" and "no", the names of outcomes, are words and no booleans."""
    resolvers = {
        mark: [(tag, regex) for tag, regex in found if tag != "tag:yaml.org,2002:bool"]
        for mark, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return type("PlainLoader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": resolvers})


def slug(text: str, most: int = 48) -> str:
    """A short name of letters, digits and hyphens."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    found = ""
    for word in words:
        if len(found) + len(word) + 1 > most and found:
            break
        found = f"{found}-{word}" if found else word
    if not found:
        raise UsageError("A question needs a name of letters or digits; give one with --name.")
    return found
