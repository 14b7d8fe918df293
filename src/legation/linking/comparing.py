"""What two reports have in common and in what they differ, each with its weight and in words."""

from __future__ import annotations

from collections.abc import Iterator

from legation.knowledge.linking import limits, weights
from legation.linking.dating import Finding, dates
from legation.linking.traits import EXACT, Traits
from legation.model import Reason, Status, Weight

_FEW_WORDS, _COPIED_WORDS = 3, 6


def _reason(compared: str, level: str, *told: object) -> Reason:
    weight = weights()[compared, level]
    return Reason(compared=compared, bits=weight.bits, words=weight.words.format(*told))


def clash(one: Traits, two: Traits) -> Finding | None:
    """Why two reports cannot be of one happening, whatever else they share; None where they can."""
    if one.kind.family != two.kind.family:
        return Finding("types", clash=True)
    if one.event.article_id == two.event.article_id and not _moved_within(one, two):
        # The coder has already told them apart.
        return Finding("article", clash=True)
    if one.kind.directed and _turned(one, two):
        return Finding("direction", clash=True)
    if "phone" in (one.event.mode, two.event.mode) and "visit" in (one.event.mode, two.event.mode):
        return Finding("mode", clash=True)
    if "third-party" in (one.event.mode, two.event.mode) and one.event.mode != two.event.mode:
        return Finding("mode", clash=True)
    found = dates(one, two)
    return found if found.clash else None


def _moved_within(one: Traits, two: Traits) -> bool:
    """Whether an article tells of one event twice: that it was put off, and when it is or was held."""
    statuses = {one.event.status, two.event.status}
    return Status.CANCELLED in statuses and len(statuses) == 2 and one.codes == two.codes


def _turned(one: Traits, two: Traits) -> bool:
    if not (one.affected and two.affected):
        return not one.acting & two.acting
    return not (one.acting & two.acting and one.affected & two.affected)


def reasons(one: Traits, two: Traits) -> Iterator[Reason]:
    """All that speaks for and against one happening; the two must not clash."""
    yield from _sides(one, two)
    yield from _act(one, two)
    found = dates(one, two)
    yield _reason("date", found.level, found.told)
    yield from _status(one, two)
    yield from _place(one, two)
    yield from _people(one, two)
    yield from _circumstances(one, two)
    yield from _publication(one, two)
    yield from _words(one, two)


def _sides(one: Traits, two: Traits) -> Iterator[Reason]:
    shared = one.codes & two.codes
    told = ", ".join(sorted(shared))
    if one.codes == two.codes:
        yield _reason("sides", "same" if len(shared) > 1 else "one", told)
    elif shared in (one.codes, two.codes):
        yield _reason("sides", "more")
    else:
        yield _reason("sides", "partly", told)


def _act(one: Traits, two: Traits) -> Iterator[Reason]:
    mine, other = one.event, two.event
    if mine.type is not other.type:
        yield _reason("type", "kin", f"{mine.type.value}, {other.type.value}")
    modes = {mine.mode, other.mode}
    if len(modes) == 1:
        yield _reason("mode", "same", mine.mode) if mine.mode else _reason("mode", "none")
    elif modes in ({None, "visit"}, {"multilateral", "visit"}):
        yield _reason("mode", "host")
    elif None in modes or mine.type.value == "CONSULT":
        yield _reason("mode", "silent")
    else:
        yield _reason("mode", "differs", f"{mine.mode}, {other.mode}")
    if mine.type.value != "CONSULT":
        if mine.cameo == other.cameo:
            yield _reason("cameo", "same", mine.cameo)
        elif mine.cameo[:2] != other.cameo[:2]:
            yield _reason("cameo", "differs", f"{mine.cameo}, {other.cameo}")


def _status(one: Traits, two: Traits) -> Iterator[Reason]:
    first, then = sorted((one, two), key=lambda t: (t.report.published or "", t.report.id))
    statuses = {one.event.status, two.event.status}
    if len(statuses) == 1:
        yield _reason("status", "same", one.event.status.value)
    elif Status.HYPOTHETICAL in statuses:
        yield _reason("status", "maybe")
    elif statuses == {Status.OCCURRED, Status.DENIED}:
        yield _reason("status", "disputed")
    elif first.event.status is Status.PLANNED or Status.CANCELLED in statuses:
        yield _reason("status", "plan", first.event.status.value, then.event.status.value)


