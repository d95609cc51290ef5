"""Latin names as the path of a pen."""

import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import yaml
from numpy.random import Generator

from multipriv.pictures.signatures.pen import Points, Stroke, catmull_rom, resample, rounded
from multipriv.pictures.signatures.traits import Hand
from multipriv.seeds import pixel_stream

STEP = 0.03  # x-heights between two points of a path
_SPELLED = {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ð": "d"}


@dataclass(frozen=True)
class Letter:
    """A letter's strokes as knots; y up, see letters.yaml."""

    width: float
    before: tuple[Points, ...]
    path: Points
    after: tuple[Points, ...]
    join: bool


def _knots(text: str) -> Points:
    return np.array([[float(part) for part in knot.split(",")] for knot in text.split()], np.float64).reshape(-1, 2)


@cache
def _letters() -> dict[str, Letter]:
    text = Path(__file__).with_name("letters.yaml").read_text(encoding="utf-8")
    entries = cast("dict[str, dict[str, Any]]", yaml.safe_load(text))
    return {
        sign: Letter(
            float(entry["width"]),
            tuple(map(_knots, entry.get("before", ()))),
            _knots(entry["path"]),
            tuple(map(_knots, entry.get("after", ()))),
            bool(entry.get("join", True)),
        )
        for sign, entry in entries.items()
    }


def spell(name: str) -> str:
    """Return the name in characters that have letter forms. Raises ValueError for one that has none."""
    plain = "".join(_SPELLED.get(character, character) for character in name)
    text = unicodedata.normalize("NFD", plain)
    unknown = sorted({character for character in text if character not in _letters() and character != " "})
    if unknown or not text.strip():
        raise ValueError(f"cannot sign {name!r} in Latin letters: no form for {', '.join(unknown) or 'an empty name'}")
    return text


def _shortened(words: list[str], hand: Hand) -> list[str]:
    """Return the words that this hand writes of a name: all, initials and the last, or the last alone."""
    if hand.form == "full" or len(words) == 1:
        return words
    if hand.form == "surname":
        return words[-1:]
    return [word[0] + "." for word in words[:-1]] + words[-1:]


def _own_form(sign: str, letter: Letter, hand: Hand) -> Letter:
    """Return the letter as this hand always bends it."""
    random = pixel_stream("hand", hand.seed, "letter", sign)

    def bent(knots: Points) -> Points:
        return knots + random.normal(0, 0.055, knots.shape) * (1 + 0.4 * hand.haste)

    return replace(
        letter,
        width=letter.width * float(random.uniform(0.9, 1.15)),
        before=tuple(map(bent, letter.before)),
        path=bent(letter.path),
        after=tuple(map(bent, letter.after)),
    )


def write(name: str, hand: Hand, random: Generator) -> list[Stroke]:
    """Return the strokes of a name; lengths in x-heights, y down. Raises ValueError for unknown characters."""
    strokes: list[Points] = []
    x = 0.0
    for word in _shortened(spell(name).split(), hand):
        written, x = _word(word, hand, random, x)
        strokes += written
        x += 0.35 + 0.25 * (1 - hand.haste)
    return [_finished(knots, hand, random) for knots in strokes]


def _word(word: str, hand: Hand, random: Generator, x: float) -> tuple[list[Points], float]:
    """Return the knots of the strokes of a word that begins at `x`, and where it ends."""
    habit = pixel_stream("hand", hand.seed, "word", word)
    strokes: list[Points] = []
    later: list[Points] = []
    run: list[Points] = []
    origin = x
    count = sum(not unicodedata.combining(sign) for sign in word)
    position = 0
    for sign in word:
        letter = _own_form(sign, _letters()[sign], hand)
        mark = bool(unicodedata.combining(sign))
        capital = sign.isupper()
        # the hastier the hand, the flatter and wider the letters run out
        fade = 1 - 0.75 * hand.haste**1.5 * (position / max(count - 1, 1)) ** 0.8
        high = hand.capital if capital else fade
        wide = hand.stretch * (0.6 + 0.4 * hand.capital if capital else 1.0)
        start = origin if mark else x

        def placed(knots: Points, left: float, wide: float = wide, high: float = high) -> Points:
            scaled = knots * [wide, high]
            above = scaled[:, 1] > 1.0
            if high <= 1.0:  # ascenders have their own height
                scaled[above, 1] = 1.0 + (scaled[above, 1] - 1.0) * hand.tall
            noise = random.normal(0, 0.032 * hand.steadiness, knots.shape)
            return np.asarray(scaled + noise + [left, 0.0], np.float64)

        if letter.before:
            if run:
                strokes.append(np.vstack(run))
                run = []
            strokes += [placed(knots, start) for knots in letter.before]
        if len(letter.path):
            run.append(placed(letter.path, start))
        later += [placed(knots, start) for knots in letter.after]
        if mark:
            continue
        if run and (not letter.join or habit.random() > hand.join):
            strokes.append(np.vstack(run))
            run = []
        origin = x
        x += letter.width * wide * random.normal(1, 0.035 * hand.steadiness) + hand.spacing * (1 if position else 0.5)
        position += 1
    if run:
        strokes.append(np.vstack(run))
    if hand.haste > 0.75:  # dots and crosses fall away, but for the first
        later = later[:1]
    return strokes + later, x


def _finished(knots: Points, hand: Hand, random: Generator) -> Stroke:
    """Return a stroke as a smooth path, its corners rounded by haste, slanted, y turned down."""
    (path,) = resample(catmull_rom(knots), STEP)
    path = rounded(path, 1.0 + 4.0 * hand.haste)
    slant = hand.slant + random.normal(0, 0.02 * hand.steadiness)
    x, y = path[:, 0] + slant * path[:, 1], -path[:, 1]
    return Stroke(np.column_stack([x, y]), np.ones(len(path)))
