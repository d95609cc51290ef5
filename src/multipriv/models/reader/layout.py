"""The layout of a page: its lines cut into segments, and what stands right of, below or above a segment, on slanted pages too."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from multipriv.models.reader.labels import exact_label
from multipriv.models.reader.ocr import Box, Line, Page

_TWO_SCRIPTS = re.compile(r"([\u4e00-\u9fff]{2,4})\s+([A-Z][A-Za-z]+[ ,]+[A-Z][A-Za-z]+)")
_STAMPED = "SPECIMEN"
STEEP = 0.16
"""Slope against the page (radians) from which a line is printed across it, not part of it."""


@dataclass(frozen=True)
class Segment:
    """A piece of a line: its text, box in pixels and slope in radians."""

    text: str
    box: Box
    slope: float = 0.0

    @property
    def height(self) -> float:
        """Height across the line, in pixels."""
        x0, y0, x1, y1 = self.box
        return max(4.0, (y1 - y0) - abs(math.tan(self.slope)) * (x1 - x0))

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


class Layout:
    """The segments of a page, with questions about where they stand to one another."""

    def __init__(self, page: Page) -> None:
        slopes = [line.slope for line in page.lines if line.box[2] - line.box[0] > 2.5 * line.height] or [0.0]
        self._slope = median(slopes)
        lines = [line for line in page.lines if not self._across(line)]
        self._guides = [line for line in lines if line.box[2] - line.box[0] > 3.5 * line.height]
        self.segments = [segment for line in lines for segment in _pieces(line, self._near(line))]

    def right_of(self, label: Segment) -> list[Segment]:
        """Return the next segment in the row, if it is near."""
        near = []
        for segment in self.segments:
            left, top, _, bottom = self._seen_from(label, segment)
            if segment is not label and top < 0 < bottom and left > -0.3 * label.height:
                near.append((left, segment))
        return [s for gap, s in sorted(near, key=lambda pair: pair[0])[:1] if gap < 14 * label.height]

    def follows(self, label: Segment) -> list[Segment]:
        """Return where the value of a label may stand, likeliest first: right of it, or close under it, or above."""
        right, under = self.right_of(label), self.below(label)
        if right and under:
            beside, beneath = self._seen_from(label, right[0]), self._seen_from(label, under[0])
            close = beneath[1] < 1.7 * label.height and abs(beneath[0] + label.box[2] - label.box[0]) < 0.8 * label.height
            if close and beside[0] > 3 * label.height:
                return [under[0], *right, *under[1:]]
        return [*right, *under, *self.below(label, -1)]

    def row(self, segment: Segment) -> list[Segment]:
        """Return the other segments in the row, the rightmost first."""
        beside = []
        for other in self.segments:
            left, top, _, bottom = self._seen_from(segment, other)
            if other is not segment and top < 0 < bottom:
                beside.append((left, other))
        return [other for _, other in sorted(beside, key=lambda pair: -pair[0])]

    def below(self, label: Segment, sign: int = 1) -> list[Segment]:
        """Return the two nearest segments under a segment (above it where `sign` is -1)."""
        near = []
        width = label.box[2] - label.box[0]
        for segment in self.segments:
            left, top, right, bottom = self._seen_from(label, segment)
            gap = (top if sign > 0 else -bottom) - label.height / 2
            under = left < 0 and right > -width - 0.5 * label.height
            if segment is not label and under and -0.35 * label.height < gap < 2.4 * label.height:
                near.append((gap + 0.3 * abs(left + width), segment))
        return [s for _, s in sorted(near, key=lambda pair: pair[0])[:2]]

    def _seen_from(self, origin: Segment, other: Segment) -> Box:
        """Return another segment's box as seen from the right end of the middle line of a segment, the slope taken out."""
        cos, sin = math.cos(origin.slope), math.sin(origin.slope)
        (ox, oy), (x, y) = origin.middle, other.middle
        along, down = (x - ox) * cos + (y - oy) * sin, (y - oy) * cos - (x - ox) * sin
        half = (other.box[2] - other.box[0]) / 2
        along -= (origin.box[2] - origin.box[0]) / 2
        return along - half, down - other.height / 2, along + half, down + other.height / 2

    def _near(self, line: Line) -> float:
        """Return the slope of the page near a line: pages seen aslant have other slopes at other places."""
        nearest = sorted(self._guides, key=lambda guide: abs(guide.middle - line.middle))[:5]
        return median([guide.slope for guide in nearest]) if nearest else self._slope

    def _across(self, line: Line) -> bool:
        """Return whether a line is a stamp or a watermark over the page."""
        letters = "".join(c for c in line.text.upper() if c.isalnum()).replace("1", "I").replace("0", "O")
        if letters in ("样本", "样", "本") or (
            len(letters) > 1 and (letters in _STAMPED or (letters[1:] in _STAMPED[1:] and len(letters) > 3))
        ):
            return True
        return abs(line.slope - self._slope) > STEEP and line.box[2] - line.box[0] > 1.5 * line.height and len(line.text) < 12


def _pieces(line: Line, slope: float) -> list[Segment]:
    """Return the pieces of a line that holds several "label: value" pairs, or a name in two scripts."""
    text = line.text
    if " " not in text and len(line.words) > 1 and text.isascii() and len(text) > 12:
        text = " ".join(word.text for word in line.words)
    cuts = _inner_labels(text)
    both = _TWO_SCRIPTS.fullmatch(text.strip())
    if both is not None:
        cuts = [text.index(both.group(2))]
    return [Segment(piece, box, slope) for piece, box in _cut(text, cuts, line.box)]


def _inner_labels(text: str) -> list[int]:
    """Return where labels begin inside a line: the longest known one before each colon, unless the line begins with it."""
    cuts = []
    begin = 0
    for colon in re.finditer(r"[:：]", text):
        chunk = text[begin : colon.start()]
        starts = [n for n in range(len(chunk)) if exact_label(chunk[n:]) and chunk[n:].strip() == chunk[n:].rstrip()]
        if starts and begin + starts[0] > 0 and (begin > 0 or chunk[starts[0] - 1].isspace()):
            cuts.append(begin + starts[0])
        begin = colon.end()
    return cuts


def _cut(text: str, cuts: Sequence[int], box: Box) -> list[tuple[str, Box]]:
    pieces = [(a, b) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if text[a:b].strip()]
    return [(text[a:b].strip(), share_of(box, text, a, b)) for a, b in pieces]


def share_of(box: Box, text: str, start: int, end: int) -> Box:
    """Return the part of a line's box that some of its characters take; wide characters count twice."""
    widths = [2 if ord(c) > 0x2E80 else 1 for c in text]
    scale = (box[2] - box[0]) / max(1, sum(widths))
    return box[0] + sum(widths[:start]) * scale, box[1], box[0] + sum(widths[:end]) * scale, box[3]
