"""An article's whole text with what was coded in it; articles of an outlet; words in all texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from legation.model import Article, Happening, Report
from legation.model.judgement_wire import JUDGEMENTS
from legation.model.wire import coded_json
from legation.presenting.eventlines import event_line
from legation.presenting.marked import code_words, marks_of, stretches
from legation.presenting.notes import NoteBook
from legation.presenting.sides import name_of
from legation.presenting.sources import address, facts, title_of
from legation.web.answers import Page, answer
from legation.web.asked import Asked, Asking, Text, part
from legation.web.views import sentence
from legation.workflows import browsing
from legation.workflows.listing import CSV_COLUMNS, flat_row

router = APIRouter()
_MOST = 40
_MOST_FOUND = 20
_MOST_SENTENCES = 3
_LONGEST = 500
_ARTICLE_COLUMNS = ("id", "title", "source", "published", "published_basis", "location", "lang")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_WORD = re.compile(r"\w+")


@router.get("/article/{id_:path}")
def article(asked: Asking, id_: str) -> Response:
    """The text as it was read, with coded words marked."""
    coded = browsing.coded_article(asked.ledger, id_, asked.as_of)
    source = coded.article
    marks = marks_of(coded)
    return answer(
        asked,
        Page(
            template="article.html",
            name=f"article-{source.id}",
            context={
                "title": title_of(source),
                "article": source,
                "facts": facts(source),
                "address": address(source),
                "stretches": stretches(source, marks),
                "coded": coded,
                "lines": [
                    (
                        event,
                        event_line(
                            Happening(reports=(Report(event=event, published=source.published),)),
                            NoteBook(),
                            dated=True,
                        ),
                        code_words(event, source.published),
                        sentence(asked, event.evidence[0]),
                    )
                    for event in coded.events
                ],
                "judgements": sum(
                    len(getattr(coded, kind)) for kind in JUDGEMENTS if kind != "statements"
                ),
            },
            data=coded_json(coded, with_text=True),
            columns=CSV_COLUMNS,
            rows=lambda: (flat_row(event) for event in coded.events),
        ),
    )


def _about(article: Article) -> Mapping[str, Any]:
    return {name: getattr(article, name) for name in _ARTICLE_COLUMNS}


@router.get("/articles")
def articles(
    asked: Asking,
    source: Text = None,
    before: Annotated[int | None, Query(ge=0, lt=2**63)] = None,
) -> Response:
    """Articles, the last read first, of one outlet where it is named."""
    found, behind = browsing.articles_page(
        asked.ledger, source=source, as_of=asked.as_of, before=before, most=_MOST
    )
    next_ = asked.at("/articles", source=source, before=behind) if behind else None
    return answer(
        asked,
        Page(
            template="articles.html",
            name="articles",
            context={
                "title": f"Articles of {source}" if source else "Articles",
                "found": [(a, title_of(a), facts(a), f"/article/{part(a.id)}") for a in found],
                "next": next_,
            },
            data={
                "articles": [_about(a) for a in found],
                "next": next_ and next_.replace("/articles", "/articles.json", 1),
            },
            columns=_ARTICLE_COLUMNS,
            rows=lambda: (_about(a) for a in found),
        ),
    )


@router.get("/search")
def search(
    asked: Asking,
    q: Annotated[str | None, Query(max_length=400)] = None,
    page: Annotated[int, Query(ge=1, le=500)] = 1,
) -> Response:
    """Articles that hold the words, each with its sentences that do."""
    words = (q or "").strip()
    found, more = browsing.search(
        asked.ledger, words, as_of=asked.as_of, page=page, most=_MOST_FOUND
    )
    shown = [(a, title_of(a), facts(a)[:2], list(_sentences(asked, a, words))) for a in found]
    code = browsing.maybe_code(words)
    next_ = asked.at("/search", q=words, page=page + 1) if more else None
    return answer(
        asked,
        Page(
            template="search.html",
            name="search",
            context={
                "title": f"Search: {words}" if words else "Search",
                "q": words,
                "found": shown,
                "actor": (name_of(code), asked.at(f"/actor/{part(code)}")) if code else None,
                "next": next_,
                "page": page,
            },
            data={
                "q": words,
                "actor": code,
                "articles": [
                    {**_about(a), "sentences": [text for _, text, _ in sentences]}
                    for a, _, _, sentences in shown
                ],
                "next": next_ and next_.replace("/search", "/search.json", 1),
            },
            columns=(*_ARTICLE_COLUMNS, "sentence"),
            rows=lambda: (
                {**_about(a), "sentence": sentences[0][1] if sentences else None}
                for a, _, _, sentences in shown
            ),
        ),
    )


def _sentences(
    asked: Asked, article: Article, words: str
) -> Iterator[tuple[str, str, list[tuple[str, bool]]]]:
    """The sentences that hold most of the words: address, text, and runs with hits marked."""
    wanted = {_folded(word) for word in _WORD.findall(words)}
    held = [
        (len(wanted & {_folded(word) for word in _WORD.findall(found.group())}), found)
        for found in _SENTENCE.finditer(article.text)
    ]
    best = sorted((h for h in held if h[0]), key=lambda h: -h[0])[:_MOST_SENTENCES]
    for _, found in sorted(best, key=lambda h: h[1].start()):
        text = found.group()
        where = asked.at(f"/article/{part(article.id)}")
        start = found.start() + len(text) - len(text.lstrip())
        shown = text.strip()
        yield f"{where}#c{start}-{found.end()}", shown, _runs(wanted, shown[:_LONGEST])


def _runs(wanted: set[str], text: str) -> list[tuple[str, bool]]:
    runs, last = [], 0
    for found in _WORD.finditer(text):
        if _folded(found.group()) in wanted:
            runs += [(text[last : found.start()], False), (found.group(), True)]
            last = found.end()
    return [*runs, (text[last:], False)]


def _folded(word: str) -> str:
    """A word without capital letters and accents, as the index of words has it."""
    plain = (mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark))
    return "".join(plain).casefold()
