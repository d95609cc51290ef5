"""From lines of text to values: what stands beside or below a label, and what is known by its shape alone."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from statistics import median

from multipriv.models.reader.lexicon import Named, fold, lexicon, value_type
from multipriv.models.reader.ocr import Box, Line, Page
from multipriv.values import canonical

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_IDENTIFIER = re.compile(r"[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9 ·.\-/]*[A-Za-z0-9])")
_INNER_LABEL = re.compile(
    r"(?:(?<=\s)|(?<=[\u4e00-\u9fff0-9）)，,]))([A-Za-z\u4e00-\u9fff][A-Za-z./\- \u4e00-\u9fff]{0,22}?)\s*[:：]"
)
_SEPARATOR = re.compile(r"^\s*[:：.\-—|]*\s*")
_LOOK_ALIKES = str.maketrans("OILSBZ", "011582")


@dataclass(frozen=True)
class Field:
    """A value found for an (attribute, facet): as read, where, and whether a label or its shape said what it is."""

    named: Named
    text: str
    box: Box
    labelled: bool


@dataclass(frozen=True)
class _Segment:
    """A piece of a line: its text and box."""

    text: str
    box: Box

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


class Reading:
    """What one picture says: its values, and the keys that may join it to other pictures."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._segments = [segment for line in page.lines for segment in _split_at_labels(line)]
        self._upright = _upright(page)

    @cached_property
    def fields(self) -> list[Field]:
        """Every value found, labelled ones first, in reading order."""
        labelled = [field for segment in self._segments for field in self._labelled(segment)]
        taken = {field.box for field in labelled}
        return labelled + [field for field in self._shaped() if field.box not in taken or field.named[0] in ("email", "phone")]

    @cached_property
    def keys(self) -> frozenset[tuple[str, str]]:
        """Everything whose equality joins two pictures: names, and strings that carry digits and stand for one thing."""
        named = {(f.named[0], key_form(f.text)) for f in self.fields if f.named[0] in ("name", "email") and key_form(f.text)}
        strings = {("string", s) for segment in self._segments for s in _identifiers(segment.text)}
        return frozenset(named | strings)

    def values(self, named: Named) -> list[Field]:
        """Return the fields of an (attribute, facet), labelled ones first."""
        found = [field for field in self.fields if field.named == named]
        return [f for f in found if f.labelled] or found

    def says(self, text: str) -> bool:
        """Return whether a text stands in the picture, whatever it is there."""
        wanted = fold(text).replace(" ", "")
        return bool(wanted) and any(wanted in fold(segment.text).replace(" ", "") for segment in self._segments)

    def _labelled(self, segment: _Segment) -> Iterator[Field]:
        label = label_of(segment.text)
        if label is None:
            return
        words, names, rest = label
        for named in names:
            value = self._value(segment, words, rest, named)
            if value is not None:
                yield Field(named, value.text, value.box, labelled=True)

    def _value(self, segment: _Segment, words: str, rest: str, named: Named) -> _Segment | None:
        kind = value_type(named)
        if rest:
            inline = _Segment(rest, _tail(segment, len(rest)))
            return self._continued(inline, kind) if canonical(rest, kind) is not None else None
        for candidate in (*self._right_of(segment), *self._below(segment)):
            if label_of(candidate.text) is None and canonical(candidate.text, kind) is not None:
                return self._continued(candidate, kind)
        return None

    def _continued(self, first: _Segment, kind: str) -> _Segment:
        """Return an address with the lines that go on under its first one."""
        text, box = first.text, first.box
        if kind != "address":
            return first
        last = self._at(first)
        for segment in sorted(self._segments, key=lambda s: self._at(s)[1]):
            here = self._at(segment)
            if segment.box == first.box or label_of(segment.text) or re.fullmatch(r"[\dXx \-]{8,}", segment.text):
                continue
            aligned = abs(here[0] - last[0]) < 1.2 * (last[3] - last[1])
            if aligned and abs(here[1] - last[3]) < 0.6 * (last[3] - last[1]):
                text = text.rstrip(", ") + ("" if _is_chinese(text) else ", ") + segment.text
                box = (min(box[0], segment.box[0]), box[1], max(box[2], segment.box[2]), segment.box[3])
                last = here
        return _Segment(text, box)

    def beside(self, text: str, named: Named) -> Field | None:
        """Return the value of a type that stands in the row of a text: the amount beside a payee."""
        rows = [s for s in self._segments if fold(text) in fold(s.text)]
        for row in rows:
            middle = (self._at(row)[1] + self._at(row)[3]) / 2
            for other in sorted(self._segments, key=lambda s: -s.box[2]):
                inside = self._at(other)[1] < middle < self._at(other)[3]
                if other is not row and inside and canonical(other.text, value_type(named)) is not None:
                    return Field(named, other.text, other.box, labelled=True)
        return None

    def _right_of(self, label: _Segment) -> list[_Segment]:
        x1, middle = self._at(label)[2], (self._at(label)[1] + self._at(label)[3]) / 2
        near = [
            (self._at(s)[0] - x1, s)
            for s in self._segments
            if s is not label and self._at(s)[1] < middle < self._at(s)[3] and -0.3 * label.height < self._at(s)[0] - x1
        ]
        return [s for gap, s in sorted(near, key=lambda pair: pair[0])[:1] if gap < 14 * label.height]

    def _below(self, label: _Segment) -> list[_Segment]:
        x0, _, x1, y1 = self._at(label)
        near = []
        for s in self._segments:
            box = self._at(s)
            gap = box[1] - y1
            overlaps = box[0] < x1 and box[2] > x0 - 0.5 * label.height
            if s is not label and -0.3 * label.height < gap < 2.2 * label.height and overlaps:
                near.append((gap + 0.3 * abs(box[0] - x0), s))
        return [s for _, s in sorted(near, key=lambda pair: pair[0])[:2]]

    def _at(self, segment: _Segment) -> Box:
        """Return a segment's box with the slope of the page taken out."""
        cos, sin = self._upright
        x0, y0, x1, y1 = segment.box
        cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
        u, v = cx * cos + cy * sin, cy * cos - cx * sin
        w, h = (x1 - x0) / 2, (y1 - y0) / 2 - abs(sin) * (x1 - x0) / 2
        return u - w, v - max(h, 4), u + w, v + max(h, 4)

    def _shaped(self) -> Iterator[Field]:
        for segment in self._segments:
            for found in _EMAIL.findall(segment.text):
                yield Field(("email", "value"), found, segment.box, labelled=False)
            if re.fullmatch(r"[+()\d\s.\-]{10,20}", segment.text) and _is_phone(segment.text):
                yield Field(("phone", "value"), segment.text, segment.box, labelled=False)
            yield from _by_ending(segment)
            yield from _by_relation(segment)
        yield from self._names()
        yield from self._plates()

    def _names(self) -> Iterator[Field]:
        candidates = [s for s in self._segments if label_of(s.text) is None and looks_like_name(s.text)]
        for segment in sorted(candidates, key=lambda s: -s.height)[:2]:
            yield Field(("name", "value"), segment.text, segment.box, labelled=False)

    def _plates(self) -> Iterator[Field]:
        """In a photograph with little text, a short string of letters and digits is a plate or a serial."""
        if len(self._segments) > 6:
            return
        for segment in self._segments:
            for string in _identifiers(segment.text):
                if len(string) <= 8:
                    yield Field(("vehicle_plate", "value"), segment.text, segment.box, labelled=False)


