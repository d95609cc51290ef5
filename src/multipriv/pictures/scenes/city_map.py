"""A made-up quarter as a map shows it: blocks, parks, a river, named streets, and a route through them."""

import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from random import Random
from typing import Any

import yaml

from multipriv.pictures.scenes.canvas import Canvas, Pixels, Point
from multipriv.seeds import stream
from multipriv.taxonomy.records import Box, Locale


@dataclass(frozen=True)
class Label:
    """A name on the map: its middle, its angle in degrees, and what it names (street, park, river)."""

    text: str
    x: float
    y: float
    angle: float
    of: str


@dataclass(frozen=True)
class CityMap:
    """Pixels (height, width, 3), the route's ends, the box of its line and its length, and the names."""

    image: Pixels
    start: Point
    end: Point
    path: Box
    km: float
    labels: tuple[Label, ...]
    colours: dict[str, str]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("city_map.yaml").read_text("utf-8"))
    return data


def draw_map(token: str, locale: Locale, size: tuple[int, int], seed: str) -> CityMap:
    """Return a map on which the route that `token` names runs between two corners; `seed` picks colours and names."""
    random, course = stream("map", seed), stream("course", token)
    colours: dict[str, str] = random.choice(_data()["styles"])
    width, height = size
    across, down = max(5, round(width / 165)), max(5, round(height / 150))
    grid = _nodes(course, size, across, down)
    canvas = Canvas(width, height)
    canvas.rect(0, 0, width, height, colours["land"])
    river = course.randrange(1, across - 1)
    parks = {(course.randrange(across), course.randrange(down)) for _ in range(4)}
    _blocks(canvas, grid, parks, colours, random)
    bank = _river(canvas, grid, river, size, colours)
    main = (course.randrange(1, across), course.randrange(1, down))
    _streets(canvas, grid, main, colours)
    way = _course(course, across, down)
    route = [grid[j][i] for i, j in way]
    _route(canvas, route, colours)
    labels = _clear(_names(random, locale, grid, bank, parks, river, way[-1]), route, size)
    half = 8.0
    xs, ys = [x for x, _ in route], [y for _, y in route]
    box = (min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half)
    km = round(stream("length", token).uniform(2.4, 6.5), 1)
    return CityMap(canvas.rendered()[..., :3], route[0], route[-1], box, km, labels, colours)


def _nodes(random: Random, size: tuple[int, int], across: int, down: int) -> list[list[Point]]:
    """Return the crossings, row by row, one beyond each edge."""
    width, height = size
    dx, dy = width / (across - 0.2), height / (down - 0.2)
    bend, lean = random.uniform(-0.16, 0.16), random.uniform(-0.05, 0.05)
    columns = [(i - 0.4) * dx + random.uniform(-0.16, 0.16) * dx for i in range(across + 2)]
    rows = [(j - 0.4) * dy + random.uniform(-0.16, 0.16) * dy for j in range(down + 2)]
    return [
        [(x + bend * dx * math.sin(y / height * 3) + lean * y, y + bend * dy * math.sin(x / width * 3)) for x in columns]
        for y in rows
    ]


def _blocks(
    canvas: Canvas, grid: list[list[Point]], parks: set[tuple[int, int]], colours: dict[str, str], random: Random
) -> None:
    for j in range(len(grid) - 1):
        for i in range(len(grid[0]) - 1):
            corners = [grid[j][i], grid[j][i + 1], grid[j + 1][i + 1], grid[j + 1][i]]
            park = (i, j) in parks
            canvas.shape(corners, colours["park"] if park else colours["land"])
            if park:
                continue
            for _ in range(random.randrange(3, 7)):
                u, v = random.uniform(0.14, 0.62), random.uniform(0.16, 0.62)
                w, h = random.uniform(0.12, 0.26), random.uniform(0.14, 0.24)
                canvas.shape([_inside(corners, *at) for at in ((u, v), (u + w, v), (u + w, v + h), (u, v + h))], colours["block"])


def _inside(corners: list[Point], u: float, v: float) -> Point:
    a, b, c, d = corners
    top = (a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u)
    low = (d[0] + (c[0] - d[0]) * u, d[1] + (c[1] - d[1]) * u)
    return top[0] + (low[0] - top[0]) * v, top[1] + (low[1] - top[1]) * v


def _river(canvas: Canvas, grid: list[list[Point]], column: int, size: tuple[int, int], colours: dict[str, str]) -> list[Point]:
    """Paint a river through the blocks right of a column and return its middle line."""
    line = []
    for j in range(len(grid)):
        (x0, y), (x1, _) = grid[j][column], grid[j][column + 1]
        line.append(((x0 + x1) / 2 + math.sin(j * 1.1) * 14, y))
    points = "".join(f"{'M' if k == 0 else 'L'}{x:.1f} {y:.1f}" for k, (x, y) in enumerate(_curved(line)))
    canvas.path(points, stroke=colours["water"], width=size[0] / 20)
    return line


