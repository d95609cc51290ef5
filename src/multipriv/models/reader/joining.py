"""Joining what pictures and text say: equal keys link, unequal ones part, stated rules decide, eyes (if any) guess."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import Protocol

from multipriv.models.reader.fields import Reading, key_form
from multipriv.models.reader.lexicon import Named, fold, value_type
from multipriv.models.reader.ocr import Box
from multipriv.models.reader.rules import Rule
from multipriv.values import canonical

PARTING: tuple[Named, ...] = (
    ("name", "value"), ("birth_date", "value"), ("gender", "value"), ("national_id", "value"), ("passport_number", "value"),
    ("driver_licence_number", "value"),
)  # fmt: skip
TEXT = -1
"""The place of the text among the sources; pictures are counted from 0."""
MAYBE = 0.7
"""What looks less unlike than this is taken for one person's: half of the pictures of one face are, few of two."""


class Eyes(Protocol):
    """What is seen in pictures beside their text; pictures are counted from 0."""

    def seen(self, picture: int) -> Mapping[str, Box]:
        """Return the depicted attributes of a picture and their boxes in pixels."""

    def unlike(self, a: int, b: int) -> float | None:
        """Return how unlike the best pair of things of one sort is in two pictures (1: as two people's), None without a pair."""


class Sources:
    """The readings of all pictures, and the text that came with them."""

    def __init__(self, readings: Sequence[Reading], text: str, eyes: Eyes | None = None, rule: Rule | None = None) -> None:
        self.readings = readings
        self.text = text
        self.eyes = eyes
        self.rule = rule
        self._squeezed = _squeeze(re.sub(r"[^0-9a-z\u4e00-\u9fff@.]", "", fold(text)))

    def linked(self, a: int, b: int) -> bool:
        """Return whether two sources share a key and nothing labelled speaks against it."""
        if TEXT in (a, b):
            return self._in_text(self.readings[max(a, b)])
        left, right = self.readings[a], self.readings[b]
        return bool(left.keys & right.keys or self.ruled(a, b)) and not self.parted(a, b)

    def ruled(self, a: int, b: int) -> bool | None:
        """Return what the rule that the prompt states says of two pictures; None where it says nothing."""
        return self.rule.judge(self.readings[a], self.readings[b]) if self.rule else None

    def parted(self, a: int, b: int) -> bool:
        """Return whether labelled values of two pictures, or the rule, exclude one person."""
        unequal = any(self._unequal(self.readings[a], self.readings[b], named) for named in PARTING)
        return unequal or self.ruled(a, b) is False

    def reached(self, start: int | Iterable[int]) -> list[int]:
        """Return every picture that links lead to from a source, nearest first, the source itself leading."""
        order = [start] if isinstance(start, int) else list(start)
        fringe = list(order)
        while fringe:
            fringe = [b for b in range(len(self.readings)) if b not in order and any(self.linked(a, b) for a in fringe)]
            order += fringe
        return order

    def unlike(self, group: Iterable[int], picture: int) -> float | None:
        """Return how unlike a group and a picture look; None where nothing can be compared or texts part them."""
        places = [place for place in group if place != TEXT]
        if self.eyes is None or any(self.parted(place, picture) for place in places):
            return None
        found = [self.eyes.unlike(place, picture) for place in places]
        return min((value for value in found if value is not None), default=None)

    def nearest(self, group: Sequence[int]) -> tuple[float, int] | None:
        """Return the picture outside a group that looks most like it, led by how unlike it is."""
        outside = [n for n in range(len(self.readings)) if n not in group]
        found = [(value, n) for n in outside if (value := self.unlike(group, n)) is not None]
        return min(found, default=None)

    def widened(self, start: int, most: float) -> list[int]:
        """Return what links lead to, then by likeness to what looks alike enough, and so on."""
        group = self.reached(start)
        while (step := self.nearest(group)) is not None and step[0] < most:
            group = self.reached([*group, step[1]])
        return group

    def _in_text(self, reading: Reading) -> bool:
        for field in reading.fields:
            if field.named[0] == "name" and len(key_form(field.text)) > 1 and self._says(field.text):
                return True
            if field.named[0] == "email" and fold(field.text) in fold(self.text):
                return True
        strings = [key for kind, key in reading.keys if kind == "string" or "@" in key]
        return any(_squeeze(key) in self._squeezed for key in strings)

    def _says(self, name: str) -> bool:
        """Return whether the text holds a name, in whatever order its words stand."""
        if fold(name) in fold(self.text):
            return True
        words = {key_form(word) for word in re.split(r"[\s,]+", name) if word}
        return len(words) > 1 and words <= self._words

    @cached_property
    def _words(self) -> set[str]:
        return {key_form(word) for word in re.split(r"[^\w’'\-]+", self.text) if word}

    @staticmethod
    def _unequal(left: Reading, right: Reading, named: Named) -> bool:
        kind = value_type(named)
        said = [
            {key_form(f.text) if kind == "person_name" else canonical(f.text, kind) for f in reading.values(named) if f.labelled}
            - {None, ""}
            for reading in (left, right)
        ]
        return bool(said[0] and said[1]) and not any(_near(str(a), str(b), kind) for a in said[0] for b in said[1])


def _near(a: str, b: str, kind: str) -> bool:
    """Return whether two canonical values are equal but for what reading may have garbled."""
    if a == b:
        return True
    if kind == "identifier":
        return _squeeze(a) == _squeeze(b)
    return kind == "person_name" and a.isascii() and SequenceMatcher(None, a, b).ratio() > 0.86


def _squeeze(text: str) -> str:
    """Return a string as keys are compared: upper case, no separators, look-alike characters made one."""
    return re.sub(r"[^0-9A-Z\u4e00-\u9fff@]", "", text.upper()).translate(str.maketrans("OILSBZ", "011582"))
