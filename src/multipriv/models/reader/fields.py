"""From lines of text to values: what stands beside, below or above a label, and what is known by its shape alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from multipriv.models.reader.labels import is_label, label_of
from multipriv.models.reader.layout import Layout, Segment, share_of
from multipriv.models.reader.lexicon import Named, fold, lexicon, value_type
from multipriv.models.reader.ocr import Box, Page
from multipriv.models.reader.shapes import fits, is_chinese, repaired, shaped
from multipriv.values import canonical

_IDENTIFIER = re.compile(r"[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9 ·.\-/]*[A-Za-z0-9])")
_LOOK_ALIKES = str.maketrans("OILSBZ", "011582")
_SHARED = ("date", "seat", "city", "origin", "destination", "room", "station")
"""Facets that do not tell by themselves what a page is about."""


@dataclass(frozen=True)
class Field:
    """A value found for an (attribute, facet): as read, where, and whether a label or its shape said what it is."""

    named: Named
    text: str
    box: Box
    labelled: bool


class Reading:
    """What one picture says: its values, and the keys that may join it to other pictures."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._layout = Layout(page)
        self._text = fold(" ".join(segment.text for segment in self._layout.segments))

    @cached_property
    def fields(self) -> list[Field]:
        """Every value found, labelled ones first, in reading order."""
        labelled = [field for segment in self._layout.segments for field in self._labelled(segment)]
        taken = {(field.text, field.box) for field in labelled}
        kept = [
            Field(named, text, segment.box, labelled=False)
            for named, text, segment in shaped(self._layout, self.topics)
            if (text, segment.box) not in taken and named[1] != "station"
        ]
        return [self._in_script(f) for f in labelled + kept + self._stations() if self._is_about(f.named[0])]

    @cached_property
    def topics(self) -> frozenset[str]:
        """What the page is about, of the things whose values have shared labels."""
        return frozenset(
            topic
            for topic, words in lexicon().topics.items()
            if any(re.search(rf"\b{word}\b", self._text) if word.isascii() else word in self._text for word in words)
        )

    @cached_property
    def keys(self) -> frozenset[tuple[str, str]]:
        """Everything whose equality joins two pictures: names, and strings that carry digits and stand for one thing."""
        named = {(f.named[0], key_form(f.text)) for f in self.fields if f.named[0] in ("name", "email") and key_form(f.text)}
        strings = {("string", s) for segment in self._layout.segments for s in _identifiers(segment.text)}
        phones = {("string", _digits(f.text)[-10:]) for f in self.fields if f.named[0] == "phone" and len(_digits(f.text)) > 8}
        return frozenset(named | strings | phones)

    def values(self, named: Named) -> list[Field]:
        """Return the fields of an (attribute, facet), labelled ones first."""
        found = [field for field in self.fields if field.named == named]
        return [f for f in found if f.labelled] or found

    def shows(self, attribute: str) -> bool:
        """Return whether a value of an attribute, or the mention of something depicted, stands in the picture."""
        words = lexicon().depicted.get(attribute, ())
        if any(re.search(rf"\b{word}\b", self._text) if word.isascii() else word in self._text for word in words):
            return True
        return any(field.named[0] == attribute and field.named[1] not in _SHARED for field in self.fields) or (
            attribute == "route" and attribute in self.topics and "km" in self._text + self._text.replace("公里", "km")
        )

    def says(self, text: str) -> bool:
        """Return whether a text stands in the picture, whatever it is there."""
        wanted = _squeezed(text)
        return bool(wanted) and wanted in _squeezed(self._text)

    def beside(self, text: str, named: Named) -> Field | None:
        """Return the value of a type that stands in the row of a text: the amount beside a payee."""
        for segment in self._layout.segments:
            if fold(text) in fold(segment.text):
                for other in self._layout.row(segment):
                    if canonical(other.text, value_type(named)) is not None:
                        return Field(named, other.text, other.box, labelled=True)
        return None

    def _in_script(self, field: Field) -> Field:
        """Return a name in Latin letters on a Chinese page as what it is there."""
        if field.named == ("name", "value") and self._chinese and not is_chinese(field.text):
            return Field(("name", "latin"), field.text, field.box, field.labelled)
        return field

    @cached_property
    def _chinese(self) -> bool:
        han = sum("\u4e00" <= c <= "\u9fff" for c in self._text)
        return 3 * han > sum(c.isascii() and c.isalpha() for c in self._text)

    def _is_about(self, attribute: str) -> bool:
        return attribute not in lexicon().topics or attribute in self.topics

    def _labelled(self, segment: Segment) -> Iterator[Field]:
        label = label_of(segment.text)
        if label is None:
            return
        _words, names, rest = label
        for named in names:
            value = self._value(segment, rest, named)
            if value is not None:
                yield Field(named, value.text, value.box, labelled=True)

    def _value(self, segment: Segment, rest: str, named: Named) -> Segment | None:
        kind = value_type(named)
        if rest:
            plain = repaired(rest, kind)
            stated = ":" in segment.text or "：" in segment.text or kind != "label"
            start = len(segment.text) - len(rest)
            inline = Segment(plain, share_of(segment.box, segment.text, start, len(segment.text)), segment.slope)
            return self._continued(inline, kind) if stated and fits(plain, named) else None
        for candidate in self._layout.follows(segment):
            plain = repaired(candidate.text, kind)
            if not _states_another(candidate.text) and fits(plain, named):
                return self._continued(Segment(plain, candidate.box, candidate.slope), kind)
        return None

    def _continued(self, first: Segment, kind: str) -> Segment:
        """Return an address with the lines that go on under its first one."""
        if kind != "address":
            return first
        text, box, last = first.text, first.box, first
        for _ in range(3):
            under = [s for s in self._layout.below(last) if abs(s.box[0] - first.box[0]) < 1.5 * first.height]
            if not under or is_label(under[0].text) or label_of(under[0].text) or not _goes_on(under[0].text):
                break
            last = under[0]
            text = text.rstrip(", ") + ("" if is_chinese(text) else ", ") + last.text
            box = (min(box[0], last.box[0]), box[1], max(box[2], last.box[2]), last.box[3])
        return Segment(text, box, first.slope)

    def _stations(self) -> list[Field]:
        """Return the two stations of a journey, the left one first."""
        found = [(text, s) for named, text, s in shaped(self._layout, self.topics) if named[1] == "station"]
        ordered = sorted(found, key=lambda pair: pair[1].box[0])
        facets = ("origin", "destination") if len(ordered) == 2 else ()
        return [Field(("train", facet), text, s.box, labelled=False) for facet, (text, s) in zip(facets, ordered, strict=False)]


def _states_another(text: str) -> bool:
    """Return whether a text is a label, with its value or without: then it is nobody else's value."""
    found = label_of(text)
    return is_label(text) or (found is not None and (":" in text or "：" in text))


def _goes_on(text: str) -> bool:
    """Return whether a line can be the next line of an address: no date, no number of anything, no sentence."""
    return canonical(text, "date") is None and not re.fullmatch(r"[\dXx \-]{7,}", text) and not re.search(r"[。；@]", text)


def key_form(text: str) -> str:
    """Return a name or address of mail as a key: no spaces, one case, order of words forgotten."""
    folded = fold(text)
    if "@" in folded or is_chinese(folded):
        return folded.replace(" ", "")
    return "".join(sorted("".join(c for c in folded if c.isalpha())))


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _squeezed(text: str) -> str:
    return re.sub(r"[\s,，]", "", fold(text))


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
