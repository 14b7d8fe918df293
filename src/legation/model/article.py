"""Articles, spans of their text, and evidence that can only be made from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from legation.errors import EvidenceError


class PublishedBasis(StrEnum):
    """How the day of publication is known."""

    METADATA = "metadata"
    DATELINE = "dateline"
    GIVEN = "given"
    INFERRED = "inferred"


def content_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, as lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, stop)` of Unicode code points in an article's text."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise EvidenceError(
                f"A span must run forward from 0 or later, not from {self.start} to {self.stop}."
            )

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.stop and other.start < self.stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text as it was read, which never changes afterwards.

    `text` is what offsets count; the title is context and never evidence. `published` is an
    EDTF day. `furniture` are the ranges that belong to the site and not to the article.
    `source` is the outlet, `location` the file or address it came from, `url` its address on the
    web where its container gives one, `revises` the id of the article that this one corrects.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    source: str | None = None
    location: str | None = None
    url: str | None = None
    lang: str | None = None
    licence: str | None = None
    furniture: tuple[Span, ...] = ()
    revises: str | None = None
    text_sha256: str = field(default="")

    def __post_init__(self) -> None:
        if not self.text_sha256:
            object.__setattr__(self, "text_sha256", content_hash(self.text))

    @property
    def address(self) -> str | None:
        """Where it stands on the web, if that is known."""
        found = self.url or self.location or ""
        return found if found.startswith(("http://", "https://")) else None

    def quote(self, start: int, stop: int) -> Evidence:
        """The evidence that stands at these offsets; raises EvidenceError outside the text."""
        return Evidence(self, start, stop)


class Evidence:
    """Words of an article at exact offsets; made only from the article itself."""

    __slots__ = ("article_id", "quote", "start", "stop")
    article_id: str
    start: int
    stop: int
    quote: str

    def __init__(self, article: Article, start: int, stop: int) -> None:
        if not 0 <= start < stop <= len(article.text):
            raise EvidenceError(
                f"Offsets {start} to {stop} lie outside article {article.id}, "
                f"which has {len(article.text)} characters."
            )
        object.__setattr__(self, "article_id", article.id)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "stop", stop)
        object.__setattr__(self, "quote", article.text[start:stop])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Evidence never changes; quote the article again.")

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("Evidence travels as offsets; quote the article again on the other side.")

    @property
    def span(self) -> Span:
        """The range of the article's text that is quoted."""
        return Span(self.start, self.stop)

    def __repr__(self) -> str:
        return f"Evidence({self.article_id!r}, {self.start}, {self.stop}, {self.quote!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Evidence):
            return NotImplemented
        return (self.article_id, self.start, self.stop, self.quote) == (
            other.article_id,
            other.start,
            other.stop,
            other.quote,
        )

    def __hash__(self) -> int:
        return hash((self.article_id, self.start, self.stop))