@cache
def label_of(text: str) -> tuple[str, tuple[Named, ...], str] | None:
    """Return the label that a text starts with, what it names, and the rest of the text; null when it starts with none."""
    folded = fold(text)
    for label, names in lexicon().labels:
        if not folded.startswith(label):
            continue
        rest = folded[len(label) :]
        latin = label[-1].isascii()
        if rest and not rest[0].isspace() and rest[0] not in ":：.-—|(（/" and (latin or len(label) < 2):
            continue
        if latin and rest and ":" not in rest[:3] and "." not in rest[:2] and len(label) < 4:
            continue
        kept = _after(text, len(label))
        kept = _SEPARATOR.sub("", re.sub(r"^\s*[(（][^)）]*[)）]", "", kept))
        inner = label_of(kept) if kept and not re.match(r"\s*[:：]", _after(text, len(label))) else None
        return inner or (label, names, kept.strip())
    return _closing_label(folded)


def _closing_label(folded: str) -> tuple[str, tuple[Named, ...], str] | None:
    """Return the label that a short Chinese heading ends with (居民证件号码 ends with 证件号码)."""
    for label, names in lexicon().labels:
        if len(label) > 2 and _is_chinese(label) and folded.endswith(label) and len(folded) <= len(label) + 4:
            return label, names, ""
    return None


