"""A language model as the coder: what it drafts is kept only where the article says it.

The model sees one article at a time as data, and answers with drafts. Each draft quotes the article;
the quote is looked up, the sides, dates and types are checked against what the program knows, and
what does not hold is dropped and counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from legation.coding.llm.endpoint import Endpoint, Form

if TYPE_CHECKING:
    from legation.coding.llm.coder import LanguageModelCoder

__all__ = ["Endpoint", "Form", "LanguageModelCoder"]


def __getattr__(name: str) -> Any:
    if name == "LanguageModelCoder":
        from legation.coding.llm.coder import LanguageModelCoder

        return LanguageModelCoder
    raise AttributeError(f"legation.coding.llm has no attribute {name!r}")
