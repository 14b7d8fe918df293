"""Time expressions to EDTF: absolute, relative to the day of publication, and vague ones."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1, "several": 3, "few": 3, "couple": 2}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}

_M = r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
_D = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<{0}>(?:19|20)\d\d)"
_W = r"(?P<{0}>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_N = r"(?P<n>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|(?:a )?few|(?:a )?couple of)"
_TO = r"\s*(?:-|–|—|to|and|through|until)\s*"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of time at `[start, stop)` of the text that was searched.

    `edtf` is None where the words alone give no date. `edtf_past` and `edtf_future` are the
    two readings of words that may look either way ("on Monday", "in November"). `basis` is
    stated, relative, vague, anchored, duration or name.
    """

    start: int
    stop: int
    text: str
    edtf: str | None
    basis: str
    edtf_past: str | None = None
    edtf_future: str | None = None


_Found = tuple[str | None, str, str | None, str | None]
_Maker = Callable[[re.Match[str], dt.date | None], _Found | None]


def _month(text: str) -> int:
    return _MONTHS[text.lower().rstrip(".")]


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _near(published: dt.date | None, month: int, day: int | None) -> tuple[str | None, str | None, str | None]:
    """Nearest, past and future reading of a month, or of a day of a month, without its year."""
    if published is None:
        return None, None, None
    made: list[tuple[dt.date, str]] = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            date = dt.date(year, month, day or 15)
        except ValueError:
            continue
        made.append((date, date.isoformat() if day else f"{year}-{month:02d}"))
    if not made:
        return None, None, None
    slack = dt.timedelta(days=0 if day else 15)
    past = [text for date, text in made if date <= published + slack]
    future = [text for date, text in made if date >= published - slack]
    nearest = min(made, key=lambda m: abs((m[0] - published).days))[1]
    return nearest, past[-1] if past else None, future[0] if future else None


def _full(m: re.Match[str], _: dt.date | None) -> _Found | None:
    edtf = _iso(int(m["y"]), _month(m["m"]), int(m["d"]))
    return (edtf, "stated", None, None) if edtf else None


def _range(m: re.Match[str], published: dt.date | None) -> _Found | None:
    month = _month(m["m"])
    other = _month(m["m2"]) if "m2" in m.groupdict() and m["m2"] else month
    if m["y"]:
        first, last = _iso(int(m["y"]), month, int(m["d"])), _iso(int(m["y"]), other, int(m["d2"]))
        return (f"{first}/{last}", "stated", None, None) if first and last else None
    one, two = _near(published, month, int(m["d"])), _near(published, other, int(m["d2"]))
    made = [f"{a}/{b}" if a and b else None for a, b in zip(one, two, strict=True)]
    return (made[0], "relative", made[1], made[2]) if made[0] else None


def _day_month(m: re.Match[str], published: dt.date | None) -> _Found | None:
    near, past, future = _near(published, _month(m["m"]), int(m["d"]))
    return near, "relative", past, future


def _month_year(m: re.Match[str], _: dt.date | None) -> _Found | None:
    year, month, part = int(m["y"]), _month(m["m"]), (m["part"] or "").lower().rstrip("- ")
    if part:
        last = calendar.monthrange(year, month)[1]
        first_day, last_day = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
        return f"{_iso(year, month, first_day)}/{_iso(year, month, last_day)}", "stated", None, None
    return f"{year}-{month:02d}", "stated", None, None


def _month_of(m: re.Match[str], published: dt.date | None) -> _Found | None:
    if published is None:
        return None, "relative", None, None
    shift = (m["rel"] or "").lower()
    month = _month(m["m"])
    if shift:
        year = published.year + {"last": -1, "this": 0, "next": 1}[shift]
        if m["lead"]:
            year = published.year if month < published.month and shift == "last" else year
        return f"{year}-{month:02d}", "relative", None, None
    return None


def _bare_month(m: re.Match[str], published: dt.date | None) -> _Found | None:
    near, past, future = _near(published, _month(m["m"]), None)
    if m["lead"].lower() in ("last", "this past"):
        return past, "relative", None, None
    if m["lead"].lower() == "next":
        return future, "relative", None, None
    return past or near, "relative", past, future


def _weekday(m: re.Match[str], published: dt.date | None) -> _Found | None:
    if published is None:
        return None, "relative", None, None
    back = (published.weekday() - _DAYS[m["w"].lower()]) % 7
    past = published - dt.timedelta(days=back)
    future = published + dt.timedelta(days=(7 - back) % 7)
    lead = (m["lead"] or "").lower()
    if lead in ("last", "this past") and back == 0:
        past -= dt.timedelta(days=7)
    if lead == "next":
        future = future if future > published else future + dt.timedelta(days=7)
        return future.isoformat(), "relative", None, None
    if lead in ("last", "this past"):
        return past.isoformat(), "relative", None, None
    return past.isoformat(), "relative", past.isoformat(), future.isoformat()


