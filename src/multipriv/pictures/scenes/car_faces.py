"""The near face of a car, tail or nose: lamps, bumper, grille, and the places of the plate and of the model's name."""

from collections.abc import Iterator
from dataclasses import dataclass

from multipriv.pictures.scenes.canvas import Canvas, Colour, Point, View, css, lit, mixed
from multipriv.pictures.scenes.car_body import Car
from multipriv.taxonomy.records import Box


@dataclass(frozen=True)
class Places:
    """Where the scene keeps room for text: boxes in pixels."""

    plate: Box
    badge: Box


@dataclass(frozen=True)
class Face:
    """The near face as a drawing board: metres from the car's middle and from the ground to pixels."""

    view: View
    x: float
    z: float

    def at(self, across: float, y: float) -> Point:
        """Return the pixel of a point on the face."""
        return self.view.at(self.x + across, y, self.z)

    def both(self, points: list[tuple[float, float]]) -> Iterator[list[Point]]:
        """Yield a shape of the right half, and its mirror image."""
        yield [self.at(across, y) for across, y in points]
        yield [self.at(-across, y) for across, y in points]

    def box(self, across: float, y: float, width: float, height: float) -> Box:
        """Return the box of a rectangle by its middle and its size in metres."""
        (x0, y0), (x1, y1) = self.at(across - width / 2, y + height / 2), self.at(across + width / 2, y - height / 2)
        return x0, y0, x1, y1


def _panel(canvas: Canvas, face: Face, box: Box, fill: str, radius: float) -> None:
    canvas.rect(box[0], box[1], box[2] - box[0], box[3] - box[1], fill, radius * face.view.scale(face.z))


def _bumper(canvas: Canvas, face: Face, car: Car, top: float) -> None:
    half = car.half * 0.93
    low = [(-half, top), (half, top), (half * 0.99, 0.30), (half * 0.93, 0.22), (-half * 0.93, 0.22), (-half * 0.99, 0.30)]
    y0, y1 = face.at(0, top)[1], face.at(0, 0.22)[1]
    fill = canvas.linear((0, y0), (0, y1), [(0, css((66, 68, 72))), (0.2, css((40, 41, 44))), (1, css((18, 18, 20)))])
    canvas.shape([face.at(*point) for point in low], fill)


def _seams(canvas: Canvas, face: Face, car: Car, points: list[tuple[float, float]]) -> None:
    for line in face.both(points):
        canvas.line(line, css(lit(car.paint, 0.38 * car.light), 0.85), face.view.scale(face.z) * 0.006)


def _sheen(canvas: Canvas, face: Face, car: Car, low: float, high: float) -> None:
    """A broad, soft light on the middle of the face and darker corners."""
    half = car.half * 0.93
    x0, x1 = face.at(-half, high)[0], face.at(half, low)[0]
    dark, clear, bright = css((0, 0, 0), 0.26), css((255, 255, 255), 0.0), css(car.sky, 0.16)
    fill = canvas.linear((x0, 0), (x1, 0), [(0, dark), (0.12, clear), (0.4, bright), (0.62, clear), (0.88, clear), (1, dark)])
    canvas.shape([face.at(-half, low), face.at(-half * 0.985, high), face.at(half * 0.985, high), face.at(half, low)], fill)


def _lamp(canvas: Canvas, corners: list[Point], stops: list[tuple[float, Colour]], rim: Colour) -> None:
    y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
    canvas.shape(corners, canvas.linear((0, y0), (0, y1), [(at, css(colour)) for at, colour in stops]), css(rim), 1.6)


