"""The published columns of GDELT, ICEWS and POLECAT."""

from __future__ import annotations

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code"
    " Type1Code Type2Code Type3Code"
)
_PLACE_V1 = "Type FullName CountryCode ADM1Code Lat Long FeatureID"
_PLACE_V2 = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"


def _gdelt(place: str) -> tuple[str, ...]:
    sides = [f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR.split()]
    places = [
        f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in place.split()
    ]
    return (
        *["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"],
        *sides,
        *[
            "IsRootEvent",
            "EventCode",
            "EventBaseCode",
            "EventRootCode",
            "QuadClass",
            "GoldsteinScale",
        ],
        *["NumMentions", "NumSources", "NumArticles", "AvgTone"],
        *places,
        "DATEADDED",
        "SOURCEURL",
    )


GDELT_2 = _gdelt(_PLACE_V2)
"""GDELT 2.0 event export, 61 columns (GDELT event codebook 2.0, 2015)."""

GDELT_1 = _gdelt(_PLACE_V1)
"""GDELT 1.0 event export with the address, 58 columns; the older files lack it and have 57."""

ICEWS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
"""ICEWS coded event data, 20 columns (Boschee et al., Harvard Dataverse)."""

POLECAT = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
"""POLECAT, 40 columns in the published order."""
