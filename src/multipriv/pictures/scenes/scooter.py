"""An electric scooter on its stand, seen from the side."""

from random import Random

from multipriv.pictures.scenes.blocks import dwellings
from multipriv.pictures.scenes.canvas import Canvas, Colour, Point, View, css, lit, parsed
from multipriv.pictures.scenes.light import Light

WHEEL = 0.21
"""Radius of the wheels in metres."""


def paint_scooter(canvas: Canvas, view: View, at: Point, light: Light, random: Random) -> None:
    """Paint a scooter, its middle at (x, z), heading either way, and its shadow."""
    (x, z), way, metre = at, random.choice((-1, 1)), view.scale(at[1])
    paint, dark = lit(parsed(random.choice(dwellings()["scooters"])), light.gain), lit((36, 37, 40), light.gain)

    def spot(along: float, up: float) -> Point:
        return view.at(x + way * along, up, z)

    def part(points: list[Point], colour: Colour) -> None:
        canvas.shape([spot(*point) for point in points], css(colour), css(lit(colour, 0.8)), metre * 0.012)

    canvas.ellipse(spot(0, 0), metre * 0.95, metre * 0.05, css((8, 10, 12), 0.25 + 0.3 * light.shadow))
    for along in (-0.6, 0.62):
        canvas.ellipse(spot(along, WHEEL), metre * WHEEL, metre * WHEEL, css(dark))
        canvas.ellipse(spot(along, WHEEL), metre * 0.13, metre * 0.13, css(lit((150, 153, 156), light.gain)))
        canvas.ellipse(spot(along, WHEEL), metre * 0.05, metre * 0.05, css(dark))
    canvas.line([spot(0.62, WHEEL), spot(0.44, 0.9)], css(dark), metre * 0.05)
    part([(-0.18, 0.22), (0.36, 0.22), (0.38, 0.3), (-0.18, 0.32)], lit(dark, 1.1))
    part([(-0.86, 0.56), (-0.2, 0.58), (-0.12, 0.28), (-0.34, 0.24), (-0.62, 0.46), (-0.84, 0.46)], paint)
    part([(0.30, 0.26), (0.36, 0.26), (0.58, 0.88), (0.46, 0.98), (0.36, 0.92)], paint)
    part([(0.42, 0.42), (0.62, 0.47), (0.80, 0.36), (0.82, 0.41), (0.64, 0.55), (0.46, 0.5)], lit(paint, 0.92))
    part([(-0.9, 0.6), (-0.16, 0.6), (-0.14, 0.68), (-0.5, 0.7), (-0.88, 0.72)], dark)
    part([(-0.98, 0.66), (-0.72, 0.66), (-0.72, 0.96), (-0.96, 0.96)], lit(dark, 1.15))
    canvas.line([spot(0.46, 0.96), spot(0.32, 1.06)], css(dark), metre * 0.05)
    canvas.line([spot(0.42, 1.04), spot(0.46, 1.24)], css(dark), metre * 0.015)
    canvas.ellipse(spot(0.47, 1.26), metre * 0.05, metre * 0.035, css(dark))
    canvas.ellipse(spot(0.57, 0.86), metre * 0.05, metre * 0.05, css(lit((238, 236, 222), light.gain)))
