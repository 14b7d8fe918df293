"""What stands before every page: who may ask, by which name, how much, and from where."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

MOST_BYTES = 64_000_000
"""The largest body of a request."""

SESSION = "legation_session"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = ("/login", "/static/")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    ("content-security-policy", _POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)


def is_loopback(host: str) -> bool:
    """Whether a host to listen on can be reached from this machine only."""
    bare = host.strip("[]")
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What proves that a request may be answered; made anew whenever the program starts.

    `token` is the user's own, None where everybody on this machine may look; `form` goes into every
    form and comes back with it; `session` is the cookie that stands for the token.
    """

    token: str | None = None
    form: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def feed(self) -> str | None:
        """What opens the calendar's feed and nothing else, for programs that cannot give a token."""
        if self.token is None:
            return None
        return hmac.new(self.token.encode(), b"calendar", "sha256").hexdigest()[:32]

    def opens(self, given: str) -> bool:
        """Whether this is the token."""
        return self.token is not None and _same(given, self.token)

    def is_form(self, given: str) -> bool:
        """Whether a form was made by this program since it started."""
        return _same(given, self.form)


def _same(one: str, two: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), two.encode("utf-8", "replace"))


class Guard:
    """Refuses what no page should answer, and adds the headers that keep a page to itself.

    `hosts` are the names by which the desk may be called; a page of another name that leads here
    (DNS rebinding) is refused. With a token, internet addresses pass too: the cookie is bound to
    the name under which it was given.
    """

    def __init__(self, app: App, keys: Keys, hosts: Collection[str]) -> None:
        self._app = app
        self._keys = keys
        self._hosts = frozenset(name.lower() for name in hosts) | _LOOPBACK

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers one request, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {
            key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]
        }
        refusal = self._refusal(scope, headers)
        if refusal:
            await _refuse(_with_headers(send), *refusal)
        else:
            await self._app(scope, _bounded(receive), _with_headers(send))

    def _refusal(
        self, scope: Message, headers: dict[str, str]
    ) -> tuple[int, str, str | None] | None:
        """Status, words and place to go, where a request is refused."""
        host = headers.get("host", "")
        if not self._is_ours(host):
            return 421, "The desk does not go by this name; open the address that it printed.", None
        raw = scope.get("raw_path", b"") + scope.get("query_string", b"")
        if b"%00" in raw:
            return 400, "The address holds a character that is none; check it.", None
        if not headers.get("content-length", "0").isdigit() or (
            int(headers.get("content-length", "0")) > MOST_BYTES
        ):
            return 413, f"That is more than {MOST_BYTES // 1_000_000} MB at once; send less.", None
        if scope["method"] not in _SAFE and not _same_site(headers, host):
            return 403, "Another site sent this; open the desk itself and do it there.", None
        if self._keys.token is None or scope["path"].startswith(_OPEN):
            return None
        if self._known(headers) or self._is_feed(scope):
            return None
        if "text/html" in headers.get("accept", ""):
            wanted = scope["path"] + ("?" + scope["query_string"].decode("latin-1")).rstrip("?")
            return 303, "Give the token first.", f"/login?next={quote(wanted, safe='/')}"
        return 401, "Send the token as `Authorization: Bearer ...`.", None

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        return name in self._hosts or (self._keys.token is not None and _is_address(name))

    def _is_feed(self, scope: Message) -> bool:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
        feed = self._keys.feed
        return scope["path"] == "/calendar.ics" and feed is not None and _same(given, feed)

    def _known(self, headers: dict[str, str]) -> bool:
        given = headers.get("authorization", "")
        if given.lower().startswith("bearer ") and self._keys.opens(given[7:].strip()):
            return True
        cookies = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
        return any(
            name == SESSION and _same(value, self._keys.session) for name, _, value in cookies
        )


def _same_site(headers: dict[str, str], host: str) -> bool:
    """Whether a write comes from a page of the desk, or from no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        # Browsers say it themselves, and no page can make them say otherwise.
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _bounded(receive: Receive) -> Receive:
    """A body that breaks off where it grows too large, whatever its length was said to be."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            return {"type": "http.disconnect"}
        return message

    return receiving


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {key for key, _ in message["headers"]}
            more = [(k.encode(), v.encode()) for k, v in _HEADERS if k.encode() not in given]
            if b"cache-control" not in given:
                more.append((b"cache-control", b"no-store"))
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return sending


async def _refuse(send: Send, status: int, words: str, where: str | None) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    if where:
        headers.append((b"location", where.encode("ascii", "replace")))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{words}\n".encode()})
