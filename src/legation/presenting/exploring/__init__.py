"""Pictures that answer a pointer: Vega-Lite over the same numbers as the still pictures.

A page shows the still picture first. Where it has scripts and the bundle of Vega, which the extra
`charts` brings and which never comes from elsewhere, the moving one takes its place on the screen;
paper and readers without scripts keep the still one.
"""

from __future__ import annotations

from legation.presenting.exploring.bundle import bundle, bundle_version
from legation.presenting.exploring.explored import Explored
from legation.presenting.exploring.leads import leads
from legation.presenting.exploring.network import network
from legation.presenting.exploring.odds import odds
from legation.presenting.exploring.partners import partners
from legation.presenting.exploring.ties import ties
from legation.presenting.exploring.timeline import timeline

__all__ = [
    "Explored",
    "bundle",
    "bundle_version",
    "leads",
    "network",
    "odds",
    "partners",
    "ties",
    "timeline",
]
