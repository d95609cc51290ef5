"""The numbers a head is built from: `Shape` (who it is; the axes of axes.yaml in cm) and `Expression` (what it does)."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml


class Shape(NamedTuple):
    """Physical values of the identity axes, in the order of axes.yaml."""

    head_width: float
    head_length: float
    vault_height: float
    forehead_slope: float
    forehead_bulge: float
    temple_hollow: float
    face_width: float
    face_depth: float
    cheekbone_width: float
    cheekbone_height: float
    cheekbone_size: float
    cheek_fullness: float
    jaw_width: float
    jaw_angle: float
    jaw_size: float
    jowl: float
    chin_width: float
    chin_drop: float
    chin_forward: float
    chin_boss: float
    chin_cleft: float
    double_chin: float
    neck_width: float
    brow_ridge: float
    brow_height: float
    brow_arch: float
    brow_tilt: float
    brow_gap: float
    brow_length: float
    brow_thickness: float
    brow_density: float
    eye_spacing: float
    eye_width: float
    eye_upper: float
    eye_lower: float
    eye_tilt: float
    eye_peak: float
    eye_depth: float
    socket_depth: float
    lid_crease: float
    lid_fold: float
    lid_hood: float
    epicanthus: float
    eye_bag: float
    nose_root_height: float
    nose_root_level: float
    nose_root_width: float
    nose_bridge_width: float
    nose_length: float
    nose_projection: float
    nose_hump: float
    nose_tip_size: float
    nose_tip_lift: float
    nose_width: float
    ala_size: float
    nostril_size: float
    philtrum_length: float
    philtrum_depth: float
    mouth_width: float
    upper_lip: float
    lower_lip: float
    lip_fullness: float
    cupid_bow: float
    mouth_corners: float
    muzzle: float
    mentolabial: float
    nasolabial: float
    wrinkles: float
    ear_length: float
    ear_width: float
    ear_flare: float
    ear_lobe: float
    hairline: float
    hairline_recession: float
    shoulder_width: float
    adiposity: float
    skew_eyes: float
    skew_brows: float
    skew_nose: float
    skew_mouth: float


class Expression(NamedTuple):
    """Amounts in [0, 1] unless stated; gaze in radians."""

    smile: float = 0.0
    jaw: float = 0.0
    lips_apart: float = 0.0
    frown: float = 0.0
    brow_raise: float = 0.0
    lid_close_left: float = 0.0
    lid_close_right: float = 0.0
    squint: float = 0.0
    pucker: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0


class Axis(NamedTuple):
    """Distribution of one axis: means by sex, spread, shift of region zh, shifts at age 4 and at age 80."""

    female: float
    male: float
    spread: float
    zh: float
    child: float
    elder: float


@cache
def axes() -> dict[str, Axis]:
    """Return the axes by name, in the order of `Shape`."""
    rows = yaml.safe_load(files(__package__).joinpath("axes.yaml").read_text("utf-8"))
    return {name: Axis(*map(float, rows[name])) for name in Shape._fields}
