"""Rows of our own making in the columns that GDELT, ICEWS and POLECAT publish."""

from __future__ import annotations

from pathlib import Path

from legation.datasets.layouts import GDELT_2, ICEWS, POLECAT


def line(names: tuple[str, ...], **cells: str) -> str:
    """A tab-separated line with these cells, the others empty; `_` stands for a blank."""
    by_name = {name.replace("_", " "): value for name, value in cells.items()}
    unknown = set(by_name) - {name.replace("_", " ") for name in names}
    assert not unknown, unknown
    return "\t".join(by_name.get(name.replace("_", " "), "") for name in names)


def gdelt(number: int = 1, **cells: str) -> str:
    """A line of GDELT 2: the foreign minister of Norway in Kenya."""
    told = {
        "GLOBALEVENTID": str(number),
        "SQLDATE": "20250514",
        "Actor1Code": "NORGOV",
        "Actor1Name": "NORWAY",
        "Actor1CountryCode": "NOR",
        "Actor2Code": "KEN",
        "Actor2Name": "KENYA",
        "Actor2CountryCode": "KEN",
        "EventCode": "042",
        "EventBaseCode": "042",
        "EventRootCode": "04",
        "QuadClass": "1",
        "GoldsteinScale": "1.9",
        "NumArticles": "4",
        "ActionGeo_CountryCode": "KE",
        "DATEADDED": "20250515120000",
        "SOURCEURL": "https://www.example.org/a/1",
    }
    return line(GDELT_2, **(told | cells))


def icews(number: int = 1, **cells: str) -> str:
    """A line of ICEWS: the same visit."""
    told = {
        "Event_ID": str(number),
        "Event_Date": "2025-05-14",
        "Source_Name": "Foreign Affairs (Norway)",
        "Source_Sectors": "Government",
        "Source_Country": "Norway",
        "Event_Text": "Make a visit",
        "CAMEO_Code": "042",
        "Intensity": "1.9",
        "Target_Name": "Kenya",
        "Target_Country": "Kenya",
        "Story_ID": "77",
        "Sentence_Number": "2",
        "Publisher": "Example Wire",
        "Country": "Kenya",
    }
    return line(ICEWS, **(told | cells))


def polecat(number: int = 1, **cells: str) -> str:
    """A line of POLECAT: the same visit."""
    told = dict.fromkeys((name.replace(" ", "_") for name in POLECAT), "None") | {
        "Event_ID": f"20250514-{number}",
        "Event_Date": "2025-05-14",
        "Event_Type": "CONSULT",
        "Event_Mode": "visit",
        "Intensity": "4.0",
        "Quad_Code": "1",
        "Actor_Name": "Ministry of Foreign Affairs",
        "Actor_Country": "NOR",
        "Recipient_Name": "Kenya",
        "Recipient_Country": "KEN",
        "Country": "KEN",
        "Source": "Example Wire",
        "Publication_Date": "2025-05-15",
    }
    return line(POLECAT, **(told | cells))


def write(path: Path, *lines: str, header: tuple[str, ...] | None = None) -> Path:
    """A file of these lines, with the names of the columns first where they are given."""
    head = ["\t".join(header)] if header else []
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    return path
