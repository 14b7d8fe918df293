"""Read and code: articles in, coded articles or reasons out, in input order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from legation.errors import EnvironmentFailure, LegationError
from legation.model import Article, CodedArticle, Quarantined, ReadResult

_JSON_LINE = re.compile(r"(-|.*\.(jsonl|ndjson)(\.gz)?)#\d+", re.IGNORECASE)
BATCH = 16
"""Articles that are parsed together; more gains nothing and holds back the first result."""


class Coder(Protocol):
    """What the workflows need of a coder."""

    name: str

    def code(self, article: Article) -> CodedArticle:
        """All that the coder makes of one article."""
        ...

    def code_many(self, articles: Iterable[Article]) -> Iterator[CodedArticle]:
        """The same for many, in input order."""
        ...


def code_stream(items: Iterable[ReadResult], coder: Coder) -> Iterator[CodedArticle | Quarantined]:
    """Codes articles as they come, in order; one that fails becomes a reason, the rest go on.

    Raises EnvironmentFailure where the machine, and not an article, is at fault.
    """
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        articles = [item for item in batch if isinstance(item, Article)]
        coded = iter(_code_batch(articles, coder))
        for item in batch:
            yield item if isinstance(item, Quarantined) else next(coded)


def _code_batch(articles: list[Article], coder: Coder) -> list[CodedArticle | Quarantined]:
    try:
        return list(coder.code_many(articles))
    except EnvironmentFailure:
        raise
    except Exception:  # noqa: BLE001 - which article is at fault shows when each is coded alone
        return [_code_one(article, coder) for article in articles]


def _code_one(article: Article, coder: Coder) -> CodedArticle | Quarantined:
    try:
        return coder.code(article)
    except EnvironmentFailure:
        raise
    except LegationError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one article must not end a batch
        reason = (
            f"The coder failed on it ({type(error).__name__}: {error}); "
            "please report this with the text."
        )
    return Quarantined(location=article.location or article.id, reason=reason, id=article.id)


def brought_its_text(article: Article) -> bool:
    """Whether the article came from a line of JSON, whose reader has the text already."""
    return bool(article.location and _JSON_LINE.fullmatch(article.location))
