"""Answers about ties and partners as tables for a reader; from the plain form that JSON has too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.knowledge.names import display

Plain = Mapping[str, Any]
Row = dict[str, object]
_QUADS = ("words +", "deeds +", "words -", "deeds -")
_LEFT_OUT = {
    "recalled": "before the frame began to watch",
    "undated": "undated: the interval is wider than the step or the period",
    "planned": "planned, not yet happened",
    "silent": "hypothetical, denied or cancelled: score nothing",
    "opinion": "told by opinion and analysis pieces, which belong to no frame",
    "apart": "mediation, hosting, or both on one side of an act",
    "crowded": "meetings of too many sides to be a tie (--expand spreads them)",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table; `none` is said where it has no row."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    none: str = ""


def pair_title(a: str, b: str) -> str:
    """How a page about a tie is headed."""
    return f"{display(a)} and {display(b)}"


def partners_title(code: str) -> str:
    """How a page about an actor's partners is headed."""
    return f"{display(code)} and its partners"


def number(value: float | None, places: int = 2) -> str:
    """A number, or a dash where it is not known: unknown is never 0."""
    return "–" if value is None else f"{value:.{places}f}"


def percent(value: float | None) -> str:
    """A share in per cent, or a dash; a small one keeps two digits, so that it is not shown as 0."""
    if value is None:
        return "–"
    return f"{100 * value:.1f} %" if value >= 0.001 or not value else f"{100 * value:.2g} %"


def interval(value: Plain | None, places: int = 2, factor: float = 1) -> str:
    """An interval, or a dash."""
    if value is None:
        return "–"
    return f"{factor * value['low']:.{places}f} to {factor * value['high']:.{places}f}"


def _way(direction: str, a: str, b: str) -> str:
    arrows = {"out": f"{a} → {b}", "in": f"{b} → {a}", "mutual": f"{a} ↔ {b}"}
    return arrows.get(direction, direction)


def _traced(row: Row, ids: Sequence[str], *, events: bool) -> Row:
    return {**row, "events": list(ids)} if events else row


def tie_steps(answers: Sequence[Plain]) -> Iterator[Row]:
    """The steps of the series of all frames, one row each, as CSV and JSON Lines have them."""
    for answer in answers:
        for step in answer["steps"]:
            goldstein, plover = step["scales"]["goldstein"], step["scales"]["plover"]
            bounds = step["interval"] or {}
            yield {
                "frame": answer["frame"]["name"],
                "start": step["start"],
                "watched": step["watched"],
                "n": step["n"],
                **{f"quad_{q}": n for q, n in enumerate(step["quads"], 1)},
                "low": bounds.get("low"),
                "high": bounds.get("high"),
                "goldstein": goldstein["total"] if goldstein["n"] else None,
                "goldstein_balance": goldstein["balance"],
                "plover": plover["total"] if plover["n"] else None,
                "plover_balance": plover["balance"],
                "share_of_all": step["share_of_all"],
                "share_of_a": step["share_of_a"],
                "volume": step["volume"],
                "smoothed": step["smoothed"],
                "events": step["events"],
            }


TIE_COLUMNS = (
    *("frame", "start", "watched", "n", "quad_1", "quad_2", "quad_3", "quad_4", "low", "high"),
    *("goldstein", "goldstein_balance", "plover", "plover_balance", "share_of_all", "share_of_a"),
    *("volume", "smoothed", "events"),
)


def tie(answer: Plain, a: str, b: str, *, events: bool) -> Iterator[Section]:
    """One frame's answer about a tie."""
    yield _summary(answer, f"{display(a)} and {display(b)}. {answer['frame']['heading']}", events)
    yield _channels(answer, a, b, events)
    yield _scales(answer)
    yield _series(answer, a, events)
    yield _breaks(answer)
    yield _firsts(answer, a, b)
    rows: list[Row] = [
        _traced({"outlet": outlet, "tellings": len(ids)}, ids, events=events)
        for outlet, ids in answer["sources"].items()
    ]
    yield Section("Which source says it", _columns(rows), rows)


