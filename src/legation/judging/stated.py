"""Conditions that articles state and that bear on a question: candidates for its branches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from legation.judging.relating import Target, discusses, target
from legation.knowledge.asking import asked
from legation.model import CodedArticle, Condition
from legation.model.question import Question, QuestionKind
from legation.model.when import exact_day

_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A condition as an article states it, and when it was published."""

    condition: Condition
    published: dt.date


def stated(question: Question, coded: Iterable[CodedArticle]) -> list[Stated]:
    """Conditions that articles on the question state, oldest first, each once.

    An article is on a standing question where half of the acts that it tells are of its state; of
    other articles the conditions that name a side are taken.
    """
    aim = target(question)
    found: dict[tuple[str, str], Stated] = {}
    for article in coded:
        published = exact_day(article.article.published)
        if published is None:
            continue
        on = _on(article, question, aim)
        for item in article.conditions:
            quote = " ".join(e.quote for e in item.evidence)
            if on or (question.kind is QuestionKind.STANDING and asked(quote).codes & aim.sides):
                told = Stated(condition=item, published=published)
                found.setdefault((item.if_, item.then), told)
    return sorted(found.values(), key=lambda one: one.published)


def _on(article: CodedArticle, question: Question, aim: Target) -> bool:
    if question.kind is not QuestionKind.STANDING:
        return discusses(article, aim)
    mine = sum(bool(aim.sides & set(event.codes)) for event in article.events)
    return bool(mine) and mine >= _HALF * len(article.events)