def _curved(line: list[Point]) -> list[Point]:
    """Return the line rounded by cutting its corners three times (Chaikin)."""
    for _ in range(3):
        cut = [line[0]]
        for (x0, y0), (x1, y1) in pairwise(line):
            cut += [(0.75 * x0 + 0.25 * x1, 0.75 * y0 + 0.25 * y1), (0.25 * x0 + 0.75 * x1, 0.25 * y0 + 0.75 * y1)]
        line = [*cut, line[-1]]
    return line


def _streets(canvas: Canvas, grid: list[list[Point]], main: tuple[int, int], colours: dict[str, str]) -> None:
    lines = [(row, j == main[1]) for j, row in enumerate(grid)]
    lines += [([row[i] for row in grid], i == main[0]) for i in range(len(grid[0]))]
    for fill, extra in ((colours["casing"], 5.0), ("", 0.0)):
        for line, major in sorted(lines, key=lambda entry: entry[1]):
            canvas.line(line, fill or (colours["major"] if major else colours["road"]), (30.0 if major else 19.0) + extra)


def _course(random: Random, across: int, down: int) -> list[tuple[int, int]]:
    """Return the crossings of a way from one side to the other that never turns back."""
    i, j = 1, random.choice((2, down - 1))
    goal = (across - 1, down - 1 if j == 2 else 2)
    way = [(i, j)]
    while (i, j) != goal:
        sideways = i != goal[0] and (j == goal[1] or random.random() < 0.5)
        i, j = (i + 1, j) if sideways else (i, j + (1 if goal[1] > j else -1))
        way.append((i, j))
    return way


def _route(canvas: Canvas, route: list[Point], colours: dict[str, str]) -> None:
    canvas.line(route, "#ffffff", 21.0)
    canvas.line(route, colours["route"], 14.0)


def _names(
    random: Random,
    locale: Locale,
    grid: list[list[Point]],
    bank: list[Point],
    parks: set[tuple[int, int]],
    river: int,
    goal: tuple[int, int],
) -> list[Label]:
    """Return names for streets, a park and the river; the two streets that cross at the goal have none: one is the goal's own."""
    words = _data()[locale]
    streets = random.sample(words["streets"], len(words["streets"]))
    labels = []
    k = len(bank) // 2
    labels.append(_along(random.choice(words["rivers"]), bank[k + 1], bank[k], "river"))
    for j in range(1, len(grid) - 1):
        across, column = random.randrange(1, len(grid[0]) - 2), random.randrange(1, len(grid[0]) - 2)
        name, other = streets.pop(), streets.pop() if j % 2 else None
        if j != goal[1]:
            labels.append(_along(name, grid[j][across], grid[j][across + 1], "street"))
        if other and column != goal[0]:
            labels.append(_along(other, grid[j + 1][column], grid[j][column], "street"))
    park = random.choice(words["parks"])
    for i, j in sorted(parks):
        if i != river:
            (x0, y0), (x1, y1) = grid[j][i], grid[j + 1][i + 1]
            return [*labels, Label(park, (x0 + x1) / 2, (y0 + y1) / 2, 0, "park")]
    return labels


def _clear(labels: list[Label], route: list[Point], size: tuple[int, int], room: float = 30.0) -> tuple[Label, ...]:
    """Return the names that stand wholly on the map, off the route and its ends, and off each other."""
    ends = [(route[0], route[0]), (route[-1], route[-1])]
    kept: list[Label] = []
    for label in labels:
        line = _written(label)
        whole = all(20 < x < size[0] - 20 and 20 < y < size[1] - 44 for x, y in line)
        near = [_apart(line, stretch) for stretch in pairwise(route)] + [_apart(line, _written(other)) for other in kept]
        if whole and min(near) > room and min(_apart(line, end) for end in ends) > 4 * room:
            kept.append(label)
    return tuple(kept)


def _written(label: Label) -> tuple[Point, Point]:
    """Return the line on which a name stands, by the width of its letters."""
    half = sum(18.0 if ord(letter) > 0x2E7F else 9.6 for letter in label.text) / 2
    dx, dy = half * math.cos(math.radians(label.angle)), half * math.sin(math.radians(label.angle))
    return (label.x - dx, label.y - dy), (label.x + dx, label.y + dy)


def _apart(one: tuple[Point, Point], other: tuple[Point, Point], steps: int = 12) -> float:
    """Return about how far apart two straight lines are."""

    def along(line: tuple[Point, Point], k: int) -> Point:
        (x0, y0), (x1, y1) = line
        return x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps

    return min(math.dist(along(one, i), along(other, j)) for i in range(steps + 1) for j in range(steps + 1))


def _along(text: str, a: Point, b: Point, of: str) -> Label:
    angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
    return Label(text, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, angle, of)
