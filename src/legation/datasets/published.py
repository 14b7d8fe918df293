"""Events as lines of GDELT 2.0, ICEWS and POLECAT, in their published columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from legation.datasets.layouts import GDELT_2, ICEWS, POLECAT
from legation.datasets.rowwise import Act, Cells, Row, line, number_of, pairs, text, whole_number
from legation.knowledge.names import display, is_state
from legation.knowledge.ontology import cameo, modes
from legation.knowledge.ontology import quad as quad_of
from legation.knowledge.schemes import scheme
from legation.model.table import SEPARATOR

_SIDES = ("actor_original", "recipient_original")


def gdelt_lines(act: Act) -> Iterator[str]:
    """Lines of GDELT 2.0 (no header), one a directed pair of sides."""
    row, day = act.row, act.day
    own = row["source"] == "gdelt"
    code = _code(act, own=own)
    known = row["known_day"] or day
    for sides in pairs(row):
        cells = {
            "GLOBALEVENTID": number_of(row, "gdelt", *sides),
            "SQLDATE": f"{day:%Y%m%d}",
            "MonthYear": f"{day:%Y%m}",
            "Year": f"{day:%Y}",
            # The codebook's own way of counting: months of 30 days.
            "FractionDate": f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}",
            "EventCode": code,
            "EventBaseCode": code[:3],
            "EventRootCode": code[:2],
            "QuadClass": scheme("gdelt-quad").get(code[:2], ""),
            "GoldsteinScale": _goldstein(row, code, own=own),
            "NumArticles": text(row["reports"] if own else row["reports"] or 1),
            "ActionGeo_CountryCode": _fips().get(row["place"], ""),
            "DATEADDED": f"{known:%Y%m%d}000000",
            "SOURCEURL": text(row["url"] if own else row["url"] or row["source_group"]),
        }
        for n, side, original in zip((1, 2), sides, _SIDES, strict=True):
            cells |= _gdelt_side(n, side, row[original] if own else None)
        yield line(cells, GDELT_2)


def _gdelt_side(n: int, side: str, original: str | None) -> Cells:
    cells = {f"Actor{n}Code": original or ""}
    if not side:
        return cells
    group = _groups().get(side)
    country = side if is_state(side) or side in scheme("cameo-country") else ""
    return {
        f"Actor{n}Code": original or group or country,
        f"Actor{n}Name": "" if original else display(side).upper(),
        f"Actor{n}CountryCode": "" if group else country,
        f"Actor{n}KnownGroupCode": group or "",
    }


def icews_lines(act: Act) -> Iterator[str]:
    """Lines of ICEWS, one a directed pair of sides."""
    row = act.row
    own = row["source"] == "icews"
    code = _code(act, own=own)
    entry = cameo(code)
    story = text(row["article_id"]).removeprefix("icews:")
    for sides in pairs(row):
        cells = {
            "Event ID": number_of(row, "icews", *sides),
            "Event Date": act.day.isoformat(),
            "Event Text": entry.name if entry else "",
            "CAMEO Code": code,
            "Intensity": _goldstein(row, code, own=own),
            "Story ID": story if own or not story else whole_number(story),
            "Publisher": text(row["source_group"]),
            "Country": display(row["place"]) if row["place"] else "",
        }
        for who, side, original in zip(("Source", "Target"), sides, _SIDES, strict=True):
            name = display(side) if side else ""
            cells[f"{who} Name"] = (row[original] or "") if own else name
            cells[f"{who} Country"] = name if _has_country(side) else ""
        yield line(cells, ICEWS)


def polecat_lines(act: Act) -> Iterator[str]:
    """Lines of POLECAT, one an event whatever the number of its sides."""
    row, own = act.row, act.row["source"] == "polecat"
    known = row["known_day"]
    type_ = act.intent.polecat if act.intent else row["type"]
    quad = quad_of(type_) if act.intent else row["quad"]
    cells = {
        "Event ID": text(row["event_id"]).removeprefix("polecat:"),
        "Event Date": act.day.isoformat(),
        "Event Type": row["original_code"] if own else type_,
        "Event Mode": text(row["mode"]) if row["mode"] in modes(type_) else "",
        "Intensity": text(row["goldstein_original"] if own else row["plover_score"]),
        "Quad Code": text(quad),
        "Country": text(row["place"]),
        "Source": text(row["source_group"]),
        "Publication Date": known.isoformat() if known else "",
        "Version": "" if own else "legation",
    }
    for who, codes, original in (
        ("Actor", row["actors"], row["actor_original"]),
        ("Recipient", row["recipients"], row["recipient_original"]),
    ):
        sides = codes.split(SEPARATOR) if codes else []
        states = [side for side in sides if _has_country(side)]
        others = [display(side) for side in sides if not _has_country(side)]
        cells[f"{who} Name"] = text(original) if own else SEPARATOR.join(others)
        cells[f"{who} Name Raw"] = "" if own else text(original)
        cells[f"{who} Country"] = SEPARATOR.join(states)
    yield line(cells, POLECAT, "None")


def _code(act: Act, *, own: bool) -> str:
    if act.intent:
        return act.intent.cameo
    code = str(act.row["original_code"] if own else act.row["cameo"] or "")
    # A bare root stands for its first code, "not specified".
    return f"{code}0" if len(code) == 2 and not own else code


def _goldstein(row: Row, code: str, *, own: bool) -> str:
    entry = cameo(code)
    return text(row["goldstein_original"] if own else entry.goldstein if entry else None)


def _has_country(side: str) -> bool:
    return is_state(side) or side in scheme("cameo-country")


@cache
def _groups() -> Mapping[str, str]:
    """GDELT's code for a body or group."""
    return _first_codes("cameo-group")


@cache
def _fips() -> Mapping[str, str]:
    """The FIPS code of a country."""
    return _first_codes("fips")


def _first_codes(name: str) -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for code, ours in scheme(name).items():
        codes.setdefault(ours, code)
    return codes
