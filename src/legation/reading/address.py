"""Getting an address: politely, within bounds, and never from a private network."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

from legation import __version__
from legation.errors import UnreadableInput
from legation.reading.formats import Page

AGENT = f"legation/{__version__} (reads single articles for research)"
_SUFFIX = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
}


def public_address(host: str, port: int) -> str:
    """One address of a host, refused if any of them is private; raises UnreadableInput."""
    try:
        found = {
            str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        }
    except (OSError, UnicodeError) as error:
        raise UnreadableInput(f"The host {host} is not known; check the address.") from error
    if not found or any(not ipaddress.ip_address(a.split("%")[0]).is_global for a in found):
        raise UnreadableInput(f"{host} lies in a private network; only public addresses are read.")
    return min(found)


def fetch(url: str, most: int, seconds: float, redirects: int) -> Page:
    """The page behind an address; raises UnreadableInput with the reason where there is none.

    Each redirect is checked anew, and the connection goes to the very address that was checked.
    """
    import httpx

    seen: set[str] = set()
    with httpx.Client(timeout=seconds, headers={"User-Agent": AGENT}, trust_env=False) as client:
        for _ in range(redirects + 1):
            if url in seen:
                raise UnreadableInput(
                    "The address redirects in a circle; open it in a browser to find the article."
                )
            seen.add(url)
            target = _get(client, url, most)
            if isinstance(target, Page):
                return target
            url = target
    raise UnreadableInput(
        f"The address redirects more than {redirects} times; give the final address."
    )


def _get(client: object, url: str, most: int) -> Page | str:
    import httpx

    assert isinstance(client, httpx.Client)  # noqa: S101 - narrows a lazily imported type
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableInput("It is no http or https address; check it.")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = public_address(parts.hostname, port)
    pinned = httpx.URL(url).copy_with(host=address)
    request = client.build_request(
        "GET",
        pinned,
        headers={"Host": parts.netloc.rsplit("@", 1)[-1]},
        extensions={"sni_hostname": parts.hostname},
    )
    try:
        response = client.send(request, stream=True)
        return _answer(response, url, most)
    except httpx.TimeoutException as error:
        raise UnreadableInput("The address did not answer in time; try again later.") from error
    except httpx.HTTPError as error:
        raise UnreadableInput(
            "The address could not be reached; check it and the network."
        ) from error


def _answer(response: object, url: str, most: int) -> Page | str:
    import httpx

    assert isinstance(response, httpx.Response)  # noqa: S101 - narrows a lazily imported type
    try:
        if response.is_redirect:
            return urljoin(url, response.headers["location"])
        if response.status_code >= 400:
            raise UnreadableInput(
                f"The address answers {response.status_code}; check it in a browser."
            )
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > most:
                raise UnreadableInput(
                    "The page is larger than one article may be; save its text instead."
                )
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
        feed = (
            kind in ("application/rss+xml", "application/atom+xml")
            or bytes(data[:400]).lstrip().startswith((b"<rss", b"<feed"))
            or b"<rss" in bytes(data[:400])
        )
        return Page(
            url=url, data=bytes(data), suffix=_SUFFIX.get(kind, ""), kind="feed" if feed else "page"
        )
    finally:
        response.close()
