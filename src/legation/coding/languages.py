"""Which articles can be coded by their language."""

from __future__ import annotations

from legation.errors import UnreadableInput
from legation.model import Article


def check_language(article: Article) -> None:
    """Raises UnreadableInput for an article in a language that cannot be coded yet."""
    if article.lang not in (None, "en"):
        raise UnreadableInput(
            f"{article.location or article.id} is in language {article.lang!r}; "
            "only English can be coded yet.",
            article=article.id,
        )
