"""A small corpus that has something for every section, and a browser to look at its brief."""

from __future__ import annotations

import pytest
from presenting_samples import (
    AUTHOR,
    KIM,
    PUTIN,
    STATE_MEDIA,
    article,
    assessment,
    coded,
    condition,
    event,
    observation,
    side,
)

from legation.model import (
    CodedArticle,
    EventType,
    Holder,
    PublishedBasis,
    Span,
    Stance,
    Status,
    Weight,
)

_TEXT = (
    "HERALD\nThe minister will visit Russia, state media said. The visit to Belarus is off. "
    "Trump may meet Kim if talks resume. Analysts say a summit is unlikely. "
    "Minister Chung called a summit likely. Soldiers cleaned the hall. "
    "If sanctions end, talks will resume. In 2019 the two met in Hanoi.\nShare this post"
)
PLAN = article(
    "plan",
    _TEXT,
    "2025-10-26",
    source="The Herald",
    licence="CC BY 4.0",
    location="https://herald.example/a?b=1&c=2",
    published_basis=PublishedBasis.DATELINE,
    furniture=(Span(0, 6), Span(_TEXT.index("Share"), len(_TEXT))),
)
DONE = article(
    "done",
    "The minister visited Russia on Tuesday. Putin met Kim in Beijing. "
    "Seoul denied that it had sent arms. Some group perhaps threatened Japan.",
    "2025-10-28",
    location="/news/done.txt",
)
SUMMIT = "a summit of Trump and Kim"


def corpus() -> list[CodedArticle]:
    plan = coded(
        PLAN,
        event(
            PLAN,
            "The minister will visit Russia, state media said.",
            status=Status.PLANNED,
            when="2025-10-26/..",
            place="RUS",
            per=(STATE_MEDIA,),
        ),
        event(
            PLAN,
            "The visit to Belarus is off.",
            status=Status.CANCELLED,
            recipients=(side("BLR"),),
            when=None,
        ),
        event(
            PLAN,
            "Trump may meet Kim if talks resume.",
            mode=None,
            cameo="040",
            status=Status.HYPOTHETICAL,
            actors=(side("USA"), KIM),
            recipients=(),
            when=None,
            condition="if talks resume",
        ),
        event(
            PLAN,
            "In 2019 the two met in Hanoi.",
            mode=None,
            cameo="040",
            actors=(side("USA"), KIM),
            recipients=(),
            when="2019",
            place="VNM",
            venue="Hanoi",
            weight=Weight.BACKGROUND,
        ),
        assessments=(
            assessment(
                PLAN,
                "Analysts say a summit is unlikely.",
                Holder(name="Analysts"),
                Stance.AGAINST,
                SUMMIT,
                "unlikely",
            ),
            assessment(
                PLAN,
                "Minister Chung called a summit likely.",
                Holder(name="Chung Dong-young", office="unification minister", code="KOR"),
                Stance.FOR,
                SUMMIT,
                "likely",
            ),
            assessment(
                PLAN, "Soldiers cleaned the hall.", AUTHOR, Stance.CAUTIOUS, "the hall", None
            ),
        ),
        observations=(
            observation(
                PLAN,
                "Soldiers cleaned the hall.",
                per=(Holder(name="Chung Dong-young", office="unification minister", code="KOR"),),
                about=SUMMIT,
                direction="for",
                when="2025-10",
            ),
        ),
        conditions=(
            condition(
                PLAN,
                "If sanctions end, talks will resume.",
                "If sanctions end",
                "talks will resume",
            ),
        ),
    )
    done = coded(
        DONE,
        event(DONE, "The minister visited Russia on Tuesday.", when="2025-10-28", place="RUS"),
        event(
            DONE,
            "Putin met Kim in Beijing.",
            mode=None,
            cameo="040",
            actors=(PUTIN, KIM),
            recipients=(),
            when="2025-10-27",
            place="CHN",
        ),
        event(
            DONE,
            "Seoul denied that it had sent arms.",
            type=EventType.AID,
            mode=None,
            cameo="072",
            actors=(side("KOR"),),
            recipients=(side("UKR"),),
            status=Status.DENIED,
            when=None,
        ),
        event(
            DONE,
            "Some group perhaps threatened Japan.",
            type=EventType.THREATEN,
            mode=None,
            cameo="130",
            actors=(),
            recipients=(side("JPN"),),
            confidence=0.3,
        ),
    )
    return [plan, done]


@pytest.fixture
def both() -> list[CodedArticle]:
    return corpus()
