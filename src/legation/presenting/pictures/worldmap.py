"""A map of partners: great circles from the actor's seat of government to theirs.

The projection is Equal Earth (Savric, Patterson & Jenny 2018, International Journal of Geographical
Information Science 33), turned so that the actor lies in the middle; there are no borders.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import SubElement

from legation.knowledge.names import display
from legation.knowledge.positions import Position, land, seats
from legation.presenting.pictures.canvas import LETTER, LINE, Canvas
from legation.presenting.pictures.chart import Chart, Part, Row

Plain = Mapping[str, Any]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
_SOUTH, _NORTH = -58, 84
_STRAIGHT = 48
_MOST_NAMES, _FEW_NAMES = 14, 7
"""Names on a wide map and on a phone's."""
_NEAR, _FAR = 14, 26
"""Pixels from a dot: a name beside it, and one that a line leads to."""
_COLUMNS = ("frame", "partner", "name", "dealings", "share", "latitude", "longitude")


def map_chart(answers: Sequence[Plain], code: str, what: str) -> Chart | None:
    """The map of partners that are states; None where fewer than two have a place on it."""
    home = seats().get(code)
    shown = [a for a in answers if len(_placed(a)) > 1]
    if home is None or not shown:
        return None
    return Chart(
        key="map",
        title=f"Where the partners of {display(code)} are",
        units=f"Size of dots and width of lines: events that occurred ({what}). Lines are great circles "
        "between seats of government; there are no borders.",
        parts=tuple(_part(answer, code, home) for answer in shown),
        columns=_COLUMNS,
        rows=[row for answer in shown for row in _rows(answer)],
    )


def _placed(answer: Plain) -> list[tuple[Plain, Position]]:
    found = seats()
    return [
        (p, found[p["code"]]) for p in answer["partners"] if p["dealings"] and p["code"] in found
    ]


def _rows(answer: Plain) -> Iterator[Row]:
    for partner, seat in _placed(answer):
        yield {
            "frame": answer["frame"]["name"],
            "partner": partner["code"],
            "name": display(partner["code"]),
            "dealings": partner["dealings"],
            "share": partner["share"],
            "latitude": seat.latitude,
            "longitude": seat.longitude,
        }


def _part(answer: Plain, code: str, home: Position) -> Part:
    placed = _placed(answer)
    words = ", ".join(f"{display(p['code'])} {p['dealings']}" for p, _ in placed[:8])
    window = answer["window"]
    when = f". Window: {window['first']} to {window['last']}." if window else "."
    return Part(
        heading=answer["frame"]["heading"] + when,
        alt=f"{len(placed)} states on the map, those with most: {words}.",
        draw=lambda canvas: _Map(canvas, home).draw(code, placed),
    )


