"""Time expressions in English text, resolved to EDTF (ISO 8601-2:2019).

Pure text in, intervals out: no parser and no network. Positions count code points of the text.
What is told from another event ("three days before the summit") is found but left to the coder.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from legation.coding import date_anchored, date_days, date_relative, date_years
from legation.coding.date_reading import Context, Reading, Rule
from legation.coding.date_words import DAY, MONTH, WEEKDAY_PREFIX, WORDS, YEAR
from legation.model.when import days as edtf_days


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that tell a time.

    `basis` is "stated" (absolute), "relative" (rests on the day of publication), "vague",
    "anchored" (told from another event: `anchor` holds its words, or "context" for what the text
    told before, and `offset_days` how far off), "duration" (a length, not a time) or "name" (a
    date within a name, "1951 Refugee Convention"). `edtf` is None where no interval can be told.
    `edtf_past` and `edtf_future` are set where tense decides ("on Monday", "October 10").
    """

    start: int
    stop: int
    text: str
    edtf: str | None
    basis: str
    anchor: str | None = None
    offset_days: int | None = None
    edtf_past: str | None = None
    edtf_future: str | None = None


_NAMES = re.compile(r"\(\?P<\w+>")
_BOUND = re.compile(
    r"\b(since|until|till|up\s+to|by|no\s+later\s+than|before|prior\s+to|after)"
    r"\s+(?:(?:late|early)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_AHEAD = ("by", "no later than", "until", "till", "up to")
_ENDS_PHRASE = re.compile(r"\s*(?:$|[.,;:)\]—–]|(?:and|but|when|as|on|in|at|with|to|for)\b)")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])")
_STARTERS = (
    "between beginning close coming today tonight tomorrow yesterday overnight last next this past"
    " previous recent early earlier late later mid middle end rest remainder start eve following"
    " ensuing preceding within weekend day same about around nearly almost roughly approximately"
    " under barely exactly h1 h2 q1 q2 q3 q4"
)
_KINDS_AHEAD = (
    "month", "weekday", "season", "number", "number_vague", "ordinal", "unit", "vague_past",
    "vague_future", "fixed_name", "holiday",
)  # fmt: skip


_SKIPPED = "the a an in that more less well at just only than over least some up to"


def _may_start() -> str:
    """A cheap look ahead that spares most words of a text the trial of all rules."""
    phrases = {word for kind in _KINDS_AHEAD for word in WORDS[kind]} | {*_STARTERS.split()}
    letters = sorted({found for phrase in phrases if (found := _first_letters(phrase))})
    skip = rf"(?:(?:{_SKIPPED.replace(' ', '|')})\s+){{0,3}}"
    return rf"(?=(?i:{skip}(?:\d|['’]\d0s|{'|'.join(letters)})))"


def _first_letters(phrase: str) -> str | None:
    """How the first word of a phrase begins that is not skipped; "Dec." is a month as well."""
    words = [word for word in re.split(r"\s+|-", phrase) if word not in _SKIPPED.split()]
    return words[0][:3].lower() if words and words[0].isascii() and words[0][0].isalpha() else None


@cache
def _rules() -> tuple[Rule, ...]:
    return (
        *date_years.FIXED_NAMES,
        *date_days.RULES[:12],
        *date_years.RULES[:4],
        *date_days.RULES[12:],
        *date_relative.RULES,
        *date_anchored.RULES,
        *date_years.RULES[4:],
    )


@cache
def _scanner() -> re.Pattern[str]:
    """All rules as one alternation that tells which one matched."""
    branches = [f"(?P<r{n}>{_NAMES.sub('(?:', rule.pattern)})" for n, rule in enumerate(_rules())]
    return re.compile(rf"(?<![\w$€£¥]){_may_start()}(?:{'|'.join(branches)})")


@cache
def _alone(number: int) -> re.Pattern[str]:
    """One rule with its named groups."""
    return re.compile(_rules()[number].pattern)


def find(text: str, published: dt.date | None, *, prefer: str = "nearest") -> list[TimeExpression]:
    """All time expressions of a text, in order, never overlapping; never raises.

    `prefer` ("past", "future" or "nearest") decides the year of "October 10" and the day of "on
    Monday", which else is the latest one. Without `published`, what rests on it has no `edtf`.
    """
    return list(_found(text, published, prefer))


def _found(text: str, published: dt.date | None, prefer: str) -> Iterator[TimeExpression]:
    position, year_stop = 0, 0
    year: int | None = None
    while match := _scanner().search(text, position):
        position = match.end()
        number = int((match.lastgroup or "r0")[1:])
        rule = _rules()[number]
        m = _alone(number).match(text, match.start())
        if m is None:
            continue
        told = year if year and not _SENTENCE_END.search(text, year_stop, m.start()) else None
        reading = _read(rule, m, Context(published=published, prefer=prefer, year=told))
        if reading is None:
            position = _after_first_word(text, match)
            continue
        if reading.basis == "stated" and re.fullmatch(r"\d{4}", m[0]):
            # "In 2018 ... on June 12": a past year said before, in the same sentence, holds on.
            past = published is None or int(m[0]) < published.year
            year, year_stop = (int(m[0]) if past else None), m.end()
        start, stop = m.span("core") if "core" in m.re.groupindex else m.span()
        yield _expression(text, start, stop, reading, published)


