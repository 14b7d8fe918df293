"""SVG for the page: places along the width are per cent, so that a picture fits phone and paper.

Colours come from the classes in templates/brief.css, which also know dark pages and print.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from legation.model import Status
from legation.presenting.visible import visible

# A letter of the page's sans serif at 12 pixels takes about this many pixels.
_LETTER = 6.6
# Row labels must fit the narrowest page.
_LONGEST_LABEL = int(330 / _LETTER)

_SHAPES: dict[Status, str] = {
    Status.OCCURRED: "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z",
    Status.PLANNED: "M0 -6.5L6.5 0L0 6.5L-6.5 0Z",
    Status.HYPOTHETICAL: "M0 -6L6 5L-6 5Z",
    Status.DENIED: "M-5 -5L5 5M-5 5L5 -5",
    Status.CANCELLED: "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0ZM-4 4L4 -4",
}


def canvas(key: str, title: str, told: str, height: float) -> Element:
    """An empty picture with its title and description; `height` is in pixels."""
    svg = Element(
        "svg",
        {
            "role": "img",
            "aria-labelledby": f"{key}-title {key}-desc",
            "width": "100%",
            "height": f"{height:g}",
        },
    )
    SubElement(svg, "title", {"id": f"{key}-title"}).text = title
    SubElement(svg, "desc", {"id": f"{key}-desc"}).text = visible(told)
    return svg


def written(svg: Element) -> str:
    """The picture as text that can stand in a page."""
    return tostring(svg, encoding="unicode")


def percent(share: float) -> str:
    """A share of the width, as SVG writes it."""
    return f"{100 * share:.4g}%"


def label(
    parent: Element, words: str, x: float, y: float, anchor: str = "start", dx: int = 0
) -> None:
    """Words with their base line at `y` pixels; `x` is a share of the width, moved by `dx` pixels."""
    words = visible(words)
    if len(words) > _LONGEST_LABEL:
        words = words[: _LONGEST_LABEL - 1].rstrip() + "…"
    given = {"x": percent(x), "y": f"{y:g}", "text-anchor": anchor}
    if dx:
        given["dx"] = str(dx)
    SubElement(parent, "text", given).text = words


def rule(
    parent: Element, ends: tuple[float, float], heights: tuple[float, float], kind: str
) -> None:
    """A straight line of a kind that the style sheet knows."""
    given = {"x1": percent(ends[0]), "x2": percent(ends[1])}
    given |= {"y1": f"{heights[0]:g}", "y2": f"{heights[1]:g}", "class": kind}
    SubElement(parent, "line", given)


def shapes(parent: Element, key: str, statuses: Iterable[Status]) -> None:
    """Defines the shapes of these statuses for `shape`."""
    defs = SubElement(parent, "defs")
    for status in statuses:
        SubElement(defs, "path", {"id": f"{key}-{status.value}", "d": _SHAPES[status]})


def shape(parent: Element, key: str, status: Status, x: float, y: float, dx: float = 0) -> None:
    """The shape of a status at a share of the width and a height in pixels."""
    given = {"href": f"#{key}-{status.value}", "x": percent(x), "y": f"{y:g}"}
    given["class"] = f"shape {status.value}"
    if dx:
        given["transform"] = f"translate({dx:g} 0)"
    SubElement(parent, "use", given)
