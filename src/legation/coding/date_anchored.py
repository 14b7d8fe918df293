"""Rules for times told from another event, for lengths of time, and for vague words."""

from __future__ import annotations

import datetime as dt
import re

from legation.coding.date_reading import Context, Reading, Rule
from legation.coding.date_spans import back
from legation.coding.date_words import ABOUT, NUM, UNIT, WORDS, either, number, unit_name

_ANCHOR = re.compile(r"\s+((?:[^\s,;:()]+\s+){0,5}[^\s,;:()]+)")
_CLAUSE_END = re.compile(r"(?<=[a-z]{2})[.?!](?:\s|$)|\s+[—–-]")


def _anchored(m: re.Match[str], now: Context) -> Reading | None:
    """ "three days before Trump's arrival", "days later", "the next day": told from another event."""
    groups = m.groupdict()
    count = number(groups["num"]) if groups.get("num") else None
    if groups.get("one") or groups.get("the"):
        count = 1
    offset = None
    if count is not None:
        day = dt.date(2001, 1, 1)
        offset = (back(day, -count, unit_name(m["unit"])) - day).days
        way = (groups.get("way") or groups.get("one") or "").lower().split()[-1]
        if way in ("before", "earlier", "of", "to", "prior", "previous", "preceding"):
            offset = -offset
    if groups.get("eve"):
        offset = -1
    if groups.get("same"):
        offset = 0
    anchor = "context"
    if (groups.get("way") or groups.get("eve") or "").lower() not in ("later", "earlier", ""):
        words = _ANCHOR.match(m.string, m.end())
        anchor = _CLAUSE_END.split(words[1])[0] if words else "context"
    return Reading(edtf=None, basis="anchored", anchor=anchor, offset_days=offset)


def _duration(m: re.Match[str], now: Context) -> Reading | None:
    return Reading(edtf=None, basis="duration")


def _vague_past(m: re.Match[str], now: Context) -> Reading | None:
    return Reading(edtf=f"../{now.published}" if now.published else None, basis="vague")


def _vague_future(m: re.Match[str], now: Context) -> Reading | None:
    return Reading(edtf=f"{now.published}/.." if now.published else None, basis="vague")


_COUNTED = rf"(?P<about>{ABOUT})?(?:(?P<num>{NUM})[\s-]+)"

RULES: tuple[Rule, ...] = (
    Rule(
        rf"(?:{_COUNTED})?(?P<unit>{UNIT})\s+"
        r"(?P<way>(?i:before|after|ahead\s+of|prior\s+to|following|later|earlier|into))\b",
        _anchored,
    ),
    Rule(
        r"(?P<the>(?i:the))\s+(?P<unit>(?i:day|night|week|month|year|decade))\s+(?P<way>(?i:before|after|prior\s+to|following))\b",
        _anchored,
    ),
    Rule(
        r"(?i:the)\s+(?P<one>(?i:next|following|previous|preceding))\s+"
        r"(?P<unit>(?i:day|night|morning|week|month|year|decade))\b",
        _anchored,
    ),
    Rule(
        r"(?i:(?P<eve>the\s+eve\s+of))\b",
        _anchored,
    ),
    Rule(
        r"(?i:(?:(?:earlier|later)\s+)?(?P<same>the\s+same|that(?:\s+same|\s+very)?)\s+"
        r"(?P<unit>day|night|morning|afternoon|evening|week|month|year))\b",
        _anchored,
    ),
    Rule(rf"{_COUNTED}(?P<unit>{UNIT})(?:-(?i:long|old))?", _duration),
    Rule(
        r"(?i:(?P<unit>days|weeks|months|years|decades|centuries)(?:\s+of|-long|-old))\b",
        _duration,
    ),
    Rule(
        r"(?i:(?<=for\s)(?P<unit>days|weeks|months|years|decades|centuries))\b",
        _duration,
    ),
    Rule(rf"(?i:{either(WORDS['vague_past'])})\b(?!\s+(?:than|this|that|in)\b)", _vague_past),
    Rule(rf"(?i:{either(WORDS['vague_future'])})\b(?!\s+(?:after|as|before)\b)", _vague_future),
)
"""Rules in the order in which they are tried at one place of the text, after all others."""
