"""The two fictional countries as data: names, places, medicine, work and commerce."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from multipriv.taxonomy.records import Locale

_PARTS = ("names", "places", "medicine", "work", "commerce", "kinship")


def _read(name: str) -> Any:
    return yaml.safe_load(resources.files(__package__).joinpath("data", name).read_text("utf-8"))


@cache
def setting(locale: Locale) -> Mapping[str, Any]:
    """Return what a country holds, by the keys of its data files (hospitals, cities, banks, apps, …); `names` apart."""
    parts = {part: _read(f"{locale}/{part}.yaml") for part in _PARTS}
    names = parts.pop("names")
    return {"names": names} | {key: value for part in parts.values() for key, value in part.items()}


@cache
def families() -> Mapping[str, Any]:
    """Return the shapes of families and the ties within them."""
    found: Mapping[str, Any] = _read("families.yaml")
    return found


@cache
def ranges() -> Mapping[str, Any]:
    """Return the ranges that numbers are drawn from."""
    found: Mapping[str, Any] = _read("ranges.yaml")
    return found


def reference_date() -> date:
    """Return today in the fictional world."""
    return date.fromisoformat(ranges()["reference_date"])


def first_date() -> date:
    """Return the first day of the year that visits, journeys and payments fall into."""
    return date.fromisoformat(ranges()["first_date"])
