"""From meshes and strands to pixels: camera, shadow map, geometry buffer, shading, hair, at twice the size and reduced."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces.light import Light, shade
from multipriv.pictures.faces.mesh import CLOTH_PATTERN, Mesh
from multipriv.pictures.faces.render import count_hair, draw_strands, place, rasterise, see
from multipriv.pictures.faces.screen import occlusion, scatter, tone_map
from multipriv.pictures.faces.skin import noise_tile
from multipriv.pictures.faces.strands import Strands, light_strands

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]
OVERSAMPLE = 2
SHADOW_SIZE = 512


@dataclass(frozen=True)
class Camera:
    """Pinhole at `position` looking at `target` (cm), `focal` in units of the picture's height."""

    position: Floats
    target: Floats
    focal: float
    roll: float = 0.0

    def axes(self) -> Floats:
        """Rows: right, up, forward."""
        forward = self.target - self.position
        forward = forward / np.linalg.norm(forward)
        right = np.cross(forward, np.array([0.0, 1.0, 0.0]))
        right /= np.linalg.norm(right)
        up = np.cross(right, forward)
        c, s = math.cos(self.roll), math.sin(self.roll)
        return np.stack([c * right + s * up, c * up - s * right, forward])

    def project(self, points: Floats, width: int, height: int) -> Floats:
        """Pixels and inverse distance (n, 3) of points (n, 3); behind the camera the third is 0."""
        seen = see(np.ascontiguousarray(points), self.position, self.axes(), self.focal * height, width, height)
        return seen.astype(np.float64)


def light_frame(light: Light, points: Floats) -> Floats:
    """Matrix (3, 4) from cm to shadow map cells, and distance along the light, that holds all `points`."""
    w = light.direction
    u = np.cross(np.array([0.0, 1.0, 0.05]), w)
    u /= np.linalg.norm(u)
    axes = np.stack([u, np.cross(w, u), w])
    local = points @ axes.T
    low, high = local.min(0), local.max(0)
    scale = (SHADOW_SIZE - 8) / max(high[0] - low[0], high[1] - low[1])
    frame = np.zeros((3, 4))
    frame[0, :3], frame[1, :3], frame[2, :3] = axes[0] * scale, axes[1] * scale, axes[2]
    frame[0, 3], frame[1, 3] = 4 - low[0] * scale, 4 - low[1] * scale
    return frame


@dataclass(frozen=True)
class Shadows:
    """The scene seen from the light: nearest surface, hair per cell and nearest hair; `frame` maps cm to cells."""

    frame: Floats
    surface: Singles
    hair: Singles
    hair_depth: Singles


def cast_shadows(points: Floats, triangles: Ints, strands: Sequence[Strands], light: Light) -> Shadows:
    """Rasterise everything from the light's side."""
    # A sample of all points is enough to frame them; what falls outside the map is lit.
    frame = light_frame(light, np.concatenate([points[::7]] + [s.points[::5, ::3].reshape(-1, 3) for s in strands]))
    surface = np.full((SHADOW_SIZE, SHADOW_SIZE), -1e9, np.float32)
    hair_depth = surface.copy()
    rasterise(place(points, frame), triangles, surface, np.zeros(surface.shape, np.int32))
    hair = np.zeros((SHADOW_SIZE, SHADOW_SIZE), np.float32)
    for s in strands:
        if s.casts_shadow:
            count_hair(s.points, frame, hair, hair_depth)
    weight = 0.012 * float(np.linalg.norm(frame[0, :3]))
    return Shadows(frame, surface, np.asarray(cv2.GaussianBlur(hair, (0, 0), 1.2) * weight, np.float32), hair_depth)


def render(meshes: Sequence[Mesh], strands: Sequence[Strands], camera: Camera, light: Light, width: int, height: int) -> Singles:
    """Return display RGBA (h, w, 4) in 0..1 with plain alpha of the scene without ground."""
    w, h = width * OVERSAMPLE, height * OVERSAMPLE
    axes, focal = camera.axes(), camera.focal * h
    scale = focal / float(np.linalg.norm(camera.position - camera.target))
    points = np.concatenate([m.points for m in meshes])
    triangles, materials = _gather(meshes)
    screen = see(points, camera.position, axes, focal, w, h)
    depth, hits = np.zeros((h, w), np.float32), np.zeros((h, w), np.int32)
    rasterise(screen, triangles, depth, hits)
    shadows = cast_shadows(points, triangles, strands, light)

    image, diffuse = np.zeros((h, w, 4), np.float32), np.zeros((h, w, 4), np.float32)
    albedo = np.empty((h, w, 3), np.float32)
    second = next((np.array(m.second) for m in meshes if m.pattern), np.zeros(3))
    shade(
        screen,
        _attributes(meshes, points),
        triangles,
        materials,
        hits,
        axes,
        focal,
        scale,
        light.direction,
        light.colour,
        light.sky,
        light.ground,
        light.rim,
        light.rim_direction,
        shadows.surface,
        shadows.hair,
        shadows.hair_depth,
        shadows.frame,
        light.softness,
        occlusion(depth, scale),
        noise_tile(),
        second,
        image,
        albedo,
        diffuse,
    )
    scatter(image, albedo, diffuse, scale)
    for s in strands:
        lit = light_strands(s, camera.position, light, shadows.frame, shadows.surface, shadows.hair_depth)
        seen = see(s.points.reshape(-1, 3), camera.position, axes, focal, w, h).reshape(s.points.shape)
        draw_strands(seen, lit, (s.widths * scale).astype(np.float32), depth, image, 0.0005)
    small = np.ascontiguousarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), dtype=np.float32)
    tone_map(small)
    return small


def _gather(meshes: Sequence[Mesh]) -> tuple[Ints, Bytes]:
    """All triangles over the joined points, and their materials."""
    triangles, materials, offset = [], [], 0
    for mesh in meshes:
        triangles.append(mesh.triangles + offset)
        code = CLOTH_PATTERN + mesh.pattern if mesh.pattern else mesh.material
        materials.append(np.full(len(mesh.triangles), code, np.uint8))
        offset += len(mesh.points)
    return np.concatenate(triangles).astype(np.int32), np.concatenate(materials)


def _attributes(meshes: Sequence[Mesh], points: Floats) -> Singles:
    """What the rasteriser interpolates, (n, 12): normal, colour, gloss, position, texture coordinates."""
    out = np.empty((len(points), 12), np.float32)
    start = 0
    for m in meshes:
        rows = out[start : start + len(m.points)]
        rows[:, 0:3], rows[:, 3:6], rows[:, 6] = m.normals, m.colours, m.gloss
        rows[:, 7:10], rows[:, 10:12] = m.points, m.uv
        start += len(m.points)
    return out
