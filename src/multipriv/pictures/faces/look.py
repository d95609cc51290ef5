"""What a photo happens to catch: pose, expression, hair style, things worn, light and camera, drawn from the photo's seed."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.random import Generator

from multipriv.pictures.faces.accessories import FRAMES, HATS
from multipriv.pictures.faces.body import Clothing, wardrobe
from multipriv.pictures.faces.hair import Style, styles
from multipriv.pictures.faces.identities import Colour, Identity
from multipriv.pictures.faces.light import Light
from multipriv.pictures.faces.person import Look
from multipriv.pictures.faces.scene import Camera
from multipriv.pictures.faces.shape import Expression
from multipriv.seeds import pixel_stream

Crop = Literal["id", "portrait", "selfie", "half_body"]
HEAD = 23.5  # cm from chin to crown with hair
# Share of the picture's height that the head takes, and camera distance in cm, by crop.
FRAMING: dict[str, tuple[float, float, float, float]] = {
    "id": (0.54, 0.58, 130, 150),
    "portrait": (0.46, 0.58, 105, 190),
    "selfie": (0.46, 0.58, 48, 62),
    "half_body": (0.27, 0.31, 150, 230),
}


def draw_look(person: Identity, seed: str, crop: Crop) -> Look:
    """Draw the person's look on one photo."""
    rng = pixel_stream("face", "look", person.seed, seed)
    formal = crop == "id"
    yaw = math.radians(float(np.clip(rng.normal(0, 16), -38, 38))) if not formal else math.radians(rng.normal(0, 1.0))
    pitch = math.radians(float(np.clip(rng.normal(0, 2.8), -6, 6))) if not formal else 0.0
    roll = math.radians(float(np.clip(rng.normal(0, 3.5), -9, 9))) if not formal else math.radians(rng.normal(0, 0.5))
    expression, at_lens = _expression(rng, formal)
    worn = rng.random()
    glasses = str(rng.choice(list(FRAMES))) if worn < 0.20 and not formal else None
    hat = str(rng.choice(HATS)) if rng.random() < 0.10 and not formal else None
    style = draw_style(person, rng)
    if hat and styles()[style].flow == "radial" and styles()[style].top > 4:
        hat = None
    beard = 0.0
    if person.traits.beard_density > 0.12:
        beard = float(rng.choice([0.0, 0.12, 0.35, 0.9], p=[0.35, 0.3, 0.2, 0.15]))
        beard *= min(max((person.age - 15) / 9, 0.0), 1.0)
    return Look(
        expression=expression,
        at_lens=at_lens,
        yaw=yaw,
        pitch=pitch,
        roll=roll,
        turn=yaw * rng.uniform(0.2, 0.7) + (math.radians(rng.normal(0, 8)) if not formal else 0.0),
        style=style,
        beard=beard,
        glasses=glasses,
        hat=hat,
        clothing=draw_clothing(person, rng),
        seed=seed,
    )


def draw_style(person: Identity, rng: Generator) -> str:
    """A hair style that suits sex, age and hair; the person's usual one on some photos only."""
    table = styles()
    usual = pixel_stream("face", person.seed, "usual style")
    source = usual if rng.random() < 0.35 else rng
    names = list(table)
    weights = np.array([_suits(person, table[name]) for name in names])
    return str(source.choice(names, p=weights / weights.sum()))


def _suits(person: Identity, style: Style) -> float:
    weight = style.female if person.sex == "female" else style.male
    curl = person.traits.curl
    if curl > 0.6:
        weight *= 4.0 if style.flow == "radial" else (0.5 if style.flow == "gather" or style.top < 2 else 0.06)
    elif style.flow == "radial":
        weight *= 0.9 if curl > 0.35 else 0.02
    if person.age > 60 and style.top > 30:
        weight *= 0.25
    if person.shape.hairline_recession > 0.9 and style.top > 4:
        weight *= 0.1
    return weight


def draw_clothing(person: Identity, rng: Generator) -> Clothing:
    """Clothes of any colour; nothing a person is known by."""
    kinds = wardrobe()["kinds"]
    weights = np.array([row[person.sex] for row in kinds.values()], dtype=float)
    kind = str(rng.choice(list(kinds), p=weights / weights.sum()))
    colour, second = rng.choice(wardrobe()["colours"]), rng.choice(wardrobe()["seconds"])
    if kinds[kind].get("over"):
        colour = np.array(rng.choice([[238, 238, 236], [190, 206, 224], [224, 208, 210]]))
        second = rng.choice(wardrobe()["seconds"][1:])
    return Clothing(kind, _colour(colour, rng), _colour(second, rng), str(rng.choice(kinds[kind]["patterns"])))


def _colour(rgb: "np.ndarray[tuple[int], np.dtype[np.int64]]", rng: Generator) -> Colour:
    r, g, b = np.clip(np.asarray(rgb, dtype=float) * rng.uniform(0.85, 1.1), 0, 245)
    return float(r), float(g), float(b)


