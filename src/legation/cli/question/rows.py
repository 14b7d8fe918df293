"""`legation question sighting | reading | update | resolve`: what is added to a question."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import say
from legation.cli.question.flags import (
    Article,
    EventId,
    Name,
    On,
    Quote,
    Why,
    Yardstick,
    author,
    branch_of,
    pairs_of,
    plain_range,
    prior_of,
    range_of,
    reference_class,
    thesis_of,
)
from legation.errors import UsageError
from legation.model import Holder
from legation.model.question import (
    Decision,
    Reading,
    Resolution,
    Sighting,
    SightingKind,
)

Find = Annotated[
    bool, typer.Option("--find", help="Attach by rule what the ledger's articles hold.")
]
Confirm = Annotated[
    list[str] | None, typer.Option("--confirm", metavar="ID", help="Confirm what a rule attached.")
]
Refuse = Annotated[
    list[str] | None, typer.Option("--refuse", metavar="ID", help="Refuse it; needs --why.")
]
Because = Annotated[str | None, typer.Option("--why", metavar="REASON", help="Why; it is kept.")]


def _judge(
    name: str,
    confirm: list[str] | None,
    refuse: list[str] | None,
    why: str | None,
    who: str | None,
    on: str | None,
    using: settings.Settings,
) -> bool:
    """Keeps verdicts and says so; whether there were any."""
    from legation.workflows import questions, rooms

    given = ((Decision.CONFIRM, confirm or []), (Decision.REFUSE, refuse or []))
    if not any(ids for _, ids in given):
        return False
    by = author(who, on, using)
    with rooms.open_ledger(using, create=False) as ledger:
        full = questions.resolve_name(ledger, name)
        for decision, ids in given:
            if ids:
                done = questions.judge(ledger, full, ids, decision, by, why)
                say(f"{len(done)} {decision.value}{'ed' if decision.value[-1] != 'e' else 'd'}.")
    return True


def _find(name: str, as_of: str | None, yardstick: str, using: settings.Settings) -> None:
    from legation.workflows import finding, questions, rooms

    day = options.last_day("--as-of", as_of, using)
    with rooms.open_ledger(using, create=False) as ledger:
        full = questions.resolve_name(ledger, name)
        done = finding.find(ledger, full, as_of=day, yardstick=yardstick)
    say(
        f"{done.sightings} sightings and {done.readings} readings attached; none counts before it "
        "is confirmed."
    )


def sighting(
    name: Name,
    observed: Annotated[
        str | None, typer.Argument(metavar="[OBSERVED]", help="What was seen, in a few words.")
    ] = None,
    find: Find = False,
    confirm: Confirm = None,
    refuse: Refuse = None,
    why: Because = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="What it is a sighting of.")
    ] = None,
    seen: Annotated[str | None, typer.Option("--seen", metavar="DAY", help="Day of it.")] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", help="Which outcome it bears on; the first one.")
    ] = None,
    worth: Annotated[
        str | None,
        typer.Option("--worth", metavar="LOW,LR,HIGH", help="Likelihood ratio with its range."),
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", help="Sightings of one group do not count twice.")
    ] = None,
    decay: Annotated[
        str | None, typer.Option("--decay", help="logistics, statement, announced, legal or none.")
    ] = None,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DAY", help="From then on it counts no more.")
    ] = None,
    test: Annotated[
        str | None, typer.Option("--test", metavar="DAY", help="When it will be seen if it held.")
    ] = None,
    grade: Annotated[
        str | None, typer.Option("--grade", help="Admiralty grade of the source, such as B2.")
    ] = None,
    cell: Annotated[
        list[str] | None,
        typer.Option("--cell", metavar="ANSWER=CELL", help="Consistency: CC, C, N, I, II or NA."),
    ] = None,
    branch: Annotated[
        str | None, typer.Option("--branch", help="It bears on this condition only.")
    ] = None,
    absent: Annotated[
        str | None, typer.Option("--absent", metavar="WHO", help="Who was missing.")
    ] = None,
    silent: Annotated[
        str | None, typer.Option("--silent", metavar="WHO", help="Who said nothing.")
    ] = None,
    occasion: Annotated[
        str | None, typer.Option("--occasion", metavar="BODY", help="From what: ASEAN, a parade.")
    ] = None,
    invited: Annotated[
        bool | None, typer.Option("--invited/--not-invited", help="Whether they were invited.")
    ] = None,
    attended: Annotated[
        str | None, typer.Option("--attended", metavar="N/M", help="How often before, such as 3/5.")
    ] = None,
    event: EventId = None,
    article: Article = None,
    quote: Quote = None,
    on: On = None,
    as_of: options.AsOf = None,
    yardstick: Annotated[
        str, typer.Option("--yardstick", help="For readings found too.")
    ] = "ICD 203",
    who: options.Who = None,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Find sightings in the ledger's articles, confirm or refuse them, or add one by hand."""
    using = settings.load({"file": file, "timezone": timezone})
    if find:
        _find(name, as_of, yardstick, using)
        return
    if _judge(name, confirm, refuse, why, who, on, using):
        return
    if not observed:
        raise UsageError("Say what was seen, or use --find, --confirm or --refuse.")
    from legation.workflows import expecting, questions, rooms

    day = options.last_day("--seen", seen, using)
    by = author(who, on or as_of or (seen or None), using)
    kind = (
        SightingKind.ABSENCE
        if absent
        else SightingKind.SILENCE
        if silent
        else SightingKind.PRESENCE
    )
    with rooms.open_ledger(using, create=False) as ledger:
        full = questions.resolve_name(ledger, name)
        made = Sighting(
            indicator=indicator or observed,
            observed=observed,
            seen=day or by.day,
            kind=kind,
            outcome=outcome,
            worth=range_of("--worth", worth),
            reason=why,
            group=group,
            decay=decay,
            expires=options.last_day("--expires", expires, using),
            test=options.last_day("--test", test, using),
            grade=grade and grade.upper(),
            cells=pairs_of(cell, "--cell"),
            branch=branch,
            event=event,
            expectation=expecting.by_hand(
                absent or silent,
                occasion,
                day or by.day,
                invited=invited,
                attended=_attended(attended),
            ),
        )
        evidence = questions.quoted(ledger, event=event, article=article, quote=quote)
        entry = questions.add(ledger, full, made, by, evidence)
    say(f"Sighting {entry.id} is kept, known from {entry.known}.")
    if made.expectation and not made.expectation.expected:
        say(f"It is worth nothing: {made.expectation.reason}.")


