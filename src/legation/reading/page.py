"""What an address gives, and the seam through which it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from legation.errors import UnreadableInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave: `url` is the last of its redirects, `kind` the media type.

    `etag` and `modified` are the marks by which its server tells whether it has changed since.
    """

    url: str
    data: bytes
    kind: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


Fetch = Callable[[str], Page]
"""Gets an address; raises UnreadableInput with the reason where it gives no page."""


@dataclass(slots=True)
class CannedFetch:
    """Gives pages that were laid down beforehand, for tests and for work without a network.

    `pages` maps an address to its page, to the bytes of one in HTML, or to the reason why there
    is none. `asked` keeps the addresses that were asked for, in order.
    """

    pages: Mapping[str, Page | bytes | str]
    asked: list[str] = field(default_factory=list)

    def __call__(self, url: str) -> Page:
        """The page of an address; raises UnreadableInput where none was laid down."""
        self.asked.append(url)
        found = self.pages.get(url, "The address answers 404 Not Found; check it in a browser.")
        if isinstance(found, str):
            raise UnreadableInput(found)
        return found if isinstance(found, Page) else Page(url=url, data=found, kind="text/html")
