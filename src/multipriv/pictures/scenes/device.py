"""The back of a device from close by: a laptop's floor, a router's rear, a phone's back; room is left for the label."""

from functools import cache
from importlib import resources
from random import Random
from typing import Any

import cv2
import numpy as np
import yaml
from numpy.typing import NDArray

from multipriv.pictures.scenes.canvas import Canvas, Colour, Pixels, css, lit, mixed, parsed
from multipriv.pictures.scenes.develop import over, soft
from multipriv.seeds import pixel_stream
from multipriv.taxonomy.records import Box


@cache
def _devices() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = yaml.safe_load(resources.files(__package__).joinpath("devices.yaml").read_text("utf-8"))
    return data


def paint_device(kind: str, size: tuple[int, int], label: Box, random: Random, seed: str) -> Pixels:
    """Return RGB pixels (height, width, 3) of the device's back, with the shadow that a label at the box casts."""
    width, height = size
    shell = parsed(random.choice(_devices()[kind]["shells"]))
    ground = _surface(shell, size, _devices()[kind]["grain"], random, seed)
    canvas = Canvas(width, height)
    {"laptop": _laptop, "router": _router, "phone": _phone}[kind](canvas, shell, label, random)
    shadow = Canvas(width, height)
    shadow.rect(label[0] + 3, label[1] + 5, label[2] - label[0], label[3] - label[1], css((0, 0, 0), 0.45), 10)
    return over(soft(shadow.rendered(0.5), 5), over(canvas.rendered(), ground))


def _surface(shell: Colour, size: tuple[int, int], grain: str, random: Random, seed: str) -> Pixels:
    """Return the bare shell in the light of a lamp from one side."""
    width, height = size
    noise = pixel_stream("shell", seed).standard_normal((height, width), dtype=np.float32)
    if grain == "brushed":
        noise = cv2.blur(noise, (91, 1)) * 9.5
    elif grain == "moulded":
        noise = cv2.GaussianBlur(noise, (0, 0), 1.3) * 4.5
    x = np.linspace(0, 1, width, dtype=np.float32)
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    lamp = random.uniform(0.0, 1.0)
    light: NDArray[np.floating] = 0.80 + 0.42 * np.exp(-((x - lamp) ** 2) / 0.5 - (y + 0.1) ** 2 / 0.7)
    strength = 2.2 if grain == "satin" else 3.6
    rows = np.array(shell, np.float32) * light[..., None] + 16 * (light[..., None] - 0.8) + (noise * strength)[..., None]
    return np.asarray(np.clip(rows, 0, 255), np.uint8)


def _groove(canvas: Canvas, x: float, y: float, width: float, height: float, shell: Colour) -> None:
    """A slot in the shell: dark, with a lit lower lip."""
    radius = min(width, height) / 2
    canvas.rect(x, y + 2.5, width, height, css(lit(mixed(shell, (255, 255, 255), 0.2), 1.1), 0.6), radius)
    canvas.rect(x, y, width, height, css(lit(shell, 0.16)), radius)


def _screw(canvas: Canvas, x: float, y: float, radius: float, shell: Colour) -> None:
    canvas.ellipse((x, y + 1.5), radius * 1.25, radius * 1.25, css(lit(mixed(shell, (255, 255, 255), 0.2), 1.1), 0.5))
    canvas.ellipse((x, y), radius * 1.25, radius * 1.25, css(lit(shell, 0.25)))
    steel = [(0.0, css((214, 216, 220))), (0.6, css((140, 144, 150))), (1.0, css((74, 78, 84)))]
    canvas.ellipse((x, y), radius, radius, canvas.radial((x - radius * 0.3, y - radius * 0.4), radius * 1.5, steel))
    for dx, dy in ((radius * 0.55, 0.0), (0.0, radius * 0.55)):
        canvas.line([(x - dx, y - dy), (x + dx, y + dy)], css((40, 42, 46)), radius * 0.26)


