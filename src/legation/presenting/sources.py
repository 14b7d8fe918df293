"""What a brief says of each of its sources."""

from __future__ import annotations

from urllib.parse import urlsplit

from legation.knowledge.genres import why_opinion
from legation.model import Article, PublishedBasis
from legation.presenting.dates import day_words

_BASIS = {
    PublishedBasis.METADATA: "from the page’s or file’s own data",
    PublishedBasis.DATELINE: "from the dateline",
    PublishedBasis.GIVEN: "given by the reader",
    PublishedBasis.INFERRED: "inferred from the text",
}


def title_of(article: Article) -> str:
    """The title, or what stands for it."""
    return article.title or f"Untitled article {article.id}"


def published_words(article: Article) -> str:
    """The day of publication and how it is known."""
    if not article.published:
        return "Day of publication not known"
    basis = article.published_basis
    words = _BASIS.get(basis, str(basis)) if basis else "basis not known"
    return f"{day_words(article.published)} ({words})"


def facts(article: Article) -> tuple[str, ...]:
    """Outlet, day, licence and language, each said even where it is not known."""
    found = [
        article.source or "Outlet not stated",
        published_words(article),
        f"Licence: {article.licence}" if article.licence else "Licence not stated",
    ]
    argues = why_opinion(
        title=article.title, text=article.text, source=article.source, url=article.address
    )
    if argues:
        found.append(f"Opinion or analysis, for {argues}")
    if article.lang and article.lang != "en":
        found.append(f"Language: {article.lang}")
    if article.revises:
        found.append(f"Corrected version of {article.revises}")
    return tuple(found)


def address(article: Article) -> str | None:
    """Where a reader can open the article, if that is on the web; nothing else becomes a link."""
    where = article.address or article.location or ""
    try:
        parts = urlsplit(where)
    except ValueError:
        return None
    return where if parts.scheme in ("http", "https") and parts.netloc else None
