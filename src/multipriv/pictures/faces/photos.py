"""Photos of fictional people: a pure function of identity and photo seed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from multipriv.pictures.faces.background import KINDS, paint_background
from multipriv.pictures.faces.identities import Identity
from multipriv.pictures.faces.look import Crop, draw_framing, draw_light, draw_look
from multipriv.pictures.faces.person import Figure, figure, placed
from multipriv.pictures.faces.scene import Camera, render
from multipriv.seeds import pixel_stream

Pixels = NDArray[np.uint8]
Singles = NDArray[np.float32]
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class FacePhoto:
    """RGB (h, w, 3) and the box [x0, y0, x1, y1) of the visible face without hair, clipped to the frame."""

    image: Pixels
    face_box: Box


@dataclass(frozen=True)
class Cutout:
    """RGBA (h, w, 4) on transparent ground and the face's box."""

    image: Pixels
    face_box: Box


@dataclass(frozen=True)
class GroupPhoto:
    """RGB (h, w, 3) and one face box per person, in the order given."""

    image: Pixels
    face_boxes: tuple[Box, ...]


def photo(
    identity: Identity,
    seed: str,
    *,
    size: tuple[int, int] = (512, 640),
    crop: Crop = "portrait",
    background: str | None = None,
) -> FacePhoto:
    """Take one photo of `identity`; `size` is (width, height), `background` one of background.KINDS or drawn.

    Raises ValueError for an unknown background or a size below 32 pixels.
    """
    width, height = _checked(size)
    rng = pixel_stream("face", "photo", identity.seed, seed)
    place = background or ("plain" if crop == "id" else str(rng.choice(KINDS, p=[0.2, 0.12, 0.28, 0.2, 0.2])))
    ground = paint_background(place, rng, width, height)
    layer, box = _portrait(identity, seed, rng, width, height, crop, place)
    return FacePhoto(_develop(_over(layer, ground), rng, crop == "id"), box)


def cutout(identity: Identity, seed: str, *, size: tuple[int, int] = (512, 640), crop: Crop = "half_body") -> Cutout:
    """The same person on transparent ground, to be placed in a scene."""
    width, height = _checked(size)
    rng = pixel_stream("face", "photo", identity.seed, seed)
    layer, box = _portrait(identity, seed, rng, width, height, crop, "street")
    return Cutout((layer * 255 + 0.5).astype(np.uint8), box)


def group(identities: Sequence[Identity], seed: str, *, size: tuple[int, int] = (960, 640)) -> GroupPhoto:
    """Several people side by side in one frame, in the order given from left to right, heads free of each other.

    Raises ValueError when there is nobody or more than eight people.
    """
    if not 1 <= len(identities) <= 8:
        raise ValueError(f"a group has 1 to 8 people, got {len(identities)}")
    width, height = _checked(size)
    rng = pixel_stream("face", "group", seed, *(person.seed for person in identities))
    place = str(rng.choice(["room", "street", "nature"]))
    ground = paint_background(place, rng, width, height)
    distance = float(rng.uniform(190, 260))
    people = _line_up(identities, seed, rng, distance)
    span = max(float(np.ptp([offset for _, offset, _ in people])) + 40.0, 52.0)
    top = max(one.crown + rise for one, _, rise in people) + 4.0
    tall = max(span * height / width, 50.0)
    target = np.array([0.0, top - tall * 0.5, 0.0])
    camera = Camera(target + np.array([0.0, 0.0, distance]), target, distance / tall, float(rng.normal(0, 0.01)))
    light = draw_light(rng, "portrait", place)
    # The tallest stand behind: drawn first, so that memory stays that of one person.
    boxes: dict[int, Box] = {}
    for index in sorted(range(len(people)), key=lambda i: -people[i][2]):
        one, offset, rise = people[index]
        posed = placed(one, (offset, rise, -5.0 * (index % 2) - 4.0 * rise / 10))
        layer = render(posed.meshes, posed.strands, camera, light, width, height)
        ground = _over(layer, ground)
        boxes[index] = _box(posed, camera, width, height)
    return GroupPhoto(_develop(ground, rng, False), tuple(boxes[i] for i in range(len(people))))


def _line_up(identities: Sequence[Identity], seed: str, rng: Generator, distance: float) -> list[tuple[Figure, float, float]]:
    """Figures with horizontal offset and height, shoulder to shoulder."""
    count = len(identities)
    out = []
    for index, person in enumerate(identities):
        look = draw_look(person, f"{seed}/{index}", "portrait")
        calm = replace(look, yaw=look.yaw * 0.45, turn=look.turn * 0.3, pitch=look.pitch * 0.6, roll=look.roll * 0.7, hat=None)
        rise = {True: -22.0}.get(person.age < 8, -12.0 if person.age < 14 else 0.0)
        rise += 6.0 * (person.sex == "male") * (person.age >= 14) + float(rng.normal(0, 2.5))
        offset = (index - (count - 1) / 2) * 28.0 + float(rng.normal(0, 1.0))
        out.append((figure(person, calm, 0.6, np.array([-offset, -rise, distance])), offset, rise))
    return out


def _portrait(
    identity: Identity, seed: str, rng: Generator, width: int, height: int, crop: Crop, place: str
) -> tuple[Singles, Box]:
    framing = draw_framing(rng, crop, width, height)
    # Where the camera stands before the hair is known is near enough to look at.
    lens = framing.camera(13.0).position
    one = figure(identity, draw_look(identity, seed, crop), _detail(height * framing.share), lens)
    camera = framing.camera(one.crown)
    light = draw_light(rng, crop, place)
    return render(one.meshes, one.strands, camera, light, width, height), _box(one, camera, width, height)


def _detail(head: float) -> float:
    """Share of the hairs and of the surface's points that a head of so many pixels shows."""
    return min(max(head / 330, 0.25), 1.0)


def _box(one: Figure, camera: Camera, width: int, height: int) -> Box:
    flat = camera.project(one.face, width, height)
    x0, y0 = np.floor(flat[:, :2].min(0)).astype(int)
    x1, y1 = np.ceil(flat[:, :2].max(0)).astype(int)
    return max(int(x0), 0), max(int(y0), 0), min(int(x1), width), min(int(y1), height)


def _over(layer: Singles, ground: Singles) -> Singles:
    alpha = layer[..., 3:4]
    return np.asarray(layer[..., :3] * alpha + ground * (1 - alpha), dtype=np.float32)


def _develop(image: Singles, rng: Generator, formal: bool) -> Pixels:
    """Exposure, vignette and grain of a camera."""
    h, w, _ = image.shape
    x, y = np.meshgrid(np.linspace(-1, 1, w, dtype=np.float32), np.linspace(-1, 1, h, dtype=np.float32))
    gain = 1.0 if formal else float(rng.uniform(0.94, 1.06))
    fall = 1 - (0.0 if formal else 0.06) * (x**2 + y**2)
    grain = rng.standard_normal((h, w, 1), dtype=np.float32) * (0.005 if formal else float(rng.uniform(0.004, 0.011)))
    out = image * (gain * fall)[..., None] + grain
    return np.asarray(np.clip(out * 255 + 0.5, 0, 255), dtype=np.uint8)


def _checked(size: tuple[int, int]) -> tuple[int, int]:
    width, height = size
    if min(width, height) < 32:
        raise ValueError(f"a picture is at least 32 pixels wide and high, got {width}x{height}")
    return width, height


__all__ = ["Cutout", "FacePhoto", "GroupPhoto", "cutout", "group", "photo"]
