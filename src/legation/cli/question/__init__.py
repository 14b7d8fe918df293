"""`legation question`: the verbs that ask, list, show and score; others stand in `rows`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from legation import settings
from legation.cli import options, output
from legation.cli.options import Format
from legation.cli.question import rows
from legation.cli.question.flags import (
    Name,
    On,
    Yardstick,
    author,
    branch_of,
    prior_of,
    range_of,
    reference_class,
    thesis_of,
)
from legation.errors import UsageError
from legation.model.question import GroupRule, Question, QuestionKind, TimeForm

app = typer.Typer(
    name="question",
    help="Ask what may come, keep what bears on it, see the odds and how they come about, be scored.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for verb in (
    rows.sighting,
    rows.reading,
    rows.update,
    rows.resolve,
):
    app.command(name=verb.__name__)(verb)


@app.command()
def new(
    path: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A question file, TOML or YAML.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="The question.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="A short name; made from the text by default.")
    ] = None,
    standing: Annotated[
        bool, typer.Option("--standing", help="A standing question: rival theses and no odds.")
    ] = False,
    from_ledger: Annotated[
        bool, typer.Option("--from-ledger", help="With --standing: theses that articles hold.")
    ] = False,
    about: Annotated[
        str | None, typer.Option("--about", metavar="WHO", help="The state that it is about.")
    ] = None,
    thesis: Annotated[
        list[str] | None, typer.Option("--thesis", help="A rival answer; give two or more.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="First day of the window.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Last day of the window.")
    ] = None,
    resolution: Annotated[
        str | None, typer.Option("--resolution", help="The exact text by which it is resolved.")
    ] = None,
    side: Annotated[
        list[str] | None, typer.Option("--side", metavar="WHO", help="Who is concerned.")
    ] = None,
    outcome: Annotated[
        list[str] | None, typer.Option("--outcome", help="An outcome; yes and no by default.")
    ] = None,
    default: Annotated[
        str | None, typer.Option("--default", help="The outcome if nothing happens.")
    ] = None,
    prior: Annotated[
        list[str] | None,
        typer.Option("--prior", metavar="OUTCOME=P", help="A probability, such as yes=0.05."),
    ] = None,
    prior_range: Annotated[
        str | None, typer.Option("--prior-range", metavar="LOW,P,HIGH", help="Around the prior.")
    ] = None,
    base_rate: Annotated[
        list[str] | None,
        typer.Option(
            "--base-rate",
            metavar="TEXT",
            help="A reference class: '3 in 25.8 years: they met' or '1 of 2: both were there'.",
        ),
    ] = None,
    branch: Annotated[
        list[str] | None,
        typer.Option("--branch", metavar="NAME: IF", help="A condition with odds of its own."),
    ] = None,
    form: Annotated[
        TimeForm, typer.Option("--form", help="How the chance falls while nothing happens.")
    ] = TimeForm.CONSTANT_HAZARD,
    outcome_class: Annotated[
        str | None,
        typer.Option(
            "--outcome-class", help="What it is in the table of measured worths: meeting."
        ),
    ] = None,
    on: On = None,
    as_of: options.AsOf = None,
    who: options.Who = None,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Ask a question: of a file, of these options, or standing, from what the ledger holds."""
    using = settings.load({"file": file, "timezone": timezone})
    from legation.workflows import questions, rooms

    by = author(who, on, using)
    code = about and rooms.code_of(about)
    if path and (text or standing):
        raise UsageError("Give a question file or --text, not both.")
    with rooms.open_ledger(using, create=True) as ledger:
        if path:
            made = questions.ask_file(ledger, path, by, name)
        elif standing and from_ledger:
            day = options.last_day("--as-of", as_of, using)
            made, found = questions.ask_posture(ledger, by, code, name, day)
            others = [one.who for one in found if one.who != code][: 1 + (code is None)]
            _tell_theses(
                len(found[0].rivals), [o for o in others if not made.startswith(o.lower())]
            )
        else:
            if not text:
                raise UsageError("Give a question file, or ask with --text.")
            asked = Question(
                kind=QuestionKind.STANDING if standing else QuestionKind.CLOSED,
                text=text,
                opened=by.day,
                sides=tuple(rooms.code_of(one) for one in side or ([about] if about else [])),
                resolution=resolution,
                first=options.first_day("--from", first, using)
                or (None if standing or last is None else by.day),
                last=options.last_day("--until", last, using),
                outcomes=tuple(outcome or ()),
                default=default,
                outcome_class=outcome_class,
                prior=prior_of(prior),
                prior_range=range_of("--prior-range", prior_range),
                classes=tuple(reference_class(one, by.who) for one in base_rate or ()),
                branches=tuple(branch_of(one) for one in branch or ()),
                theses=tuple(thesis_of(one) for one in thesis or ()),
                form=form,
            )
            made = questions.ask(ledger, asked, by, name)
    output.say(f"Question {made} is asked; `legation question show {made}` shows its board.")


