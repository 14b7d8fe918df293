"""One exchange over HTTP: counted, bounded in time and size, and with nothing told beside it."""

from __future__ import annotations

import asyncio
import urllib.request
from urllib.parse import urlsplit

import httpx2

from legation import __version__
from legation.coding.llm.account import Account
from legation.coding.llm.endpoint import Endpoint
from legation.errors import EnvironmentFailure

LARGEST_ANSWER = 4_000_000
"""Bytes of one answer; a longer one is broken off."""

_TOLD = {"host", "content-type", "content-length", "connection"}


class Oversized(httpx2.ReadError):
    """An answer that is longer than any could be."""


def client(endpoint: Endpoint, account: Account) -> httpx2.AsyncClient:
    """A client that talks to the endpoint alone; redirections are not followed."""
    wrapped = httpx2.AsyncHTTPTransport(proxy=_proxy(endpoint))
    transport = Exchange(wrapped, endpoint, account)
    return httpx2.AsyncClient(transport=transport, follow_redirects=False, timeout=endpoint.timeout)


def _proxy(endpoint: Endpoint) -> str | None:
    """The proxy that the environment names for the endpoint, if any."""
    address = urlsplit(endpoint.base_url)
    if urllib.request.proxy_bypass(address.hostname or ""):
        return None
    return urllib.request.getproxies().get(address.scheme)


class Exchange(httpx2.AsyncBaseTransport):
    """Sends a request with no other headers than it needs, and reads the answer whole.

    The key goes along where there is one. What libraries add about machine and language stays here.
    """

    def __init__(
        self, wrapped: httpx2.AsyncBaseTransport, endpoint: Endpoint, account: Account
    ) -> None:
        self._wrapped = wrapped
        self._endpoint = endpoint
        self._account = account

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer, read to its end; raises ReadTimeout or Oversized where it has none."""
        self._account.take_request()
        plain = self._plain(request)
        try:
            async with asyncio.timeout(self._endpoint.timeout):
                response = await self._wrapped.handle_async_request(plain)
                try:
                    body = await _whole(response)
                finally:
                    await response.aclose()
        except TimeoutError as late:
            raise httpx2.ReadTimeout("no answer in time", request=request) from late
        if response.is_redirect:
            raise EnvironmentFailure(
                f"{self._endpoint.host} sends requests on to "
                f"{response.headers.get('location', 'another address')[:200]}; if you trust that "
                "address, give it with --base-url."
            )
        kept = [(k, v) for k, v in response.headers.items() if k.lower() not in _CODING]
        return httpx2.Response(response.status_code, headers=kept, content=body, request=request)

    async def aclose(self) -> None:
        """Closes all connections."""
        await self._wrapped.aclose()

    def _plain(self, request: httpx2.Request) -> httpx2.Request:
        headers = {k: v for k, v in request.headers.items() if k.lower() in _TOLD}
        headers |= {
            "accept": "application/json",
            "accept-encoding": "identity",
            "user-agent": f"legation/{__version__}",
        }
        if self._endpoint.key:
            headers["authorization"] = f"Bearer {self._endpoint.key}"
        return httpx2.Request(
            request.method,
            request.url,
            headers=headers,
            content=request.content,
            extensions=request.extensions,
        )


_CODING = frozenset({"content-encoding", "content-length", "transfer-encoding"})


async def _whole(response: httpx2.Response) -> bytes:
    read = bytearray()
    async for chunk in response.aiter_bytes():
        read += chunk
        if len(read) > LARGEST_ANSWER:
            raise Oversized(f"more than {LARGEST_ANSWER} bytes")
    return bytes(read)
