"""Whom an actor deals with: shares over time, effective number over time, bars, and a map."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.knowledge.names import display
from legation.presenting.measures import PARTNER_COLUMNS, number, partner_rows, percent
from legation.presenting.pictures.axes import LEFT, Steps, round_up, time_axis
from legation.presenting.pictures.canvas import LETTER, LINE, Canvas
from legation.presenting.pictures.chart import Chart, Part, Row
from legation.presenting.pictures.worldmap import map_chart

Plain = Mapping[str, Any]
SERIES_COLUMNS = (*("frame", "start", "n", "what", "value", "low", "high", "of", "verdict"),)
"""Columns of what is drawn of partners over time."""

MOST_BARS = 20
_MOST_PANELS = 8
_SHALLOW, _DEEP = 58, 96
"""Heights in pixels of a panel among many, and of one of two."""
_BAR = 30


def partner_charts(answers: Sequence[Plain], question: Plain) -> list[Chart]:
    """The pictures of `legation partners` that can be drawn, the most telling first.

    `question` has `code`, `channel` and `powers` as they were asked for.
    """
    code = question["code"]
    found = [
        _over_time(answers, code, question, "shares"),
        _over_time(answers, code, question, "number"),
        _bars(answers, code, question),
        map_chart(answers, code, _what(question)),
    ]
    return [chart for chart in found if chart is not None]


def _what(question: Plain) -> str:
    return question["channel"] or "dealings of all channels together"


@dataclass(frozen=True, slots=True)
class _Line:
    """One quantity over time: by step its value with low and high, None where nothing can be said."""

    name: str
    values: Sequence[tuple[float, float, float] | None]
    top: float
    write: Callable[[float], str]


def _over_time(answers: Sequence[Plain], code: str, question: Plain, kind: str) -> Chart | None:
    """Shares of partners, or the effective number and the share outside the powers, over time."""
    shown = [a for a in answers if len([s for s in a["series"] if s["n"]]) > 1]
    lines = {id(a): (_shares(a) if kind == "shares" else _numbers(a, question)) for a in shown}
    shown = [a for a in shown if lines[id(a)]]
    if not shown:
        return None
    by, name = shown[0]["by"], display(code)
    title = f"Partners of {name}, by {by}"
    if kind == "number":
        title = f"How many partners {name} has, by {by}"
    return Chart(
        key=kind,
        title=title,
        units=_units(kind, _what(question), by),
        parts=tuple(_line_part(a, lines[id(a)]) for a in shown),
        columns=SERIES_COLUMNS,
        rows=[row for a in shown for row in _rows(a, lines[id(a)])],
    )


def _units(kind: str, what: str, by: str) -> str:
    if kind == "shares":
        return (
            f"Share of each partner among states, by {by}; {what}. Dots are shares, lines their exact "
            "95 % intervals, cut where they go beyond; a grey ground marks what the frame did not watch."
        )
    return (
        f"Effective number of partners (order 2) and share outside the powers, by {by}; {what}. Lines are "
        "95 % intervals drawn by cluster; a dot without a line could not be given one, and a step without "
        "a dot has too few events to say."
    )


def _line_part(answer: Plain, lines: Sequence[_Line]) -> Part:
    return Part(
        heading=answer["frame"]["heading"],
        alt=" ".join(_line_words(answer, line) for line in lines),
        draw=lambda canvas: _draw_lines(canvas, answer, lines),
    )


def _line_words(answer: Plain, line: _Line) -> str:
    known = [(s["start"], v) for s, v in zip(answer["series"], line.values, strict=True) if v]
    if not known:
        return f"{line.name}: too few events to say."
    (first, start), (last, end) = known[0], known[-1]
    high = max(known, key=lambda item: item[1][0])
    return (
        f"{line.name}: {line.write(start[0])} from {first}, {line.write(end[0])} from {last}, "
        f"most {line.write(high[1][0])} from {high[0]}."
    )


def _shares(answer: Plain) -> list[_Line]:
    """The partners with most dealings over all steps."""
    totals: Counter[str] = Counter()
    for step in answer["series"]:
        totals.update({code: share["n"] for code, share in step["partners"].items()})
    most = [code for code, _ in totals.most_common(_MOST_PANELS)]
    values = {code: [_share(step, code) for step in answer["series"]] for code in most}
    top = max((v[0] for found in values.values() for v in found if v), default=0.0)
    # Wide intervals of small steps would flatten all that is known, and are cut.
    highest = min(1.0, math.ceil(12 * top) / 10)
    return [_Line(display(code), values[code], highest, percent) for code in most]


def _share(step: Plain, code: str) -> tuple[float, float, float] | None:
    found = step["partners"].get(code)
    if found is not None:
        return found["share"], found["interval"]["low"], found["interval"]["high"]
    none = step["none"]
    return (0.0, none["low"], none["high"]) if none else None


def _numbers(answer: Plain, question: Plain) -> list[_Line]:
    numbers = [
        _triple(s["number"] and s["number"]["value"], s["number"] and s["number"]["interval"])
        for s in answer["series"]
    ]
    outside = [_triple(s["outside"], s["outside_interval"]) for s in answer["series"]]
    if not any(numbers):
        return []
    top = round_up(max(v[2] for v in numbers if v))
    powers = ", ".join(question["powers"]) or "no power"
    return [
        _Line("Effective number of partners (D2)", numbers, top, lambda v: number(v, 1)),
        _Line(f"Share outside {powers}", outside, 1.0, percent),
    ]


def _triple(value: float | None, interval: Plain | None) -> tuple[float, float, float] | None:
    if value is None:
        return None
    low, high = (interval["low"], interval["high"]) if interval else (value, value)
    return value, min(low, value), max(high, value)


def _rows(answer: Plain, lines: Sequence[_Line]) -> list[Row]:
    rows: list[Row] = []
    for line in lines:
        for step, value in zip(answer["series"], line.values, strict=True):
            told = value or (None, None, None)
            names = dict(zip(("value", "low", "high"), told, strict=True))
            rows.append(
                {
                    "frame": answer["frame"]["name"],
                    "start": step["start"],
                    "n": step["n"] if step["watched"] else None,
                    "what": line.name,
                    **names,
                    "of": step["n"],
                    "verdict": step["verdict"],
                }
            )
    return rows


def _draw_lines(canvas: Canvas, answer: Plain, lines: Sequence[_Line]) -> None:
    steps = Steps([s["start"] for s in answer["series"]], canvas.width)
    height = _DEEP if len(lines) <= 2 else _SHALLOW
    for line in lines:
        canvas.y += LINE + 6
        canvas.text(line.name, 0, canvas.y, "text")
        top = canvas.y + 8
        bottom = top + height
        _panel(canvas, answer, line, steps, (top, bottom))
        canvas.y = bottom + 2
    time_axis(canvas, steps, canvas.y - 2, canvas.y - 2)
    canvas.y += LINE
    _counts(canvas, answer, steps)


def _panel(
    canvas: Canvas, answer: Plain, line: _Line, steps: Steps, ends: tuple[float, float]
) -> None:
    top, bottom = ends
    scale = (bottom - top) / line.top
    for n, step in enumerate(answer["series"]):
        if not step["watched"]:
            canvas.rect(steps(n), top, steps.each, bottom - top, "gap")
    for level in (0.0, line.top / 2, line.top):
        y = bottom - level * scale
        canvas.line(LEFT, y, canvas.width, y, "rule" if level else "axis")
        words = line.write(level) if line.write is not percent else f"{100 * level:.3g} %"
        canvas.text(words, LEFT - 6, y + 4, "soft", "end")
    radius = min(4.0, max(1.5, steps.each / 3))
    kind = "range" if steps.each > 2 * radius else "thin"
    for n, value in enumerate(line.values):
        if value is None:
            continue
        at, low, high = (min(v, line.top) for v in value)
        x = steps.middle(n)
        canvas.line(x, bottom - high * scale, x, bottom - low * scale, kind)
        tip = f"{line.name}, {steps.starts[n]}: {line.write(value[0])} ({line.write(value[1])} to {line.write(value[2])})"
        canvas.circle(x, bottom - at * scale, radius, "dot" if value[0] else "hollow", tip)


def _counts(canvas: Canvas, answer: Plain, steps: Steps) -> None:
    """How many events each step rests on, where there is room for the figures."""
    words = [str(s["n"]) if s["watched"] else "–" for s in answer["series"]]
    canvas.y += LINE
    if max(map(len, words)) * LETTER + 4 <= steps.each:
        canvas.text("n", LEFT - 6, canvas.y, "soft", "end")
        for n, word in enumerate(words):
            canvas.text(word, steps.middle(n), canvas.y, "soft", "middle")
    else:
        told = [s["n"] for s in answer["series"] if s["watched"]]
        canvas.text(f"Each step rests on {min(told)} to {max(told)} events.", 0, canvas.y, "soft")


def _bars(answers: Sequence[Plain], code: str, question: Plain) -> Chart | None:
    shown = [a for a in answers if any(p["dealings"] or p["planned"] for p in a["partners"])]
    if not shown:
        return None
    return Chart(
        key="partners",
        title=f"Whom {display(code)} dealt with",
        units=f"Events that occurred, by partner ({_what(question)}); dashed, what is planned. "
        "Shares stand only where there is a frame.",
        parts=tuple(_bar_part(answer) for answer in shown),
        columns=PARTNER_COLUMNS[:-1],
        rows=[{k: v for k, v in row.items() if k != "events"} for row in partner_rows(shown)],
    )


def _bar_part(answer: Plain) -> Part:
    window = answer["window"]
    when = f" Window: {window['first']} to {window['last']}." if window else ""
    told = [p for p in answer["partners"] if p["dealings"] or p["planned"]]
    words = ", ".join(f"{display(p['code'])} {p['dealings']}" for p in told[:5])
    more = f" and {len(told) - 5} more" if len(told) > 5 else ""
    return Part(
        heading=f"{answer['frame']['heading']}.{when}",
        alt=f"{len(told)} partners: {words}{more}.",
        draw=lambda canvas: _draw_bars(canvas, told),
    )


def _draw_bars(canvas: Canvas, told: Sequence[Plain]) -> None:
    canvas.y += 8
    most = max(p["dealings"] + p["planned"] for p in told[:MOST_BARS])
    unit = (canvas.width - 120) / max(most, 1)
    for partner in told[:MOST_BARS]:
        canvas.y += _BAR
        canvas.text(display(partner["code"]), 0, canvas.y - 14)
        done, planned = partner["dealings"] * unit, partner["planned"] * unit
        canvas.rect(0, canvas.y - 9, done, 9, "deeds")
        if planned:
            canvas.rect(done, canvas.y - 9, planned, 9, "planned")
        words = str(partner["dealings"]) + (
            f" + {partner['planned']}" if partner["planned"] else ""
        )
        if partner["share"] is not None:
            words += f" ({percent(partner['share'])})"
        canvas.text(words, done + planned + 6, canvas.y)
    if len(told) > MOST_BARS:
        canvas.y += LINE + 2
        canvas.text(f"{len(told) - MOST_BARS} more stand in the table.", 0, canvas.y, "soft")
