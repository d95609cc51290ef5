"""The controls and the matrix task x control, read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from multipriv.taxonomy.attributes import read_data


@dataclass(frozen=True)
class Cell:
    """What a control does to the right answer and to the level of chance of one task."""

    answer: Literal["same", "cannot_be_determined", "derived"]
    chance: Literal["item", "zero"]


@dataclass(frozen=True)
class Control:
    """One control; a task without a cell is not applicable."""

    code: str
    name: Mapping[str, str]
    pictures: Literal["as_asked", "removed", "other_person", "one_decoy"]
    cells: Mapping[str, Cell]


@cache
def controls() -> Mapping[str, Control]:
    """Return the controls by code, "none" first."""
    rows = read_data("controls.yaml")["controls"]
    return {row["code"]: Control(**{**row, "cells": {t: Cell(**c) for t, c in row["cells"].items()}}) for row in rows}
