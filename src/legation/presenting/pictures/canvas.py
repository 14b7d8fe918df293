"""A canvas of fixed size in pixels, on which pictures are drawn as SVG."""

from __future__ import annotations

import textwrap
from xml.etree.ElementTree import Element, SubElement, tostring

from legation.presenting.visible import visible

LETTER = 6.4
"""Width of a usual letter of the pictures' sans serif at 12 pixels."""
LINE = 16
"""Height of a line of text."""

HATCHED = "against-words"
"""The kind of shape that is filled with a pattern."""
_NARROW = 500
_HEADING = 22

_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
# The converter to PNG knows no custom properties, so that each colour stands where it is used.
_RULES = {
    ".lg-paper": ("fill:#fdfcf8", "fill:#17181a"),
    ".lg-text": (f"font:12px {_FONT};fill:#1c1b19", "fill:#ebe7dd"),
    ".lg-title": (f"font:600 17px {_FONT};fill:#1c1b19", "fill:#ebe7dd"),
    ".lg-strong": (f"font:600 12px {_FONT};fill:#1c1b19", "fill:#ebe7dd"),
    ".lg-soft": (f"font:12px {_FONT};fill:#55524c", "fill:#b7b1a4"),
    ".lg-halo": (
        "stroke:#fdfcf8;stroke-width:3px;stroke-linejoin:round;fill:none",
        "stroke:#17181a",
    ),
    ".lg-rule": ("stroke:#d3ccbe;stroke-width:1px;fill:none", "stroke:#44464a"),
    ".lg-axis": ("stroke:#1c1b19;stroke-width:1px;fill:none", "stroke:#ebe7dd"),
    ".lg-break": (
        "stroke:#1c1b19;stroke-width:1.5px;stroke-dasharray:5 3;fill:none",
        "stroke:#ebe7dd",
    ),
    ".lg-gap": ("fill:#e6e0d2", "fill:#303236"),
    ".lg-words": ("fill:#b9d3ea;stroke:#1b4f83;stroke-width:.8px", "fill:#30506f;stroke:#8fbdea"),
    ".lg-deeds": ("fill:#1b4f83;stroke:#1b4f83;stroke-width:.8px", "fill:#8fbdea;stroke:#8fbdea"),
    ".lg-against-words": ("stroke:#9b1c1c;stroke-width:.8px", "stroke:#f09a90"),
    ".lg-against-deeds": (
        "fill:#9b1c1c;stroke:#9b1c1c;stroke-width:.8px",
        "fill:#f09a90;stroke:#f09a90",
    ),
    ".lg-hatching": ("stroke:#9b1c1c;stroke-width:1.6px", "stroke:#f09a90"),
    ".lg-planned": (
        "fill:none;stroke:#7a5200;stroke-width:1.5px;stroke-dasharray:3 2",
        "stroke:#e0b35c",
    ),
    ".lg-range": ("stroke:#1b4f83;stroke-width:2px;fill:none", "stroke:#8fbdea"),
    ".lg-thin": ("stroke:#1b4f83;stroke-width:1px;fill:none", "stroke:#8fbdea"),
    ".lg-dot": ("fill:#1b4f83;stroke:#fdfcf8;stroke-width:1px", "fill:#8fbdea;stroke:#17181a"),
    ".lg-hollow": ("fill:#fdfcf8;stroke:#1b4f83;stroke-width:1.5px", "fill:#17181a;stroke:#8fbdea"),
    ".lg-home": ("fill:#9b1c1c;stroke:#fdfcf8;stroke-width:1.5px", "fill:#f09a90;stroke:#17181a"),
    ".lg-sea": ("fill:#f4f0e6;stroke:#d3ccbe;stroke-width:1px", "fill:#202225;stroke:#44464a"),
    ".lg-land": ("fill:#ddd6c6;stroke:#ddd6c6;stroke-width:.6px", "fill:#3a3c40;stroke:#3a3c40"),
    ".lg-edge": ("stroke:#1b4f83;fill:none;stroke-opacity:.7", "stroke:#8fbdea"),
    ".lg-edge-against": (
        "stroke:#9b1c1c;fill:none;stroke-opacity:.8;stroke-dasharray:5 3",
        "stroke:#f09a90",
    ),
    ".lg-arc": (
        "stroke:#1b4f83;fill:none;stroke-opacity:.75;stroke-linecap:round",
        "stroke:#8fbdea",
    ),
}


