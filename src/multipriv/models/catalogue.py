"""The catalogue of models: what runs them and what is known of them, read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml


@dataclass(frozen=True)
class Listed:
    """One model of the catalogue; see catalogue.yaml for its fields. Unknown facts are null."""

    id: str
    maker: str
    family: str
    access: Literal["open", "commercial", "embedded"]
    parameters: float | None
    reasoning: bool | None
    boxes: str | None
    source: str
    active: float | None = None
    pictures: int | None = None
    price: tuple[float, float] | None = None
    published: tuple[str, ...] = ()


@cache
def catalogue() -> tuple[Listed, ...]:
    """Return all models, those of this package first."""
    rows = yaml.safe_load(resources.files(__package__).joinpath("catalogue.yaml").read_text("utf-8"))["models"]
    return tuple(Listed(**{name: _fixed(value) for name, value in row.items()}) for row in rows)


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def find(model: str) -> Listed | None:
    """Return the model of this name: the id itself, or any provider's name whose last part is that of exactly one id."""
    listed = _by_last_part().get(_last_part(model), ())
    exact = [entry for entry in listed if entry.id == model]
    if exact:
        return exact[0]
    return listed[0] if len(listed) == 1 and not model.startswith("multipriv/") else None


def dialect_of(model: str) -> str | None:
    """Return the box dialect of a model by the catalogue; null where it lists none."""
    found = find(model)
    return found.boxes if found else None


def _last_part(model: str) -> str:
    return model.rstrip("/").rpartition("/")[2].casefold()


@cache
def _by_last_part() -> Mapping[str, tuple[Listed, ...]]:
    found: dict[str, tuple[Listed, ...]] = {}
    for entry in catalogue():
        found[_last_part(entry.id)] = (*found.get(_last_part(entry.id), ()), entry)
    return found
