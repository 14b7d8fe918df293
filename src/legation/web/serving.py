"""Running the desk: where it listens, who may come in, what it says when it starts."""

from __future__ import annotations

import ipaddress
import socket
import webbrowser
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from legation.errors import EnvironmentFailure, UsageError
from legation.web.app import create_app
from legation.web.asked import Desk
from legation.web.guard import Keys, is_loopback
from legation.workflows import rooms
from legation.workflows.adding import Jobs

if TYPE_CHECKING:
    from legation.settings import Settings

_SHORTEST = 16
_MOST_AT_ONCE = 64
_PATIENCE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the desk listens and by which further names it may be called."""

    host: str
    port: int
    names: Collection[str] = ()


def keys_of(place: Place, token_file: Path | None) -> Keys:
    """The keys of a desk; raises UsageError where others could reach it without a token."""
    if token_file is None:
        if not is_loopback(place.host):
            raise UsageError(
                f"On {place.host} others on the network could read the ledger, so the desk asks for a "
                "token: write one of at least 16 characters into a file and name it with --token-file."
            )
        return Keys()
    try:
        token = token_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The token file {token_file} cannot be read; check it.") from error
    if len(token) < _SHORTEST or not token.isascii() or not token.isprintable():
        raise UsageError(
            f"The token in {token_file} is too short or holds odd characters; use at least "
            f"{_SHORTEST} letters and digits, such as `openssl rand -hex 24` writes."
        )
    return Keys(token=token)


def listen(place: Place) -> socket.socket:
    """A socket on the place; raises EnvironmentFailure where it cannot be had."""
    try:
        family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((place.host.strip("[]"), place.port))
        found.listen(_MOST_AT_ONCE)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EnvironmentFailure(
            f"The desk cannot listen on {place.host} port {place.port} ({reason}); choose another "
            "with --host or --port, or 0 for any free port."
        ) from error
    return found


def _check_there(settings: Settings, *, new: bool) -> None:
    """Raises EnvironmentFailure for a ledger that was named and is not there: a slip of the pen."""
    where = settings.values.file
    if new or settings.origins["file"] == "default" or "://" in where or Path(where).exists():
        return
    raise EnvironmentFailure(
        f"There is no ledger at {where}; check the path. To make one there, add --new, or read "
        f"articles into it first: legation read ARTICLES --file {where}."
    )


def address_of(place: Place, port: int) -> str:
    """The address to open in a browser."""
    host = place.host
    try:
        if ipaddress.ip_address(host.strip("[]")).is_unspecified:
            host = socket.gethostname()
    except ValueError:
        pass
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(
    settings: Settings,
    place: Place,
    token_file: Path | None,
    *,
    new: bool,
    browser: bool,
    tell: Callable[[str], None],
) -> None:
    """Serves the desk until it is interrupted.

    Where there is no ledger, one is made if `new`, or if nobody has named a place for it. Raises
    UsageError or EnvironmentFailure where it cannot begin.
    """
    import uvicorn

    keys = keys_of(place, token_file)
    _check_there(settings, new=new)
    opened = listen(place)
    with opened, rooms.open_ledger(settings, create=True) as ledger:
        hosts = {place.host.strip("[]"), socket.gethostname(), *place.names}
        app = create_app(
            Desk(ledger=ledger, settings=settings, keys=keys, jobs=Jobs(ledger, settings)), hosts
        )
        address = address_of(place, opened.getsockname()[1])
        if not ledger.revision():
            tell(f"{ledger.where} holds nothing yet; add articles on the desk's page “Add”.")
        tell(f"The desk on {ledger.where} is open at {address} (Ctrl-C closes it).")
        if browser:
            webbrowser.open(address)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=_MOST_AT_ONCE,
            timeout_keep_alive=_PATIENCE,
            timeout_graceful_shutdown=_PATIENCE,
            lifespan="off",
            ws="none",
        )
        uvicorn.Server(config).run(sockets=[opened])
