"""Pictures of ties and partners: what stands in them, beside them, and what is never drawn."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from xml.etree import ElementTree as ET

import pytest
from analysis_samples import ours, row, write

from legation.knowledge.names import is_state
from legation.knowledge.positions import Position, land, seats
from legation.presenting.pictures import worldmap

SVG = {"s": "http://www.w3.org/2000/svg"}


def years():
    """Six years of a feed with three partners of one, a month of silence and a plan."""
    rows = []
    for number in range(72):
        month = dt.date(2015 + number // 12, number % 12 + 1, 1)
        if month == dt.date(2016, 5, 1):
            continue
        rows += [row("051", "DEU", "FRA", f"{month:%Y-%m}-{d:02}") for d in (1, 9, 17, 28)]
        who = ("CHN", "RUS", "VNM", "CHN")[number % 4]
        rows.append(row("043", "PRK", who, f"{month:%Y-%m}-05"))
        if number >= 36:
            rows += [row("042", "CHN", "PRK", f"{month:%Y-%m}-{d:02}") for d in (12, 20, 25)]
    rows += [row("112", "CHN", "PRK", "2017-03-03"), row("190", "PRK", "CHN", "2017-04-04")]
    rows.append(row("042", "LAO", "PRK", "2020-12-30", status="planned"))
    return rows


@pytest.fixture
def data(tmp_path):
    write(tmp_path / "feed.parquet", years())
    return "feed.parquet"


def drawn(here, tmp_path, *args, name="x.svg"):
    ran = here(*args, "-o", name)
    assert ran.code == 0, ran.err
    assert name in ran.err
    return ET.fromstring((tmp_path / name).read_text("utf-8"))


def words(svg):
    return " ".join(t.text for t in svg.iterfind(".//s:text", SVG) if t.text)


def table(path):
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_a_picture_of_a_tie_says_what_it_is_and_has_its_numbers_beside_it(here, tmp_path, data):
    svg = drawn(here, tmp_path, "ties", "PRK", "CHN", "--data", data, "--as-of", "2020-12-31")
    told = words(svg)
    assert "North Korea and China, by month" in told
    assert "Frame: gdelt, 2015-01-01 to 2020-12-30" in told
    assert "Source: feed.parquet. As of 2020-12-31." in told
    assert "Per 1,000 events of the frame, with 95 % interval" in told
    assert "Change points against the volume of the frame: 2018-01-01" in told
    assert svg.get("role") == "img"
    ids = svg.get("aria-labelledby").split()
    title, desc = (next(e for e in svg.iter() if e.get("id") == id_) for id_ in ids)
    assert title.text and "events from 2015-01-01" in desc.text
    assert "that the frame did not watch" in desc.text
    rows = table(tmp_path / "x.csv")
    assert len(rows) == 72
    assert sum(int(r["n"] or 0) for r in rows) == 145 and rows[16]["n"] == ""
    kept = json.loads((tmp_path / "x.json").read_text())
    assert kept["answers"][0]["steps"][0]["start"] == "2015-01-01"
    assert kept["pictures"][0]["text"] and kept["from"]
    # By shape and pattern as well as by colour.
    kinds = {r.get("class") for r in svg.iterfind(".//s:rect", SVG)}
    assert {"lg-words", "lg-against-words", "lg-against-deeds", "lg-gap"} <= kinds
    hatched = [r for r in svg.iterfind(".//s:rect", SVG) if "hatch" in (r.get("fill") or "")]
    assert hatched and svg.find(".//s:pattern", SVG) is not None
    assert "prefers-color-scheme:dark" in svg.find("s:style", SVG).text


def test_partners_over_time_are_drawn_from_the_numbers_of_the_answer(here, tmp_path, data):
    asked = ("partners", "PRK", "--data", data, "--powers", "CHN,RUS")
    svg = drawn(here, tmp_path, *asked)
    assert "Partners of North Korea, by year" in words(svg)
    rows = [r for r in table(tmp_path / "x.csv") if r["what"] == "China"]
    assert [r["start"][:4] for r in rows] == [str(year) for year in range(2015, 2021)]
    assert (rows[0]["of"], float(rows[0]["value"])) == ("12", 0.5)
    assert float(rows[0]["low"]) == pytest.approx(0.2109, abs=1e-4)
    assert float(rows[5]["value"]) == pytest.approx(42 / 48)
    drawn(here, tmp_path, *asked, "--picture", "number", name="n.svg")
    numbers = [r for r in table(tmp_path / "n.csv") if r["what"].startswith("Effective")]
    assert float(numbers[0]["value"]) == pytest.approx(1 / (0.5**2 + 2 * 0.25**2))
    steps = json.loads(here(*asked, "--by", "year", "--format", "json").out)["answers"][0]["series"]
    assert [s["number"]["value"] for s in steps] == [float(r["value"]) for r in numbers]
    assert here(*asked, "--picture", "pie", "-o", "y.svg").code == 2


def test_one_channel_alone(here, tmp_path, data):
    asked = ("partners", "PRK", "--data", data, "--channel", "visits in", "--format", "json")
    (told,) = json.loads(here(*asked).out)["answers"]
    assert {p["code"]: p["dealings"] for p in told["partners"] if p["dealings"]} == {
        "CHN": 35 + 108,
        "RUS": 18,
        "VNM": 18,
    }
    assert [p["channel"] for p in told["profiles"]] == ["visits in"]
    assert here("partners", "PRK", "--data", data, "--channel", "gossip").code == 2


def test_all_pictures_on_one_page_that_fetches_nothing(here, tmp_path, data):
    ran = here("partners", "PRK", "--data", data, "-o", "x.html", "-o", "again.html")
    assert ran.code == 0, ran.err
    page = (tmp_path / "x.html").read_text("utf-8")
    assert page == (tmp_path / "again.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r"<script|(?:src|href)=\"(?!#)", page.replace("xmlns", ""))
    found = re.findall(r'<figure id="(\w+)"', page)
    assert found == ["shares", "number", "partners", "map"]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {f"x-{key}.csv" for key in found} <= {p.name for p in tmp_path.iterdir()}


def test_a_png_is_one(here, tmp_path, data):
    pytest.importorskip("vl_convert", reason="the extra charts is not installed")
    ran = here("ties", "PRK", "CHN", "--data", data, "--by", "year", "-o", "x.png")
    assert ran.code == 0, ran.err
    made = (tmp_path / "x.png").read_bytes()
    assert made.startswith(b"\x89PNG") and len(made) > 10_000
    assert int.from_bytes(made[16:20], "big") == 2 * (720 + 24)


def test_without_a_frame_counts_are_drawn_and_no_share(here, tmp_path):
    guests = ("VNM", "LAO", "IDN", "THA", "SGP", "MYS", "VNM", "LAO")
    write(
        tmp_path / "own.parquet",
        [ours("042", who, "PRK", f"2025-{n + 1:02}-03") for n, who in enumerate(guests)],
    )
    svg = drawn(here, tmp_path, "partners", "PRK", "--data", "own.parquet")
    told = words(svg)
    assert "What these articles mention (no frame: cannot say)" in told
    assert "%" not in told
    assert {r["share"] for r in table(tmp_path / "x.csv")} == {""}
    ran = here("partners", "PRK", "--data", "own.parquet", "--picture", "shares", "-o", "y.svg")
    assert ran.code == 2 and "there is partners, map" in ran.err
    svg = drawn(here, tmp_path, "ties", "PRK", "VNM", "--data", "own.parquet", name="t.svg")
    assert "no frame: cannot say" in words(svg) and "%" not in words(svg)
    # January and July: time runs evenly though nothing is told in between.
    first, last = sorted(
        float(r.get("x")) for r in svg.iterfind(".//s:rect[@class='lg-words']", SVG)
    )[1:]
    assert last - first == pytest.approx((720 - 44) * 6 / 7, abs=0.5)


def test_nothing_to_draw_and_a_wrong_ending_are_said(here, tmp_path, data):
    ran = here("ties", "PRK", "BRA", "--data", data, "-o", "x.svg")
    assert ran.code == 0
    assert "too little to draw" in ran.err
    assert not (tmp_path / "x.svg").exists()
    ran = here("ties", "PRK", "CHN", "--data", data, "-o", "x.pdf")
    assert (ran.code, ".svg, .png or .html" in ran.err) == (2, True)
    assert here("ties", "PRK", "CHN", "--data", data, "-o", "no/where.svg").code == 3


# The map


def test_equal_earth_has_the_published_size():
    assert worldmap._equal_earth(180, 0)[0] == pytest.approx(2.7066, abs=1e-4)
    assert worldmap._equal_earth(0, 90)[1] == pytest.approx(1.3174, abs=1e-4)


def test_a_great_circle_goes_over_the_pole_where_that_is_shorter():
    points = worldmap.great_circle(Position(39.0, 125.75), Position(38.9, -77.04))
    assert points[0] == pytest.approx((0, 39.0))
    assert points[-1][1] == pytest.approx(38.9)
    assert max(latitude for _, latitude in points) > 70
    equator = worldmap.great_circle(Position(0, 0), Position(0, 90))
    assert equator[24] == pytest.approx((45, 0), abs=1e-9)


def test_every_state_has_a_place_and_the_land_is_on_the_globe():
    assert all(is_state(code) for code in seats())
    assert len(seats()) > 190
    assert all(abs(p.latitude) < 72 and abs(p.longitude) <= 180 for p in seats().values())
    assert all(abs(x) <= 180.1 and abs(y) <= 90 for ring in land() for x, y in ring)
    # Far apart in each direction: no sign was lost.
    assert seats()["CHL"].latitude < 0 < seats()["KOR"].latitude
    assert seats()["USA"].longitude < 0 < seats()["JPN"].longitude
