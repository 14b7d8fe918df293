"""Read and code: articles in, coded articles or reasons out, in input order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from legation.errors import EnvironmentFailure, LegationError, UnreadableInput
from legation.model import Article, CodedArticle, Quarantined, ReadResult

_ROW = re.compile(r"(-|.*\.((jsonl|ndjson)(\.gz)?|parquet))#\d+", re.IGNORECASE)
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

    Raises EnvironmentFailure where the machine, and not an article, is at fault, after all that was
    done until then.
    """
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        coded = _code_batch([item for item in batch if isinstance(item, Article)], coder)
        for item in batch:
            yield item if isinstance(item, Quarantined) else next(coded)


def _code_batch(articles: list[Article], coder: Coder) -> Iterator[CodedArticle | Quarantined]:
    """One result for each article; what fails together is coded alone, to see which is at fault."""
    done = 0
    while done < len(articles):
        rest = articles[done:]
        try:
            for _, coded in zip(rest, coder.code_many(rest), strict=True):
                done += 1
                yield coded
        except EnvironmentFailure:
            raise
        except UnreadableInput as error:
            if error.article != articles[done].id:
                yield _code_one(articles[done], coder)
            else:
                yield _set_aside(articles[done], str(error))
            done += 1
        except Exception:  # noqa: BLE001 - a fault of ours in one article must not end a batch
            yield _code_one(articles[done], coder)
            done += 1


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
    return _set_aside(article, reason)


def _set_aside(article: Article, reason: str) -> Quarantined:
    return Quarantined(location=article.location or article.id, reason=reason, id=article.id)


def brought_its_text(article: Article) -> bool:
    """Whether it came from a line of JSON or a table, whose reader has the text already."""
    return bool(article.location and _ROW.fullmatch(article.location))