def _attended(text: str | None) -> list[bool]:
    if text is None:
        return []
    came, sign, of = text.partition("/")
    if not sign or not came.isdigit() or not of.isdigit() or int(came) > int(of):
        raise UsageError(f"--attended is written as 3/5, not {text!r}.")
    return [True] * int(came) + [False] * (int(of) - int(came))


def reading(
    name: Name,
    holder: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="Who says it, by name.")
    ] = None,
    words: Annotated[
        str | None, typer.Option("--words", help="Their words: 'unlikely', 'preparatory signs'.")
    ] = None,
    office: Annotated[str | None, typer.Option("--office", help="Their office.")] = None,
    stance: Annotated[
        str | None, typer.Option("--leans", help="for, against, cautious, mixed or uncertain.")
    ] = None,
    find: Find = False,
    confirm: Confirm = None,
    refuse: Refuse = None,
    why: Because = None,
    thesis: Annotated[str | None, typer.Option("--thesis", help="Of a standing question.")] = None,
    yardstick: Yardstick = "ICD 203",
    event: EventId = None,
    article: Article = None,
    quote: Quote = None,
    on: On = None,
    as_of: options.AsOf = None,
    who: options.Who = None,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Find what named people say in the ledger's articles, or add it: words, never a number."""
    using = settings.load({"file": file, "timezone": timezone})
    if find:
        _find(name, as_of, yardstick, using)
        return
    if _judge(name, confirm, refuse, why, who, on, using):
        return
    if not holder or not words:
        raise UsageError("Say who says it and with --words what, or use --find.")
    leans = ("for", "against", "cautious", "mixed", "uncertain")
    if stance is not None and stance not in leans:
        raise UsageError(f"--leans takes one of {', '.join(leans)}, not {stance!r}.")
    from legation.workflows import finding, questions, rooms

    by = author(who, on or as_of, using)
    with rooms.open_ledger(using, create=False) as ledger:
        full = questions.resolve_name(ledger, name)
        asked = finding.asked_of(ledger.questions.entries(full))
        made = Reading(
            holder=Holder(name=holder, office=office),
            words=words,
            said=by.day,
            stance=stance or "uncertain",
            about=asked.text,
            yardstick=yardstick,
            thesis=thesis,
        )
        evidence = questions.quoted(ledger, event=event, article=article, quote=quote)
        entry = questions.add(ledger, full, made, by, evidence)
    say(f"Reading {entry.id} is kept, known from {entry.known}.")


