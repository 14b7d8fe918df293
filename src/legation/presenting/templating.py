"""The templates that pages are made of: the brief's own, and pieces that other pages share."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from legation.presenting.brief import Line
from legation.presenting.pictures.sheet import cell
from legation.presenting.visible import visible

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that share a heading, a topic or a column."""

    name: str | None
    hint: str | None
    lines: list[Line]


def blocks(lines: Iterable[Line], by: str) -> list[Block]:
    """Lines in their order, cut where the heading changes."""
    found = []
    for name, run in groupby(lines, key=lambda line: getattr(line, by)):
        together = list(run)
        found.append(Block(name=name, hint=together[0].group_hint, lines=together))
    return found


def together(items: Iterable[T], by: str) -> list[tuple[object, list[T]]]:
    """Things, or mappings, that share a value, in the order in which the values first come."""
    found: dict[object, list[T]] = {}
    for item in items:
        value = item[by] if isinstance(item, Mapping) else getattr(item, by)
        found.setdefault(value, []).append(item)
    return list(found.items())


def template_text(name: str) -> str:
    """A style sheet or script of the brief, as it stands."""
    return (files("legation.presenting") / "templates" / name).read_text(encoding="utf-8")


def policy_hash(text: str) -> str:
    """What a content security policy calls a style or script that it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def environment(first: BaseLoader | None = None) -> Environment:
    """Jinja as all pages use it: escaping, strict, hidden characters shown by the filter `visible`.

    `first` is where templates are looked for before those of the brief.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    own = PackageLoader("legation.presenting")
    made = Environment(
        loader=ChoiceLoader([first, own]) if first else own,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["cell"] = cell
    made.filters["visible"] = visible
    made.filters["blocks"] = blocks
    made.filters["together"] = together
    made.filters["hash"] = policy_hash
    return made
