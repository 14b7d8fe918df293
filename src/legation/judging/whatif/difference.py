"""What is otherwise in a calendar and in the gates and ranks of third parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from legation.judging.mediation.assess import Ranking
from legation.judging.mediation.facts import Obstacle
from legation.judging.mediation.gates import Admission
from legation.knowledge.names import display
from legation.model.assumption import Difference, Part
from legation.model.calendar import Entry

_PASSES, _FAILS, _UNTOLD = "qualifies", "does not qualify", "nothing known speaks for it"


def calendar(before: Iterable[Entry], after: Iterable[Entry]) -> Iterator[Difference]:
    """Entries that come, go or read otherwise, in the order of the calendar."""
    had, has = {e.uid: e for e in before}, {e.uid: e for e in after}
    for uid, entry in has.items():
        old = had.get(uid)
        if old is None:
            yield _entry(entry, "", f"{entry.title}, {entry.when}")
        elif (old.when, old.title, old.standing, old.note) != (
            entry.when,
            entry.title,
            entry.standing,
            entry.note,
        ):
            yield _entry(entry, _told(old), _told(entry))
        elif old.source != entry.source:
            yield _stands(entry, old.source)
        elif old.about != entry.about:
            yield from _concerned(entry, old.about, entry.about)
    for uid, entry in had.items():
        if uid not in has:
            yield _entry(entry, f"{entry.title}, {entry.when}", "falls out")


def _stands(entry: Entry, source: str) -> Difference:
    return Difference(
        part=Part.CALENDAR,
        what=f"{entry.title}, {entry.when}",
        after="unchanged: it stands there already",
        source=source,
        assumed=False,
    )


def _told(entry: Entry) -> str:
    note = f", {entry.note}" if entry.note else ""
    return f"{entry.title}, {entry.when}{note}"


def _entry(entry: Entry, before: str, after: str) -> Difference:
    return Difference(
        part=Part.CALENDAR,
        what=entry.title,
        before=before or "not in the calendar",
        after=after,
        source=entry.source,
    )


def _concerned(entry: Entry, old: frozenset[str], new: frozenset[str]) -> Iterator[Difference]:
    for codes, words in ((new - old, "concerns"), (old - new, "no longer concerns")):
        if codes:
            who = ", ".join(sorted(map(display, codes)))
            yield Difference(
                part=Part.CALENDAR,
                what=f"{entry.title}, {entry.when}",
                after=f"{words} {who}",
                source=entry.source,
            )


def statuses(ranking: Ranking) -> dict[str, str]:
    """For each candidate whether it qualifies for the role."""
    found = dict.fromkeys(ranking.values, _PASSES)
    found |= dict.fromkeys(ranking.refused, _FAILS)
    return found | dict.fromkeys(ranking.untold, _UNTOLD)


def moved(before: Ranking, after: Ranking) -> list[str]:
    """Codes of those whose gate opens or shuts, in alphabetical order of their names."""
    old, new = statuses(before), statuses(after)
    return sorted((c for c in {*old, *new} if old.get(c) != new.get(c)), key=display)


def gate(
    code: str, about: str, rankings: tuple[Ranking, Ranking], told: tuple[Admission, Admission]
) -> Difference:
    """A gate that opens or shuts for one candidate, with the gates that make it so."""
    (old, new) = (statuses(r).get(code, "not compared") for r in rankings)
    role = rankings[0].role.value
    return Difference(
        part=Part.GATES,
        about=about,
        what=f"{display(code)} as {role}",
        before=f"{old}: {_because(told[0])}",
        after=f"{new}: {_because(told[1])}",
        because=_because(told[1]),
        source=f"gates of the role {role}",
    )


def _because(admission: Admission) -> str:
    """The gates that decide: those that shut, else those that speak for it."""
    shut = [g.words for g in admission.gates if g.passed is False]
    speak = [g.words for g in admission.gates if g.passed and g.speaks]
    return "; ".join(shut or speak) or "no gate tells"


def ranks(before: Ranking, after: Ranking, about: str, most: int) -> Iterator[Difference]:
    """Those who qualify either way and whose rank is another, those moved most first."""
    old = {s.code: s for s in before.ranked}
    new = {s.code: s for s in after.ranked}
    by = {c: abs((new[c].rank or 0) - (old[c].rank or 0)) for c in old if c in new}
    both = [c for c, places in by.items() if places]
    far = sorted((c for c in both if by[c] > 1), key=lambda c: (-by[c], display(c)))
    for code in far[:most]:
        yield Difference(
            part=Part.RANKS,
            about=about,
            what=f"{display(code)} as {before.role.value}",
            before=f"{old[code].rank:g} of {len(old)} ({old[code].low} to {old[code].high})",
            after=f"{new[code].rank:g} of {len(new)} ({new[code].low} to {new[code].high})",
            because="measured: the weighted criteria of the role, run anew",
            source="criteria.tsv",
        )
    if rest := len(both) - len(far[:most]):
        least = max(by[c] for c in both if c not in far[:most])
        yield Difference(
            part=Part.RANKS,
            about=about,
            what=f"{rest} {'more' if far else 'of them'} as {before.role.value}",
            after=f"moved by at most {least:g} {'place' if least <= 1 else 'places'}",
        )


def unchanged(role: str, about: str, count: int) -> Difference:
    """A role whose gates and ranks stay as they are; said, so that silence is no riddle."""
    return Difference(
        part=Part.GATES,
        about=about,
        what=f"Nobody as {role}",
        after=f"unchanged: {count} qualify as before",
        assumed=False,
    )


def obstacles(
    before: Sequence[tuple[str, Obstacle]], after: Sequence[tuple[str, Obstacle]], about: str
) -> Iterator[Difference]:
    """Obstacles that are lifted or that come, by the third party in whose way they stand."""
    old, new = _by_key(before), _by_key(after)
    for key in [k for k in old if k not in new] + [k for k in new if k not in old]:
        gone = key in old
        who, told = old[key] if gone else new[key]
        yield Difference(
            part=Part.OBSTACLES,
            about=about,
            what=f"{told.kind}: {display(who) if who else 'anybody'}",
            before=told.what if gone else "none",
            after="lifted" if gone else told.what,
            because=told.what,
            source=told.source,
        )


def _by_key(
    told: Sequence[tuple[str, Obstacle]],
) -> Mapping[tuple[str, str, str], tuple[str, Obstacle]]:
    return {(who, o.kind, o.what): (who, o) for who, o in told if o.open}
