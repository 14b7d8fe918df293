"""Addresses: asked politely, within bounds, and never one of a private network."""

from __future__ import annotations

import http
import ipaddress
import socket
import time
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from legation import __version__
from legation.errors import UnreadableInput
from legation.reading.limits import Limits, megabytes
from legation.reading.page import Page

if TYPE_CHECKING:
    import httpx


class Unchanged(Exception):
    """What a server says is as it was the last time; nothing is wrong with it."""


class StatusError(UnreadableInput):
    """The server answered with a status that is no success."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


AGENT = f"legation/{__version__} (reads single articles on request)"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}
_TEXT = ("text/", "application/")

Resolve = Callable[[str, int], list[str]]
"""Internet addresses of a host and port; raises OSError where there are none."""


def resolve(host: str, port: int) -> list[str]:
    """Internet addresses of a host, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]).split("%")[0] for info in found))


def is_public(address: str) -> bool:
    """Whether an internet address is open to all: not private, loopback, link-local, reserved.

    An IPv6 address that carries an IPv4 address inside is as public as the latter.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        teredo = ip.teredo[1] if ip.teredo else None
        inner = ip.ipv4_mapped or ip.sixtofour or teredo
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class WebFetch:
    """Gets pages from the network; each host that a redirect leads to is checked like the first.

    A name is resolved once, all its addresses are checked, and the connection is made to one of
    these very addresses, so that a name cannot change its meaning in between. `permitted` are
    hosts with ports ("127.0.0.1:8000") that may be private; `transport` and `resolve` replace
    the network in tests. No proxy of the environment is used.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        permitted: Collection[str] = (),
        resolve: Resolve = resolve,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._permitted = frozenset(permitted)
        self._resolve = resolve
        self._transport = transport
        self._asked: dict[str, float] = {}

    def __call__(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        """The page of an address; raises UnreadableInput with the reason where there is none.

        `headers` may ask for the page only if it has changed; raises Unchanged where it has not.
        """
        import httpx

        ends = time.monotonic() + self._limits.patience
        seen: set[str] = set()
        with httpx.Client(
            timeout=self._limits.seconds,
            headers={
                "User-Agent": AGENT,
                "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
                **(headers or {}),
            },
            trust_env=False,
            transport=self._transport,
        ) as client:
            while url not in seen:
                if len(seen) > self._limits.redirects:
                    raise UnreadableInput(
                        f"The address redirects more than {self._limits.redirects} times; "
                        "give the address where the article stands."
                    )
                seen.add(url)
                answer = self._answer(client, url, ends)
                if isinstance(answer, Page):
                    return answer
                url = answer
                # A circle may lead through cookies that another visit would bring; none are kept.
                client.cookies.clear()
        raise UnreadableInput(
            "The address redirects in a circle; open it in a browser to find the article's own."
        )

    def _answer(self, client: httpx.Client, url: str, ends: float) -> Page | str:
        """The page, or the address that it redirects to."""
        import httpx

        parts = _parts(url)
        assert parts.hostname is not None  # noqa: S101 - checked in _parts
        port = parts.port or _PORTS[parts.scheme]
        self._wait(parts.netloc)
        try:
            return self._ask(client, url, parts, self._checked(parts.hostname, port), ends)
        except httpx.TimeoutException as error:
            raise UnreadableInput(
                f"The address did not answer within {self._limits.seconds:g} seconds; "
                "try again later."
            ) from error
        except httpx.HTTPError as error:
            raise UnreadableInput(
                f"The address could not be reached ({_cause(error)}); check it and the network."
            ) from error

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnreadableInput(
                f"The host {host} is not known; check the address and the network."
            ) from error
        if f"{host}:{port}" not in self._permitted and not (found and all(map(is_public, found))):
            raise UnreadableInput(
                f"{host} lies in a private or reserved network, which is never read from; "
                "save the page as a file and give that."
            )
        return found

    def _ask(
        self, client: httpx.Client, url: str, parts: SplitResult, hosts: list[str], ends: float
    ) -> Page | str:
        import httpx

        for number, host in enumerate(hosts):
            request = client.build_request(
                "GET",
                httpx.URL(url).copy_with(host=host, fragment=None),
                headers={"Host": parts.netloc},
                extensions={"sni_hostname": parts.hostname},
            )
            try:
                response = client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number + 1 < len(hosts):
                    continue
                raise
            try:
                return self._taken(response, url, ends)
            finally:
                response.close()
        raise UnreadableInput("The address could not be reached; check it and the network.")

    def _taken(self, response: httpx.Response, url: str, ends: float) -> Page | str:
        if response.has_redirect_location:
            return urljoin(url, response.headers["location"]).split("#")[0]
        asked = response.request.headers
        marked = "if-none-match" in asked or "if-modified-since" in asked
        if marked and response.status_code == http.HTTPStatus.NOT_MODIFIED:
            raise Unchanged
        _refuse_status(response.status_code)
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind and not kind.startswith(_TEXT):
            raise UnreadableInput(
                f"The address gives {kind}, which holds no text; give an article's."
            )
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > self._limits.bytes:
                raise UnreadableInput(
                    f"The page is larger than the {megabytes(self._limits.bytes)} that one article "
                    "may have; save its text as a file."
                )
            if time.monotonic() > ends:
                raise UnreadableInput(
                    f"The page was not complete within {self._limits.patience:g} seconds; "
                    "try again later."
                )
        return Page(
            url=url,
            data=bytes(data),
            kind=kind,
            charset=response.charset_encoding,
            etag=response.headers.get("etag"),
            modified=response.headers.get("last-modified"),
        )

    def _wait(self, host: str) -> None:
        asked = self._asked.get(host)
        if asked is not None and (left := asked + self._limits.pause - time.monotonic()) > 0:
            time.sleep(left)
        self._asked[host] = time.monotonic()


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in _PORTS and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise UnreadableInput("It is no valid address; check it.") from error
    if not fine:
        raise UnreadableInput("It does not lead to an http or https address; check it.")
    if "@" in parts.netloc:
        raise UnreadableInput(
            "The address carries a user name or password; give one that needs none, "
            "or save the page as a file."
        )
    return parts


def _refuse_status(status: int) -> None:
    if 200 <= status < 300:
        return
    name = next((f" {item.phrase}" for item in http.HTTPStatus if item == status), "")
    advice = "try again later" if status >= 500 or status == 429 else "check it in a browser"
    raise StatusError(status, f"The address answers {status}{name}; {advice}.")


def _cause(error: Exception) -> str:
    return str(error).strip().rstrip(".") or type(error).__name__
