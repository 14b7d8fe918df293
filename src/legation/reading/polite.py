"""Sources that are looked at again and again: asked only for what is new, and as their host allows.

A feed is asked with the marks that its server gave the last time (RFC 9110, 13.1), so that an
unchanged one costs neither side anything. `robots.txt` (RFC 9309) is kept to for the program's
name, its crawl delay too. A host is asked no more often than the limits say.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from legation.errors import UnreadableInput
from legation.model import ReadResult
from legation.reading.limits import Limits
from legation.reading.page import Page
from legation.reading.read import read
from legation.reading.web import StatusError, Unchanged, WebFetch

NAME = "legation"
_LONGEST_DELAY = 60.0
_MOST_ITEMS = 200


@dataclass(slots=True)
class PoliteFetch:
    """Gets pages that `robots.txt` allows; keeps each host's file for as long as it lives.

    `permitted` are hosts with ports that may lie in a private network.
    """

    limits: Limits = field(default_factory=Limits)
    permitted: Collection[str] = ()
    _web: WebFetch = field(init=False)
    _robots: dict[str, RobotFileParser] = field(init=False, default_factory=dict)
    _asked: dict[str, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._web = WebFetch(self.limits, permitted=self.permitted)

    def __call__(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        """The page of an address.

        Raises Unchanged where the server says that nothing is new, UnreadableInput otherwise.
        """
        parts = urlsplit(url)
        rules = self._rules(parts.scheme, parts.netloc)
        if not rules.can_fetch(NAME, url):
            raise UnreadableInput(
                f"The robots.txt of {parts.netloc} does not allow it to be read by programs; "
                "save the page as a file, or ask its owner."
            )
        delay = rules.crawl_delay(NAME)
        self._wait(parts.netloc, min(float(delay or 0), _LONGEST_DELAY))
        return self._web(url, headers)

    def _rules(self, scheme: str, host: str) -> RobotFileParser:
        if host not in self._robots:
            rules = RobotFileParser()
            try:
                page = self._web(f"{scheme}://{host}/robots.txt")
                rules.parse(page.data.decode("utf-8", "replace").splitlines())
            except StatusError as error:
                # What is not there forbids nothing; a server in trouble is left alone for now.
                if error.status >= 500 or error.status in (401, 403, 429):
                    raise
                rules.parse([])
            self._robots[host] = rules
        return self._robots[host]

    def _wait(self, host: str, delay: float) -> None:
        asked = self._asked.get(host)
        if asked is not None and (left := asked + delay - time.monotonic()) > 0:
            time.sleep(left)
        self._asked[host] = time.monotonic()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look at an address gave: the marks for next time, and its articles one by one."""

    etag: str | None
    modified: str | None
    articles: Iterator[ReadResult]


def look(
    url: str,
    fetch: PoliteFetch,
    *,
    etag: str | None,
    modified: str | None,
    wanted: Callable[[str], bool],
    timezone: str,
) -> Looked:
    """What is new at a feed or page; `wanted` says whether an item's address is worth asking for.

    Raises Unchanged where nothing is, UnreadableInput with the reason where it cannot be read. Of
    one feed at most two hundred items are taken at once.
    """
    headers = {"If-None-Match": etag, "If-Modified-Since": modified}
    page = fetch(url, {name: value for name, value in headers.items() if value})
    taken = 0

    def new(item: str) -> bool:
        nonlocal taken
        if taken >= _MOST_ITEMS or not wanted(item):
            return False
        taken += 1
        return True

    def from_page(address: str) -> Page:
        return page if address == url else fetch(address)

    found = read([url], fetch=from_page, wanted=new, timezone=timezone, limits=fetch.limits)
    return Looked(etag=page.etag, modified=page.modified, articles=found)


__all__ = ["Looked", "PoliteFetch", "Unchanged", "look"]