def _laptop(canvas: Canvas, shell: Colour, label: Box, random: Random) -> None:
    width, height = canvas.width, canvas.height
    below = random.random() < 0.5
    first = label[3] + 74 if below else label[1] - 150
    count, pitch = 34, (width - 220) / 34
    for row in range(3):
        for k in range(count):
            _groove(canvas, 110 + k * pitch, first + row * 30, pitch * 0.62, 11, shell)
    foot = 42.0 if below else height - 84.0
    canvas.rect(90, foot + 4, width - 180, 44, css((0, 0, 0), 0.35), 22)
    rubber = [(0, css((52, 52, 54))), (0.3, css((34, 34, 36))), (1, css((18, 18, 20)))]
    canvas.rect(90, foot, width - 180, 42, canvas.linear((0, foot), (0, foot + 42), rubber), 21)
    for x, y in ((48, 60), (width - 48, 60), (48, height - 60), (width - 48, height - 60)):
        _screw(canvas, x, y, 15, shell)
    seam = label[1] - 44 if below else label[3] + 44
    canvas.line([(0, seam), (width, seam)], css(lit(shell, 0.3)), 3)
    canvas.line([(0, seam + 3), (width, seam + 3)], css(lit(mixed(shell, (255, 255, 255), 0.2), 1.15), 0.5), 1.5)


def _router(canvas: Canvas, shell: Colour, label: Box, random: Random) -> None:
    width = canvas.width
    y, wide, tall = label[3] + 92, 96.0, 82.0
    x = 90.0
    for k in range(5):
        if k == 1:
            x += 30
        canvas.rect(x - 5, y - 5, wide + 10, tall + 10, css((196, 198, 200)), 5)
        inner = canvas.linear((0, y), (0, y + tall), [(0, css((20, 20, 22))), (1, css((58, 58, 60)))])
        canvas.rect(x, y, wide, tall, inner, 3)
        canvas.rect(x + wide * 0.28, y + tall * 0.72, wide * 0.44, tall * 0.28, css((196, 198, 200)))
        for pin in range(8):
            canvas.rect(x + wide * (0.14 + 0.095 * pin), y + 4, 3.4, tall * 0.3, css((206, 170, 82)))
        lamp = (112, 214, 120) if random.random() < 0.7 else (60, 70, 60)
        canvas.rect(x + 4, y - 26, 16, 8, css(lamp), 3)
        x += wide + 26
    centre = (min(x + 60, width - 170), y + tall / 2)
    canvas.ellipse(centre, 34, 34, css(lit(shell, 0.3)))
    canvas.ellipse(centre, 28, 28, css((16, 16, 18)))
    canvas.ellipse(centre, 8, 8, css((190, 192, 196)))
    canvas.ellipse((min(centre[0] + 86, width - 62), centre[1]), 13, 13, css(lit(shell, 0.5)), css(lit(shell, 0.3)), 3)
    for k in range(24):
        _groove(canvas, 90 + k * (width - 190) / 24, 44, 15, min(54.0, label[1] - 96), shell)


def _phone(canvas: Canvas, shell: Colour, label: Box, random: Random) -> None:
    width, height = canvas.width, canvas.height
    edge = [(0, css(lit(shell, 0.55))), (0.5, css(lit(mixed(shell, (255, 255, 255), 0.4), 1.05))), (1, css(lit(shell, 0.45)))]
    for x, flip in ((0.0, False), (width - 46.0, True)):
        stops = [(1 - at, colour) for at, colour in reversed(edge)] if flip else edge
        canvas.rect(x, 0, 46, height, canvas.linear((x, 0), (x + 46, 0), stops))
    x, y, side = 92.0, 52.0, max(150.0, label[1] - 110)
    canvas.rect(x + 3, y + 5, side, side, css((0, 0, 0), 0.3), 36)
    island = [(0, css(lit(mixed(shell, (255, 255, 255), 0.18), 1.0))), (1, css(lit(shell, 0.72)))]
    canvas.rect(x, y, side, side, canvas.linear((x, y), (x + side, y + side), island), 36)
    for cx, cy in ((0.29, 0.29), (0.71, 0.71), (0.29, 0.71)):
        at, radius = (x + side * cx, y + side * cy), side * 0.19
        canvas.ellipse(at, radius, radius, css((126, 130, 136)))
        canvas.ellipse(at, radius * 0.88, radius * 0.88, css((12, 13, 16)))
        glass = [(0, css((70, 84, 128))), (0.4, css((26, 30, 46))), (1, css((8, 9, 12)))]
        canvas.ellipse(at, radius * 0.56, radius * 0.56, canvas.radial((at[0] - 5, at[1] - 6), radius * 0.6, glass))
        canvas.ellipse((at[0] - radius * 0.2, at[1] - radius * 0.24), radius * 0.1, radius * 0.08, css((226, 232, 255), 0.8))
    canvas.ellipse((x + side * 0.71, y + side * 0.29), side * 0.09, side * 0.09, css((246, 240, 218)))