def _simple(m: re.Match[str], published: dt.date | None) -> _Found | None:
    if published is None:
        return None, "relative", None, None
    word = m.group().lower()
    shift = -1 if word in ("yesterday", "last night") else 1 if word == "tomorrow" else 0
    return (published + dt.timedelta(days=shift)).isoformat(), "relative", None, None


def _period(m: re.Match[str], published: dt.date | None) -> _Found | None:
    if published is None:
        return None, "relative", None, None
    lead, unit = m["lead"].lower(), m["unit"].lower()
    shift = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}.get(lead.split()[-1], 0)
    if unit == "week":
        monday = published - dt.timedelta(days=published.weekday()) + dt.timedelta(weeks=shift)
        return f"{monday}/{monday + dt.timedelta(days=6)}", "relative", None, None
    if unit == "weekend":
        saturday = published - dt.timedelta(days=published.weekday() - 5)
        saturday += dt.timedelta(weeks=shift if shift > 0 or published.weekday() >= 5 or shift < 0 else 0)
        if shift == 0 and published.weekday() == 0:
            saturday -= dt.timedelta(weeks=1)
        return f"{saturday}/{saturday + dt.timedelta(days=1)}", "relative", None, None
    if unit == "month":
        index = published.year * 12 + published.month - 1 + shift
        return f"{index // 12}-{index % 12 + 1:02d}", "relative", None, None
    if unit == "decade":
        return f"{published.year // 10 + shift}X", "relative", None, None
    return str(published.year + shift), "relative", None, None


def _ago(m: re.Match[str], published: dt.date | None) -> _Found | None:
    if published is None:
        return None, "relative", None, None
    number, unit = _number(m["n"]), m["unit"].lower().rstrip("s")
    if unit == "year":
        return str(published.year - number), "relative", None, None
    if unit == "decade":
        return str(published.year - 10 * number), "relative", None, None
    if unit == "month":
        index = published.year * 12 + published.month - 1 - number
        return f"{index // 12}-{index % 12 + 1:02d}", "relative", None, None
    day = published - dt.timedelta(days=number * _UNIT_DAYS[unit])
    return day.isoformat(), "relative", None, None


def _past_span(m: re.Match[str], published: dt.date | None) -> _Found | None:
    if published is None:
        return None, "vague", None, None
    number, unit = _number(m["n"] or "1"), m["unit"].lower().rstrip("s")
    first = published - dt.timedelta(days=number * _UNIT_DAYS[unit])
    return f"{first}/{published}", "relative", None, None


def _recent(m: re.Match[str], published: dt.date | None) -> _Found | None:
    if published is None:
        return None, "vague", None, None
    span = {"day": 7, "week": 30, "month": 180, "year": 1825}[m["unit"].lower().rstrip("s")]
    if m["lead"].lower() == "coming":
        return f"{published}/{published + dt.timedelta(days=span)}", "vague", None, None
    return f"{published - dt.timedelta(days=span)}/{published}", "vague", None, None


def _number(word: str) -> int:
    word = word.lower().removeprefix("a ").removesuffix(" of")
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)


def _year(m: re.Match[str], _: dt.date | None) -> _Found | None:
    part, year = (m["part"] or "").lower().rstrip("- "), int(m["y"])
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part)
    if months:
        return f"{year}-{months[0]:02d}/{year}-{months[1]:02d}", "stated", None, None
    return str(year), "stated", None, None


def _since(m: re.Match[str], published: dt.date | None) -> _Found | None:
    return f"{m['y']}/..", "stated", None, None


def _season(m: re.Match[str], _: dt.date | None) -> _Found | None:
    return f"{m['y']}-{_SEASONS[m['s'].lower()]}", "stated", None, None


def _nothing(basis: str) -> _Maker:
    def make(_: re.Match[str], __: dt.date | None) -> _Found | None:
        return None, basis, None, None

    return make


def _year_before(m: re.Match[str], published: dt.date | None) -> _Found | None:
    if published is None:
        return None, "relative", None, None
    year = published.year + {"last": -1, "this": 0, "next": 1}[m["rel"].lower()]
    return f"{year}-{_month(m['m']):02d}", "relative", None, None


def _decade(m: re.Match[str], _: dt.date | None) -> _Found | None:
    digits = m["y"]
    return f"{digits[:2]}XX" if digits.endswith("00") and digits != "2000" else f"{digits[:3]}X", "stated", None, None


def _compile(*rules: tuple[str, _Maker, bool]) -> list[tuple[re.Pattern[str], _Maker]]:
    return [(re.compile(text, 0 if exact else re.I), make) for text, make, exact in rules]


