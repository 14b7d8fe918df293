"""Article to events and judgements, each with its evidence and the rule that made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legation.coding.coder import Coder

__all__ = ["Coder"]


def __getattr__(name: str) -> Any:
    if name == "Coder":
        from legation.coding.coder import Coder

        return Coder
    raise AttributeError(f"legation.coding has no attribute {name!r}")
