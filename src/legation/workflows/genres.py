"""What else an article brings with it for measures: outlet, address, whether it argues or reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.knowledge.genres import OPINION, why_opinion

if TYPE_CHECKING:
    from legation.model import Article


def genre_of(article: Article) -> str | None:
    """`opinion` for an opinion or analysis piece, None for news and where nothing tells."""
    why = why_opinion(
        title=article.title, text=article.text, source=article.source, url=article.address
    )
    return OPINION if why else None


def context_of(article: Article) -> dict[str, str | None]:
    """`source`, `url` and `genre` of an article, as a line of `legation code` has them."""
    return {"source": article.source, "url": article.address, "genre": genre_of(article)}
