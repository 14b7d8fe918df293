"""The card of one third party, acceptance first; and that of direct contact, candidate 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from legation.knowledge.names import display
from legation.presenting.measures import Row, Section, number

Plain = Mapping[str, Any]
PERSON = "group or person"
_COLUMNS = ("about", "what is known")
_LEVELS = {4: "leader", 3: "minister", 2: "vice-minister or envoy", 1: "delegation"}
_FEW = 4


def direct(answer: Plain) -> Section:
    """Direct contact of the two, without any third party."""
    a, b, tie = answer["a"], answer["b"], answer["direct"]
    rows = [
        _row("tie", _tie(tie, f"{a} and {b}", thin=False)),
        _row("last contact at minister level or above", _contact(tie["last_high"])),
        *(_row("", _event(event, a, b)) for event in tie["events"][:_FEW]),
        *(_row("talks known, held or led by others", _talks(told)) for told in answer["talks"][:1]),
        *(_row("", _talks(told)) for told in answer["talks"][1:_FEW]),
    ]
    return Section("Candidate 0: direct contact, without a third party", _COLUMNS, rows)


def card(told: Plain, a: str, b: str, pair_gap: float | None) -> Section:
    """One card."""
    candidate = told["candidate"]
    rows = [
        *_accepted(candidate),
        *_roles(told),
        *_ties(told, a, b),
        *_links(candidate),
        *_record(candidate),
        *_standing(candidate, a, b, pair_gap),
        *_obstacles(candidate),
        *_sayings(candidate),
        *_changes(told),
    ]
    return Section(f"{candidate['name']} ({candidate['code']})", _COLUMNS, rows)


def _row(about: str, says: str) -> Row:
    return {"about": about, "what is known": says}


def _accepted(candidate: Plain) -> Iterator[Row]:
    """The first line: what each side has said of its help."""
    verdicts = []
    for side, told in candidate["acceptance"].items():
        when = f" ({told['day']})" if told["day"] else ""
        verdicts.append(f"{display(side)}: {told['verdict']}{when}")
    came = sorted(
        {p["start"][:4] for p in candidate["precedents"] if p["pair"] and p["start"][:4].isdigit()}
    )
    words = "; ".join(verdicts)
    if all(t["verdict"] == "no acceptance known" for t in candidate["acceptance"].values()):
        words = "no acceptance known, from either side"
    if came:
        words += f". It stood between them before: {', '.join(came)}"
    yield _row("acceptance", words)
    for offer in candidate["offers"][:_FEW]:
        yield _row(
            "offered", f"{offer['day'] or 'day unknown'}: “{offer['words']}” ({offer['event']})"
        )
    for told in candidate["acceptance"].values():
        if told["events"] and told["verdict"] in ("welcomed", "refused"):
            yield _row(told["verdict"], f"“{told['words']}” ({', '.join(told['events'])})")


def _roles(told: Plain) -> Iterator[Row]:
    found = []
    for role, admitted in told["admissions"].items():
        verdict = {True: "qualifies", False: "no", None: "nothing known speaks for it"}
        words = verdict[admitted["qualifies"]]
        if admitted["qualifies"] is False:
            words += ": " + "; ".join(g["words"] for g in admitted["gates"] if g["passed"] is False)
        found.append(f"{role}: {words}")
    yield _row("roles", "; ".join(found))


def _tie(tie: Plain, between: str, *, thin: bool) -> str:
    if not tie["n"]:
        return f"{between}: no event known in the window"
    noun = "happening" if tie["n"] == 1 else "happenings"
    words = f"{between}: {tie['n']} {noun}, {tie['positive']} of cooperation and {tie['negative']} of conflict"
    words += f"; balance {number(tie['balance'])}, mean Goldstein {number(tie['goldstein'])}, PLOVER {number(tie['plover'])}"
    return words + ("; thin, not ranked" if thin else "")


def _ties(told: Plain, a: str, b: str) -> Iterator[Row]:
    candidate = told["candidate"]
    for side in (a, b):
        tie = candidate["ties"].get(side)
        if tie is None:
            continue
        yield _row(
            f"tie with {side}",
            _tie(tie, f"{candidate['code']} and {side}", thin=told["thin"][side]),
        )
        yield _row(f"last high contact with {side}", _contact(tie["last_high"]))
        for event in tie["events"][:_FEW]:
            yield _row("", _event(event, side, candidate["code"]))
    lean = told["tilt"]
    way = "" if lean is None or lean == 0 else f", towards {a if lean > 0 else b}"
    yield _row(
        "reach and tilt",
        f"reach {number(told['reach'])} (the weaker tie); tilt {number(lean)}{way}",
    )


def _contact(contact: Plain | None) -> str:
    if contact is None:
        return "not known"
    level = _LEVELS.get(contact["level"], "level not told")
    return (
        f"{_when(contact)}, {level}, {contact['channel']} ({contact['event']}, {contact['source']})"
    )


def _talks(told: Plain) -> str:
    venue = f" in {told['venue']}" if told["venue"] else ""
    outcome = f", outcome: {told['outcome']}" if told["outcome"] else ""
    who = display(told["third_party"])
    role = told["role"].replace("-", " ")
    return (
        f"{told['start']}{venue}; third party: {who} ({role}): "
        f"{told['conflict']}{outcome} [{told['source']}]"
    )


def _event(contact: Plain, side: str, other: str) -> str:
    """An event in its own words, or, where the source keeps none, by who does what to whom."""
    ways = {"out": f"{side} → {other}", "in": f"{other} → {side}"}
    way = ways.get(contact["direction"], f"{side} ↔ {other}")
    words = f"“{contact['words']}”" if contact["words"] else f"{way} {contact['channel']}"
    return f"{_when(contact)}: {words} ({contact['event']}, {contact['source']})"


def _when(contact: Plain) -> str:
    first, last = contact["first"], contact["last"]
    return str(last) if first == last else f"{first or '..'} to {last or '..'}"


def _links(candidate: Plain) -> Iterator[Row]:
    for side, link in candidate["links"].items():
        yield _row(f"relations with {side}", link["words"] + _sourced(link["source"]))


def _sourced(source: str) -> str:
    return f" [{source}]" if source else ""


def _record(candidate: Plain) -> Iterator[Row]:
    mine = [p for p in candidate["precedents"] if p["pair"]]
    others = [p for p in candidate["precedents"] if not p["pair"]]
    for precedent in sorted(mine, key=lambda p: str(p["start"]), reverse=True)[:6]:
        yield _row("precedent for these two", _precedent(precedent))
    if len(mine) > 6:
        yield _row("", f"and {len(mine) - 6} earlier ones")
    if not mine:
        yield _row("precedent for these two", "none known")
    yield _row("precedents for others", _others(others))
    if candidate["together"]:
        yield _row("has acted together with", ", ".join(map(display, candidate["together"][:6])))


def _precedent(told: Plain) -> str:
    words = f"{told['role']}, {told['start']}"
    if told["end"] and told["end"] != told["start"]:
        words += f" to {told['end']}"
    for part in (
        told["venue"],
        told["conflict"],
        told["outcome"] and f"outcome: {told['outcome']}",
    ):
        words += f", {part}" if part else ""
    return f"{words} [{told['event'] or told['source']}]"


def _others(others: Sequence[Plain]) -> str:
    """Other precedents by role: how many, in how many conflicts, the newest by name."""
    by_role: dict[str, list[Plain]] = {}
    for told in others:
        by_role.setdefault(told["role"], []).append(told)
    parts = []
    for role, rows in sorted(by_role.items(), key=lambda kv: -len(kv[1])):
        newest = max(rows, key=lambda p: str(p["start"]))
        conflicts = len({p["conflict"] for p in rows})
        parts.append(f"{role} in {conflicts} (last {newest['start'][:4]}, {newest['conflict']})")
    return "; ".join(parts) or "none known"


def _standing(candidate: Plain, a: str, b: str, pair_gap: float | None) -> Iterator[Row]:
    for office in candidate["offices"][:6]:
        place = f", {office['venue']}" if office["venue"] else ""
        inside = (
            f"; {' and '.join(office['sides'])} in it"
            if office["sides"]
            else "; neither side in it"
        )
        when = "now" if office["now"] else "to come"
        yield _row(
            "office",
            f"{when}: {office['role']} of {display(office['forum'])} {office['start']} to {office['end'] or '..'}{place}{inside}{_sourced(office['source'])}",
        )
    if candidate["shared_with"]:
        both = ", ".join(map(display, candidate["shared"])) or "no body beside the UN"
        yield _row("shared membership", f"with both: {both}")
        apart = [
            f"with {side}: {len(bodies)} {_bodies(len(bodies))}"
            for side, bodies in candidate["shared_with"].items()
        ]
        yield _row("", "; ".join(apart))
    elif candidate["kind"] not in ("state", PERSON):
        inside = " and ".join(candidate["members"]) or "neither side"
        yield _row(
            "members",
            f"{inside} belongs to it"
            if len(candidate["members"]) < 2
            else "both sides belong to it",
        )
    if candidate["kind"] == "state":
        yield _row("votes in the UN", _votes(candidate, a, b, pair_gap))
    if candidate["kind"] != PERSON:
        yield _row("capacity", candidate["capacity_words"])


def _bodies(count: int) -> str:
    return "body" if count == 1 else "bodies"


def _votes(candidate: Plain, a: str, b: str, pair_gap: float | None) -> str:
    """Gaps in ideal points, with what they cannot say."""
    first, second = candidate["gaps"].get(a), candidate["gaps"].get(b)
    if candidate["point"] is None or first is None or second is None or pair_gap is None:
        return "not known"
    words = f"gap {first:.2f} to {a}, {second:.2f} to {b}"
    between = abs(abs(first) + abs(second) - pair_gap) < 1e-6
    if between:
        return f"{words}; it votes between the two. One line of votes is no neutrality, and is not ranked"
    return (
        f"{words}; it lies beyond {a if first < second else b} on the line, where the difference of the "
        "gaps is the same for everybody and tells nothing; not ranked"
    )


def _obstacles(candidate: Plain) -> Iterator[Row]:
    for told in candidate["obstacles"]:
        about = "obstacle" if told["counts"] else "leans"
        yield _row(about if told["open"] else f"{about}, over", obstacle(told))
    if not any(told["open"] and told["counts"] for told in candidate["obstacles"]):
        yield _row(
            "obstacle",
            "none of its own in the tables or these events; there may be some all the same",
        )


def obstacle(told: Plain) -> str:
    """An obstacle in words, with its evidence and what would lift it."""
    since = f" since {told['since']}" if told["since"] else ""
    evidence = f" ({', '.join(told['events'])})" if told["events"] else _sourced(told["source"])
    lifted = f"; would lift it: {told['lifted_by']}" if told["lifted_by"] else ""
    what = f"“{told['what']}”" if told["events"] and len(told["what"]) > 60 else told["what"]
    return f"{told['kind']}{since}: {what}{evidence}{lifted}"


def _sayings(candidate: Plain) -> Iterator[Row]:
    names = {
        "motive": "what it wants",
        "red line": "what it cannot afford",
        "mediation": "said of its help",
    }
    for kind, name in names.items():
        told = [s for s in candidate["sayings"] if s["kind"] == kind]
        for saying in told[:3]:
            place = f"{saying['article']} {saying['start']}–{saying['stop']}"
            yield _row(name, f"{saying['holder']}: “{saying['quote']}” [{place}]")
        if not told and kind != "mediation":
            yield _row(name, "no source here says")


def _changes(told: Plain) -> Iterator[Row]:
    """What would move its rank in each role in which it qualifies."""
    for change in told["changes"]:
        if change["rank"] is None:
            yield _row(
                f"rank as {change['role']}",
                f"none; a rank needs more of: {', '.join(change['wanting'])}",
            )
            continue
        yield _row(f"rank as {change['role']}", f"{change['rank']:g} of {change['of']}")
        for kind, words in (
            ("sources", "without one source"),
            ("events", "with one event less"),
            ("criteria", "without one criterion"),
        ):
            yield _row(words, _moves(change[kind], change["rank"]))
        if change["wanting"]:
            yield _row("blank", ", ".join(change["wanting"]))


def _moves(without: Sequence[Plain], rank: float) -> str:
    """The range of ranks when one thing is left out, and what moves it most either way."""
    if not without:
        return "nothing to leave out"
    known = [w for w in without if w["rank"] is not None]
    lost = [w["what"] for w in without if w["rank"] is None]
    words = ""
    if known:
        low, high = min(known, key=lambda w: w["rank"]), max(known, key=lambda w: w["rank"])
        words = f"{min(low['rank'], rank):g} to {max(high['rank'], rank):g}"
        if low["rank"] != rank:
            words += f"; {low['rank']:g} without {low['what']}"
        if high["rank"] not in (rank, low["rank"]):
            words += f"; {high['rank']:g} without {high['what']}"
        if low["rank"] == high["rank"] == rank:
            words = f"{rank:g}, whichever of {len(known)} is left out"
    if lost:
        words += ("; " if words else "") + f"no rank without {', '.join(lost[:3])}"
    return words