class _Map:
    """One map on a canvas, with `home` in the middle."""

    def __init__(self, canvas: Canvas, home: Position) -> None:
        self._canvas = canvas
        self._home = home
        self._clip = f"{canvas.key}-globe-{canvas.y:.0f}"
        # On a phone lines and dots are smaller, as the map is.
        self._size = 0.6 if canvas.narrow else 1.0
        west, east = _equal_earth(-180, 0)[0], _equal_earth(180, 0)[0]
        self._scale = canvas.width / (east - west)
        self._west, self._north = west, _equal_earth(0, _NORTH)[1]
        self._top = canvas.y + 12
        self.height = (self._north - _equal_earth(0, _SOUTH)[1]) * self._scale

    def _at(self, longitude: float, latitude: float) -> Point:
        """Pixels of a place whose longitude is counted from the middle."""
        x, y = _equal_earth(longitude, latitude)
        return (x - self._west) * self._scale, self._top + (self._north - y) * self._scale

    def place(self, seat: Position) -> Point:
        """Pixels of a seat of government."""
        away = (seat.longitude - self._home.longitude + 180) % 360 - 180
        return self._at(away, seat.latitude)

    def draw(self, code: str, placed: Sequence[tuple[Plain, Position]]) -> None:
        """Sea, land, lines, dots and names."""
        self._ground()
        most = max(p["dealings"] for p, _ in placed)
        for partner, seat in reversed(placed):
            width = self._size * (0.8 + 3 * math.sqrt(partner["dealings"] / most))
            self._canvas.path(self._arc(seat), "arc", stroke_width=f"{width:.1f}")
        for partner, seat in reversed(placed):
            x, y = self.place(seat)
            tip = f"{display(partner['code'])}: {partner['dealings']}"
            size = self._size * (2.5 + 4.5 * math.sqrt(partner["dealings"] / most))
            self._canvas.circle(x, y, size, "dot", tip)
        x, y = self.place(self._home)
        self._canvas.circle(x, y, 5, "home", display(code))
        self._names(code, placed)
        self._canvas.y = self._top + self.height + LINE - 6

    def _ground(self) -> None:
        edge = [self._at(180, lat) for lat in range(_SOUTH, _NORTH + 1, 2)]
        edge += [self._at(-180, lat) for lat in range(_NORTH, _SOUTH - 1, -2)]
        self._canvas.path(_outline(edge), "sea")
        clip = SubElement(self._canvas.root, "clipPath", {"id": self._clip})
        SubElement(clip, "path", {"d": _outline(edge)})
        paths = []
        for ring in land():
            points = list(_unwrapped(ring, self._home.longitude))
            for turn in (-360, 0, 360):
                if (
                    min(x for x, _ in points) + turn < 180
                    and max(x for x, _ in points) + turn > -180
                ):
                    paths.append(_outline([self._at(x + turn, y) for x, y in points]))
        shape = self._canvas.path("".join(paths), "land")
        shape.set("clip-path", f"url(#{self._clip})")

    def _arc(self, seat: Position) -> str:
        points = [self._at(*point) for point in great_circle(self._home, seat)]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    def _names(self, code: str, placed: Sequence[tuple[Plain, Position]]) -> None:
        """Names of the actor and of those with most, where they find room."""
        dots = [self.place(seat) for _, seat in placed]
        taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in (*dots, self.place(self._home))]
        most = _FEW_NAMES if self._canvas.narrow else _MOST_NAMES
        named = [(display(code), self.place(self._home))]
        named += [
            (f"{display(p['code'])} {p['dealings']}", point)
            for (p, _), point in zip(placed[:most], dots, strict=False)
        ]
        for words, at in named:
            spot = self._room(words, *at, taken)
            if spot:
                taken.append(spot)
                self._lead(at, spot)
                self._canvas.label(words, spot[0], spot[3] - 3)

    def _lead(self, at: Point, spot: Box) -> None:
        """A line to a name that had to stand away from its dot."""
        x, y = min(max(at[0], spot[0]), spot[2]), min(max(at[1], spot[1]), spot[3])
        if math.dist(at, (x, y)) > _NEAR:
            self._canvas.line(*at, x, y, "axis")

    def _room(self, words: str, x: float, y: float, taken: Sequence[Box]) -> Box | None:
        wide, high = LETTER * len(words), 14
        for away in (8, _FAR):
            for left, top in (
                (x + away, y - 7),
                (x - away - wide, y - 7),
                (x - wide / 2, y - 14 - away),
                (x - wide / 2, y + away),
                (x + away - 2, y + away - 2),
                (x + away - 2, y - away - 12),
                (x - wide - away + 2, y + away - 2),
                (x - wide - away + 2, y - away - 12),
            ):
                box = (left, top, left + wide, top + high)
                inside = left >= 0 and box[2] <= self._canvas.width and top >= self._top
                if inside and not any(_overlap(box, other) for other in taken):
                    return box
        return None


def _overlap(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _equal_earth(longitude: float, latitude: float) -> Point:
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    a1, a2, a3, a4 = _A
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = math.radians(longitude) * math.cos(theta) / (_M * slope)
    return x, a4 * theta**9 + a3 * theta**7 + a2 * theta**3 + a1 * theta


def _unwrapped(ring: Sequence[Point], middle: float) -> Iterator[Point]:
    """An outline with longitudes from the middle, none of which jumps around the globe."""
    before: float | None = None
    for longitude, latitude in ring:
        x = longitude - middle
        if before is None:
            x = (x + 180) % 360 - 180
        else:
            x += 360 * round((before - x) / 360)
        yield x, latitude
        before = x


def great_circle(start: Position, end: Position) -> list[Point]:
    """Points of the shortest way between two places, longitudes counted from the first."""
    lat1, lat2 = math.radians(start.latitude), math.radians(end.latitude)
    away = math.radians((end.longitude - start.longitude + 180) % 360 - 180)
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(away)
    angle = math.acos(max(-1.0, min(1.0, cosine)))
    if angle < 1e-9:
        return [(0.0, start.latitude), (0.0, start.latitude)]
    found: list[Point] = []
    for n in range(_STRAIGHT + 1):
        first = math.sin((1 - n / _STRAIGHT) * angle) / math.sin(angle)
        second = math.sin(n / _STRAIGHT * angle) / math.sin(angle)
        x = first * math.cos(lat1) + second * math.cos(lat2) * math.cos(away)
        y = second * math.cos(lat2) * math.sin(away)
        z = first * math.sin(lat1) + second * math.sin(lat2)
        found.append(
            (math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y))))
        )
    return found


def _outline(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