def paint_rear(canvas: Canvas, view: View, car: Car, x: float, z: float) -> Places:
    """Paint the tail with its middle at (x, z) and return its places for text."""
    face, half, belt = Face(view, x, z), car.half * 0.93, car.shape["belt"]
    wide = 0.56
    _sheen(canvas, face, car, 0.5, belt - 0.05)
    _bumper(canvas, face, car, 0.46)
    bumper_top = [face.at(-half, 0.585), face.at(half, 0.585)]
    canvas.line(bumper_top, css(lit(mixed(car.paint, car.sky, 0.5), car.light), 0.55), view.scale(z) * 0.012)
    canvas.line([(px, py + view.scale(z) * 0.014) for px, py in bumper_top], css(lit(car.paint, 0.4), 0.8), view.scale(z) * 0.008)
    _seams(canvas, face, car, [(half * 0.66, 0.60), (half * 0.69, belt - 0.08), (half * 0.60, belt)])
    lamps = (
        [
            (half * 0.64, belt - 0.07),
            (half * 0.995, belt - 0.10),
            (half * 1.0, belt - 0.29),
            (half * 0.80, belt - 0.27),
            (half * 0.62, belt - 0.2),
        ],
        [(half * 0.80, belt - 0.03), (half * 0.985, belt - 0.05), (half * 1.0, belt - 0.42), (half * 0.84, belt - 0.42)],
        [(half * 0.55, belt - 0.11), (half * 0.99, belt - 0.08), (half * 1.0, belt - 0.24), (half * 0.57, belt - 0.21)],
    )
    for corners in face.both(lamps[car.style % 3]):
        _lamp(canvas, corners, [(0, (196, 30, 34)), (0.3, (236, 60, 52)), (0.46, (150, 16, 24)), (1, (88, 8, 16))], (40, 6, 10))
        cx, cy = sum(p[0] for p in corners) / len(corners), sum(p[1] for p in corners) / len(corners)
        glint = view.scale(z) * 0.05
        canvas.ellipse((cx, cy - glint * 0.5), glint * 1.3, glint * 0.5, css((255, 200, 190), 0.35))
    for box in (face.box(side * half * 0.8, 0.40, 0.2, 0.035) for side in (-1, 1)):
        _panel(canvas, face, box, css((170, 28, 30)), 0.01)
    if car.style % 2:
        for box in (face.box(side * half * 0.55, 0.27, 0.13, 0.05) for side in (-1, 1)):
            _panel(canvas, face, box, css((150, 154, 160)), 0.02)
            _panel(canvas, face, (box[0] + 3, box[1] + 3, box[2] - 3, box[3] - 3), css((16, 16, 18)), 0.02)
    recess = face.box(0, belt - 0.285, wide + 0.06, 0.175)
    _panel(canvas, face, recess, css(lit(car.paint, 0.50 * car.light)), 0.02)
    _panel(canvas, face, face.box(0, belt - 0.185, wide + 0.02, 0.022), css((205, 208, 212)), 0.01)
    return Places(face.box(0, belt - 0.285, wide, 0.125), face.box(0, belt - 0.105, 0.62, 0.075))


def paint_front(canvas: Canvas, view: View, car: Car, x: float, z: float) -> Places:
    """Paint the nose with its middle at (x, z) and return its places for text."""
    face, half, nose = Face(view, x, z), car.half * 0.93, car.shape["bonnet"] - 0.10
    _sheen(canvas, face, car, 0.5, nose - 0.02)
    _bumper(canvas, face, car, 0.36)
    grille = [(-0.44, nose - 0.05), (0.44, nose - 0.05), (0.40, nose - 0.2), (-0.40, nose - 0.2)]
    canvas.shape([face.at(*point) for point in grille], css((20, 21, 23)), css((150, 154, 160)), view.scale(z) * 0.012)
    for k in range(3):
        y = nose - 0.085 - 0.04 * k
        canvas.line([face.at(-0.40, y), face.at(0.40, y)], css((84, 87, 92)), view.scale(z) * 0.009)
    intake = [(-0.56, 0.40), (0.56, 0.40), (0.50, 0.26), (-0.50, 0.26)]
    canvas.shape([face.at(*point) for point in intake], css((14, 14, 16)))
    lamps = (
        [
            (0.48, nose - 0.06),
            (half * 0.985, nose - 0.01),
            (half * 1.0, nose - 0.12),
            (half * 0.86, nose - 0.2),
            (0.50, nose - 0.17),
        ],
        [(0.50, nose - 0.04), (half * 0.97, nose - 0.02), (half * 0.99, nose - 0.19), (0.54, nose - 0.19)],
        [(0.48, nose - 0.08), (half * 0.99, nose - 0.03), (half * 1.0, nose - 0.13), (0.50, nose - 0.15)],
    )
    for corners in face.both(lamps[car.style % 3]):
        _lamp(
            canvas,
            corners,
            [(0, (236, 242, 248)), (0.4, (150, 162, 174)), (0.7, (92, 102, 112)), (1, (188, 198, 208))],
            (30, 32, 36),
        )
        cx, cy = sum(p[0] for p in corners) / len(corners), sum(p[1] for p in corners) / len(corners)
        for side, share in ((-1, 0.055), (1, 0.04)):
            spot = (cx + side * view.scale(z) * 0.07, cy)
            radius = view.scale(z) * share
            canvas.ellipse(
                spot,
                radius,
                radius,
                canvas.radial(spot, radius, [(0, css((255, 255, 255))), (0.5, css((170, 182, 196))), (1, css((60, 68, 78)))]),
            )
    for side in (-1, 1):
        lamp = face.at(side * half * 0.8, 0.36)
        canvas.ellipse(lamp, view.scale(z) * 0.05, view.scale(z) * 0.035, css((214, 222, 228)), css((40, 42, 46)), 1.5)
    _panel(canvas, face, face.box(0, 0.465, 0.60, 0.155), css((22, 22, 24)), 0.015)
    return Places(face.box(0, 0.465, 0.56, 0.125), face.box(0, nose + 0.005, 0.62, 0.075))
