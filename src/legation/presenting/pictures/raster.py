"""Pictures as PNG, by the converter of the extra `charts`; nothing is fetched."""

from __future__ import annotations

from legation.errors import EnvironmentFailure

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