def update(
    name: Name,
    why: Why,
    row: Annotated[
        str | None,
        typer.Option("--of", metavar="ID", help="Of a sighting or reading; else of the question."),
    ] = None,
    worth: Annotated[
        str | None, typer.Option("--worth", metavar="LOW,LR,HIGH", help="Its likelihood ratio now.")
    ] = None,
    prior: Annotated[
        list[str] | None, typer.Option("--prior", metavar="OUTCOME=P", help="Another prior.")
    ] = None,
    say_: Annotated[
        list[str] | None,
        typer.Option(
            "--say", metavar="OUTCOME=P", help="Your own forecast, scored beside the odds."
        ),
    ] = None,
    met: Annotated[
        str | None, typer.Option("--met", metavar="NAME", help="A condition that has come true.")
    ] = None,
    branch: Annotated[
        list[str] | None, typer.Option("--branch", metavar="NAME: IF", help="Another condition.")
    ] = None,
    base_rate: Annotated[
        list[str] | None, typer.Option("--base-rate", help="Another reference class.")
    ] = None,
    thesis: Annotated[
        list[str] | None, typer.Option("--thesis", help="Another rival thesis.")
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Another field: group, decay, grade ..."),
    ] = None,
    cell: Annotated[
        list[str] | None, typer.Option("--cell", metavar="ANSWER=CELL", help="Cells of the matrix.")
    ] = None,
    event: EventId = None,
    article: Article = None,
    quote: Quote = None,
    on: On = None,
    who: options.Who = None,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Change a prior, a worth, a group ... from a day on; what was said before stays to be seen."""
    using = settings.load({"file": file, "timezone": timezone})
    changes: dict[str, Any] = dict(pairs_of(change, "--set"))
    if "rho" in changes:
        changes["rho"] = float(range_of("--set rho", changes["rho"]).value)  # type: ignore[union-attr]
    found = range_of("--worth", worth)
    if found is not None and not branch:
        changes["worth"] = plain_range(found)
    if cell:
        changes["cells"] = pairs_of(cell, "--cell")
    if prior:
        changes["prior"] = prior_of(prior)
    if say_:
        changes["forecast"] = prior_of(say_)
    if met:
        changes["branch"] = met
    from legation.workflows import questions, rooms

    by = author(who, on, using)
    with rooms.open_ledger(using, create=False) as ledger:
        full = questions.resolve_name(ledger, name)
        evidence = questions.quoted(ledger, event=event, article=article, quote=quote)
        changes |= questions.more(
            ledger,
            full,
            branches=[branch_of(one, found) for one in branch or ()],
            classes=[reference_class(one, by.who) for one in base_rate or ()],
            theses=[thesis_of(one) for one in thesis or ()],
        )
        entry = questions.update(ledger, full, changes, by, why, row, evidence)
    say(f"Update {entry.id} is kept and counts from {entry.known} on.")


def resolve(
    name: Name,
    outcome: Annotated[
        str, typer.Argument(metavar="OUTCOME", help="The outcome that came true, or void.")
    ],
    why: Why,
    day: Annotated[
        str | None, typer.Option("--day", metavar="DAY", help="When it came out; today.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="What supports it outside the ledger.")
    ] = None,
    event: EventId = None,
    article: Article = None,
    quote: Quote = None,
    on: On = None,
    who: options.Who = None,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Say how a question came out, with the evidence; it is scored from then on."""
    using = settings.load({"file": file, "timezone": timezone})
    from legation.workflows import questions, rooms

    by = author(who, on, using)
    came: dt.date = options.last_day("--day", day, using) or using.today()
    made = Resolution(
        outcome=None if outcome == "void" else outcome, day=came, reason=why, source=source
    )
    with rooms.open_ledger(using, create=False) as ledger:
        full = questions.resolve_name(ledger, name)
        evidence = questions.quoted(ledger, event=event, article=article, quote=quote)
        entry = questions.resolve(ledger, full, made, by, evidence)
    say(f"Question {full} is resolved {outcome} as of {entry.known}; it is scored from then on.")
