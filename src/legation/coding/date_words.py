"""Words of the calendar, from `knowledge/data/dates.tsv`, as pieces of regular expressions.

Months and weekdays keep their capital ("March", not "march"); all else is matched in any case.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from importlib.resources import files


def _load() -> dict[str, dict[str, str]]:
    path = files("legation.knowledge") / "data" / "dates.tsv"
    words: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            words.setdefault(row["kind"], {})[row["word"]] = row["value"]
    return words


def either(words: Iterable[str]) -> str:
    """An alternation of literal words, longest first, blanks matching any white space."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


WORDS = _load()
"""Words of `dates.tsv`: kind, then word, then value."""

_MONTHS = {**WORDS["month"], **WORDS["month_short"]}
_DAYS = {**WORDS["weekday"], **WORDS["weekday_short"]}
MONTH_NUMBER = {word.lower(): int(value) for word, value in _MONTHS.items()}
"""Number of a month (1-12) by its lower-case name or short form."""
WEEKDAY_NUMBER = {word.lower(): int(value) for word, value in _DAYS.items()}
"""Number of a weekday (Monday 0) by its lower-case name or short form."""
SEASON_NUMBER = {word: int(value) for word, value in WORDS["season"].items()}
"""Sub-year number (21-24) of a season."""
TIME_NOUNS = frozenset({*MONTH_NUMBER, *WEEKDAY_NUMBER, *SEASON_NUMBER, *WORDS["unit"]})
"""Nouns that name a stretch of time, lower case."""
NUMBER = {word: int(value) for word, value in WORDS["number"].items()}
"""Value of a number word."""
ORDINAL = {word: int(value) for word, value in WORDS["ordinal"].items()}
"""Value of an ordinal word."""


def _cased(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word, word.upper())]


# "May" and "Mar" are whole words already; "Sept" must come before "Sep".
MONTH = rf"(?:{either(_cased(WORDS['month']))}|{either(_cased(WORDS['month_short']))}\b\.?)"
SURE_MONTH = either(_cased(w for w in WORDS["month"] if w not in ("March", "May")))
WEEKDAY = either(_cased(WORDS["weekday"]))
WEEKDAY_PREFIX = (
    rf"(?:(?:{either(_cased(WORDS['weekday']))}|{either(WORDS['weekday_short'])}\b\.?),?\s+)?"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)"
YEAR = (
    r"(?:1[5-9]|20)\d\d(?!\w|[.,:]\d|[-–—/]\d\d?\b"
    rf"|\s+(?i:{either(WORDS['counted'])})\b)"
)
SEASON = rf"(?i:{either(WORDS['season'])})"
TO = r"(?:\s*[-–—]\s*|\s+(?:to|until|till|through)\s+)"
TO_OR_AND = r"(?:\s*[-–—]\s*|\s+(?:to|until|till|through|and)\s+)"
OF_YEAR = (
    rf"(?:(?:,\s*|,?\s+(?:of\s+|in\s+)?)(?:(?P<year>{YEAR})"
    r"|(?P<rel>(?i:last|this|next))\s+year\b)"
    rf"|,?\s+Juche\s+\d+\s+\((?P<juche>{YEAR})\))"
)
PART = (
    r"(?:(?i:the\s+)?(?P<part>(?i:early|mid|late)(?=\s+(?:in|part\s+of)\s|\s*-|\s)"
    r"|(?i:beginning|start|middle|end|close)(?=\s+of\s|-))"
    r"(?:\s+(?:in|of|part\s+of)\s+|\s*-\s*|\s+))"
)
NUM = rf"(?i:\d{{1,3}}|{either([*WORDS['number'], *WORDS['number_vague']])})"
ORD = rf"(?i:{either(WORDS['ordinal'])}|last)"
UNIT = (
    r"(?i:(?:minute|hour|day|night|week|fortnight|month|quarter|year|decade)s?"
    r"|centur(?:y|ies))\b"
)
ABOUT = (
    r"(?i:(?:about|around|nearly|almost|roughly|some|approximately|more\s+than|over|at\s+least"
    r"|less\s+than|under|just|only|barely|exactly|well\s+over|just\s+over)\s+)"
)


PART_NAME = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "start": "start",
    "beginning": "start",
    "end": "end",
    "close": "end",
}
"""Part of an interval, as `date_spans.part` names it, by the word used for it."""


def unit_name(word: str) -> str:
    """Singular, lower-case name of a unit of time."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def number(word: str) -> int | None:
    """Value of digits or a number word; None where it is vague ("several")."""
    word = re.sub(r"\s+", " ", word.lower())
    return int(word) if word.isdigit() else NUMBER.get(word)
