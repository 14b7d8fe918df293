"""What a database says when it fails, in words a reader can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from legation.errors import LedgerError

_DISK_FULL = "The disk that holds the ledger {where} is full; free some space and run it again."
_LOCKED = (
    "Another program has kept the ledger {where} locked for too long; "
    "wait until it has finished and run it again."
)
_READ_ONLY = (
    "The ledger {where} cannot be written; "
    "check the permissions of the file and of its folder, or choose another place."
)
_DAMAGED = "{where} is not a ledger or is damaged; restore it from a copy or choose another file."
_UNREACHABLE = (
    "The ledger {where} cannot be reached ({reason}); check the address and that the server runs."
)
_REFUSED = "The ledger {where} refused the request: {reason}."

# What SQLite says, in part, and what it means to a user.
_BY_WORDS = (
    ("database or disk is full", _DISK_FULL),
    ("is locked", _LOCKED),
    ("readonly", _READ_ONLY),
    ("unable to open", _READ_ONLY),
    ("not a database", _DAMAGED),
    ("malformed", _DAMAGED),
)
# The same by PostgreSQL's SQLSTATE.
_BY_STATE = {
    "53100": _DISK_FULL,
    "55P03": _LOCKED,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
}


def sentence(error: DBAPIError, where: str) -> str:
    """One sentence for a failed database call; `where` names the ledger without its password."""
    words = str(error.orig).strip()
    reason = words.splitlines()[0].rstrip(". ") if words else type(error.orig).__name__
    state = getattr(error.orig, "sqlstate", None)
    if state in _BY_STATE:
        return _BY_STATE[state].format(where=where)
    for part, message in _BY_WORDS:
        if part in words:
            return message.format(where=where)
    lost = error.connection_invalidated or "connection" in reason
    return (_UNREACHABLE if lost else _REFUSED).format(where=where, reason=reason)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turns a failure of the database into a LedgerError with a clear sentence."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(sentence(error, where)) from error
