"""Who somebody is: axes of shape and traits of colour that stay the same over all photos of one person."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Literal

import yaml

from multipriv.pictures.faces.shape import Shape, axes
from multipriv.seeds import stream

Sex = Literal["female", "male"]
Region = Literal["en", "zh"]
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Mole:
    """A mark on the skin in face coordinates (cm): x, y and radius; `depth` in (0, 1]."""

    x: float
    y: float
    radius: float
    depth: float


@dataclass(frozen=True)
class Scar:
    """A fine pale line on the skin from (x0, y0) to (x1, y1) in face coordinates (cm)."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Traits:
    """What is not length: colour, hair, marks. Colours are sRGB in 0..255, amounts in [0, 1]."""

    melanin: float
    redness: float
    yellowness: float
    freckles: float
    mottling: float
    lip_redness: float
    iris_outer: Colour
    iris_inner: Colour
    hair_colour: Colour
    grey: float
    curl: float
    hair_thickness: float
    beard_density: float
    moles: tuple[Mole, ...]
    scar: Scar | None


@dataclass(frozen=True)
class Identity:
    """One fictional person's face: `z` are standard scores in the order of axes.yaml, `traits` the rest."""

    seed: str
    sex: Sex
    age: int
    region: Region
    z: tuple[float, ...]
    traits: Traits

    @property
    def shape(self) -> Shape:
        """Physical values at the person's age (cm)."""
        return physical(self.z, self.sex, self.age, self.region)


@cache
def trait_data() -> Mapping[str, Any]:
    """Return traits.yaml."""
    data: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath("traits.yaml").read_text("utf-8"))
    return data


def youth(age: float) -> float:
    """Return 1 at age 4, 0 from age 20: how much of the child's proportions remains."""
    return math.pow(min(max((20 - age) / 16, 0.0), 1.08), 1.15)


def maturity(age: float) -> float:
    """Return 0 up to age 10, 1 from age 18: before puberty the sexes hardly differ."""
    return min(max((age - 10) / 8, 0.0), 1.0)


def old_age(age: float) -> float:
    """Return 0 up to 28, 1 at 80, rising a little faster late."""
    return math.pow(min(max((age - 28) / 52, 0.0), 1.2), 1.1)


def physical(z: Sequence[float], sex: Sex, age: int, region: Region) -> Shape:
    """Turn standard scores into lengths: mean by sex + shifts by region and age + score times spread."""
    young, old, grown = youth(age), old_age(age), maturity(age)
    values = []
    for score, axis in zip(z, axes().values(), strict=True):
        middle = (axis.female + axis.male) / 2
        mean = middle + grown * ((axis.female if sex == "female" else axis.male) - middle)
        mean += axis.zh * (region == "zh") + axis.child * young + axis.elder * old
        values.append(mean + score * axis.spread * (1 - 0.18 * young))
    shape = Shape(*values)
    wide = z[Shape._fields.index("head_width")] * axes()["head_width"].spread
    # A wide head has wide eyes. The chin keeps its distance from the mouth: where nose and upper lip are long, the jaw is.
    long = sum(z[Shape._fields.index(name)] * axes()[name].spread for name in ("nose_length", "philtrum_length", "upper_lip"))
    own = 1 - 0.18 * young
    return shape._replace(eye_width=shape.eye_width + 0.1 * own * wide, chin_drop=shape.chin_drop + 0.6 * own * long)


def identity(seed: str, sex: Sex, age: int, region: Region, parents: tuple[Identity, ...] = ()) -> Identity:
    """Return the person named by the arguments; children of the same parents resemble them and each other.

    Raises ValueError when `age` is not in 3..100 or more than two parents are given.
    """
    if not 3 <= age <= 100:
        raise ValueError(f"age must be in 3..100, got {age}")
    if len(parents) > 2:
        raise ValueError("a person has at most two parents")
    rng = stream("face", seed)
    own = _scores(rng)
    z = tuple(_inherit(rng, score, [parent.z[i] for parent in parents]) for i, score in enumerate(own))
    return Identity(seed, sex, age, region, z, _traits(rng, sex, age, region, parents))


def face_vector(one: Identity) -> tuple[float, ...]:
    """Return a face as a point: its shape in spreads, skin (weight 6) and iris (weight 2), scaled by the root of all weights."""
    shape = [value / axis.spread for value, axis in zip(one.shape, axes().values(), strict=True)]
    skin = math.sqrt(6) * one.traits.melanin / 0.15
    iris = [math.sqrt(2) * channel / 40 for channel in one.traits.iris_outer]
    scale = 1 / math.sqrt(len(shape) + 8)
    return tuple(scale * value for value in (*shape, skin, *iris))


