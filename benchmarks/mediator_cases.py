"""Cases of past mediation from published data: who stood between whom, known from which day.

PA-X: an agreement with third parties among its signatories and witnesses. MEND: a mechanism with a
start and third parties. ICEWS: somebody mediates towards two different parties within three days.
Third parties are read from free text by the names that the program knows, so some are missed (a
person without a state) and some are wrong; `--show N` prints a sample to look at.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from legation.knowledge.mediations import Mediation, mediations
from legation.knowledge.names import is_state, names, resolve
from legation.knowledge.ontology import cameo_table, quad
from legation.model.when import days
from legation.workflows.third_tables import last_day

NEAR = 3
"""Days within which ICEWS must name both parties of one mediator."""
_USES = frozenset({"name", "short", "adjective", "body"})
_ALIASES = {
    **dict.fromkeys(
        ("UNAMID", "UNMIS", "UNMISS", "UNAMSIL", "UNMIL", "UNOMIG", "UNPROFOR", "UNTAET", "UNMIT"),
        "UN",
    ),
    **dict.fromkeys(
        ("Special Representative of the Secretary-General", "Secretary General of the UN"), "UN"
    ),
    **dict.fromkeys(
        ("AMISOM", "AUHIP", "AMIS", "AU Commission", "Organization of African Unity", "OAU"), "AU"
    ),
    **dict.fromkeys(
        ("Organisation of African Unity", "OUA", "Union africaine", "Union Africaine"), "AU"
    ),
    **dict.fromkeys(("CEDEAO", "ECOMOG"), "ECOWAS"),
    **dict.fromkeys(("Nations Unies", "ONU", "MINUSCA", "MINURCA", "ONUSAL", "MINUGUA"), "UN"),
    **dict.fromkeys(("European Communities", "European Community", "Union européenne"), "EU"),
    **dict.fromkeys(("CSCE", "Conference on Security and Co-operation in Europe"), "OSCE"),
    **dict.fromkeys(("Palestinian Territory, Occupied", "Palestine"), "PSE"),
    **dict.fromkeys(("Holy See", "Vatican", "Sant'Egidio"), "VAT"),
    **dict.fromkeys(("Yugoslavia (former)", "Serbia and Montenegro"), "SRB"),
    "UK": "GBR",
    "Soviet Union": "RUS",
    "League of Arab States": "AL",
    "Etats-Unis": "USA",
    "Tchad": "TCD",
    "Burkina": "BFA",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_OUT = {"OAU": "AU", "UNSC": "UN", "UNGA": "UN"}
_AGENCIES = re.compile(r"^(UN[A-Z]{2,}|MIN[A-Z]+|MONU[A-Z]*|OCHA|UNHCR|IOM)$")
# A person's name or a place within a state, far more often than the state.
_RISKY = frozenset(
    {"Georgia", "Jordan", "Guinea", "Dominica", "Holland", "Man", "Chad", "Polish", "Turkey"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mediation: who stood between the parties, whose states are `states`.

    `lasts` are the last days of those third parties of whom it is known.
    """

    source: str
    conflict: str
    day: dt.date
    states: frozenset[str]
    third_parties: frozenset[str]
    words: str = ""
    known_last: dt.date | None = None
    lasts: tuple[tuple[str, dt.date], ...] = ()

    @property
    def known(self) -> dt.date:
        """From which day it was surely known."""
        return self.known_last or self.day


@cache
def _surfaces() -> tuple[re.Pattern[str], dict[str, str]]:
    known: dict[str, str] = {}
    for name in names():
        if name.use in _USES and len(name.surface) > 1 and name.surface not in _RISKY:
            known.setdefault(name.surface, name.code)
    known |= _ALIASES
    longest = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), known


def codes_in(text: str) -> frozenset[str]:
    """States and bodies that a text names, missions and agencies of the UN as the UN."""
    pattern, known = _surfaces()
    found = {known[match.group()] for match in pattern.finditer(text)}
    plain = {_OUT.get(code, "UN" if _AGENCIES.match(code) else code) for code in found}
    return frozenset(c for c in plain if not c.startswith(("NSA:", "PER:")))


def _states(words: Iterable[str]) -> frozenset[str]:
    found = (_ALIASES.get(word.strip()) or resolve(word) for word in words if word.strip())
    return frozenset(code for code in found if code and is_state(code))


def pax(path: Path) -> Iterator[Case]:
    """Cases of PA-X, from `pax_agreements_third_parties.csv.gz`."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for row in csv.DictReader(lines):
            if row["third_parties"] != "1":
                continue
            named = [row["Loc1ISO"], row["Loc2ISO"], *re.split(r"[/()]", row["Con"])]
            states = _states(named)
            third = codes_in(row["ThrdPart"]) - states
            if third:
                yield Case(
                    source="PA-X",
                    conflict=row["Con"],
                    day=dt.date.fromisoformat(row["Dat"]),
                    states=states,
                    third_parties=third,
                    words=" ".join(row["ThrdPart"].split()),
                )


def mend(path: Path) -> Iterator[Case]:
    """Cases of MEND, from `mend_all_processes.csv`; a mechanism without a start is left out."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for row in csv.DictReader(lines):
            day = _mend_day(row["STARTDATE"] or "")
            states = _states([row["conflict_country"]])
            third = codes_in(row["third_party"]) - states
            if day and third:
                yield Case(
                    source="MEND",
                    conflict=row["conflict_country"],
                    day=day,
                    states=states,
                    third_parties=third,
                    words=row["third_party"],
                )


