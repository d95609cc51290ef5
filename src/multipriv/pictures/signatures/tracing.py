"""The strokes of a printed character: its skeleton, cut at the forks and joined where a pen would go straight on."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.fingerprints.skeleton import crossing_numbers, thin
from multipriv.pictures.signatures.pen import Points, resample, rounded

EM = 192  # pixels of the rendered character
STEP = 4.0  # pixels between two points of a traced line
_STRAIGHT = np.cos(np.radians(48))  # two lines at a fork are one stroke when they bend less than this


@dataclass
class _Line:
    """A piece of skeleton between two nodes; a node is None where the line ends freely."""

    points: Points
    nodes: list[int | None]


@lru_cache(maxsize=1)
def _font_path() -> str:
    import pylopdf_fonts_zh_cn

    return str(Path(pylopdf_fonts_zh_cn.__file__).with_name("NotoSansSC-Regular.otf"))


def _rendered(character: str) -> NDArray[np.uint8]:
    """Return the character as a mask (EM + 32, EM + 32) of 0 and 1. Raises ValueError when the font lacks it."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(_font_path(), EM)
    side = EM + 32

    def drawn(text: str) -> NDArray[np.uint8]:
        page = Image.new("L", (side, side), 0)
        ImageDraw.Draw(page).text((side / 2, side / 2), text, font=font, fill=255, anchor="mm")
        return (np.asarray(page) > 127).astype(np.uint8)

    mask = drawn(character)
    if not mask.any() or np.array_equal(mask, drawn("\U0010fffd")):
        raise ValueError(f"the Chinese font has no {character!r}")
    return mask


def _ordered(pixels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pixels (n, 2; row, column) of a line without forks in the order of the line."""
    left = {(int(y), int(x)) for y, x in pixels}

    def around(place: tuple[int, int]) -> list[tuple[int, int]]:
        y, x = place
        steps = ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, -1), (-1, 1))
        return [(y + dy, x + dx) for dy, dx in steps if (y + dy, x + dx) in left]

    at = min(left, key=lambda place: (len(around(place)) != 1, place))
    path = [at]
    left.remove(at)
    while nearby := around(at):
        at = nearby[0]
        left.remove(at)
        path.append(at)
    return np.array(path, np.int64)


def _lines(skeleton: NDArray[np.uint8]) -> tuple[list[_Line], Points]:
    """Return the skeleton's lines and the centres (n, 2; x, y) of its forks."""
    forks = ((crossing_numbers(skeleton) >= 3) & (skeleton > 0)).astype(np.uint8)
    # thick crossings leave two forks side by side: what lies within a stroke's width is one node
    blobs = cv2.dilate(forks, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (13, 13)))
    _, labels, _, centres = cv2.connectedComponentsWithStats(blobs, connectivity=8)
    rest = skeleton * (blobs == 0)
    count, pieces = cv2.connectedComponents(rest.astype(np.uint8), connectivity=8)
    near = cv2.dilate(labels.astype(np.float32), np.ones((3, 3), np.uint8)).astype(int)
    lines: list[_Line] = []
    for piece in range(1, count):
        pixels = np.argwhere(pieces == piece)
        path = _ordered(pixels)
        nodes: list[int | None] = [int(near[y, x]) - 1 if near[y, x] else None for y, x in (path[0], path[-1])]
        if len(path) < 7 and None in nodes:
            continue  # a hair of the skeleton
        points = path[:, ::-1].astype(np.float64)
        lines.append(_Line(points, nodes))
    return lines, np.asarray(centres[1:], np.float64)


def _direction(line: _Line, end: int) -> Points:
    """Return the unit vector in which a line leaves its node."""
    points = line.points if end == 0 else line.points[::-1]
    way = points[min(14, len(points) - 1)] - points[0]
    return np.asarray(way / max(float(np.hypot(*way)), 1e-9))


def _partners(lines: list[_Line], forks: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Return which line end goes straight on into which, best pairs first."""
    partners: dict[tuple[int, int], tuple[int, int]] = {}
    for fork in range(forks):
        ends = [(i, end) for i, line in enumerate(lines) for end in (0, 1) if line.nodes[end] == fork]
        pairs = sorted(
            (float(_direction(lines[a[0]], a[1]) @ _direction(lines[b[0]], b[1])), a, b)
            for k, a in enumerate(ends)
            for b in ends[k + 1 :]
        )
        for cosine, a, b in pairs:
            if cosine < -_STRAIGHT and a not in partners and b not in partners:
                partners[a], partners[b] = b, a
    return partners


def _chains(lines: list[_Line], centres: Points) -> list[Points]:
    partners = _partners(lines, len(centres))
    free = set(range(len(lines)))
    strokes: list[Points] = []
    starts = [(i, end) for i in range(len(lines)) for end in (0, 1) if (i, end) not in partners]
    for start in [*starts, *((i, 0) for i in range(len(lines)))]:
        if start[0] not in free:
            continue
        parts: list[Points] = []
        at: tuple[int, int] | None = start
        while at is not None and at[0] in free:
            i, end = at
            free.remove(i)
            line = lines[i]
            points = line.points if end == 0 else line.points[::-1]
            ends = line.nodes if end == 0 else line.nodes[::-1]
            if ends[0] is not None:
                parts.append(centres[ends[0]][None])
            parts.append(points)
            if ends[1] is not None:
                parts.append(centres[ends[1]][None])
            at = partners.get((i, 1 - end))
        strokes.append(np.vstack(parts))
    return strokes


def _as_written(points: Points) -> Points:
    """Return a stroke in the direction in which it is written: to the right and downwards."""
    way = points[-1] - points[0]
    return points if way[0] + 1.3 * way[1] >= 0 else points[::-1]


def _in_order(strokes: list[Points], across: bool = True, depth: int = 0) -> list[Points]:
    """Return strokes from left to right and from top to bottom, by cutting the character at its gaps in turn."""
    if len(strokes) < 2:
        return strokes
    if depth < 6:
        axis = 0 if across else 1
        spans = sorted(range(len(strokes)), key=lambda i: float(strokes[i][:, axis].mean()))
        best, cut = 0.0, 0
        for k in range(1, len(spans)):
            before = max(float(strokes[i][:, axis].max()) for i in spans[:k])
            after = min(float(strokes[i][:, axis].min()) for i in spans[k:])
            if after - before > best - 0.03 * EM and (not cut or after - before > best):
                best, cut = after - before, k
        if cut:
            first = [strokes[i] for i in spans[:cut]]
            second = [strokes[i] for i in spans[cut:]]
            return _in_order(first, not across, depth + 1) + _in_order(second, not across, depth + 1)
        if across:
            return _in_order(strokes, False, depth + 1)
    return sorted(strokes, key=lambda points: float(points[0, 1] + 0.6 * points[0, 0]))


@lru_cache(maxsize=512)
def trace(character: str) -> tuple[Points, ...]:
    """Return the strokes of a Chinese character in writing order, each (n, 2); x and y (down) in character sizes.

    Raises ValueError when the font lacks it.
    """
    skeleton = thin(_rendered(character))
    lines, centres = _lines(skeleton)
    strokes = [_as_written(points) for points in _chains(lines, centres) if len(points) >= 3]
    smooth = [rounded(resample(points, STEP)[0], 0.8) for points in _in_order(strokes)]
    return tuple((points - 16) / EM for points in smooth)
