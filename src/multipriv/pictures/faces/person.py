"""A posed person: everything to draw of one fictional human on one photo, in one place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces import accessories, facial_hair, hair
from multipriv.pictures.faces.body import Clothing, build_body
from multipriv.pictures.faces.head import build_head
from multipriv.pictures.faces.identities import Identity
from multipriv.pictures.faces.mesh import Mesh
from multipriv.pictures.faces.pose import turn, turn_mesh, turn_strands, unturned
from multipriv.pictures.faces.relief import mouth_level
from multipriv.pictures.faces.shape import Expression, Shape
from multipriv.pictures.faces.strands import Strands

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Look:
    """What changes from photo to photo: angles in radians, `turn` of the whole body, hair, beard (cm), things worn.

    `at_lens` says that the eyes look into the camera, wherever the expression's gaze goes.
    """

    expression: Expression
    at_lens: bool
    yaw: float
    pitch: float
    roll: float
    turn: float
    style: str
    beard: float
    glasses: str | None
    hat: str | None
    clothing: Clothing
    seed: str


@dataclass(frozen=True)
class Figure:
    """Meshes and strands in world coordinates (cm) and outline points (n, 3) of the face."""

    meshes: tuple[Mesh, ...]
    strands: tuple[Strands, ...]
    face: Floats
    crown: float


def figure(person: Identity, look: Look, detail: float = 1.0, lens: Floats | None = None) -> Figure:
    """Build and pose one person before a camera at `lens` (3,); small pictures need a smaller share `detail` of everything."""
    shape = person.shape
    angles = (look.yaw - look.turn, look.pitch, look.roll)
    focus = unturned(_spin(lens, -look.turn), *angles) if look.at_lens and lens is not None else None
    head = build_head(person, look.expression, focus=focus, share=1.0 if detail > 0.5 else 0.75 if detail > 0.3 else 0.6)
    surface = facial_hair.Surface(head)
    strands = hair.grow(
        person, head.base, hair.styles()[look.style], look.seed, strands=int(15000 * detail), columns=head.columns
    )
    if look.hat:
        strands = [accessories.under_hat(s, shape) for s in strands]
    strands += [facial_hair.brows(person, surface, look.expression), facial_hair.lashes(person, surface, look.expression)]
    if (grown := facial_hair.beard(person, surface, look.beard, look.seed)) is not None:
        strands.append(grown)
    meshes: list[Mesh] = [head.skin, *head.others, *build_body(person, look.clothing)]
    if look.glasses:
        meshes += accessories.glasses(person, look.glasses, head, surface)
    if look.hat:
        meshes += accessories.hat(person, look.hat, look.clothing.second, head)
    edge = _face_outline(head.skin, head.base, shape)
    posed = turn(edge, edge, *angles)[0]
    return Figure(
        tuple(_spin_mesh(turn_mesh(m, *angles), look.turn) for m in meshes),
        tuple(_spin_strands(turn_strands(s, *angles), look.turn) for s in strands),
        _spin(posed, look.turn),
        _crown(meshes, strands),
    )


def _crown(meshes: list[Mesh], strands: list[Strands]) -> float:
    """Height of the top of hair, hat or skull."""
    tops = [float(np.percentile(s.points[..., 1], 99.8)) for s in strands if len(s.points)]
    return max([float(mesh.points[:, 1].max()) for mesh in meshes] + tops)


def _face_outline(skin: Mesh, base: Floats, shape: Shape) -> Floats:
    """Points of the face's skin: hairline to under the chin, ear to ear in front."""
    low = -shape.chin_drop - 1.5
    inside = (base[:, 1] < shape.hairline - 0.2) & (base[:, 1] > low) & (base[:, 2] > 2.0)
    inside &= (base[:, 2] > 4.5) | (base[:, 1] > mouth_level(shape) - 1.0)
    return np.ascontiguousarray(skin.points[inside][::4])


def placed(one: Figure, offset: Sequence[float]) -> Figure:
    """The figure moved by `offset` (cm)."""
    shift = np.asarray(offset, dtype=np.float64)
    return Figure(
        tuple(replace(m, points=m.points + shift) for m in one.meshes),
        tuple(replace(s, points=s.points + shift) for s in one.strands),
        one.face + shift,
        one.crown + float(shift[1]),
    )


def _spin(points: Floats, angle: float) -> Floats:
    c, s = np.cos(angle), np.sin(angle)
    return np.ascontiguousarray(points @ np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]]))


def _spin_mesh(mesh: Mesh, angle: float) -> Mesh:
    return replace(mesh, points=_spin(mesh.points, angle), normals=_spin(mesh.normals, angle))


def _spin_strands(strands: Strands, angle: float) -> Strands:
    return replace(strands, points=_spin(strands.points, angle), normals=_spin(strands.normals, angle))
