"""Options that several verbs share, and the settings that they make."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from legation import settings
from legation.errors import UsageError
from legation.model.when import days


class Format(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders, patterns, http(s) addresses, or - for standard input.",
    ),
]
File = Annotated[
    str | None,
    typer.Option("--file", metavar="LEDGER", help="The ledger: a file or a PostgreSQL address."),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAME", help="The spaCy package that parses; with llm, the model asked."
    ),
]
With = Annotated[
    str | None,
    typer.Option(
        "--with",
        metavar="CODER",
        help="What codes: rules, or llm, which sends the text to --base-url.",
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url", metavar="URL", help="With llm: an OpenAI-compatible interface, often .../v1."
    ),
]
RequestBudget = Annotated[
    str | None,
    typer.Option("--request-budget", metavar="N", help="With llm: stop after so many requests."),
]
TokenBudget = Annotated[
    str | None,
    typer.Option("--token-budget", metavar="N", help="With llm: stop before so many tokens."),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DAY", help="Day of articles that do not give theirs."),
]
Timezone = Annotated[
    str | None,
    typer.Option("--timezone", metavar="NAME", help="Timezone of 'today', such as Asia/Seoul."),
]
Who = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", help="Who says so or decides; you by default."),
]
Listing = Annotated[Format, typer.Option("--format", help="How the result is written.")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Happened on this day or later.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Happened on this day or before.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what was published by the end of this day."),
]
PublishedSince = Annotated[
    str | None,
    typer.Option("--published-since", metavar="DATE", help="Published on this day or later."),
]


def coder_flags(
    with_: str | None,
    model: str | None,
    base_url: str | None,
    request_budget: str | None,
    token_budget: str | None,
) -> dict[str, str | None]:
    """The flags that say what codes, by setting."""
    return {
        "coder": with_,
        "model": model,
        "llm_base_url": base_url,
        "llm_request_budget": request_budget,
        "llm_token_budget": token_budget,
    }


def first_day(option: str, text: str | None, using: settings.Settings) -> dt.date | None:
    """The first day of a date such as 2025-10-26, 2025-10, 2025 or `today`."""
    return _day(option, text, using, last=False)


def last_day(option: str, text: str | None, using: settings.Settings) -> dt.date | None:
    """The last day of such a date."""
    return _day(option, text, using, last=True)


Days = tuple[dt.date | None, dt.date | None]


def happened(since: str | None, until: str | None, using: settings.Settings) -> Days:
    """First and last day of `--since` and `--until`, which must not be the wrong way round."""
    return _span(("--since", since), ("--until", until), using)


def published(since: str | None, as_of: str | None, using: settings.Settings) -> Days:
    """First and last day of `--published-since` and `--as-of`, in this order too."""
    return _span(("--published-since", since), ("--as-of", as_of), using)


def _span(
    start: tuple[str, str | None], end: tuple[str, str | None], using: settings.Settings
) -> Days:
    first, last = first_day(*start, using), last_day(*end, using)
    if first is not None and last is not None and last < first:
        raise UsageError(
            f"{start[0]} {start[1]} is later than {end[0]} {end[1]}, so nothing can lie between; "
            "turn them round."
        )
    return first, last


def _day(option: str, text: str | None, using: settings.Settings, *, last: bool) -> dt.date | None:
    if text is None:
        return None
    if text == "today":
        return using.today()
    try:
        found = days(text) if "/" not in text else None
    except ValueError:
        found = None
    day = None if found is None else found.last if last else found.first
    if day is None:
        raise UsageError(
            f"{option} takes a date such as 2025-10-26, 2025-10 or today, not {text!r}."
        )
    return day


class StepWidth(StrEnum):
    """Width of the steps of a series."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class EngineChoice(StrEnum):
    """What computes."""

    DUCKDB = "duckdb"
    SPARK = "spark"


Data = Annotated[
    list[Path] | None,
    typer.Option(
        "--data",
        metavar="PATH",
        help="An imported data set instead of the ledger: a folder or Parquet file; repeatable.",
    ),
]
Frame = Annotated[
    str | None,
    typer.Option(
        "--frame",
        metavar="NAME",
        help="One sampling frame only; or an outlet whose whole output you say is in the data.",
    ),
]
Step = Annotated[StepWidth, typer.Option("--by", help="Width of the steps of a series.")]
Expand = Annotated[
    bool, typer.Option("--expand", help="Spread meetings of more than six sides into pairs too.")
]
WithEvents = Annotated[
    bool, typer.Option("--events", help="List the ids of the events behind each number.")
]
EngineOption = Annotated[
    EngineChoice, typer.Option("--engine", help="DuckDB in this process, or Spark.")
]
Master = Annotated[
    str,
    typer.Option("--master", metavar="URL", help="Where Spark runs, such as spark://host:7077."),
]