def face_distance(a: Identity, b: Identity) -> float:
    """Return how far apart two faces are before anything is drawn: root mean square of `face_vector`'s differences.

    Two strangers of any sex and age are about 1.8 apart, siblings 1.0.
    """
    return math.dist(face_vector(a), face_vector(b))


def _scores(rng: Random) -> list[float]:
    names = list(axes())
    own = {name: _clipped(rng.gauss(0, 1)) for name in names}
    for loadings in trait_data()["factors"].values():
        factor = _clipped(rng.gauss(0, 1))
        for name, loading in loadings.items():
            own[name] = loading * factor + math.sqrt(1 - loading**2) * own[name]
    return [_clipped(own[name]) for name in names]


def _clipped(score: float) -> float:
    return max(-2.2, min(2.2, score))


def _inherit(rng: Random, own: float, inherited: list[float]) -> float:
    """Blend the parents' scores, one of them dominating, and keep a part of one's own."""
    if not inherited:
        return own
    if len(inherited) == 1:
        return _clipped(0.62 * inherited[0] + 0.72 * own)
    weight = rng.choice((0.1, 0.3, 0.7, 0.9))
    return _clipped(weight * inherited[0] + (1 - weight) * inherited[1] + 0.5 * own)


def _traits(rng: Random, sex: Sex, age: int, region: Region, parents: tuple[Identity, ...]) -> Traits:
    data = trait_data()
    rows = data["melanin"][region]
    mean, spread, low, high, _ = rng.choices(rows, [row[4] for row in rows])[0]
    melanin = min(max(rng.gauss(mean, spread), low), high)
    if parents:
        melanin = min(max(sum(p.traits.melanin for p in parents) / len(parents) + rng.gauss(0, 0.03), 0.02), 1.0)
    eyes = _weighted(rng, data["eyes"], region, melanin)
    hair = tuple(float(c) for c in _weighted(rng, data["hair"], region, melanin)["colour"])
    outer, inner = _jitter(rng, eyes["outer"]), _jitter(rng, eyes["inner"])
    if parents and rng.random() < 0.85:
        source = rng.choice(parents).traits
        outer, inner = source.iris_outer, source.iris_inner
    if parents and rng.random() < 0.85:
        hair = rng.choice(parents).traits.hair_colour
    curl = rng.betavariate(1.2, 4) if melanin < 0.55 else rng.uniform(0.6, 1.0)
    if region == "zh":
        curl *= 0.4
    grey = min(max((age - rng.gauss(52, 8)) / 22, 0.0), 1.0)
    # A beard comes from 16 on and is full at 24.
    beard = rng.betavariate(2, 2.5) * min((age - 15) / 9, 1.0) if sex == "male" and age >= 16 else 0.0
    return Traits(
        melanin=melanin,
        redness=rng.betavariate(2, 4),
        yellowness=min(rng.betavariate(2, 4) + 0.2 * (region == "zh"), 1.0),
        freckles=rng.random() ** 5 if melanin < 0.3 else 0.1 * rng.random() ** 4,
        mottling=min(0.2 + 0.5 * rng.random() + 0.5 * old_age(age), 1.0),
        lip_redness=rng.random(),
        iris_outer=outer,
        iris_inner=inner,
        hair_colour=_rgb(hair),
        grey=grey,
        curl=curl,
        hair_thickness=rng.random(),
        beard_density=beard * (0.4 if region == "zh" else 1.0),
        moles=tuple(_mole(rng) for _ in range(rng.choices(range(5), (4, 4, 3, 2, 1))[0] if age > 8 else 0)),
        scar=_scar(rng) if rng.random() < 0.08 else None,
    )


def _weighted(rng: Random, table: Mapping[str, Any], region: Region, melanin: float) -> Mapping[str, Any]:
    rows = [row for row in table.values() if row[region] and melanin <= row["limit"]]
    chosen: Mapping[str, Any] = rng.choices(rows, [row[region] for row in rows])[0]
    return chosen


def _jitter(rng: Random, colour: Sequence[float]) -> Colour:
    return _rgb([min(max(c * rng.uniform(0.85, 1.15), 0), 255) for c in colour])


def _rgb(colour: Sequence[float]) -> Colour:
    return (float(colour[0]), float(colour[1]), float(colour[2]))


def _mole(rng: Random) -> Mole:
    side = rng.choice((-1, 1))
    return Mole(side * rng.uniform(0.8, 5.5), rng.uniform(-9.0, 5.0), rng.uniform(0.08, 0.19), rng.uniform(0.4, 0.9))


def _scar(rng: Random) -> Scar:
    x, y, angle = rng.choice((-1, 1)) * rng.uniform(1.5, 4.5), rng.uniform(-8, 5), rng.uniform(0, math.pi)
    return Scar(x, y, x + 1.3 * math.cos(angle), y + 1.3 * math.sin(angle))