def _tell_theses(number: int, others: list[str]) -> None:
    more = f"; there are some on {', '.join(others)} too (--about)" if others else ""
    output.say(f"{number} rival theses stand in the articles{more}.")


@app.command(name="list")
def list_(
    as_of: options.AsOf = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only what is not resolved.")] = False,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """List the questions of the ledger with their odds as of a day."""
    using = settings.load({"file": file, "timezone": timezone})
    from legation.presenting import boardjson, boardtables
    from legation.workflows import boards, rooms

    with rooms.open_ledger(using, create=False) as ledger:
        found = boards.every(
            ledger, boards.Asked(as_of=_day(as_of, using), whole=False), only_open=only_open
        )
    raw = form in (Format.JSON, Format.JSONL)
    output.listing(
        [
            {
                **boardtables.list_row(one),
                **({"chances": boardjson.as_json(one.chances)} if raw else {}),
            }
            for one in found
        ],
        boardtables.LIST_COLUMNS,
        form,
        none="No question was asked by then; `legation question new` asks one.",
    )


def _day(as_of: str | None, using: settings.Settings) -> dt.date:
    return options.last_day("--as-of", as_of, using) or using.today()


@app.command()
def show(
    name: Name,
    as_of: options.AsOf = None,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Count what a rule attached and nobody judged.")
    ] = False,
    rule: Annotated[
        GroupRule | None, typer.Option("--rule", help="What sightings of one group count for.")
    ] = None,
    rho: Annotated[
        float | None, typer.Option("--rho", help="With 'effective n': how alike they are, 0 to 1.")
    ] = None,
    yardstick: Yardstick = "ICD 203",
    extremise: Annotated[
        float | None, typer.Option("--extremise", metavar="POWER", help="Pool people so too.")
    ] = None,
    about: Annotated[
        float | None, typer.Option("--away-from", metavar="P", help="The point to extremise from.")
    ] = None,
    log: Annotated[bool, typer.Option("--log", help="Every row and what it did.")] = False,
    outputs: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Ends in .html or .md; repeatable."),
    ] = None,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Show the board of a question as of a day: the odds, what they are made of, who disagrees."""
    using = settings.load({"file": file, "timezone": timezone})
    day = _day(as_of, using)
    _check_outputs(outputs or [])
    from legation.presenting import boardjson, boardtables
    from legation.workflows import boards, questions, records, rooms

    asked = boards.Asked(
        as_of=day,
        unconfirmed=unconfirmed,
        rule=rule,
        rho=rho,
        yardstick=yardstick,
        power=extremise,
        about=about,
    )
    with rooms.open_ledger(using, create=False) as ledger:
        board = boards.board(ledger, questions.resolve_name(ledger, name), asked)
        record = records.records(ledger, day)
        for path in outputs or ():
            _write(path, boards.page(ledger, board, record))
    if outputs:
        return
    output.answer(
        form,
        {"board": boardjson.as_json(board), "record": boardjson.as_json(record)},
        [boardtables.sighting_row(one) for one in board.sightings],
        boardtables.SIGHTING_COLUMNS,
        boardtables.board_sections(board, record, log=log),
    )


def _check_outputs(outputs: list[Path]) -> None:
    for path in outputs:
        output.check_writable(path)
        if path.suffix.lower() not in (".html", ".htm", ".md"):
            raise UsageError(f"{path} should end in .html or .md.")


def _write(path: Path, made: object, what: str = "board") -> None:
    from legation.presenting import Brief, to_html, to_markdown

    assert isinstance(made, Brief)  # noqa: S101 - what the workflow gives
    write = to_markdown if path.suffix.lower() == ".md" else to_html
    with output.whole_file(path) as sink:
        sink.write(write(made))
    output.say(f"The {what} is in {path}.")


@app.command()
def score(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME...]", help="Which; all by default.")
    ] = None,
    as_of: options.AsOf = None,
    outputs: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Ends in .html or .md; repeatable."),
    ] = None,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Score the questions that were resolved: Brier, log, skill, calibration; misses included."""
    using = settings.load({"file": file, "timezone": timezone})
    _check_outputs(outputs or [])
    from legation.presenting import boardjson, recordtables
    from legation.workflows import questions, records, rooms

    with rooms.open_ledger(using, create=False) as ledger:
        chosen = [questions.resolve_name(ledger, one) for one in names or ()]
        found = records.records(ledger, _day(as_of, using), chosen)
    if not found.scores:
        output.say("No question was resolved by then; `legation question resolve` does it.")
        sys.exit(1)
    for path in outputs or ():
        from legation.presenting.board import record_brief

        _write(path, record_brief(found), "record")
    if outputs:
        return
    output.answer(
        form,
        boardjson.as_json(found),
        [recordtables.score_row(one) for one in found.scores],
        recordtables.SCORE_COLUMNS,
        recordtables.record_sections(found),
    )