def style() -> str:
    """The rules for light and dark pages."""
    light = "".join(f"{name}{{{rules}}}" for name, (rules, _) in _RULES.items())
    dark = "".join(f"{name}{{{rules}}}" for name, (_, rules) in _RULES.items())
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


class Canvas:
    """A picture in the making, `width` pixels wide; it grows downwards as `y` goes on.

    `key` tells it from the other pictures of a page.
    """

    def __init__(self, key: str, width: int) -> None:
        self.key = key
        self.width = width
        self.y = 0.0
        self.root = Element("g")

    def text(
        self, words: str, x: float, y: float, kind: str = "text", anchor: str = "start"
    ) -> None:
        """Words with their base line at `y`."""
        given = {"x": f"{x:.1f}", "y": f"{y:.1f}", "class": f"lg-{kind}"}
        if anchor != "start":
            given["text-anchor"] = anchor
        SubElement(self.root, "text", given).text = visible(words)

    def label(self, words: str, x: float, y: float, anchor: str = "start") -> None:
        """Words on a busy ground, with a rim of the ground's colour around them."""
        self.text(words, x, y, "text lg-halo", anchor)
        self.text(words, x, y, "text", anchor)

    def paragraph(self, words: str, kind: str = "soft", letter: float = LETTER) -> None:
        """Words in as many lines as they need, from the left edge on."""
        for line in textwrap.wrap(words, max(20, int(self.width / letter))):
            self.y += _HEADING if kind == "title" else LINE
            self.text(line, 0, self.y, kind)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A straight line."""
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        given = {name: f"{value:.1f}" for name, value in ends.items()}
        SubElement(self.root, "line", {**given, "class": f"lg-{kind}"})

    def rect(
        self, x: float, y: float, width: float, height: float, kind: str, tip: str | None = None
    ) -> None:
        """A rectangle; `tip` is shown where a pointer rests on it."""
        sizes = {"x": x, "y": y, "width": width, "height": height}
        given = {name: f"{value:.1f}" for name, value in sizes.items()}
        if kind == HATCHED:
            # A pattern is found only in its own picture where another one is hidden.
            given["fill"] = f"url(#{self.key}-hatch)"
        self._tipped(SubElement(self.root, "rect", {**given, "class": f"lg-{kind}"}), tip)

    def circle(self, x: float, y: float, r: float, kind: str, tip: str | None = None) -> None:
        """A circle."""
        given = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{r:.1f}", "class": f"lg-{kind}"}
        self._tipped(SubElement(self.root, "circle", given), tip)

    def path(self, d: str, kind: str, **given: str) -> Element:
        """A path."""
        told = {name.replace("_", "-"): value for name, value in given.items()}
        return SubElement(self.root, "path", {"d": d, "class": f"lg-{kind}", **told})

    @staticmethod
    def _tipped(shape: Element, tip: str | None) -> None:
        if tip:
            SubElement(shape, "title").text = visible(tip)

    @property
    def narrow(self) -> bool:
        """Whether it is made for a phone."""
        return self.width < _NARROW

    def svg(self, title: str, alt: str, *, alone: bool) -> str:
        """The picture as SVG; `alone` brings its own style and ground."""
        height = self.y + LINE
        svg = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "role": "img",
                "aria-labelledby": f"{self.key}-title {self.key}-desc",
                "viewBox": f"-12 -6 {self.width + 24} {height + 12:.0f}",
                "width": f"{self.width + 24}",
                "height": f"{height + 12:.0f}",
            },
        )
        SubElement(svg, "title", {"id": f"{self.key}-title"}).text = visible(title)
        SubElement(svg, "desc", {"id": f"{self.key}-desc"}).text = visible(alt)
        if alone:
            SubElement(svg, "style").text = style()
            ground = {"x": "-12", "y": "-6", "width": "100%", "height": "100%"}
            SubElement(svg, "rect", {**ground, "class": "lg-paper"})
        size = {"width": "5", "height": "5", "patternUnits": "userSpaceOnUse"}
        hatch = SubElement(
            svg, "pattern", {"id": f"{self.key}-hatch", "patternTransform": "rotate(45)", **size}
        )
        SubElement(hatch, "line", {"y2": "5", "class": "lg-hatching"})
        svg.append(self.root)
        return tostring(svg, encoding="unicode")
