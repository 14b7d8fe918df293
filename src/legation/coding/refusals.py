"""Why a word that may tell an act gives no event."""

from __future__ import annotations

from legation.model import SilenceReason


class Refusal(Exception):
    """Why a match gives no event; kept for `--explain`.

    `final` tells that no other frame of the same word could do better.
    """

    def __init__(self, reason: SilenceReason, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final