def _read(rule: Rule, m: re.Match[str], now: Context) -> Reading | None:
    try:
        return rule.read(m, now)
    except (ValueError, OverflowError):
        return None  # the 31st of a short month, a year before 1: no date


def _after_first_word(text: str, match: re.Match[str]) -> int:
    word = re.compile(r"\w+").match(text, match.start())
    return word.end() if word else match.start() + 1


def _expression(
    text: str, start: int, stop: int, reading: Reading, published: dt.date | None
) -> TimeExpression:
    values = [reading.edtf, reading.past, reading.future]
    bound = _BOUND.search(text, max(0, start - 20), start)
    if bound and reading.basis in ("stated", "relative") and _binds(bound[1], text, stop):
        start, word = bound.start(), re.sub(r"\s+", " ", bound[1].lower())
        if word in _AHEAD and reading.future:
            values[0] = reading.future
        values = [_bounded(value, word, published) for value in values]
    return TimeExpression(
        start=start,
        stop=stop,
        text=text[start:stop],
        edtf=values[0],
        basis=reading.basis,
        anchor=reading.anchor,
        offset_days=reading.offset_days,
        edtf_past=values[1],
        edtf_future=values[2],
    )


def _binds(word: str, text: str, stop: int) -> bool:
    """Whether the preposition governs the date, not a noun after it ("after Monday's vote")."""
    if word.lower() in ("since", "until", "till", "by"):
        return not re.match(r"[’']", text[stop : stop + 1])
    return bool(_ENDS_PHRASE.match(text, stop))


def _bounded(value: str | None, word: str, published: dt.date | None) -> str | None:
    if value is None:
        return None
    first, _, last = value.partition("/")
    last = last or first
    if word in ("since", "after"):
        return f"{first.replace('X', '0')}/.."
    end = edtf_days(last).last
    by_then = word in ("by", "no later than", "before", "prior to")
    if by_then and published and end and end > published:
        return f"{published}/{last.replace('X', '9')}"
    return f"../{last.replace('X', '9')}"


_STATE = rf"(?:,\s+(?!{MONTH}\s)[A-Z][\w .’'-]+?)?"
_DAY_OF = rf"(?:,?\s+(?P<date>{MONTH}\s+{DAY}(?:,?\s+{YEAR})?),?)?\s*"
_AGENCY = r"\([\w .&’'/-]{1,30}\)\s*"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]+[A-ZÀ-Þ]"
_SLASHED = r"\.?\s*/[A-Z][\w .-]{1,30}/\.?"
_SURE_DAY = rf",?\s+(?P<date>{MONTH}\s+{DAY}(?:,?\s+{YEAR})?),?\s*"
_DATELINES = (
    re.compile(rf"\s*{_CAPITALS}{_STATE}{_DAY_OF}(?:{_AGENCY})?(?:--|[—–-])\s"),
    re.compile(rf"\s*[A-Z][\w .’'/-]{{2,30}}?{_STATE}{_DAY_OF}{_AGENCY}(?:--|[—–-])\s"),
    re.compile(rf"\s*{_CAPITALS}{_STATE}{_DAY_OF}{_SLASHED}\s"),
    re.compile(rf"\s*[A-Z][\w’'/-]{{2,20}}{_STATE}{_SURE_DAY}(?:--|[—–])\s"),
)
_DATE_LINE = re.compile(
    rf"^[ \t]*(?:(?i:published|updated|posted|date)(?:\s+on)?:?\s+)?"
    rf"(?P<date>{WEEKDAY_PREFIX}(?:{MONTH}\s+{DAY},?\s+{YEAR}|{DAY}\s+{MONTH},?\s+{YEAR}))"
    r"(?:[ \t,|–—-]+(?:at[ \t]+)?\d{1,2}:\d\d.{0,20})?[ \t]*$",
    re.MULTILINE,
)


def dateline(
    text: str, published: dt.date | None = None
) -> tuple[str | None, tuple[int, int] | None]:
    """Day and place in the text of a news dateline, or of a line at the top that is just a date.

    "PYONGYANG, Oct. 10 (KCNA) --" lacks its year: the day is None unless `published` tells it.
    Both are None where the first 600 characters hold neither.
    """
    head = text[:600]
    if line := _DATE_LINE.search(head):
        return _only(line["date"], published), line.span("date")
    for start in (0, *(m.end() for m in re.finditer(r"\n\s*", head))):
        for pattern in _DATELINES:
            if m := pattern.match(head, start):
                return (_only(m["date"], published) if m["date"] else None), m.span()
    return None, None


def _only(words: str, published: dt.date | None) -> str | None:
    found = find(words, published, prefer="past")
    return found[0].edtf if len(found) == 1 else None
