"""Pictures as files: SVG, and a page that fits desk and phone, fetches nothing and runs no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from legation.presenting.pictures.canvas import style
from legation.presenting.pictures.chart import About, Chart
from legation.presenting.visible import visible

WIDE, NARROW = 720, 336
"""Widths of a picture on a desk and on a phone, in pixels."""

_CHOICE = """
.lg-wide svg,.lg-narrow svg{display:block;max-width:100%;height:auto;margin-left:-12px}
.lg-narrow{display:none}
@media (max-width:46rem){.lg-wide{display:none}.lg-narrow{display:block}}
@media print{.lg-wide{display:block}.lg-narrow{display:none}}
"""
_PAGE = """
:root{color-scheme:light dark}
body{margin:0 auto;max-width:48rem;padding:1rem 1rem 3rem;background:#fdfcf8;color:#1c1b19;
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
figure{margin:0 0 2rem;padding:0}
h1{font-size:1.5rem;line-height:1.2;margin:.5rem 0 1rem}
details{margin:.2rem 0}summary{cursor:pointer;padding:.5rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.85rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .9rem .3rem 0;border-bottom:1px solid #d3ccbe}
:focus-visible{outline:3px solid #1b4f83;outline-offset:2px}
@media (prefers-color-scheme:dark){body{background:#17181a;color:#ebe7dd}th,td{border-color:#44464a}}
"""


def to_svg(chart: Chart, about: About, width: int = WIDE) -> str:
    """One picture as an SVG file that needs nothing else."""
    drawn = chart.drawn(width, about)
    return drawn.svg(chart.title, f"{chart.alt} {about.words}", alone=True) + "\n"


def to_html(charts: Sequence[Chart], about: About, title: str) -> str:
    """All pictures as one page, each with its numbers as a table."""
    rules = figure_style() + _PAGE
    digest = base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
    figures = "\n".join(_figure(chart, about) for chart in charts)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_html(title)}</title>
<style>{rules}</style>
</head>
<body>
<main>
<h1>{_html(title)}</h1>
{figures}
</main>
</body>
</html>
"""


def figure_style() -> str:
    """What a page needs that shows `figure`: colours, and which of the two drawings it shows."""
    return style() + _CHOICE


def figure(chart: Chart, about: About, *, titled: bool = True) -> str:
    """One picture for a page that has `figure_style`: a wide and a narrow drawing.

    Without `titled` the page itself says title and units.
    """
    parts = []
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        svg = chart.drawn(width, about, f"-{name}", titled=titled).svg(
            chart.title, chart.alt, alone=False
        )
        parts.append(f'<div class="lg-{name}">{svg}</div>')
    return "\n".join(parts)


def _figure(chart: Chart, about: About) -> str:
    head = "".join(
        f'<th scope="col">{_html(name.replace("_", " "))}</th>' for name in chart.columns
    )
    body = "\n".join(
        "<tr>"
        + "".join(f"<td>{_html(cell(row.get(name)))}</td>" for name in chart.columns)
        + "</tr>"
        for row in chart.rows
    )
    return f"""<figure id="{chart.key}">
{figure(chart, about)}
<details>
<summary>The numbers as a table</summary>
<div class="scroll" tabindex="0" role="group" aria-label="{_html(chart.title)}, table">
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody>
</table>
</div>
</details>
</figure>"""


def cell(value: object) -> str:
    """A value of a table: unknown is a dash and never 0."""
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _html(text: str) -> str:
    return escape(visible(text))
