"""Export of sources as references: the articles behind events, or the data sets that they are from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from legation.knowledge.citing import data_sets
from legation.model.reference import Reference
from legation.workflows import rooms
from legation.workflows.wanted import Wanted, Written, arrow_filter

if TYPE_CHECKING:
    import datetime as dt

    from legation.ledger import Ledger, Sighting
    from legation.model import Article
    from legation.settings import Settings

_AT_ONCE = 500
_COLUMNS = ["source", "source_group", "article_id", "url", "known_day"]


@dataclass(slots=True)
class _Behind:
    """What stands behind some events: sources, articles, and documents with outlet and day."""

    events: int = 0
    sources: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    documents: dict[str, tuple[str | None, dt.date | None]] = field(default_factory=dict)


def write_sources(
    folder: Path, form: str, path: Path, settings: Settings | None, wanted: Wanted, *, packed: bool
) -> Written:
    """Writes the sources of events as `bib` or `csl`; of a ledger where `settings` name one.

    A ledger gives all its articles, or those that tell one of the events that are asked for. An event set
    gives the data sets that it came from, and the documents whose addresses it has.
    """
    from legation.datasets.references import FIELDS, write

    behind = _behind(folder, wanted)
    if settings is None:
        found = list(_of_set(behind))
    else:
        with rooms.open_ledger(settings, create=False) as ledger:
            found = list(_of_ledger(ledger, wanted, behind.articles if wanted.narrowed else None))
    number = write(found, form, path, packed=packed)
    return Written(rows=number, events=behind.events, columns=FIELDS[form])


def _behind(folder: Path, wanted: Wanted) -> _Behind:
    from legation.datasets.parquet import events_of, streaming

    found = _Behind()
    batches = events_of(folder).to_batches(
        columns=_COLUMNS, filter=arrow_filter(wanted), fragment_scan_options=streaming()
    )
    for batch in batches:
        found.events += len(batch)
        for row in batch.to_pylist():
            found.sources.add(row["source"])
            if row["article_id"]:
                found.articles.add(row["article_id"])
            if _on_the_web(row["url"]):
                found.documents.setdefault(row["url"], (row["source_group"], row["known_day"]))
    return found


def _on_the_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("http://", "https://"))


def _of_set(behind: _Behind) -> Iterator[Reference]:
    """The data sets, as they ask to be cited, and the documents that the rows name."""
    for source in sorted(behind.sources):
        cited = data_sets().get(source)
        if cited is not None:
            yield Reference(
                identity=source,
                authors=cited.authors,
                title=cited.title,
                outlet=cited.publisher,
                published=cited.year,
                url=cited.url,
                data=True,
            )
    for url, (outlet, day) in behind.documents.items():
        yield Reference(
            identity=url, outlet=outlet, url=url, published=day.isoformat() if day else None
        )


def _of_ledger(
    ledger: Ledger, wanted: Wanted, asked: Collection[str] | None
) -> Iterator[Reference]:
    """The articles with these ids, or all that could be known by the day of `as_of`."""
    addresses = ledger.addresses()
    for article in _articles(ledger, wanted.as_of, asked):
        yield _of_article(article, addresses)


def _articles(
    ledger: Ledger, as_of: dt.date | None, asked: Collection[str] | None
) -> Iterator[Article]:
    from legation.ledger import ArticleQuery

    if asked is None:
        yield from ledger.articles(ArticleQuery(as_of=as_of))
        return
    ids = sorted(asked)
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        yield from ledger.articles(ArticleQuery(articles=some, as_of=as_of))


def _of_article(article: Article, addresses: Mapping[str, Sighting]) -> Reference:
    seen = addresses.get(article.id)
    return Reference(
        identity=article.text_sha256,
        outlet=article.source,
        title=article.title,
        published=article.published,
        url=seen.location if seen else None,
        accessed=seen.read_at.date() if seen else None,
        lang=article.lang,
        note=f"Licence: {article.licence}" if article.licence else None,
    )
