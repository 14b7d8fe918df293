"""Claims as they stand after a look at what the file and the tables know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from legation.model.happening import Happening
from legation.model.judgement import Claim, CodedArticle


class Verdict(StrEnum):
    """What a look at what is known says of a claim."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


class Ground(StrEnum):
    """Why a verdict is what it is."""

    EARLIER = "one of the kind came before"
    EARLIER_PERHAPS = "one came before that may be of the kind"
    NONE_IN_SPAN = "none of the kind in the whole span"
    NONE_SO_FAR = "none of the kind as far as the file reaches"
    PEER = "another of that rank was there"
    YEARLY = "a table has one in each of the last years"
    NOT_YEARLY = "a table has years without one"
    COUNTED = "counts without a sampling frame"
    NO_EVENT = "no event that it speaks of"
    NO_RULE = "nothing that could be looked up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A claim of an article with what was looked at.

    `subject` is the happening that it speaks of. `since` is the day from which there should be none
    other, None where the claim sets no such day. `reach` is the day of the earliest article that was
    looked at, `articles` their number. `against` are happenings that speak against the claim,
    `by_year` counts of what it tells of, `table` the rows of a table that speak of it.
    """

    article: CodedArticle
    claim: Claim
    verdict: Verdict
    ground: Ground
    subject: Happening | None = None
    since: dt.date | None = None
    reach: dt.date | None = None
    articles: int = 0
    against: tuple[Happening, ...] = ()
    by_year: tuple[tuple[int, int], ...] = ()
    table: str | None = None
