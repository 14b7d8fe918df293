"""Figures on public suites of single sentences, which code in the manner of PLOVER before 2018.

There CONCEDE and RETREAT are one type, and status is folded into type: cooperation to come is
AGREE, conflict to come THREATEN, cooperation refused REJECT. `suite_names.tsv` holds the names.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from legation.errors import UnreadableInput
from legation.evaluation.events import share
from legation.evaluation.records import Json, rows

_SAID = frozenset({"01", "02"})
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteCase:
    """One sentence of a suite and the events that its coders found in it."""

    id: str
    suite: str
    text: str
    date: str | None
    events: tuple[Json, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteMiss:
    """A sentence of which a type was missed."""

    id: str
    suite: str
    missed: tuple[str, ...]
    coded: tuple[str, ...]
    text: str

    def json(self) -> dict[str, Any]:
        """The miss in one flat row."""
        return {
            "id": self.id,
            "suite": self.suite,
            "missed": list(self.missed),
            "coded": list(self.coded),
            "text": self.text,
        }


def read_suite(path: Path) -> list[SuiteCase]:
    """The cases of a suite file that have any text; raises UnreadableInput for a row without."""
    return list(_cases(path))


def _cases(path: Path) -> Iterator[SuiteCase]:
    for place, row in rows(path):
        if not isinstance(row.get("text"), str) or not isinstance(row.get("events"), list):
            raise UnreadableInput(f"{place} has no `text` or no `events`; give both in each line.")
        if row["text"].strip():
            yield SuiteCase(
                id=row["id"],
                suite=str(row.get("suite") or "suite"),
                text=row["text"],
                date=row.get("date"),
                events=tuple(row["events"]),
            )


@cache
def _names(kind: str) -> Mapping[str, str]:
    with (files("legation.evaluation") / "suite_names.tsv").open(encoding="utf-8") as lines:
        table = csv.DictReader(lines, delimiter="\t")
        return {row["name"]: row["means"] for row in table if row["kind"] == kind}


def _type_name(name: str) -> str:
    return _names("type").get(name, name)


def _root(event: Row) -> str:
    return (event.get("cameo") or event.get("cameo_root") or "")[:2]


def gold_type(event: Row) -> str | None:
    """The type of a suite's event, from its PLOVER name or its CAMEO code; None for 01 and 02."""
    if event.get("plover"):
        return _type_name(event["plover"])
    return _names("root").get(_root(event))


def folded(event: Row) -> tuple[str, str]:
    """Type and CAMEO root of a coded event as the suites would name them."""
    type_, status = event.get("type") or "", event.get("status")
    if status in ("planned", "denied") and type_ in _names(status):
        folded_type, _, root = _names(status)[type_].partition(" ")
        return folded_type, root
    return _type_name(type_), (event.get("cameo") or "")[:2]


def _country(code: str | None) -> str | None:
    """The country in a suite's actor code; None where it names none."""
    if not code or code.startswith("---"):
        return None
    return _names("country").get(code[:3], code[:3])


def _sides(event: Row, *roles: str) -> set[str | None]:
    found: set[str | None] = set()
    for role in roles:
        codes = [s.get("code") if isinstance(s, dict) else s for s in event.get(role) or ()]
        named = {code if _three_letters(code) else code.split(":")[0] for code in codes if code}
        found |= named or {None}
    return found


def _three_letters(code: str) -> bool:
    return len(code) == 3 and code.isalpha() and code.isupper()


def _side_found(wanted: str | None, found: set[str | None]) -> bool:
    country = _country(wanted)
    if country is None:
        return True
    if country in _names("kind-of-body"):
        bodies = _names("three-letter-body")
        return any(code and (len(code) != 3 or code in bodies) for code in found)
    return country in found


def _pair_found(source: str, target: str, type_: str, event: Row) -> bool:
    if folded(event)[0] != type_:
        return False
    if _side_found(source, _sides(event, "actors")) and _side_found(
        target, _sides(event, "recipients")
    ):
        return True
    everyone = _sides(event, "actors", "recipients")
    either = _side_found(source, everyone) and _side_found(target, everyone)
    return type_ in _names("mutual") and either


def _wanted_pairs(events: Iterable[Row]) -> list[tuple[str, str, str]]:
    """Source, target and type of each pair of countries, told in one direction only."""
    found = {
        (event["source"], event.get("target") or "", type_)
        for event in events
        if event.get("source")
        and (type_ := gold_type(event))
        and _country(event["source"]) != _country(event.get("target"))
    }
    once = {
        (frozenset((_country(source), _country(target))), type_): (source, target, type_)
        for source, target, type_ in sorted(found)
    }
    return list(once.values())


def score_suites(
    cases: Sequence[SuiteCase], coded: Mapping[str, Row]
) -> tuple[dict[str, dict[str, Any]], list[SuiteMiss]]:
    """Figures by suite, and the sentences of which a type was missed."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missed = []
    for case in cases:
        line = coded.get(case.id) or {}
        events, statements = line.get("events") or [], line.get("statements") or []
        said = {(s.get("cameo") or "")[:2] for s in statements} & _SAID
        count = counts[case.suite]
        count["cases"] += 1
        count["coded said"] += len(said)
        if not case.events:
            count["without"] += 1
            count["kept empty"] += not events
            count["coded types"] += len({folded(event)[0] for event in events})
            continue
        lacking, types = _add_case(count, case, events, said)
        if lacking:
            missed.append(
                SuiteMiss(
                    id=case.id,
                    suite=case.suite,
                    missed=tuple(sorted(lacking)),
                    coded=tuple(sorted(types)),
                    text=case.text,
                )
            )
    return {suite: _figures(suite, count) for suite, count in sorted(counts.items())}, missed


def _add_case(
    count: Counter[str], case: SuiteCase, events: Sequence[Row], said: set[str]
) -> tuple[set[str], set[str]]:
    """Counts a sentence with events; gives the types that were missed and those coded."""
    wanted = {type_ for event in case.events if (type_ := gold_type(event))}
    types = {folded(event)[0] for event in events}
    roots = {_root(event) for event in case.events} - {""}
    coded_roots = {folded(event)[1] for event in events}
    pairs = _wanted_pairs(case.events)
    count.update(
        {
            "with": 1,
            "with any": bool(events),
            "types": len(wanted),
            "types found": len(wanted & types),
            "coded types": len(types),
            "types a sentence": len(types),
            "roots": len(roots - _SAID),
            "roots found": len((roots - _SAID) & coded_roots),
            "said": len(roots & _SAID),
            "said found": len(roots & said),
            "pairs": len(pairs),
            "pairs found": sum(
                any(_pair_found(*pair, event) for event in events) for pair in pairs
            ),
        }
    )
    return wanted - types, types


def _figures(suite: str, count: Counter[str]) -> dict[str, Any]:
    precise = suite not in _names("one-type")
    return {
        "cases": count["cases"],
        "any_event": share(count["with any"], count["with"]),
        "type_recall": share(count["types found"], count["types"]),
        "type_precision": share(count["types found"], count["coded types"]) if precise else None,
        "types_a_sentence": share(count["types a sentence"], count["with"]),
        "pair_and_type_recall": share(count["pairs found"], count["pairs"]),
        "root_recall": share(count["roots found"], count["roots"]),
        "statement_recall": share(count["said found"], count["said"]),
        "statement_precision": share(count["said found"], count["coded said"]),
        "kept_empty": share(count["kept empty"], count["without"]),
    }
