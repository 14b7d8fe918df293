"""What if: assumptions laid over the snapshot of a day, and what would be otherwise; never kept."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from legation.errors import UnreadableInput, UsageError
from legation.judging.calendar import Asked
from legation.judging.whatif import checking, difference, laying, leading, parsing, precedents
from legation.knowledge import overlay
from legation.knowledge.names import display
from legation.model.assumption import Assumption, Difference, Part
from legation.workflows import calendaring, rooms

if TYPE_CHECKING:
    from legation.judging.mediation.facts import Obstacle
    from legation.ledger import Ledger
    from legation.settings import Settings
    from legation.workflows.mediating import Placed
    from legation.workflows.mediation_question import Question

_MOST_RANKS = 6
_NO_QUESTION = Difference(
    part=Part.QUESTIONS, what="No open question of this ledger hangs on it.", assumed=False
)
_NO_PAIR = (
    "No two sides are known here whose mediators could be compared; name them with --between A,B."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What is asked: assumptions that can stand, the day of the snapshot, pairs for the mediators."""

    assumptions: tuple[Assumption, ...]
    day: dt.date
    as_of: dt.date | None
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The difference and nothing else, and what a reader should know before reading it."""

    day: dt.date
    assumptions: tuple[Assumption, ...]
    lines: tuple[Difference, ...]
    cautions: tuple[str, ...]


def examples() -> list[str]:
    """An example of each form of words that is understood."""
    return list(parsing.examples().values())


def supposed(
    words: Sequence[str],
    path: Path | None,
    between: Sequence[str],
    *,
    today: dt.date,
    as_of: dt.date | None,
) -> Supposed:
    """What is asked, checked; raises UsageError with the reason for what cannot be assumed."""
    day = as_of or today
    told = [*words, *(_of_file(path) if path else ())]
    made = [parsing.parse(text) for text in told]
    return Supposed(
        assumptions=checking.checked(made, day),
        day=day,
        as_of=as_of,
        pairs=tuple(_pair(text) for text in between),
    )


def _pair(text: str) -> tuple[str, str]:
    sides = [rooms.code_of(part.strip()) for part in text.split(",") if part.strip()]
    if len(sides) != 2 or sides[0] == sides[1]:
        raise UsageError(f"--between takes two sides such as USA,PRK, not {text!r}.")
    return sides[0], sides[1]


def _of_file(path: Path) -> list[str]:
    """The assumptions of a TOML file: `assume = ["...", "..."]`, or tables `[[assume]]`."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableInput(f"{path} cannot be read as a file of assumptions ({why}).") from error
    listed = found.get("assume")
    unknown = sorted(set(found) - {"assume"})
    if unknown or not isinstance(listed, list) or not listed:
        raise UsageError(
            f'{path} needs a list such as assume = ["war in Ukraine ends"], and nothing else.'
        )
    return [_words(path, one) for one in listed]


def _words(path: Path, one: object) -> str:
    if isinstance(one, str):
        return one
    if isinstance(one, dict) and isinstance(one.get("what"), str) and set(one) <= {"what", "when"}:
        return f"{one['what']} ({one['when']})" if "when" in one else str(one["what"])
    raise UsageError(
        f"{path}: an assumption is a text, or a table with `what` and perhaps `when`, not {one!r}."
    )


def answer(asked: Supposed, settings: Settings, *, named_ledger: bool) -> Answer:
    """The difference that the assumptions make; raises LedgerError where a named ledger is not there."""
    there = "://" in settings.values.file or Path(settings.values.file).exists()
    if not (there or named_ledger):
        words = "There is no ledger here, so all below rests on the tables of institutions."
        cautions: tuple[str, ...] = (words,) if asked.pairs else (words, _NO_PAIR)
        lines = (
            *_of_tables(asked, None),
            *_mediators(asked, settings, asked.pairs, named=False),
            *(line for one in asked.assumptions for line in _precedents(one, asked.day)),
        )
        return _answer(asked, lines, cautions)
    with rooms.open_ledger(settings, create=False) as ledger:
        pairs = asked.pairs or _pairs(ledger, asked)
        lines = (*_of_tables(asked, ledger), *_of_graph(asked, ledger))
        cautions = tuple(_cautions(ledger, asked, settings))
    if not pairs:
        cautions += (_NO_PAIR,)
    lines += tuple(_mediators(asked, settings, pairs, named=named_ledger))
    return _answer(asked, lines, cautions)


def _answer(asked: Supposed, lines: Sequence[Difference], cautions: Sequence[str]) -> Answer:
    return Answer(
        day=asked.day,
        assumptions=asked.assumptions,
        lines=tuple(lines),
        cautions=tuple(cautions),
    )


def _cautions(ledger: Ledger, asked: Supposed, settings: Settings) -> Iterator[str]:
    if ledger.watching.newest_day(asked.day) is None:
        yield (
            f"This ledger holds no article published by {asked.day}, so no sentence and no question "
            f"bears on it; read some with `legation read PATH --file {settings.values.file}`."
        )


