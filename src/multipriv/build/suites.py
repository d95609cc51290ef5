"""The suites: how many profiles, pictures and items each holds, and how pictures are taken and stored; read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from multipriv.people import Nearness
from multipriv.taxonomy.records import Capture
from multipriv.taxonomy.tasks import tasks

Form = Literal["webp", "jpg", "png"]

PAPER_PROFILES = 40
INDIVIDUAL_PICTURES = 10
"""Pictures of each profile."""


class BuildError(Exception):
    """What was asked for cannot be built; the message is one line for the user."""


@dataclass(frozen=True)
class Suite:
    """The size of a suite: profiles, pictures of strangers, items per task."""

    code: str
    profiles: int
    attribute_pictures: int
    items: Mapping[str, int]
    least_profiles: int

    def scaled(self, profiles: int | None) -> "Suite":
        """Return the suite for another number of profiles, all else in proportion.

        Raises:
            BuildError: fewer profiles than give each question enough people who are someone else.
        """
        if profiles is None or profiles == self.profiles:
            return self
        if profiles < self.least_profiles:
            raise BuildError(f"--profiles {profiles}: {self.code} needs at least {self.least_profiles} for its questions")
        return Suite(
            self.code,
            profiles,
            round(self.attribute_pictures * profiles / self.profiles),
            {task: max(1, round(count * profiles / self.profiles)) for task, count in self.items.items()},
            self.least_profiles,
        )


def suite(code: str) -> Suite:
    """Return a suite by name; BuildError for an unknown one."""
    rows = _data()["suites"]
    if code not in rows:
        raise BuildError(f"unknown suite {code!r}: choose one of {', '.join(rows)}")
    row = rows[code]
    items = {task.code: round(task.paper_items * row["profiles"] / PAPER_PROFILES) for task in tasks().values()}
    return Suite(code, row["profiles"], row["attribute_pictures"], row.get("items", items), row["least_profiles"])


def captures() -> Mapping[Capture, int]:
    """Return the parts in which pictures are taken clean or through the camera."""
    found: Mapping[Capture, int] = _data()["captures"]
    return found


def forms(medium: str, capture: Capture) -> Mapping[Form, int]:
    """Return the parts in which pictures of a medium are stored as each file format."""
    found: Mapping[Form, int] = _data()["forms"][medium]["clean" if capture == "clean" else "camera"]
    return found


def nearness() -> Mapping[Nearness | None, int]:
    """Return the parts in which the owners of pictures of attribute scope are near to a profile; null: not near."""
    return {None if how == "nobody" else how: part for how, part in _data()["nearness"].items()}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("suites.yaml").read_text("utf-8"))
    return data
