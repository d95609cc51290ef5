"""A hand: how one person writes, whatever is written."""

from dataclasses import dataclass
from typing import Literal

from multipriv.seeds import stream

Form = Literal["full", "initial", "surname"]
Flourish = Literal["none", "underline", "double_underline", "tail", "return", "strike"]


@dataclass(frozen=True)
class Hand:
    """The habits of a hand. Lengths are in x-heights (Latin) or character sizes (Chinese), angles in radians.

    `haste` from 0 to 1 rounds corners, flattens the later letters and joins strokes; `steadiness` is how far one
    signature strays from the habit; `pen` is the width of the line in pixels in a picture 160 pixels high.
    """

    seed: str
    slant: float
    climb: float
    bow: float
    stretch: float
    tall: float
    capital: float
    spacing: float
    haste: float
    join: float
    steadiness: float
    pen: float
    contrast: float
    form: Form
    flourish: Flourish
    overlap: float


def hand(seed: str) -> Hand:
    """Return the hand that a seed names."""
    random = stream("hand", seed)
    haste = random.betavariate(2.0, 1.8)
    forms: tuple[Form, ...] = ("full", "initial", "surname")
    flourishes: tuple[Flourish, ...] = ("none", "underline", "double_underline", "tail", "return", "strike")
    return Hand(
        seed=seed,
        slant=random.gauss(0.30, 0.22),
        climb=random.gauss(0.07, 0.07),
        bow=random.gauss(0.0, 0.10),
        stretch=random.uniform(0.85, 1.45),
        tall=random.uniform(0.9, 1.5),
        capital=random.uniform(1.0, 1.9),
        spacing=random.uniform(-0.08, 0.22),
        haste=haste,
        join=random.choice([1.0, 1.0, 0.9, 0.75]),
        steadiness=random.uniform(0.6, 1.2),
        pen=random.choice([1.9, 2.2, 2.6, 3.2, 4.0]),
        contrast=random.uniform(0.15, 0.55),
        form=random.choices(forms, (6, 3, 1))[0],
        flourish=random.choices(flourishes, (8, 3, 1, 5, 3, 1))[0],
        overlap=random.uniform(-0.02, 0.24),
    )
