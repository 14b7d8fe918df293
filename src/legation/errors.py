"""What can go wrong, in words a reader can act on.

Every message is one sentence that says what is wrong and what to do about it.
"""

from __future__ import annotations

from typing import ClassVar


class LegationError(Exception):
    """Base of all errors that a user may see; `exit_code` is what the command line ends with."""

    exit_code: ClassVar[int] = 1


class UsageError(LegationError):
    """The command or a setting was used wrongly."""

    exit_code = 2


class UnreadableInput(LegationError):
    """One piece of input cannot be read or coded; it goes to quarantine and the batch goes on.

    `article` is the id of the article at fault, where whoever raises it knows that.
    """

    def __init__(self, message: str, *, article: str | None = None) -> None:
        super().__init__(message)
        self.article = article


class EvidenceError(LegationError):
    """A claim does not resolve to the text that it says it rests on."""


class EnvironmentFailure(LegationError):
    """The disk, the ledger or the network failed; nothing half-written is left behind."""

    exit_code = 3


class BudgetSpent(EnvironmentFailure):
    """What the user allowed to be spent is spent; what was done is kept."""


class LedgerError(EnvironmentFailure):
    """The ledger cannot be opened, is of another version, or refuses a write."""


class StaleReview(LegationError):
    """A review was based on a revision that is no longer the newest."""