def _place(one: Traits, two: Traits) -> Iterator[Reason]:
    mine, other = one.event, two.event
    if mine.place and other.place:
        same = mine.place == other.place
        told = mine.place if same else f"{mine.place}, {other.place}"
        yield _reason("place", "same" if same else "differs", told)
    if mine.venue and other.venue:
        same = mine.venue.casefold() == other.venue.casefold()
        told = mine.venue if same else f"{mine.venue}, {other.venue}"
        differs = "differs" if one.kind.family == "consult" else "elsewhere"
        yield _reason("venue", "same" if same else differs, told)


def _same_person(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) * 2 >= min(len(one), len(two))


def _people(one: Traits, two: Traits) -> Iterator[Reason]:
    """Who acts for each side; at a visit the host may be told by another of its people."""
    alike: list[str] = []
    differ: list[str] = []
    for code in sorted(one.people.keys() & two.people.keys()):
        pairs = ((a, b) for a in one.people[code] for b in two.people[code])
        (alike if any(_same_person(a, b) for a, b in pairs) else differ).append(code)
    guests = one.guests | two.guests
    if any(not guests or code in guests for code in differ):
        yield _reason("people", "differs", ", ".join(differ))
    elif differ and not alike:
        yield _reason("people", "host")
    elif alike:
        yield _reason("people", "same", ", ".join(alike))
    else:
        yield from _rank(one, two)


def _rank(one: Traits, two: Traits) -> Iterator[Reason]:
    shared = sorted(one.ranks.keys() & two.ranks.keys())
    if other := [code for code in shared if not one.ranks[code] & two.ranks[code]]:
        yield _reason("people", "rank", ", ".join(other))


def _circumstances(one: Traits, two: Traits) -> Iterator[Reason]:
    mine, other = one.event, two.event
    if mine.forum and other.forum:
        same = mine.forum == other.forum
        yield _reason("forum", "same" if same else "differs", f"{mine.forum}, {other.forum}")
    if mine.occasion and other.occasion and mine.occasion.casefold() == other.occasion.casefold():
        yield _reason("occasion", "same", mine.occasion)
    subjects = {s.casefold() for s in mine.subjects} & {s.casefold() for s in other.subjects}
    if subjects:
        yield _reason("subjects", "same", ", ".join(sorted(subjects)))


def _publication(one: Traits, two: Traits) -> Iterator[Reason]:
    if one.published is None or two.published is None:
        return
    gap = abs((one.published - two.published).days)
    news = one.event.weight is Weight.CORE and two.event.weight is Weight.CORE
    if gap <= 2 and news:
        yield _reason("published", "together")
    elif gap > limits()["plan_moved"] and not (one.grain in EXACT and two.grain in EXACT):
        yield _reason("published", "far", gap)


def _words(one: Traits, two: Traits) -> Iterator[Reason]:
    """Words that the quoted sentences share beside the sides' names and the words of all news."""
    if _copied(one.spoken, two.spoken):
        yield _reason("words", "copied")
    shared = one.words & two.words
    least = min(len(one.words), len(two.words))
    part = len(shared) / least if least else 0.0
    told = ", ".join(sorted(shared)[:4])
    meeting = one.kind.family == "consult"
    if least >= _FEW_WORDS and part >= limits()["alike"]:
        yield _reason("words", "alike", told)
    elif least >= _FEW_WORDS and part >= limits()["akin"]:
        yield _reason("words", "akin", told)
    elif least >= _FEW_WORDS and part <= limits()["apart"] and not meeting:
        yield _reason("words", "apart")
    if not meeting:
        yield from _names(one, two)
        yield from _numbers(one, two)


def _copied(one: frozenset[str], two: frozenset[str]) -> bool:
    shared = len(one & two)
    return shared >= _COPIED_WORDS and shared >= limits()["copied"] * len(one | two)


def _names(one: Traits, two: Traits) -> Iterator[Reason]:
    """Places and people within the sentence, of acts that the sides repeat often."""
    if not (one.names and two.names):
        return
    shared = one.names & two.names
    least = min(len(one.names), len(two.names))
    others = f"{', '.join(sorted(one.names)[:2])}; {', '.join(sorted(two.names)[:2])}"
    if len(shared) >= limits()["names"] * least:
        yield _reason("names", "same", ", ".join(sorted(shared)[:4]))
    else:
        yield _reason("names", "mixed" if shared else "differs", others)


def _numbers(one: Traits, two: Traits) -> Iterator[Reason]:
    if not (one.numbers and two.numbers):
        return
    if shared := one.numbers & two.numbers:
        large = any(int(number) >= limits()["large_number"] for number in shared)
        yield _reason("numbers", "same" if large else "small", ", ".join(sorted(shared)[:4]))
    else:
        others = f"{', '.join(sorted(one.numbers)[:2])}; {', '.join(sorted(two.numbers)[:2])}"
        yield _reason("numbers", "differs", others)