def _columns(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(rows[0]) if rows else ()


def _summary(answer: Plain, title: str, events: bool) -> Section:
    kept = answer.get("counted")
    rows: list[Row] = []
    if kept is not None:
        rows.append(_traced({"events": len(kept), "what": "counted"}, kept, events=False))
    for kind, words in _LEFT_OUT.items():
        ids = answer.get(kind) or ()
        if ids:
            row: Row = {"events": len(ids), "what": words}
            rows.append({**row, "ids": list(ids)} if events else row)
    columns = ("events", "what", *(("ids",) if events else ()))
    return Section(title, columns, rows, none=title)


def _channels(answer: Plain, a: str, b: str, events: bool) -> Section:
    rows = []
    for group in answer["groups"]:
        row: Row = {
            "channel": group["channel"],
            "direction": _way(group["direction"], a, b),
            "n": group["n"],
        }
        if answer["frame"]["name"] is not None:
            row["rate a step"] = interval(group["rate"])
        row |= {"first": group["first_day"], "last": group["last_day"]}
        rows.append(_traced(row, group["events"], events=events))
    return Section("By channel and direction", _columns(rows), rows, "No event counts.")


def _scales(answer: Plain) -> Section:
    rows: list[Row] = [
        {
            "scale": name,
            "n": scale["n"],
            "sum": number(scale["total"] if scale["n"] else None),
            "mean": number(scale["mean"]),
            "balance": number(scale["balance"]),
            "balance of counts": number(scale["count_balance"]),
        }
        for name, scale in (
            ("Goldstein", answer["scales"]["goldstein"]),
            ("PLOVER", answer["scales"]["plover"]),
        )
    ]
    return Section("Net cooperation on both scales", _columns(rows), rows)


def _series(answer: Plain, a: str, events: bool) -> Section:
    told = [step for step in answer["steps"] if step["n"]]
    silent = sum(step["n"] == 0 for step in answer["steps"])
    gaps = sum(step["n"] is None for step in answer["steps"])
    title = "By step"
    if silent or gaps:
        title += f" ({silent} more with no event, {gaps} that the frame did not watch)"
    framed = answer["frame"]["name"] is not None
    rows = []
    for step in told:
        row: Row = {"start": step["start"], **dict(zip(_QUADS, step["quads"], strict=True))}
        row["n"] = step["n"]
        if framed:
            row |= {
                "interval": interval(step["interval"], 1),
                "of all": percent(step["share_of_all"]),
                f"of {a}'s": percent(step["share_of_a"]),
                "smoothed": number(step["smoothed"]),
            }
        row["Goldstein"] = number(step["scales"]["goldstein"]["total"], 1)
        row["PLOVER"] = number(step["scales"]["plover"]["total"], 1)
        rows.append(_traced(row, step["events"], events=events))
    return Section(title, _columns(rows), rows)


def _breaks(answer: Plain) -> Section:
    title, found = "Change points against the volume of the frame", answer["breaks"]
    if isinstance(found, str):
        return Section(f"Change points: {found}", (), (), none=f"Change points: {found}")
    rows = list(_break_rows(found, ""))
    if answer["raw_breaks"] is not None:
        # What stands in the counts alone is as well the doing of the source.
        title += "; those of the bare counts differ, as when a source prints more"
        rows += _break_rows(answer["raw_breaks"], ", bare counts")
    columns = ("method", "from", "before", "after", "how sure")
    return Section(title, columns, rows, none=f"{title}: none found")


def _break_rows(found: Plain, what: str) -> Iterator[Row]:
    for method in ("counts", "rates"):
        for start, one in found[method]:
            means = {"before": number(one["before"]), "after": number(one["after"])}
            sure = f"stands in {percent(one['stability'])} of penalties"
            yield {"method": f"PELT on {method}{what}", "from": start, **means, "how sure": sure}
    if found["split"]:
        start, low, high, split = found["split"]
        means = {"before": number(split["before"]), "after": number(split["after"])}
        sure = f"between {low} and {high}"
        yield {"method": f"likeliest single split{what}", "from": start, **means, "how sure": sure}
    if found["seen"]:
        start, seen = found["seen"]
        yield {"method": f"online{what}", "from": start, "how sure": f"first shown by {seen}"}


def _firsts(answer: Plain, a: str, b: str) -> Section:
    title = "First and only since"
    if answer["frame"]["name"] is None:
        words = f"{title}: no frame: cannot say"
        return Section(words, (), (), none=words)
    rows: list[Row] = [
        {
            "channel": first["channel"],
            "direction": _way(first["direction"], a, b),
            "day": first["day"],
            "statement": first["statement"],
            "event": first["event"],
            "before": first["before"],
        }
        for first in answer["firsts"]
    ]
    return Section(title, _columns(rows), rows)


def partner_rows(answers: Sequence[Plain]) -> Iterator[Row]:
    """Partners of all frames, one row each, as CSV and JSON Lines have them."""
    for answer in answers:
        window = answer["window"] or {}
        for partner in answer["partners"]:
            yield {
                "frame": answer["frame"]["name"],
                "first": window.get("first"),
                "last": window.get("last"),
                "partner": partner["code"],
                **{k: partner[k] for k in PARTNER_COLUMNS[4:-2]},
                "counts": partner["counts"],
                "events": partner["events"],
            }


PARTNER_COLUMNS = (
    *("frame", "first", "last", "partner", "state", "dealings", "share", "before", "p", "novelty"),
    *("conflict", "mediation", "planned", "first_day", "last_day", "counts", "events"),
)


def partners(answer: Plain, code: str, *, events: bool) -> Iterator[Section]:
    """One frame's answer about an actor's partners."""
    window = answer["window"]
    when = f", {window['first']} to {window['last']}" if window else ""
    title = f"Partners of {display(code)}{when}. {answer['frame']['heading']}"
    yield _summary(answer, title, events)
    yield _partner_table(answer, events)
    told = answer["profiles"]
    if isinstance(told, str):
        yield Section(f"Diversity: {told}", (), (), none=f"Diversity: {told}")
    else:
        yield _profiles(told)
        yield _coverage(told)
    if answer["compared"]:
        yield _changes(answer)
    if answer["series"]:
        yield _by_step(answer)


def _by_step(answer: Plain) -> Section:
    rows: list[Row] = []
    gaps = sum(not step["watched"] for step in answer["series"])
    title = f"By {answer['by']}, states only"
    if gaps:
        title += f" ({gaps} that the frame did not watch are left out)"
    for step in answer["series"]:
        if not step["watched"]:
            continue
        row: Row = {"start": step["start"], "n": step["n"]}
        most = ", ".join(f"{code} {s['n']}" for code, s in list(step["partners"].items())[:3])
        row |= {"partners": len(step["partners"]), "most": most}
        if step["number"] is None:
            rows.append({**row, "D2": step["verdict"]})
            continue
        number_ = step["number"]
        rows.append(
            {
                **row,
                "D2": f"{number(number_['value'], 1)} ({interval(number_['interval'], 1)})",
                "outside the powers": f"{percent(step['outside'])}"
                f" ({interval(step['outside_interval'], 0, 100)})",
                "coverage": number(step["coverage"]),
                "caution": step["caution"] or "",
            }
        )
    columns = ("start", "n", "partners", "most", "D2", "outside the powers", "coverage", "caution")
    return Section(title, columns, rows)


def _partner_table(answer: Plain, events: bool) -> Section:
    framed = answer["frame"]["name"] is not None
    rows = []
    for partner in answer["partners"]:
        row: Row = {"partner": display(partner["code"]), "dealings": partner["dealings"]}
        if framed:
            bounds = interval(partner["share_interval"], 0, 100)
            row |= {
                "share": f"{percent(partner['share'])} ({bounds})" if partner["state"] else "–",
                "was": _novelty(partner["novelty"]),
            }
        if partner["before"] is not None:
            row |= {"before": partner["before"], "p": number(partner["p"], 3)}
        row |= {
            "by channel": ", ".join(f"{k} {n}" for k, n in partner["counts"].items()),
            "conflict": partner["conflict"],
            "mediation": partner["mediation"],
            "planned": partner["planned"],
            "last": partner["last_day"],
        }
        rows.append(_traced(row, partner["events"], events=events))
    title = "Partners"
    if framed and answer["lookback_from"]:
        reach = answer["frame"]["first_day"]
        title += f" (new: none since {answer['lookback_from']}"
        if not answer["lookback_complete"]:
            title += f", but the frame reaches back to {reach} only"
        if gaps := answer["lookback_gaps"]:
            title += f", but {gaps} months of it are not covered"
        title += ")"
    return Section(title, _columns(rows), rows, "No event counts.")


def _novelty(told: str) -> str:
    return "–" if told == "unknown" else told


def _profiles(told: Sequence[Plain]) -> Section:
    rows: list[Row] = []
    for profile in told:
        row: Row = {
            "channel": profile["channel"],
            "weights": profile["weights"],
            "n": f"{profile['n']} in {profile['clusters']}"
            + (f", {profile['unranked']} without rank" if profile["unranked"] else ""),
        }
        if profile["verdict"]:
            rows.append({**row, "D2 (without one)": profile["verdict"]})
            continue
        d0, d1, d2 = profile["numbers"]
        left = d2["without_one"]
        rows.append(
            {
                **row,
                "D0": number(d0["value"], 0),
                "D1": f"{number(d1['value'])} ({interval(d1['interval'])})",
                "D2": f"{number(d2['value'])} ({interval(d2['interval'])})",
                "D2 (without one)": f"{left[0]:.2f} to {left[1]:.2f}" if left else "–",
                "top": f"{profile['top']} {percent(profile['top_share'])}",
                "outside the powers": f"{percent(profile['outside'])}"
                f" ({interval(profile['outside_interval'], 0, 100)})",
            }
        )
    columns = ("channel", "weights", "n", "D0", "D1", "D2", "D2 (without one)", "top")
    return Section(
        "Effective number of partners (states; intervals drawn by cluster)",
        (*columns, "outside the powers"),
        rows,
        "Diversity: too few events to say",
    )


def _coverage(told: Sequence[Plain]) -> Section:
    rows: list[Row] = [
        {
            "channel": profile["channel"],
            "evenness": number(profile["evenness"]),
            "Pielou": number(profile["pielou"]),
            "unbiased D2": number(profile["unbiased"]),
            "coverage (Good)": number(profile["good"]),
            "at least (Chao1)": number(profile["chao1"], 1),
            "moved most by": ", ".join(profile["most"]),
            "caution": profile["caution"] or "",
        }
        for profile in told
        if not profile["verdict"] and profile["weights"] == "equal"
    ]
    return Section("Evenness and coverage", _columns(rows), rows, "Coverage: too few events to say")


def _changes(answer: Plain) -> Section:
    compared, found = answer["compared"], answer["changes"]
    title = f"Change of D2 from {compared['first']} to {compared['last']}"
    if isinstance(found, str):
        return Section(f"{title}: {found}", (), (), none=f"{title}: {found}")
    rows: list[Row] = []
    for one in found:
        row: Row = {"channel": one["channel"], "weights": one["weights"]}
        change = one["change"]
        if change is None:
            rows.append({**row, "difference": one["verdict"]})
            continue
        rows.append(
            {
                **row,
                "before": number(change["first"]),
                "now": number(change["second"]),
                "difference": f"{number(change['difference'])} ({interval(change['interval'])})",
                "at equal n": number(change["at_equal_n"]),
                "p": number(change["p"], 3),
                "clusters": " and ".join(map(str, change["n"])),
            }
        )
    columns = ("channel", "weights", "before", "now", "difference", "at equal n", "p", "clusters")
    return Section(title, columns, rows, none=f"{title}: too few events to say")
