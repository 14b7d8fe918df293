"""How well articles are coded: gold and public suites in, figures, misses and floors out."""

from legation.evaluation.calibration import Judged, fit, judged, reliability
from legation.evaluation.events import EventFigures, Scored, figures, score_text
from legation.evaluation.floors import Broken, Floors, gold_digest, read_floors
from legation.evaluation.happenings import Mention, mentions, score_links
from legation.evaluation.judgements import JudgementFigures, score_judgements
from legation.evaluation.misses import Miss, misses
from legation.evaluation.records import (
    Gold,
    Item,
    read_gold,
    read_items,
    read_judgements,
    read_predicted,
)
from legation.evaluation.silences import count_silences
from legation.evaluation.suites import SuiteCase, read_suite, score_suites
from legation.evaluation.system import SYSTEM, SystemFigures, score_system

__all__ = [
    "SYSTEM",
    "Broken",
    "EventFigures",
    "Floors",
    "Gold",
    "Item",
    "Judged",
    "JudgementFigures",
    "Mention",
    "Miss",
    "Scored",
    "SuiteCase",
    "SystemFigures",
    "count_silences",
    "figures",
    "fit",
    "gold_digest",
    "judged",
    "mentions",
    "misses",
    "read_floors",
    "read_gold",
    "read_items",
    "read_judgements",
    "read_predicted",
    "read_suite",
    "reliability",
    "score_judgements",
    "score_links",
    "score_suites",
    "score_system",
    "score_text",
]
