"""Reading inputs of every kind, one piece at a time; a bad piece is set aside with its reason."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from legation.errors import LegationError, UnreadableInput
from legation.model import Article, Quarantined, ReadResult
from legation.reading import formats, jsonl
from legation.reading.article import make_article

TEXT_ENDINGS = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".jsonl", ".ndjson"}
)
_GLOB = frozenset("*?[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one piece is taken: bytes of a file or page, seconds for an address."""

    bytes: int = 50_000_000
    seconds: float = 20.0
    redirects: int = 5


def is_address(text: str) -> bool:
    """Whether an input is an http or https address."""
    return text.startswith(("http://", "https://"))


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and _readable_ending(path):
            yield path


def _readable_ending(path: Path) -> bool:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix in TEXT_ENDINGS


def _expand(inputs: Sequence[str]) -> Iterator[str | Path | Quarantined]:
    for text in inputs:
        path = Path(text)
        if text == "-" or is_address(text):
            yield text
        elif path.is_dir():
            found = False
            for file in _files(path):
                found = True
                yield file
            if not found:
                yield Quarantined(
                    location=text,
                    reason="The folder holds no .txt, .md, .html, .pdf or .jsonl file; name the files to read.",
                )
        elif not path.exists() and _GLOB & set(text):
            matches = sorted(glob.glob(text, recursive=True))  # noqa: PTH207 - a pattern may be absolute
            yield from (Path(m) for m in matches if Path(m).is_file())
            if not matches:
                yield Quarantined(
                    location=text,
                    reason="No file matches this pattern; check the folder and the quotes around it.",
                )
        else:
            yield path


def count(inputs: Sequence[str]) -> int | None:
    """How many pieces the inputs hold; None where that shows only while reading."""
    total = 0
    for item in _expand(inputs):
        if (
            item == "-"
            or isinstance(item, str)
            or (isinstance(item, Path) and jsonl.is_lines(item))
        ):
            return None
        total += 1
    return total


def read(
    inputs: Sequence[str],
    *,
    published: str | None = None,
    timezone: str | None = None,
    fetch: formats.Fetch | None = None,
    limits: Limits | None = None,
) -> Iterator[ReadResult]:
    """Articles, or reasons why a piece is none, in input order.

    `published` is the EDTF day for pieces that bring none of their own. `fetch` gets an
    address; without it the network is asked. Never raises for one bad piece.
    """
    del timezone
    using = limits or Limits()
    for item in _expand(inputs):
        if isinstance(item, Quarantined):
            yield item
            continue
        try:
            yield from _one(item, published, fetch, using)
        except LegationError as error:
            yield Quarantined(location=str(item), reason=str(error))
        except PermissionError:
            yield Quarantined(
                location=str(item), reason="The file may not be read; change its permissions."
            )
        except FileNotFoundError:
            yield Quarantined(location=str(item), reason="There is no such file; check the path.")
        except OSError as error:
            yield Quarantined(
                location=str(item),
                reason=f"It could not be read: {error.strerror or error}; try again.",
            )
        except Exception as error:  # noqa: BLE001 - one broken piece must not end the batch
            yield Quarantined(
                location=str(item),
                reason=f"It is broken or of an unknown kind ({type(error).__name__}); open it to see.",
            )


def _one(
    item: str | Path, published: str | None, fetch: formats.Fetch | None, limits: Limits
) -> Iterator[ReadResult]:
    if isinstance(item, Path):
        yield from _file(item, published, limits)
    elif item == "-":
        yield from _standard_input(published, limits)
    else:
        yield from _address(item, published, fetch, limits)


def _file(path: Path, published: str | None, limits: Limits) -> Iterator[ReadResult]:
    if jsonl.is_lines(path):
        yield from jsonl.read_lines(path, published)
        return
    size = path.stat().st_size
    if size > limits.bytes:
        raise UnreadableInput(
            f"The file has {size / 1e6:.0f} MB, more than the {limits.bytes / 1e6:.0f} MB that one article may have; split it."
        )
    piece = formats.parse(path.read_bytes(), path.suffix.lower(), str(path))
    yield make_article(piece, location=str(path), given=published)


def _standard_input(published: str | None, limits: Limits) -> Iterator[ReadResult]:
    data = sys.stdin.buffer.read(limits.bytes + 1)
    if len(data) > limits.bytes:
        raise UnreadableInput(
            "Standard input is larger than one article may be; give a JSON Lines file instead."
        )
    if jsonl.looks_like_lines(data):
        yield from jsonl.from_lines(data.decode("utf-8", "replace").splitlines(), "-", published)
        return
    yield make_article(formats.parse(data, "", "standard input"), location="-", given=published)


def _address(
    url: str, published: str | None, fetch: formats.Fetch | None, limits: Limits
) -> Iterator[ReadResult]:
    from legation.reading import address

    page = (fetch or address.fetch)(url, limits.bytes, limits.seconds, limits.redirects)
    if page.kind == "feed":
        for link in formats.feed_links(page.data):
            yield from _one(link, published, fetch, limits)
        return
    piece = formats.parse(page.data, page.suffix, page.url)
    article: Article = make_article(piece, location=page.url, given=published)
    yield article
