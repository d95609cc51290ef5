"""Circles: whom a stranger is near to, so that a stranger's picture can be taken for a picture of a profile."""

from dataclasses import dataclass
from typing import Literal

Nearness = Literal["relative", "neighbour", "colleague"]


@dataclass(frozen=True)
class Tie:
    """What a stranger is to a profile, by the profile's number in its locale.

    A relative lives in the profile's household (and is no new person: the picture is of a grown relative whom the profile has), a
    neighbour in the same street, a colleague works for the same employer. Nothing else follows from a tie.
    """

    profile: int
    how: Nearness
