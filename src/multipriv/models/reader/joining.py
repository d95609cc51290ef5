"""Joining what pictures and text say: equal keys link, unequal ones part."""

import re
from collections.abc import Sequence

from multipriv.models.reader.fields import Reading, key_form
from multipriv.models.reader.lexicon import Named, fold, value_type
from multipriv.values import canonical

PARTING: tuple[Named, ...] = (
    ("name", "value"), ("birth_date", "value"), ("gender", "value"), ("national_id", "value"), ("passport_number", "value"),
)  # fmt: skip
TEXT = -1
"""The place of the text among the sources; pictures are counted from 0."""


class Sources:
    """The readings of all pictures, and the text that came with them."""

    def __init__(self, readings: Sequence[Reading], text: str) -> None:
        self.readings = readings
        self.text = text
        self._squeezed = re.sub(r"[^0-9a-z\u4e00-\u9fff@.]", "", fold(text))

    def linked(self, a: int, b: int) -> bool:
        """Return whether two sources share a key and nothing labelled speaks against it."""
        if TEXT in (a, b):
            return self._in_text(self.readings[max(a, b)])
        left, right = self.readings[a], self.readings[b]
        return bool(left.keys & right.keys) and not self.parted(a, b)

    def parted(self, a: int, b: int) -> bool:
        """Return whether labelled values of two pictures exclude one person."""
        return any(self._unequal(self.readings[a], self.readings[b], named) for named in PARTING)

    def reached(self, start: int) -> list[int]:
        """Return every picture that links lead to from a source, nearest first, the source itself leading."""
        order, fringe = [start], [start]
        while fringe:
            fringe = [b for b in range(len(self.readings)) if b not in order and any(self.linked(a, b) for a in fringe)]
            order += fringe
        return order

    def _in_text(self, reading: Reading) -> bool:
        for field in reading.fields:
            if field.named[0] == "name" and len(key_form(field.text)) > 1 and fold(field.text) in fold(self.text):
                return True
            if field.named[0] == "email" and fold(field.text) in fold(self.text):
                return True
        strings = [key for kind, key in reading.keys if kind == "string" or "@" in key]
        return any(_squeeze(key) in self._look_alike for key in strings)

    @property
    def _look_alike(self) -> str:
        return _squeeze(self._squeezed)

    @staticmethod
    def _unequal(left: Reading, right: Reading, named: Named) -> bool:
        kind = value_type(named)
        said = [{key_form(f.text) if kind == "person_name" else canonical(f.text, kind) for f in r.values(named) if f.labelled}
                for r in (left, right)]
        return bool(said[0] and said[1] and not said[0] & said[1])


def _squeeze(text: str) -> str:
    """Return a string as keys are compared: upper case, no separators, look-alike characters made one."""
    return re.sub(r"[^0-9A-Z\u4e00-\u9fff@]", "", text.upper()).translate(str.maketrans("OILSBZ", "011582"))
