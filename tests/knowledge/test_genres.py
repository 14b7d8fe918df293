"""What tells an opinion or analysis piece, and what only looks like one."""

from __future__ import annotations

import pytest

from legation.knowledge.genres import why_opinion

TEXT = "The two presidents met on Monday.\nThey talked for an hour."


def why(**told):
    return why_opinion(**({"title": None, "text": TEXT, "source": None, "url": None} | told))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"url": "https://paper.example/2025/10/opinion/what-next"}, "/opinion/"),
        ({"url": "https://paper.example/world/analysis?page=2"}, "/analysis"),
        ({"url": "https://paper.example/commentisfree/2025/oct/26/peace"}, "/commentisfree/"),
        ({"url": "https://www.38north.org/2025/10/a-title/"}, "prints opinion"),
        ({"source": "Project Syndicate"}, "prints opinion"),
        ({"title": "Opinion | The talks were a mistake"}, "labelled “Opinion”"),
        ({"title": "[Editorial] The talks were a mistake"}, "labelled “Editorial”"),
        ({"title": "Analysis: Why they met"}, "labelled “Analysis”"),
        ({"title": "They met - Commentary"}, "labelled “Commentary”"),
        ({"text": f"OP-ED\nThe talks\n{TEXT}"}, "labelled “OP-ED”"),
        ({"text": f"Opinion | Asia\n{TEXT}"}, "labelled “Opinion”"),
        ({"text": f"{TEXT}\nThe views expressed here are the writer’s own."}, "ends with"),
        ({"text": f"{TEXT}\nAnn B. Lee is a senior fellow at an institute."}, "its author"),
    ],
)
def test_what_argues_says_so(told, words):
    assert words in why(**told)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"url": "https://paper.example/world/opinion-poll-shows-a-lead"},
        {"url": "https://paper.example/sport/in-my-opinion"},
        {"title": "Kim: analysis of the launch is under way"},
        {"title": "Public opinion turns against the treaty"},
        {"text": "Opinion polls moved.\n" + TEXT},
        {"text": TEXT + "\nHe said Lee, who is a professor at a university, was right."},
        {"source": "KCNA"},
        {"url": "not an address ["},
    ],
)
def test_what_reports_is_left_alone(told):
    assert why(**told) is None
