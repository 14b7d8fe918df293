"""Evaluate: code texts that people have coded, and say how well the two agree."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation import __version__
from legation.errors import EnvironmentFailure, UnreadableInput
from legation.evaluation import (
    SYSTEM,
    Gold,
    Item,
    Scored,
    count_silences,
    figures,
    floors,
    gold_digest,
    judged,
    mentions,
    misses,
    read_gold,
    read_items,
    read_judgements,
    read_predicted,
    read_suite,
    reliability,
    score_judgements,
    score_links,
    score_suites,
    score_system,
    score_text,
)
from legation.evaluation.records import events_of
from legation.model import Article, CodedArticle, Event, Quarantined, Report
from legation.model.wire import coded_json, event_from_json, silence_json
from legation.workflows import rooms
from legation.workflows.coding import code_stream
from legation.workflows.linking import gathered

if TYPE_CHECKING:
    from legation.settings import Settings

Json = dict[str, Any]
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What to evaluate: `items` with their `gold`, or a file of `suite` cases.

    `judgements` are further gold rows, `predicted` is coded output to score instead of coding.
    """

    items: Path | None = None
    gold: Path | None = None
    suite: Path | None = None
    judgements: Path | None = None
    predicted: Path | None = None

    @property
    def gold_files(self) -> list[Path]:
        """The files that people made: their digests say on what a figure was measured."""
        return [p for p in (self.items, self.gold, self.judgements, self.suite) if p]

    @property
    def texts(self) -> Path:
        """The file with the texts to be coded."""
        found = self.suite or self.items
        if found is None:
            raise ValueError("a task has texts")
        return found


@dataclass(slots=True, kw_only=True)
class Evaluation:
    """What came of it: `figures` by name, every miss as a row, texts that could not be coded.

    `scored` holds the texts with gold events, `lines` the coded output by text.
    """

    figures: Json
    scored: list[Scored] = field(default_factory=list)
    lines: Mapping[str, Json] = field(default_factory=dict)
    misses: list[Json] = field(default_factory=list)
    failed: list[Quarantined] = field(default_factory=list)


def evaluate(
    task: Task,
    using: Settings,
    tell: Tell = lambda _done: None,
    notice: rooms.Notice = lambda _message: None,
) -> Evaluation:
    """Codes the texts, unless coded output was brought, and scores them.

    A text that cannot be coded counts as one in which nothing was found. Raises UsageError or
    UnreadableInput where a file is missing or is no gold.
    """
    gold = _gold(task)
    suite = read_suite(task.suite) if task.suite else []
    items = {} if task.suite else read_items(task.texts)
    failed: list[Quarantined] = []
    if task.predicted:
        lines = read_predicted(task.predicted)
    else:
        lines, failed = _coded(task.texts, using, tell, notice)
    coder = next((str(line["coder"]) for line in lines.values() if "coder" in line), None)
    made = Evaluation(figures={"coder": coder, "texts": len(suite or items)}, failed=failed)
    if task.suite:
        made.figures["suites"], missed = score_suites(suite, lines)
        made.misses = [miss.json() for miss in missed]
    else:
        _score(made, gold, items, lines)
    made.figures["silences"] = count_silences(lines.values())
    return made


def _gold(task: Task) -> Gold:
    gold = read_gold(task.gold) if task.gold else Gold()
    if task.judgements:
        gold.judgements += read_judgements(task.judgements)
    return gold


def _score(
    made: Evaluation, gold: Gold, texts: Mapping[str, Item], lines: Mapping[str, Json]
) -> None:
    unknown = [id_ for id_ in gold.events if id_ not in texts]
    if unknown:
        raise UnreadableInput(
            f"{len(unknown)} texts of the gold are not among the items, the first is "
            f"{unknown[0]!r}; give the items on which the gold was made."
        )
    scored = [
        score_text(id_, texts[id_].text, events, events_of(lines.get(id_)), texts[id_].source)
        for id_, events in gold.events.items()
    ]
    silences = {id_: line.get("silences") or () for id_, line in lines.items()}
    found = list(misses(scored, silences))
    made.misses = [miss.json() for miss in found]
    if gold.events:
        made.figures["events"] = figures(scored).json()
        made.scored, made.lines = scored, lines
        made.figures["confidence"] = reliability(judged(scored, lines))
        made.figures["misses"] = {
            kind: dict(Counter(m.cause for m in found if m.kind == kind).most_common())
            for kind in ("missed", "extra")
        }
    if any("happening" in event for events in gold.events.values() for event in events):
        made.figures["links"] = _links(scored, gold, texts, lines)
    kinds = {row["kind"] for row in gold.judgements}
    if kinds - SYSTEM.keys():
        by_kind = score_judgements(gold.judgements, lines)
        made.figures["judgements"] = {kind: found.json() for kind, found in by_kind.items()}
    if kinds & SYSTEM.keys():
        of_system = score_system(gold.judgements, lines)
        made.figures["system"] = {kind: found.json() for kind, found in of_system.items()}


def coded_events(id_: str, text: str, line: Json) -> list[Event]:
    """The events of one line of coded output, with their evidence from the text."""
    article = Article(id=id_, text=text, published=line.get("published"))
    return [event_from_json(article, row) for row in events_of(line)]


def _links(
    scored: Sequence[Scored], gold: Gold, texts: Mapping[str, Item], lines: Mapping[str, Json]
) -> Json:
    """How well the coded events of different texts are taken for one happening."""
    reports = {
        id_: [
            Report(event=event, published=line.get("published"))
            for line in [lines.get(id_) or {}]
            for event in coded_events(id_, item.text, line)
        ]
        for id_, item in texts.items()
    }
    found = gathered([report for some in reports.values() for report in some])
    groups = [[report.id for report in happening.reports] for happening in found]
    ids = {id_: [report.id for report in some] for id_, some in reports.items()}
    return score_links(mentions(scored, gold.events, ids), groups)


def _coded(
    path: Path, using: Settings, tell: Tell, notice: rooms.Notice
) -> tuple[dict[str, Json], list[Quarantined]]:
    """Coded lines by id, with the reasons of silence, and the texts that failed."""
    lines: dict[str, Json] = {}
    failed: list[Quarantined] = []
    with rooms.open_coder(using, notice) as coder:
        for number, item in enumerate(code_stream(rooms.articles([str(path)], using), coder), 1):
            if isinstance(item, CodedArticle):
                lines[item.article.id] = {
                    **coded_json(item, with_text=False),
                    "silences": [silence_json(silence) for silence in item.silences],
                }
            else:
                failed.append(item)
            tell(number)
    return lines, failed


def check_floors(task: Task, made: Evaluation, path: Path) -> list[str]:
    """A sentence for each floor that is not kept and each gold file that changed."""
    wanted = floors.read_floors(path)
    found = [*floors.changed(wanted, task.gold_files), *floors.broken(wanted, made.figures)]
    return [item.message for item in found]


def log(task: Task, made: Evaluation, path: Path, now: dt.datetime) -> None:
    """Appends the figures with date, version and the digests of the gold to a log.

    Raises EnvironmentFailure where it cannot be written.
    """
    entry = {
        "date": now.date().isoformat(),
        "version": __version__,
        "gold": {file.name: gold_digest(file) for file in task.gold_files},
        **made.figures,
    }
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(floors.log_line(entry))
    except OSError as error:
        raise EnvironmentFailure(
            f"The log {path} cannot be written ({error.strerror}); choose another place."
        ) from error
