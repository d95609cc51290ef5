"""Plans: which ten pictures a profile has, and the graph that their shared values make.

Faces that a user brings stand on no document and no badge: plans that a face joined there have another kind in place of one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from itertools import combinations
from typing import Any

import yaml

from multipriv.pictures.kind import kinds
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.linking import correlations


@dataclass(frozen=True)
class Slot:
    """One picture of a plan: its kind and the set of keys that name its owner (maybe none); `brought`: faces are the user's."""

    kind: str
    keys: tuple[str, ...]
    brought: bool = False

    @property
    def shows(self) -> frozenset[str]:
        """Every attribute that the picture shows of its subject."""
        return kinds()[self.kind].showing(brought=self.brought) | set(self.keys)

    @property
    def links(self) -> frozenset[str]:
        """The attributes shown whose equal values mean the same person."""
        return frozenset(code for code in self.shows if attributes()[code].equal_means == "same_person")


Plan = tuple[Slot, ...]


@cache
def plans(brought: bool = False) -> Mapping[str, Plan]:
    """Return all plans by name; `brought`: as they are where the user brings the faces."""
    data = _data()
    found = {code: tuple(_slot(row) for row in slots) for code, slots in data["plans"].items()}
    if not brought:
        return found
    instead = {code: {_slot(old): _slot(new) for old, new in pairs} for code, pairs in data["brought_faces"]["slots"].items()}
    return {
        code: tuple(with_brought_faces(instead.get(code, {}).get(slot, slot)) for slot in plan) for code, plan in found.items()
    }


def with_brought_faces(slot: Slot) -> Slot:
    """Return what stands for a picture where the user brings the faces: a post for a badge, with the same keys."""
    return Slot(_data()["brought_faces"]["kinds"].get(slot.kind, slot.kind), slot.keys, brought=True)


def drawn_kinds() -> tuple[str, ...]:
    """Return the kinds that have an artist, in the order of the data."""
    return tuple(code for code in kinds() if find_spec(f"multipriv.pictures.kinds.{code}") is not None)


def drawable_plans(brought: bool = False) -> tuple[Plan, ...]:
    """Return the plans all of whose kinds have an artist."""
    drawn = set(drawn_kinds())
    return tuple(plan for plan in plans(brought).values() if all(slot.kind in drawn for slot in plan))


def distances(plan: Sequence[Slot]) -> dict[tuple[int, int], int]:
    """Return the number of joins between each pair of pictures that are connected, by position (first < second)."""
    found = {}
    for start in range(len(plan)):
        for position, steps in _reach(plan, start).items():
            if start < position:
                found[start, position] = steps
    return found


def hop_distribution(plan: Sequence[Slot]) -> Counter[int]:
    """Return how many pairs of pictures are how many joins apart."""
    return Counter(distances(plan).values())


def correlated_pairs(plan: Sequence[Slot]) -> list[tuple[str, int, int]]:
    """Return (correlation, first, second) for pictures that correlate and share no linking attribute."""
    return [
        (rule.code, first, second)
        for rule in correlations().values()
        for first, second in combinations(range(len(plan)), 2)
        if not plan[first].links & plan[second].links
        if _shown_apart(rule.left, rule.right, plan[first].shows, plan[second].shows)
    ]


def _shown_apart(left: str, right: str, first: Iterable[str], second: Iterable[str]) -> bool:
    return (left in first and right in second) or (right in first and left in second)


def _reach(plan: Sequence[Slot], start: int) -> dict[int, int]:
    reached, edge = {start: 0}, [start]
    while edge:
        joined = [
            position
            for position, slot in enumerate(plan)
            if position not in reached and any(slot.links & plan[known].links for known in edge)
        ]
        steps = reached[edge[0]] + 1
        reached |= dict.fromkeys(joined, steps)
        edge = joined
    return reached


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("plans.yaml").read_text("utf-8"))
    return data


def _slot(row: str | dict[str, list[str]]) -> Slot:
    if isinstance(row, str):
        return Slot(row, ())
    ((kind, keys),) = row.items()
    return Slot(kind, tuple(keys))
