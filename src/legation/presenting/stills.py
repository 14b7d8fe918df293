"""Pictures of the brief by themselves, as SVG or PNG, for papers that know no style sheet."""

from __future__ import annotations

import re
from functools import cache

from legation.presenting.brief import Picture
from legation.presenting.pictures.raster import to_png
from legation.presenting.templating import template_text

_WIDTH = 680
_RULE = re.compile(r"^(?:\.picture|\.shape|\.span)[^{}]*\{[^{}]*\}", re.MULTILINE)
_VALUE = re.compile(r"(--[a-z]+):\s*([^;]+);")
_NAME = re.compile(r"var\((--[a-z]+)\)")


def png(picture: Picture) -> bytes | None:
    """The picture on white, in the colours of the light page; None where nothing is drawn.

    Raises EnvironmentFailure without the extra `charts`.
    """
    return None if picture.svg is None else to_png(alone(picture.svg))


def alone(svg: str, width: int = _WIDTH) -> str:
    """A picture's SVG on white that needs no page; `width` in pixels."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="{width}"'
    made = svg.replace('width="100%"', "", 1).replace("<svg", head, 1)
    ground = '<rect width="100%" height="100%" fill="#ffffff"/>'
    return made.replace(">", f"><style>{_style()}</style>{ground}", 1)


@cache
def _style() -> str:
    """The brief's own rules for pictures, with the values that it names elsewhere."""
    sheet = template_text("brief.css")
    values = dict(_VALUE.findall(sheet[: sheet.index("}")]))
    rules = "".join(_RULE.findall(sheet))
    return _NAME.sub(lambda found: values[found[1]].strip(), rules).replace('"', "'")