def _after(text: str, folded_length: int) -> str:
    """Return the text behind its first characters, counted as the lexicon folds them."""
    for end in range(len(text) + 1):
        if len(fold(text[:end])) >= folded_length:
            return text[end:]
    return ""


def _split_at_labels(line: Line) -> list[_Segment]:
    """Return the pieces of a line that holds several "label: value" pairs."""
    text = " ".join(word.text for word in line.words) if line.words and not _is_chinese(line.text) else line.text
    cuts = [0]
    for match in _INNER_LABEL.finditer(text):
        if label_of(match.group(1) + ":") is not None and match.start() > 0:
            cuts.append(match.start())
    pieces = [(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[a:b].strip()]
    if len(pieces) < 2:
        return [_Segment(text.strip(), line.box)]
    x0, y0, x1, y1 = line.box
    scale = (x1 - x0) / max(1, len(text))
    return [_Segment(text[a:b].strip(), (x0 + a * scale, y0, x0 + b * scale, y1)) for a, b in pieces]


def _tail(segment: _Segment, length: int) -> Box:
    """Return the box of a segment's last characters, wide characters counted twice."""
    width = [2 if ord(c) > 0x2E80 else 1 for c in segment.text]
    share = sum(width[-length:]) / max(1, sum(width))
    x0, y0, x1, y1 = segment.box
    return x1 - (x1 - x0) * share, y0, x1, y1


def _by_ending(segment: _Segment) -> Iterator[Field]:
    folded = fold(segment.text).rstrip(".")
    for attribute, ends in lexicon().ends.items():
        if len(folded) < 60 and any(folded.endswith(end if not end.isascii() else " " + end) for end in ends):
            facet = {"hotel_stay": "hotel"}.get(attribute, "value")
            yield Field((attribute, facet), segment.text, segment.box, labelled=False)


def _by_relation(segment: _Segment) -> Iterator[Field]:
    folded = fold(segment.text)
    for word in lexicon().relations:
        if re.search(rf"\b{word}\b", folded) if word.isascii() else word in folded:
            yield Field(("family_relation", "relation"), word, segment.box, labelled=False)
            return


def looks_like_name(text: str) -> bool:
    """Return whether a line could be a person's name: capitalised words, or two to four characters after a surname."""
    plain = text.strip()
    if _is_chinese(plain):
        return 2 <= len(plain) <= 4 and plain[0] in lexicon().surnames and all("\u4e00" <= c <= "\u9fff" for c in plain)
    words = re.split(r"[\s,]+", plain)
    if not 2 <= len(words) <= 4 or any(fold(word) in lexicon().not_a_name for word in words):
        return False
    whole = sum(len(word) > 1 for word in words) >= 2
    return whole and all(re.fullmatch(r"[A-Z][A-Za-z'’\-]+|[A-Z]\.?", word) for word in words)


def key_form(text: str) -> str:
    """Return a name or address of mail as a key: no spaces, one case, order of words forgotten."""
    folded = fold(text)
    if "@" in folded or _is_chinese(folded):
        return folded.replace(" ", "")
    return "".join(sorted("".join(c for c in folded if c.isalpha())))


def _identifiers(text: str) -> set[str]:
    """Return the strings of a text that could identify one thing: at least three digits, no date and no amount."""
    found = set()
    for match in _IDENTIFIER.findall(text):
        pieces = [match, *match.split()] if " " in match else [match]
        for piece in pieces:
            plain = "".join(c for c in piece.upper() if c.isalnum())
            digits = sum(c.isdigit() for c in plain)
            if 5 <= len(plain) <= 20 and digits >= 3 and not canonical(piece, "date") and not re.search(r"\d\.\d\d$", piece):
                found.add(plain.translate(_LOOK_ALIKES))
    return found


def _is_phone(text: str) -> bool:
    return canonical(text, "phone") is not None and canonical(text, "date") is None


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _upright(page: Page) -> tuple[float, float]:
    """Return cosine and sine of the page's slope, the median of its longer lines."""
    slopes = [line.slope for line in page.lines if line.box[2] - line.box[0] > 2 * line.height]
    slope = median(slopes) if slopes else 0.0
    return math.cos(slope), math.sin(slope)