_RULES = _compile(
    (r"\b(?P<y>\d{4})-(?P<mm>\d\d)-(?P<dd>\d\d)\b", lambda m, _: ((_iso(int(m["y"]), int(m["mm"]), int(m["dd"])) or ""), "stated", None, None), True),
    (rf"\b{_M.format('m')}\s+{_D.format('d')}{_TO}(?:{_M.format('m2')}\s+)?{_D.format('d2')}\b(?:,?\s+{_Y.format('y')})?", _range, True),
    (rf"\b{_D.format('d')}{_TO}{_D.format('d2')}\s+(?:of\s+)?{_M.format('m')}\b(?:,?\s+{_Y.format('y')})?", _range, True),
    (rf"\b{_M.format('m')}\s+{_D.format('d')},?\s+{_Y.format('y')}\b", _full, True),
    (rf"\b{_D.format('d')}\s+(?:of\s+)?{_M.format('m')},?\s+{_Y.format('y')}\b", _full, True),
    (rf"\b{_M.format('m')}\s+{_D.format('d')}\b(?!,?\d|%|\s*(?:percent|people|million))", _day_month, True),
    (rf"\b{_D.format('d')}\s+(?:of\s+)?{_M.format('m')}\b", _day_month, True),
    (rf"\b(?P<part>[Ee]arly[ -]|[Mm]id[ -]|[Ll]ate[ -])?{_M.format('m')},?\s+{_Y.format('y')}\b", _month_year, True),
    (rf"\b{_M.format('m')}\s+(?P<rel>last|this|next)\s+year\b", _year_before, False),
    (rf"\b(?P<lead>last|next|this past|in|since|early|late|mid|until|by|of|during)[ -]{_M.format('m')}(?![a-z])", _bare_month, False),
    (r"\b(?:in|over|during|for|within)\s+(?:the\s+)?(?:past|last)\s+(?:" + _N + r"\s+)?(?P<unit>days?|weeks?|months?|years?|decades?)\b", _past_span, False),
    (r"\bthe\s+(?:past|last)\s+" + _N + r"\s+(?P<unit>days?|weeks?|months?|years?|decades?)\b", _past_span, False),
    (r"\b(?:earlier |later )?(?P<lead>last|this|next|the previous|the coming) (?P<unit>week|weekend|month|year|decade)\b(?!’s end)", _period, False),
    (r"\b" + _N + r"\s+(?P<unit>days?|weeks?|months?|years?|decades?) ago\b", _ago, False),
    (r"\b" + _N + r"\s+(?P<unit>days?|weeks?|months?|years?) (?:before|after|earlier|later)\b", _nothing("anchored"), False),
    (r"\b(?:over|more than|nearly|almost|after|for)\s+" + _N + r"\s+(?:days?|weeks?|months?|years?|decades?)\b", _nothing("duration"), False),
    (r"\bin (?:the )?(?P<lead>recent|coming) (?P<unit>days|weeks|months|years)\b", _recent, False),
    (rf"\b(?:(?P<lead>last|next|this past|this|on)\s+)?{_W.format('w')}\b", _weekday, True),
    (r"\b(?:today|tonight|yesterday|tomorrow|last night|this morning|this afternoon|this evening|overnight)\b", _simple, False),
    (rf"\b(?P<s>spring|summer|autumn|fall|winter)(?: of)?,? {_Y.format('y')}\b", _season, False),
    (r"\b(?:the\s+)?(?:early |mid-|late )?(?P<y>(?:19|20)\d0)s\b", _decade, True),
    (rf"\b[Ss]ince {_Y.format('y')}\b(?!\s*-)", _since, True),
    (rf"\b(?:Resolution|Article|Flight|No\.?)\s+{_Y.format('y')}\b", _nothing("name"), True),
    (rf"\b{_Y.format('y')}\s+(?:\w+\s+)?(?:Convention|Agreement|Accords?|Treaty|Protocol|Memorandum|Charter|nuclear deal)\b", _nothing("name"), True),
    (rf"(?<![\d,$€£#.-])(?P<part>[Ee]arly |[Mm]id-|[Ll]ate )?\b{_Y.format('y')}\b(?![\d,.]*\d|\s*(?:people|troops|soldiers|tons?|km|percent|%|[a-z]+ers\b))", _year, True),
)


def find(text: str, published: dt.date | None) -> list[TimeExpression]:
    """All time expressions of a text, left to right; where two overlap the first rule wins."""
    taken: list[TimeExpression] = []
    for pattern, make in _RULES:
        for m in pattern.finditer(text):
            if any(m.start() < t.stop and t.start < m.end() for t in taken):
                continue
            made = make(m, published)
            if made is not None and made[0] != "":
                taken.append(TimeExpression(m.start(), m.end(), m.group(), *made))
    return sorted(taken, key=lambda t: t.start)