def _expression(rng: Generator, formal: bool) -> tuple[Expression, bool]:
    """An expression, and whether the eyes look into the lens."""
    if formal:
        return Expression(smile=float(rng.uniform(0.02, 0.16))), True
    kinds = ["neutral", "smile", "grin", "talk", "frown", "blink", "raise"]
    kind = rng.choice(kinds, p=[0.24, 0.23, 0.24, 0.12, 0.07, 0.03, 0.07])
    # Mostly the eyes look into the lens.
    at_lens = rng.random() < 0.88
    gaze = {"gaze_x": 0.0 if at_lens else float(rng.uniform(-0.25, 0.25)), "gaze_y": float(rng.normal(0, 0.04))}
    u = float(rng.uniform(0.6, 1.0))
    values: dict[str, float] = {
        "neutral": {"smile": 0.22 * u},
        "smile": {"smile": 0.75 * u, "squint": 0.45 * u},
        "grin": {"smile": 0.9 * u, "squint": 0.7 * u, "lips_apart": 0.9 * u, "jaw": 0.07 * u},
        "talk": {"jaw": 0.45 * u, "lips_apart": 0.4, "brow_raise": 0.2 * u},
        "frown": {"frown": 0.9 * u, "squint": 0.35 * u},
        "blink": {"lid_close_left": 0.96, "lid_close_right": 0.96},
        "raise": {"brow_raise": 0.9 * u, "smile": 0.2},
    }[str(kind)]
    return Expression(**{**gaze, **values}), at_lens


@dataclass(frozen=True)
class Framing:
    """How a head at the origin is framed: its share of the height, camera distance (cm), offsets in parts of the picture."""

    share: float
    distance: float
    side: float
    free: float
    angle: float
    tilt: float

    def camera(self, crown: float) -> Camera:
        """The camera for a head whose hair or hat ends at `crown` (cm)."""
        visible = HEAD / self.share
        target = np.array([self.side * visible, crown + visible * (self.free - 0.5), 0.0])
        position = target + self.distance * np.array([0.0, math.sin(self.angle), math.cos(self.angle)])
        return Camera(position, target, self.share * self.distance / HEAD, self.tilt)


def draw_framing(rng: Generator, crop: Crop, width: int, height: int) -> Framing:
    """A camera in front of the head, framed by the crop."""
    low, high, near, far = FRAMING[crop]
    share = float(rng.uniform(low, high))
    # A narrow or wide picture must still hold the width of head and hair.
    share = min(share, 0.86 * width / height)
    distance = float(rng.uniform(near, far))
    jitter = 0.0 if crop == "id" else 1.0
    side = float(rng.normal(0, 0.04)) * jitter * width / height
    # Above the crown about a tenth of the picture stays free.
    free = (0.08 if crop != "selfie" else 0.06) + float(rng.normal(0, 0.012)) * jitter
    rise = {"id": 0.0, "portrait": rng.normal(0, 0.04), "selfie": rng.normal(0.12, 0.07), "half_body": rng.normal(0.0, 0.03)}
    angle = float(np.clip(rise[crop], -0.14, 0.26))
    tilt = {"id": 0.0, "portrait": 0.01, "selfie": 0.05, "half_body": 0.01}[crop]
    return Framing(share, distance, side, free, angle, float(rng.normal(0, tilt)))


def draw_light(rng: Generator, crop: Crop, background: str) -> Light:
    """Light that suits the place; document photos are lit evenly from the front."""
    if crop == "id":
        azimuth, elevation, strength, warm, soft, fill = rng.uniform(-0.25, 0.25), 0.6, 1.08, 0.0, 1.4, 0.5
    else:
        azimuth = rng.choice([-1, 1]) * rng.uniform(0.15, 1.05)
        elevation = rng.uniform(0.3, 0.95)
        outside = background in ("street", "nature")
        strength = rng.uniform(0.95, 1.28)
        warm = rng.uniform(-0.05, 0.10) if outside else rng.uniform(-0.06, 0.14)
        soft = rng.uniform(0.4, 1.4) if outside else rng.uniform(0.8, 2.2)
        fill = rng.uniform(0.30, 0.52)
    sky = {"street": (0.92, 0.98, 1.08), "nature": (0.95, 1.02, 1.0)}.get(background, (1.0, 0.99, 0.98))
    direction = np.array([math.sin(azimuth) * math.cos(elevation), math.sin(elevation), math.cos(azimuth) * math.cos(elevation)])
    rim_side = -math.copysign(1.0, azimuth)
    rim = np.array([rim_side * 0.8, 0.35, -0.5])
    return Light(
        direction=direction,
        colour=strength * np.array([1 + warm, 1.0, 1 - 1.2 * warm]),
        sky=fill * np.array(sky),
        ground=fill * 0.6 * np.array([1.04, 0.97, 0.90]),
        rim=np.full(3, 0.0 if crop == "id" else float(rng.uniform(0.05, 0.5))),
        rim_direction=rim / np.linalg.norm(rim),
        softness=float(soft),
    )
