"""Pictures of an answer as files, each with its data beside it."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from legation import __version__
from legation.cli.output import check_writable, say, whole_file
from legation.errors import UsageError
from legation.presenting.cells import cell

if TYPE_CHECKING:
    from legation.presenting.pictures import About, Chart

_ENDINGS = (".svg", ".png", ".html")

Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="A picture that ends in .svg, .png or .html, with its numbers beside it; repeatable.",
    ),
]
Picture = Annotated[
    str | None,
    typer.Option("--picture", metavar="NAME", help="Which one an .svg or .png shows."),
]


def check(outputs: Sequence[Path], name: str | None = None, known: Sequence[str] = ()) -> None:
    """Raises UsageError for a file that is no picture and for a `name` that no `known` one has.

    Raises EnvironmentFailure where a file cannot be written.
    """
    if name is not None and name not in known:
        raise _unknown(name, known)
    if name is not None and not outputs:
        raise UsageError("--picture says which one a file shows; name the file with -o.")
    for path in outputs:
        if path.suffix.lower() not in _ENDINGS:
            raise UsageError(f"{path} should end in .svg, .png or .html.")
        check_writable(path)


def _unknown(name: str, known: Iterable[str]) -> UsageError:
    return UsageError(f"There is no picture {name!r} of this; there is {', '.join(known)}.")


def about(words: str, told: object, as_of: dt.date | None) -> tuple[About, object]:
    """What stands under a picture, and where its events come from as a manifest says it."""
    from legation.presenting.pictures import About

    day = as_of.isoformat() if as_of else None
    return About(source=words, as_of=day, program=f"legation {__version__}"), told


def write(
    outputs: Sequence[Path],
    charts: Sequence[Chart],
    about: About,
    title: str,
    name: str | None,
    whole: Mapping[str, Any],
) -> None:
    """Writes each file, and beside it the numbers drawn (CSV) and the whole answer (JSON).

    Where nothing can be drawn, says so and writes nothing.
    """
    if not charts:
        say("legation: There is too little to draw, so no picture was written.")
        return
    from legation.presenting.pictures import to_html

    chosen = _chosen(charts, name)
    for path in outputs:
        page = path.suffix.lower() == ".html"
        if page:
            with whole_file(path) as sink:
                sink.write(to_html(charts, about, title))
        else:
            _draw(path, chosen, about)
        beside = _data(path, charts if page else [chosen], about, whole)
        say(f"The picture is in {path}; its numbers are in {', '.join(map(str, beside))}.")
    others = [chart.key for chart in charts if chart is not chosen]
    if others and name is None and any(path.suffix.lower() != ".html" for path in outputs):
        say(f"It shows {chosen.key}; --picture {' or '.join(others)} shows something else.")


def _chosen(charts: Sequence[Chart], name: str | None) -> Chart:
    found = {chart.key: chart for chart in charts}
    if name is not None and name not in found:
        raise _unknown(name, found)
    return found[name] if name else charts[0]


def _draw(path: Path, chart: Chart, about: About) -> None:
    from legation.presenting.pictures import to_svg
    from legation.presenting.pictures.raster import chart_png

    with whole_file(path) as sink:
        if path.suffix.lower() == ".png":
            cast("TextIOWrapper", sink).buffer.write(chart_png(chart, about))
        else:
            sink.write(to_svg(chart, about))


def _data(
    path: Path, charts: Sequence[Chart], about: About, whole: Mapping[str, Any]
) -> list[Path]:
    """The numbers as CSV, one file a picture, and all that is known as JSON."""
    made = []
    for chart in charts:
        name = path.stem if len(charts) == 1 else f"{path.stem}-{chart.key}"
        made.append(path.with_name(f"{name}.csv"))
        with whole_file(made[-1]) as sink:
            rows = csv.writer(sink, lineterminator="\n")
            rows.writerow(chart.columns)
            rows.writerows(
                [[cell(row.get(column)) for column in chart.columns] for row in chart.rows]
            )
    told = [{"picture": c.key, "title": c.title, "units": c.units, "text": c.alt} for c in charts]
    made.append(path.with_suffix(".json"))
    with whole_file(made[-1]) as sink:
        json.dump(
            {"pictures": told, "source": about.source, "program": about.program, **whole},
            sink,
            ensure_ascii=False,
            indent=2,
        )
        sink.write("\n")
    return made
