"""The map of what leads to what, as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from legation.presenting.exploring.explored import Explored
from legation.presenting.pictures.chart import About
from legation.presenting.pictures.leads import leads_chart


def leads(links: Sequence[Mapping[str, Any]], about: About) -> Explored | None:
    """The picture of `pictures.leads` with its numbers; it is read, and has nothing to point at."""
    chart = leads_chart(links)
    if chart is None:
        return None
    return Explored.of_chart(chart, about, spec=None)
