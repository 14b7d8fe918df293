"""Pictures as PNG, by the converter of the extra `charts`; nothing is fetched."""

from __future__ import annotations

from legation.errors import EnvironmentFailure
from legation.presenting.pictures.chart import About, Chart
from legation.presenting.pictures.sheet import to_svg

_SCALE = 2.0


def to_png(svg: str) -> bytes:
    """An SVG of our own as PNG, two pixels for each of its own; raises EnvironmentFailure without it."""
    try:
        import vl_convert
    except ImportError as error:
        raise EnvironmentFailure(
            "A PNG needs the extra 'charts'; add it with `make extras` or `pip install "
            "'legation[charts]'`, or write an .svg."
        ) from error
    made: bytes = vl_convert.svg_to_png(svg, scale=_SCALE)
    return made


def chart_png(chart: Chart, about: About) -> bytes:
    """A chart as it stands on a desk; raises EnvironmentFailure where it cannot be made."""
    return to_png(to_svg(chart, about))
