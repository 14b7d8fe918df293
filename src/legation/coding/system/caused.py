"""A link before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.model import LinkKind

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Caused:
    """One link before it is put into words; `span` lies within the paragraph.

    `backward` tells that the cause is what the sentence before says.
    """

    token: Token
    cause: str
    effect: str
    sign: str
    kind: LinkKind | None
    strength: str | None
    span: tuple[int, int]
    backward: bool = False
