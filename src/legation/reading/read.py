"""Reading inputs of every kind, one piece at a time; a bad piece is set aside with its reason."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import stat
import sys
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, cast

from legation.errors import EnvironmentFailure, LegationError, UnreadableInput
from legation.model import Quarantined, ReadResult
from legation.reading import feeds, formats, jsonlines, parquet
from legation.reading.article import make_article
from legation.reading.limits import Limits, megabytes
from legation.reading.page import Fetch, Page
from legation.reading.piece import Piece
from legation.reading.sources import Source, Way, expand
from legation.reading.webpage import webpage

Pieces = Iterable[Piece | Quarantined]


def _all_wanted(_address: str) -> bool:
    return True


def read(
    inputs: Sequence[str],
    *,
    published: str | None = None,
    timezone: str = "UTC",
    fetch: Fetch | None = None,
    limits: Limits | None = None,
    wanted: Callable[[str], bool] = _all_wanted,
) -> Iterator[ReadResult]:
    """Articles, or reasons why a piece of input is none, in input order and one at a time.

    `published` is the EDTF day of pieces that do not tell their own; `timezone` decides what
    today is, which no inferred day of publication is after. `fetch` gets addresses; without it
    the network is asked; `wanted` says of each item of a feed whether its address is to be asked
    for. A text that comes twice is yielded twice. Raises EnvironmentFailure
    where the machine, and not a piece, is at fault.
    """
    bounds = limits or Limits()
    today = dt.datetime.now(zoneinfo.ZoneInfo(timezone)).date()
    reader = Reader(
        published=published, today=today, fetch=fetch or _web(bounds), limits=bounds, wanted=wanted
    )
    for item in expand(inputs):
        for piece in reader.pieces(item):
            yield reader.article(piece)


def _web(limits: Limits) -> Fetch:
    from legation.reading.web import WebFetch

    return WebFetch(limits)


def _no_web(url: str) -> Page:
    raise UnreadableInput(f"{url} is an address; save its page as a file and give that.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One run: what holds for all its pieces, as `read` says.

    `base` is the folder from which relative paths are opened, None for the current one. Without
    `fetch` addresses are refused. It holds nothing open and may be pickled.
    """

    published: str | None
    today: dt.date
    fetch: Fetch = _no_web
    limits: Limits = field(default_factory=Limits)
    wanted: Callable[[str], bool] = _all_wanted
    base: Path | None = None

    def pieces(self, source: Source | Quarantined) -> Iterator[Piece | Quarantined]:
        """All that one source gives; whatever fails in it becomes a reason."""
        if isinstance(source, Quarantined):
            yield source
            return
        try:
            yield from self._pieces(source)
        except EnvironmentFailure:
            raise
        except Exception as error:  # noqa: BLE001 - one broken piece must not end the batch
            yield Quarantined(location=source.location, reason=reason(error))

    def article(self, piece: Piece | Quarantined) -> ReadResult:
        """The article of a piece, or the reason why it is none."""
        if isinstance(piece, Quarantined):
            return piece
        try:
            return make_article(piece, given=self.published, today=self.today, limits=self.limits)
        except EnvironmentFailure:
            raise
        except Exception as error:  # noqa: BLE001 - as above, and the lines after it go on
            return Quarantined(location=piece.location, reason=reason(error), id=piece.id)

    def _pieces(self, source: Source) -> Pieces:
        match source.way:
            case Way.FILE:
                return self._file(source.location)
            case Way.STANDARD_INPUT:
                return self._standard_input(sys.stdin.buffer)
            case Way.ADDRESS:
                return self._address(source.location)

    def _file(self, path: str) -> Pieces:
        place = Path(path) if self.base is None else self.base / path
        status = place.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
            raise UnreadableInput("It is neither a file nor a folder; give one of these.")
        if path.lower().endswith(jsonlines.ENDINGS):
            with _opened(place) as lines:
                yield from jsonlines.pieces(lines, path, self.limits)
            return
        if path.lower().endswith(parquet.ENDINGS):
            yield from parquet.pieces(place, path)
            return
        self._refuse_size(status.st_size)
        with place.open("rb") as file:
            yield formats.piece_of(self._whole(file), path)

    def _whole(self, file: IO[bytes]) -> bytes:
        data = file.read(self.limits.bytes)
        self._refuse_size(len(data))
        return data

    def _refuse_size(self, size: int) -> None:
        if size >= self.limits.bytes:
            raise UnreadableInput(
                f"It has {megabytes(size)} or more, and one article may have less than "
                f"{megabytes(self.limits.bytes)}; split it, or give articles as JSON Lines."
            )

    def _standard_input(self, stream: IO[bytes]) -> Pieces:
        buffered = (
            stream if hasattr(stream, "peek") else io.BufferedReader(cast("io.RawIOBase", stream))
        )
        if formats.is_json_lines(cast("io.BufferedReader", buffered).peek(1024)):
            yield from jsonlines.pieces(buffered, "-", self.limits)
        else:
            yield formats.piece_of(self._whole(buffered), "-")

    def _address(self, url: str) -> Pieces:
        page = self.fetch(url)
        if feeds.is_feed(page):
            for item in feeds.items(page):
                if self.wanted(item.url):
                    yield self._item(item)
        elif formats.page_is_lines(page):
            yield from jsonlines.pieces(io.BytesIO(page.data), page.url, self.limits)
        else:
            yield formats.piece_of_page(page)

    def _item(self, item: feeds.Item) -> Piece | Quarantined:
        """The article of a feed's item: the feed's own, else the one behind the address."""
        try:
            if item.content:
                html = f"<html><body><article>{item.content}</article></body></html>"
                piece = webpage(html.encode(), item.url, url=item.url)
            else:
                page = self.fetch(item.url)
                if feeds.is_feed(page):
                    raise UnreadableInput("The item leads to another feed; give that by itself.")
                piece = formats.piece_of_page(page)
        except LegationError as error:
            return Quarantined(location=item.url, reason=reason(error))
        return replace(
            piece,
            title=piece.title or item.title,
            date=piece.date or item.date,
            source=item.source or piece.source,
        )


def _opened(path: Path) -> IO[bytes]:
    return (
        cast("IO[bytes]", gzip.open(path, "rb"))
        if path.name.lower().endswith(".gz")
        else path.open("rb")
    )


def reason(error: Exception) -> str:
    """What went wrong with a piece, in one sentence."""
    match error:
        case LegationError():
            return str(error)
        case FileNotFoundError():
            return "There is no such file or folder; check the path."
        case PermissionError():
            return "It may not be read; check its permissions."
        case OSError():
            return f"It cannot be read ({error.strerror or error}); check the disk and try again."
        case MemoryError():
            return "It needs more memory than there is; split it."
        case RecursionError():
            return "It is nested too deeply; save its text as a .txt file."
    return (
        f"It could not be read ({type(error).__name__}: {' '.join(str(error).split())[:200]}); "
        "please report this with the file."
    )
