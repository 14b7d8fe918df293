"""From bytes to text: UTF-8 as it stands, other encodings recognised and said."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata

from legation.errors import UnreadableInput

_LOG = logging.getLogger("legation.reading")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_SAMPLE = 100_000
_MOST_CONTROLS = 0.005
_BINARY = "It is a binary file, not text; give a .txt, .md, .html, .pdf, .jsonl or .parquet file."
_BROKEN = "Its encoding is broken or unknown; open it in an editor and save it as UTF-8."


def decode(data: bytes, location: str, declared: str | None = None) -> str:
    """The text of bytes, without a byte-order mark and otherwise unchanged.

    `declared` is an encoding that the container names; it counts where the bytes are not UTF-8.
    Bytes in another encoding are decoded, and a warning is logged that says which. Raises
    UnreadableInput where they are no text, or text whose encoding cannot be told.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name)
    wide = _wide(data)
    if wide and (text := _try(data, wide)) and len(_ODD.findall(text)) < _MOST_CONTROLS * len(text):
        return _told(text, wide, location)
    if len(_CONTROL.findall(data[:_SAMPLE])) > _MOST_CONTROLS * len(data[:_SAMPLE]):
        raise UnreadableInput(_BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared and (text := _try(data, declared)) is not None:
            return text
        _refuse_damaged(data, error)
    return _guess(data, location)


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableInput(_BROKEN) from error


def _try(data: bytes, name: str) -> str | None:
    # Pages that declare Latin-1 are in Windows-1252, of which it is all but a part.
    name = "cp1252" if name.lower() in ("latin-1", "iso-8859-1", "us-ascii", "ascii") else name
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte-order mark, recognised by the zeros in every second place."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    half = len(sample) / 2
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _refuse_damaged(data: bytes, error: UnicodeDecodeError) -> None:
    """Text that is mostly valid UTF-8 is damaged, and no guess would mend it."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    if len(_SEQUENCE.findall(data)) > 2 * broken:
        raise UnreadableInput(
            f"It is UTF-8 with a broken character at byte {error.start}, perhaps cut off; "
            "get it again or save it as UTF-8."
        ) from error


def _guess(data: bytes, location: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    western = _try(data, "cp1252")
    if best is None:
        if western is None or not _plausible(western):
            raise UnreadableInput(_BROKEN)
        return _told(western, "cp1252", location)
    # The detector takes one Latin code page for another in short texts; Western is likeliest.
    if western is not None and _latin(str(best)) and _plausible(western):
        return _told(western, "cp1252", location)
    text = _try(data, best.encoding)
    if text is None:
        raise UnreadableInput(_BROKEN)
    return _told(text, best.encoding, location)


def _plausible(text: str) -> bool:
    """Whether the text reads as Western prose: few letters beyond ASCII, most of them small."""
    sample = text[:_SAMPLE]
    beyond = [c for c in sample if not c.isascii()]
    return len(beyond) < 0.2 * len(sample)


def _latin(text: str) -> bool:
    letters = [c for c in text[:_SAMPLE] if c.isalpha() and not c.isascii()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return latin >= 0.5 * len(letters)


def _told(text: str, name: str, location: str) -> str:
    _LOG.warning("%s is not in UTF-8; it was read as %s.", location, name)
    return text