def _mend_day(text: str) -> dt.date | None:
    """The first day of a month such as `Nov 18` or `September 2021`; None where there is none."""
    found = re.match(r"\s*([A-Z][a-z]{2})[a-z]*\.? (\d{4}|\d{2})\b", text)
    if not found or found[1].lower() not in _MONTHS:
        return None
    year = int(found[2])
    return dt.date(year if year > 99 else 2000 + year, _MONTHS.index(found[1].lower()) + 1, 1)


def mend_sudan(path: Path) -> Iterator[Case]:
    """Cases of MEND's second table, `mend_processes.csv`, which is on Sudan."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for row in csv.DictReader(lines):
            states = frozenset({"SDN"})
            third = codes_in(row["third_parties"]) - states
            if third and row["Start_y"].strip().isdigit():
                month = row["Start_mth"].strip()
                yield Case(
                    source="MEND",
                    conflict="Sudan",
                    day=dt.date(int(row["Start_y"]), int(month) if month.isdigit() else 1, 1),
                    states=states,
                    third_parties=third,
                    words=row["third_parties"],
                )


def icews(folder: Path, first: dt.date) -> Iterator[Case]:
    """Cases of an ICEWS benchmark folder whose day 0 is `first`."""
    entities, relations = _ids(folder / "entity2id.txt.gz"), _ids(folder / "relation2id.txt.gz")
    told: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for part in ("train", "valid", "test"):
        with gzip.open(folder / f"{part}.txt.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                subject, relation, target, day = map(int, line.split("\t")[:4])
                if relations[relation] == "Mediate":
                    third, party = _actor(entities[subject]), _actor(entities[target])
                    if third and party and third != party:
                        told[third].append((day, party))
    yield from _paired(told, first)


def icews_ties(folder: Path, first: dt.date) -> dict[frozenset[str], list[tuple[dt.date, bool]]]:
    """Each two actors of a benchmark folder, with the days on which they dealt and whether well."""
    kinds = {entry.name: entry.plover_type for entry in cameo_table().values()}
    entities, relations = _ids(folder / "entity2id.txt.gz"), _ids(folder / "relation2id.txt.gz")
    actors = {number: _actor(name) for number, name in entities.items()}
    once: set[tuple[frozenset[str], int, str]] = set()
    found: dict[frozenset[str], list[tuple[dt.date, bool]]] = defaultdict(list)
    for part in ("train", "valid", "test"):
        with gzip.open(folder / f"{part}.txt.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                subject, relation, target, day = map(int, line.split("\t")[:4])
                pair = frozenset(c for c in (actors[subject], actors[target]) if c)
                kind = kinds.get(relations[relation])
                if len(pair) != 2 or kind is None or (pair, day, kind) in once:
                    continue
                once.add((pair, day, kind))
                found[pair].append((first + dt.timedelta(days=day), quad(kind) <= 2))
    return found


def _paired(told: dict[str, list[tuple[int, str]]], first: dt.date) -> Iterator[Case]:
    for third, acts in sorted(told.items()):
        pairs: dict[tuple[str, str], int] = {}
        for day, party in sorted(acts):
            for later, other in acts:
                if 0 <= later - day <= NEAR and other != party:
                    pairs.setdefault((min(party, other), max(party, other)), later)
        for pair, day in sorted(pairs.items()):
            yield Case(
                source="ICEWS",
                conflict=" and ".join(pair),
                day=first + dt.timedelta(days=day),
                states=frozenset(code for code in pair if is_state(code)),
                third_parties=frozenset({third}),
                words=f"{third} between {' and '.join(pair)}",
            )


def _ids(path: Path) -> dict[int, str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pairs = (line.rstrip("\n").split("\t") for line in lines)
        return {int(number): name for name, number in pairs}


def _actor(name: str) -> str | None:
    """The code of an ICEWS actor: a state or body, or the state in brackets behind an office."""
    inside = re.search(r"\(([^()]+)\)$", name)
    wanted = inside[1] if inside else name
    return _ALIASES.get(wanted) or resolve(wanted)


def catalogue() -> Iterator[Case]:
    """Our own catalogue: a case for each two parties and start, asked before anything was known of it."""
    told: dict[tuple[frozenset[str], str], list[Mediation]] = defaultdict(list)
    for row in mediations():
        told[row.parties, row.start].append(row)
    for (parties, start), rows in told.items():
        begins, known = days(start), [days(row.known_from) for row in rows]
        firsts = [d.first for d in (begins, *known) if d.first]
        lasts = [d.last for d in (begins, *known) if d.last]
        yield Case(
            source="catalogue",
            conflict=" and ".join(sorted(parties)),
            day=min(firsts),
            known_last=max(lasts),
            states=frozenset(code for code in parties if is_state(code)),
            third_parties=frozenset(row.third_party for row in rows) - parties,
            lasts=tuple((row.third_party, end) for row in rows if (end := last_day(row))),
            words=f"{rows[0].conflict}, {start}",
        )


def everything(mediation: Path, icews_folders: Iterable[tuple[Path, dt.date]]) -> list[Case]:
    """All cases of all sources."""
    found = [
        *pax(mediation / "pax_agreements_third_parties.csv.gz"),
        *mend(mediation / "mend_all_processes.csv"),
        *mend_sudan(mediation / "mend_processes.csv"),
        *catalogue(),
    ]
    for folder, first in icews_folders:
        found += icews(folder, first)
    return found