def _of_tables(asked: Supposed, ledger: Ledger | None) -> Iterator[Difference]:
    """What the record holds already, and the calendar with and without."""
    for one in asked.assumptions:
        if found := checking.held(one, asked.day):
            yield Difference(
                part=Part.RECORD,
                what=one.words,
                after="the tables say so already; what differs below is against the day of the snapshot",
                source=found,
                assumed=False,
            )
    yield from _calendar(asked, ledger)


def _of_graph(asked: Supposed, ledger: Ledger) -> Iterator[Difference]:
    """What it leads to, the questions that hang on it, and what came before."""
    from legation.ledger import EventQuery
    from legation.workflows import depending, listing, mapping

    graph = mapping.graph_of(ledger, asked.day)
    happenings = list(listing.happenings(ledger, EventQuery(as_of=asked.day)))
    cases = {one: precedents.found(one, asked.day, happenings) for one in asked.assumptions}
    told = [(one, leading.led(one, graph, cases[one])) for one in asked.assumptions]
    for _, led in told:
        yield from led.lines
    hanging = list(depending.questions(ledger, asked.day, told))
    yield from hanging or [_NO_QUESTION]
    for one in asked.assumptions:
        yield from leading.precedents(one, cases[one])


def _precedents(one: Assumption, day: dt.date) -> Iterator[Difference]:
    return leading.precedents(one, precedents.found(one, day))


def _calendar(asked: Supposed, ledger: Ledger | None) -> Iterator[Difference]:
    last = max([one.last() or one.first(asked.day) for one in asked.assumptions])
    wanted = Asked(
        first=asked.day,
        last=max(last, asked.day + dt.timedelta(days=365)),
        known=asked.day,
    )

    def made() -> calendaring.Answer:
        if ledger is None:
            return calendaring.of_tables(wanted)
        return calendaring.of_open_ledger(ledger, wanted)

    before = made()
    with overlay.laid(laying.overlay(asked.assumptions, asked.day, at_once=False)):
        after = made()
    yield from difference.calendar(before.entries, after.entries)


def _pairs(ledger: Ledger, asked: Supposed) -> tuple[tuple[str, str], ...]:
    """The sides of open questions that have two, else the two between whom most is open."""
    from legation.ledger import EventQuery
    from legation.workflows import listing
    from legation.workflows.boards import Asked as BoardAsked
    from legation.workflows.boards import every
    from legation.workflows.helping import two_sides

    found = every(ledger, BoardAsked(as_of=asked.day, whole=False), only_open=True)
    pairs = {(b.sides[0], b.sides[1]): None for b in found if len(b.sides) == 2}
    if not pairs:
        told = list(listing.happenings(ledger, EventQuery(as_of=asked.day)))
        if sides := two_sides(told, None):
            pairs[sides] = None
    return tuple(pairs)


def _mediators(
    asked: Supposed, settings: Settings, pairs: Sequence[tuple[str, str]], *, named: bool
) -> Iterator[Difference]:
    """Gates, ranks and obstacles for each pair, with and without."""
    supposed_now = laying.overlay(asked.assumptions, asked.day, at_once=True)
    if not laying.bears_on_mediators(supposed_now):
        return
    for sides in pairs:
        yield from _between(asked, settings, sides, supposed_now, named=named)


def _between(
    asked: Supposed,
    settings: Settings,
    sides: tuple[str, str],
    supposed_now: overlay.Overlay,
    *,
    named: bool,
) -> Iterator[Difference]:
    from legation.judging.mediation.facts import Role
    from legation.workflows import mediating
    from legation.workflows.mediation_question import Question

    rooms.need_analysis("The comparison of mediators needs", "duckdb", "ibis", "numpy")
    wanted = Question(
        a=sides[0],
        b=sides[1],
        day=asked.day,
        as_of=asked.as_of,
        roles=tuple(Role),
        candidates=None,
        weights={},
    )
    ground = mediating.ground_of(wanted, settings, (), named_ledger=named)
    before = mediating.placed(wanted, ground)
    with overlay.laid(supposed_now):
        after = mediating.placed(wanted, ground)
        after_common = after.tables.common_obstacles()
    about = f"{display(sides[0])} and {display(sides[1])}"
    lines = list(_roles(wanted, before, after, about))
    lines += difference.obstacles(
        [*_in_the_way(before), *(("", o) for o in before.tables.common_obstacles())],
        [*_in_the_way(after), *(("", o) for o in after_common)],
        about,
    )
    # That a role stays as it is tells something only where something else moves.
    if any(line.assumed for line in lines):
        yield from lines


def _roles(wanted: Question, before: Placed, after: Placed, about: str) -> Iterator[Difference]:
    from legation.workflows import mediating

    for old, new in zip(before.rankings, after.rankings, strict=True):
        codes = difference.moved(old, new)
        for code in codes:
            first, then = (mediating.gates(wanted, p, code)[old.role] for p in (before, after))
            yield difference.gate(code, about, (old, new), (first, then))
        if not codes:
            yield difference.unchanged(old.role.value, about, len(old.values))
        yield from difference.ranks(old, new, about, _MOST_RANKS)


def _in_the_way(compared: Placed) -> Iterator[tuple[str, Obstacle]]:
    for candidate in compared.candidates:
        yield from ((candidate.code, obstacle) for obstacle in candidate.obstacles)
