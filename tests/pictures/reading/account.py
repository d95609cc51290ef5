"""The account of a picture: which exposures can be read where they stand, and what is legible beyond them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from multipriv.taxonomy.records import Exposure, Locale
from tests.pictures.reading.compare import reads, spaced
from tests.pictures.reading.eyes import Line, Pixels, read_crop, read_lines
from tests.pictures.reading.looks import Finding, shapes, words

GAP = "|"
"""Stands where words were that an exposure explains."""


@dataclass(frozen=True)
class Account:
    """What the engine made of one picture: its lines, and for each line which characters no exposure explains."""

    image: Pixels
    exposures: tuple[Exposure, ...]
    lines: tuple[Line, ...]

    def unread(self) -> list[Exposure]:
        """Return the exposures whose text is not read in their place, at a glance or at a closer look."""
        return [e for e in self.exposures if e.text is not None and not self._read(e)]

    def glanced(self, exposure: Exposure) -> bool:
        """Whether the text of the exposure is read in its place without a closer look."""
        seen = "".join(_picked(line, _inside(line, exposure)) for line in self.lines)
        return reads(seen, exposure.text or "", whole=exposure.via is None)

    def _read(self, exposure: Exposure) -> bool:
        whole = exposure.via is None
        return self.glanced(exposure) or any(
            reads(seen, exposure.text or "", whole) for seen in read_crop(self.image, exposure.quad)
        )

    def beyond(self) -> list[str]:
        """Return the lines without what stands in the place of an exposure. Of the depicted, a signature alone is words."""
        explaining = [e for e in self.exposures if e.text is not None or e.attribute == "signature"]
        return [rest for line in self.lines if (rest := _rest(line, explaining)).strip(f"{GAP} ")]

    def unexplained(self, kind: str, locale: Locale, own: Mapping[str, str], known: Mapping[str, str]) -> list[Finding]:
        """Return what looks private and is no exposure: a value of the people of the picture (`own` words), or what has the
        shape of a value or states a fact of anybody (`known` words) and is not one of the kind's constants."""
        lines = [_spelled(line) for line in self.beyond()]
        others = [_without_constants(line, kind, locale) for line in lines]
        shaped = [finding for line in others for part in line.split(GAP) for finding in shapes(part)]
        return [*words(spaced(" ".join(lines)), own, strictly=True), *words(spaced(" ".join(others)), known), *shaped]


def _spelled(line: str) -> str:
    """Return the first line of a machine-readable zone without its code of the issuer, and with letters where OCR saw noughts."""
    zone = re.match(r"P<[A-Z0]{3}(?=[^<]+<<)", line)
    return line[zone.end() :].replace("0", "O") if zone else line


def account(image: Pixels, exposures: Iterable[Exposure]) -> Account:
    """Read a picture and set what is read against its exposures."""
    return Account(image, tuple(exposures), tuple(read_lines(image)))


@cache
def constants() -> list[dict[str, str]]:
    """Return the narrow rules for what is nobody's though it looks private: kind, pattern, reason, and perhaps locale."""
    rules: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("constants.yaml").read_text("utf-8"))["constants"]
    return rules


def _without_constants(line: str, kind: str, locale: Locale) -> str:
    for rule in constants():
        if rule["kind"] == kind and rule.get("locale", locale) == locale:
            line = re.sub(rule["pattern"], " ", line)
    return line


def _inside(line: Line, exposure: Exposure) -> NDArray[np.bool_]:
    """Return which characters have their centre in the exposure's place."""
    corners = np.asarray(exposure.quad, float)
    pad = 1.5 + 0.12 * float(np.linalg.norm(corners[3] - corners[0]))
    pad = min(pad, 8.0)
    inside = np.ones(len(line.text), bool)
    for corner, following in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = (following - corner) / max(1e-9, float(np.linalg.norm(following - corner)))
        away = line.centres - corner
        inside &= along[0] * away[:, 1] - along[1] * away[:, 0] >= -pad
    return inside


def _picked(line: Line, chosen: NDArray[np.bool_]) -> str:
    return "".join(character for character, is_chosen in zip(line.text, chosen, strict=True) if is_chosen)


def _rest(line: Line, exposures: Iterable[Exposure]) -> str:
    explained = np.zeros(len(line.text), bool)
    for exposure in exposures:
        explained |= _inside(line, exposure)
    return "".join(_marked(line.text, explained))


def _marked(text: str, explained: NDArray[np.bool_]) -> Iterator[str]:
    for n, character in enumerate(text):
        if not explained[n]:
            yield character
        elif n == 0 or not explained[n - 1]:
            yield GAP
