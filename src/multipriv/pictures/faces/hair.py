"""Hair of the head: guides grown over the skull by style, filled up with strands that follow them in locks."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from numpy.typing import NDArray

from multipriv.pictures.faces.gathered import bun, gathering_point, plait, tail
from multipriv.pictures.faces.growth import FLOWS, follow, grow_guides
from multipriv.pictures.faces.head import COLUMNS
from multipriv.pictures.faces.identities import Identity, trait_data
from multipriv.pictures.faces.mesh import grid_normals, linear
from multipriv.pictures.faces.scalp import scalp_ground
from multipriv.pictures.faces.shape import Shape
from multipriv.pictures.faces.strands import Strands
from multipriv.seeds import pixel_stream

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Style:
    """One row of styles.yaml."""

    top: float
    side: float
    back: float
    fringe: float
    flow: str
    part: float
    volume: float
    lift: float
    clump: float
    gather: str
    female: float
    male: float


@cache
def styles() -> dict[str, Style]:
    """All hair styles by name."""
    rows = yaml.safe_load(files(__package__).joinpath("styles.yaml").read_text("utf-8"))
    return {name: Style(**row) for name, row in rows.items()}


def grow(
    person: Identity, base: Floats, style: Style, seed: str, *, strands: int = 15000, columns: int = COLUMNS
) -> list[Strands]:
    """Return the hair on the smooth head `base` (rows * columns, 3) in the head's coordinates."""
    rng = pixel_stream("face", person.seed, "hair", seed)
    shape = person.shape
    normals = grid_normals(base, len(base) // columns, columns, True)
    roots, root_normals = _roots(rng, base, normals, shape, strands, columns)
    if len(roots) < 50:
        return []
    guides = max(min(len(roots) // 16, 480), 40)
    gather = gathering_point(style.gather, shape)
    flow = FLOWS[style.flow]
    regions = _regions(roots, style)
    lengths = _lengths(roots, style, regions, shape) * rng.uniform(0.72 if style.top < 9 else 0.88, 1.0, len(roots))
    mirrored = -1.0 if rng.random() < 0.5 else 1.0
    paths = grow_guides(
        roots[:guides],
        root_normals[:guides],
        lengths[:guides],
        flow,
        style.part * mirrored,
        style.volume,
        style.lift,
        regions[:guides],
        gather,
        rng.uniform(0, 1, (guides, 4)),
        shape,
    )
    curl = person.traits.curl if style.flow != "radial" else max(person.traits.curl, 0.45)
    locks = follow(
        roots,
        root_normals,
        lengths,
        paths,
        lengths[:guides],
        style.clump,
        curl,
        style.volume,
        style.part * mirrored,
        rng.uniform(0, 1, (len(roots), 5)),
        rng.uniform(0, 1, (guides, 3)),
        style.flow == "gather",
        style.flow in ("fall", "side"),
        regions,
        shape,
    )
    groups = [locks]
    if style.gather == "tail":
        groups.append(tail(rng, gather, int(0.17 * strands), curl))
    elif style.gather == "bun":
        groups.append(bun(rng, gather, int(0.17 * strands)))
    elif style.gather == "plait":
        groups.append(plait(rng, gather, int(0.15 * strands), shape))
    own, grey = linear(person.traits.hair_colour), linear(trait_data()["grey_hair"])
    out = []
    for index, points in enumerate(groups):
        n = len(points)
        shade = rng.lognormal(0, 0.16, (n, 1)) * (1 + 0.05 * rng.standard_normal((n, 3)))
        # Hair greys strand by strand.
        turned = np.clip(1.2 * person.traits.grey - 0.1 + 0.25 * rng.standard_normal((n, 1)), 0, 1)
        tone = own + turned * (person.traits.grey > 0) * (grey - own)
        out.append(
            Strands(
                points,
                _outward(points, gather if index else np.array([0.0, 2.0, -1.0])),
                np.clip(tone * shade, 0, 1),
                rng.uniform(0.036, 0.060, n) * (15000 / strands) ** 0.6 * (0.85 + 0.3 * person.traits.hair_thickness),
                0.8 * (1 - 0.5 * curl) * (1 - 0.3 * person.traits.grey),
            )
        )
    return out


def _roots(
    rng: np.random.Generator, base: Floats, normals: Floats, shape: Shape, count: int, columns: int
) -> tuple[Floats, Floats]:
    """Random roots inside the hairline, evenly by area, thinning at its edge; with normals."""
    rows = len(base) // columns
    grid = base.reshape(rows, columns, 3)
    across = np.linalg.norm(np.roll(grid, -1, 1) - grid, axis=2)
    down = np.linalg.norm(np.diff(grid, axis=0, append=grid[-1:]), axis=2)
    excess = scalp_ground(base, shape)
    weight = (across * down).ravel() * np.clip(0.5 + excess / 0.9, 0, 1) * (base[:, 1] > -9.5)
    full = float(weight.sum())
    count = int(count * min(full / 480, 1.0)) if full > 5 else 0
    chosen = rng.choice(len(base), count, p=weight / full) if count else np.zeros(0, np.int64)
    row, column = chosen // columns, chosen % columns
    right = row * columns + (column + 1) % columns
    below = np.minimum(row + 1, rows - 1) * columns + column
    u, v = rng.random((2, count, 1))
    roots = base[chosen] + u * (base[right] - base[chosen]) + v * (base[below] - base[chosen])
    return roots, normals[chosen]


def _regions(roots: Floats, style: Style) -> NDArray[np.int64]:
    """1 for the roots of a fringe that hangs over the forehead, 0 for the rest."""
    if not style.fringe < 9.0 < style.top:
        return np.zeros(len(roots), np.int64)
    x, y, z = np.abs(roots[:, 0]), roots[:, 1], roots[:, 2]
    return ((z > 3.4 + 0.12 * x**1.2) & (x < 5.4) & (y > 4.0)).astype(np.int64)


def _lengths(roots: Floats, style: Style, regions: NDArray[np.int64], shape: Shape) -> Floats:
    """Length by place: fringe in front, top, sides, back, blended."""
    x, y, z = np.abs(roots[:, 0]), roots[:, 1], roots[:, 2]
    top = 1 / (1 + np.exp(-(y - 6.3) / 0.7))
    back = 1 / (1 + np.exp((z + 3.0) / 1.5))
    low = style.side * (1 - back) + style.back * back
    lengths: Floats = style.top * top + low * (1 - top)
    if style.fringe < 9.0 < style.top:
        # A fringe is cut level, just over the brows.
        cut = shape.brow_height + 0.9 + 0.02 * x**2
        level = 1.02 * np.hypot(y - cut, 0.75 * np.maximum(8.6 - z, 0)) + 0.5
        return np.where(regions == 1, level, lengths)
    fringe = top / (1 + np.exp(-(z - 4.6) / 0.35)) / (1 + np.exp((x - 4.6) / 0.4))
    lengths = lengths * (1 - fringe) + style.fringe * fringe
    # Short sides fade out towards the hairline.
    if style.side < 4:
        lengths *= 0.45 + 0.55 * np.clip((y + 3.5) / 6.0, 0, 1)
    return lengths


def _outward(points: Floats, centre: Floats) -> Floats:
    """Normals for shading: away from the head's axis."""
    away = points - centre
    away[..., 1] = np.where(points[..., 1] > centre[1], away[..., 1], 0.0)
    unit: Floats = away / (np.linalg.norm(away, axis=-1, keepdims=True) + 1e-9)
    return unit
