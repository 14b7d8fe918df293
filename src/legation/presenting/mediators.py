"""The comparison of mediators as tables for a reader; from the plain form that JSON has too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from legation.knowledge.mediating import criteria
from legation.knowledge.names import display
from legation.presenting import mediator_card
from legation.presenting.measures import Row, Section, number

Plain = Mapping[str, Any]
_MOST_RANKED = 12
_MOST_CHANNELS = 8
_LEVELS = {2.0: "embassy", 1.0: "relations", 0.0: "none"}
_VERDICTS = {1.0: "welcomed", 0.0: "silent", -1.0: "refused"}
_OFFICES = {1.0: "now", 0.5: "within a year", 0.0: "–"}

COLUMNS = (
    *("role", "rank", "low", "high", "front", "code", "name", "score", "known"),
    *criteria(),
)


def rows(answer: Plain) -> Iterator[Row]:
    """One row for each role and candidate, as CSV and JSON Lines have them."""
    for ranking in answer["rankings"]:
        for standing in (*ranking["ranked"], *ranking["unranked"]):
            values = ranking["values"][standing["code"]]
            kept = ("rank", "low", "high", "front", "code", "score", "known")
            yield {
                "role": ranking["role"],
                **{name: standing[name] for name in kept},
                "name": display(standing["code"]),
                **values,
            }


def sections(answer: Plain) -> Iterator[Section]:
    """The whole answer: direct contact first, rankings by role, cards, channels."""
    a, b = answer["a"], answer["b"]
    yield _heading(answer)
    yield mediator_card.direct(answer)
    for ranking in answer["rankings"]:
        yield from _ranking(ranking, a, b)
    for card in answer["cards"]:
        yield mediator_card.card(card, a, b, answer["pair_gap"])
    yield _forums(answer)
    yield _together(answer)
    yield _channels(answer)
    yield _obstacles(answer)
    yield _triggers(answer)
    yield _practice(answer)


def _heading(answer: Plain) -> Section:
    title = (
        f"Who could help {display(answer['a'])} and {display(answer['b'])}, as of {answer['day']}"
    )
    told: list[Row] = [{"read first": caution} for caution in answer["cautions"]]
    told.append(
        {
            "read first": "Nobody is called the best mediator: ranks stand within a role, and a range "
            "of ranks says how far they hang on the weights. Who would do well cannot be known from "
            "this; who is usually asked stands at the end."
        }
    )
    return Section(title, ("read first",), told)


def _ranking(ranking: Plain, a: str, b: str) -> Iterator[Section]:
    weights = {n: w for n, w in ranking["weights"].items() if w}
    equal = len(set(weights.values())) == 1
    how = "equal weights" if equal else ", ".join(f"{n} {w:g}" for n, w in weights.items())
    ranked = ranking["ranked"]
    told = ranking["values"].values()
    blank = [name for name in weights if all(values[name] is None for values in told)]
    heads = {name: weight for name, weight in weights.items() if name not in blank}
    title = f"As {ranking['role']}: {len(ranked)} ranked ({how}"
    title += f"; the first {_MOST_RANKED} shown, --format csv has all" * (
        len(ranked) > _MOST_RANKED
    )
    title += f"; not known of anybody: {', '.join(blank)})" if blank else ")"
    usual = _usual(ranking["values"])
    shown = [
        {**_standing(s, ranking["values"][s["code"]], heads), "usually asked": usual[s["code"]]}
        for s in ranked[:_MOST_RANKED]
    ]
    yield Section(
        title,
        tuple(shown[0]) if shown else (),
        shown,
        none=f"As {ranking['role']}: of nobody is enough known for a rank.",
    )
    if left := _left_out(ranking):
        yield Section(f"Not ranked as {ranking['role']}", ("how many", "why", "who"), left)


def _usual(values: Plain) -> dict[str, str]:
    """Ranks by past practice among those who qualify; it weighs nothing unless a reader says so."""
    known = {
        code: told["practice"] for code, told in values.items() if told["practice"] is not None
    }
    order = sorted(known, key=lambda code: -known[code])
    return {code: str(order.index(code) + 1) if code in known else "–" for code in values}


def _standing(standing: Plain, values: Plain, weights: Plain) -> Row:
    row: Row = {
        "rank": f"{standing['rank']:g}",
        "9 in 10 weightings": f"{standing['low']} to {standing['high']}",
        "front": "yes" if standing["front"] else "",
        "third party": display(standing["code"]),
    }
    words = {
        "acceptance": ("accepted", _VERDICTS),
        "relations": ("relations", _LEVELS),
        "office": ("office", _OFFICES),
    }
    for name in weights:
        value = values[name]
        if name in words:
            head, named = words[name]
            row[head] = "–" if value is None else named.get(value, f"{value:g}")
        elif name == "contact":
            row["high contact"] = "–" if value is None else f"{-value:.0f} days ago"
        elif name == "obstacles":
            row["obstacles"] = "–" if value is None else f"{-value:.0f}"
        elif name == "reach":
            row["reach"] = number(value)
        else:
            row[name.replace("-", " ")] = "–" if value is None else f"{value:.2g}"
    row["known"] = f"{100 * standing['known']:.0f} %"
    return row


def _left_out(ranking: Plain) -> list[Row]:
    """Who qualifies and is not ranked, who is shut out and why, and of how many nothing speaks."""
    found: list[Row] = []
    if unranked := ranking["unranked"]:
        found.append(_group("too little is known for a rank", [s["code"] for s in unranked]))
    by_reason: dict[str, list[str]] = {}
    for code, why in ranking["refused"].items():
        by_reason.setdefault(why, []).append(code)
    found += [_group(why, codes) for why, codes in sorted(by_reason.items())]
    if untold := ranking["untold"]:
        found.append(_group("nothing in the data speaks for it in this role", untold))
    return found


def _group(why: str, codes: Sequence[str]) -> Row:
    few = ", ".join(display(code) for code in codes[:6])
    return {"how many": len(codes), "why": why, "who": few + (" …" if len(codes) > 6 else "")}


def _forums(answer: Plain) -> Section:
    told: list[Row] = [
        {
            "forum": display(forum["forum"]),
            "chair now": ", ".join(map(display, forum["now"])) or "–",
            "to come": "; ".join(f"{display(who)} from {start}" for who, start in forum["next"])
            or "–",
        }
        for forum in answer["forums"]
    ]
    return Section(
        "Forums of both sides",
        ("forum", "chair now", "to come"),
        told,
        none="No forum beside the UN is known to which both sides belong.",
    )


def _together(answer: Plain) -> Section:
    told: list[Row] = [
        {
            "third parties": " and ".join(map(display, pair["codes"])),
            "together for these two": pair["here"] or "–",
            "elsewhere": pair["elsewhere"] or "–",
            "tilts": " and ".join(number(tilt) for tilt in pair["tilts"]),
        }
        for pair in answer["together"]
    ]
    return Section(
        "Co-mediators that have acted together (a few that agree do better than many: Böhmelt 2011)",
        ("third parties", "together for these two", "elsewhere", "tilts"),
        told,
    )


def _channels(answer: Plain) -> Section:
    found = sorted(
        answer["channels"],
        key=lambda c: (c["start"] != answer["a"], -min(c["to_via"], c["from_via"]), c["via"]),
    )
    told: list[Row] = []
    for start in (answer["a"], answer["b"]):
        told += [
            {
                "channel": f"{c['start']} → {c['via']} → {c['end']}",
                "third party": display(c["via"]),
                "acts": f"{c['to_via']} and {c['from_via']}",
                "role": c["role"],
                "brokerage": "yes" if c["strict"] else "no: they deal with each other too",
            }
            for c in [c for c in found if c["start"] == start][:_MOST_CHANNELS]
        ]
    return Section(
        "Two-step channels (one side speaks to it, it speaks to the other; Gould and Fernandez by region)",
        ("channel", "third party", "acts", "role", "brokerage"),
        told,
        none="Two-step channels: none in these events.",
    )


def _obstacles(answer: Plain) -> Section:
    told: list[Row] = [{"obstacle": mediator_card.obstacle(o)} for o in answer["obstacles"]]
    return Section("In anybody's way", ("obstacle",), told)


def _triggers(answer: Plain) -> Section:
    signs = {"+": "for it", "-": "against it", "?": "unclear"}
    told: list[Row] = [
        {
            "speaks": signs.get(t["sign"], t["sign"]),
            "if": t["if_"],
            "then": t["then"],
            "says": t["holder"],
            "where": f"{t['article']} {t['start']}–{t['stop']}",
        }
        for t in answer["triggers"]
    ]
    return Section(
        "Conditions that the articles name", ("speaks", "if", "then", "says", "where"), told
    )


def _practice(answer: Plain) -> Section:
    told: list[Row] = [
        {"third party": display(code), "of past cases like this": f"{100 * chance:.1f} %"}
        for code, chance in answer["practice"]
    ]
    return Section(
        "Who was asked in cases like this (past practice; docs/mediators.md has the back-test)",
        ("third party", "of past cases like this"),
        told,
    )
