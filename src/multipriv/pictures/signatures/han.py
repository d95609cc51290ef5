"""Chinese names as the path of a pen: printed characters, traced and then written in haste."""

from itertools import pairwise

import numpy as np
from numpy.random import Generator

from multipriv.pictures.signatures.pen import Points, Stroke, catmull_rom, resample, rounded
from multipriv.pictures.signatures.tracing import trace
from multipriv.pictures.signatures.traits import Hand
from multipriv.seeds import pixel_stream

STEP = 0.012  # character sizes between two points of a path
LINK = 0.34  # pressure of the pen while it passes from stroke to stroke without lifting


def write(name: str, hand: Hand, random: Generator) -> list[Stroke]:
    """Return the strokes of a name; lengths in character sizes, y down.

    Raises ValueError for an empty name and for characters that the font lacks.
    """
    characters = [character for character in name if not character.isspace()]
    if not characters:
        raise ValueError("cannot sign an empty name")
    habit = pixel_stream("hand", hand.seed, "characters", name)
    strokes: list[Stroke] = []
    x = 0.0
    for position, character in enumerate(characters):
        # the surname is large; what follows shrinks, leans on it, and sits higher or lower as the hand likes
        scale = (1.0 if position == 0 else habit.uniform(0.72, 1.02)) * (1 + random.normal(0, 0.02 * hand.steadiness))
        lift = 0.0 if position == 0 else habit.normal(0.0, 0.09)
        for stroke in _character(character, hand, random, last=position == len(characters) - 1):
            points = (stroke.points - [0, 0.5]) * [scale * _wide(hand), scale] + [x, -lift]
            strokes.append(Stroke(_slanted(points, hand), stroke.pressure))
        x += scale * _wide(hand) * (1.0 - hand.overlap)
    return strokes


def _wide(hand: Hand) -> float:
    return 0.72 + 0.28 * hand.stretch / 1.15


def _slanted(points: Points, hand: Hand) -> Points:
    """Return points sheared as a right hand writes: a little to the right, and rising along the horizontals."""
    x, y = points[:, 0], points[:, 1]
    return np.column_stack([x - 0.45 * hand.slant * y, y - 0.13 * x])


def _character(character: str, hand: Hand, random: Generator, *, last: bool) -> list[Stroke]:
    """Return the strokes of a character, many of them linked, within about a unit square."""
    habit = pixel_stream("hand", hand.seed, "character", character)
    traced = [_own_form(points, hand, habit, random) for points in trace(character)]
    traced = _simplified(traced, hand)
    if last:
        traced[-1] = _drawn_out(traced[-1], hand, habit)
    runs: list[list[Points]] = [[traced[0]]]
    for before, after in pairwise(traced):
        gap = float(np.hypot(*(after[0] - before[-1])))
        chance = (0.35 + 0.75 * hand.haste) * np.exp(-np.square(gap / 0.62))
        if habit.random() < chance:
            runs[-1].append(after)
        else:
            runs.append([after])
    return [_run(run, hand, random) for run in runs]


def _own_form(points: Points, hand: Hand, habit: Generator, random: Generator) -> Points:
    """Return a stroke as this hand always bends it, and then as it came out this time."""
    middle = points.mean(axis=0)
    way = points[-1] - points[0]
    length = max(float(np.hypot(*way)), 1e-6)
    turn = habit.normal(0, 0.07) + random.normal(0, 0.025 * hand.steadiness)
    size = habit.normal(1.0, 0.10) + random.normal(0, 0.025 * hand.steadiness)
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    moved = (points - middle) @ spin * size + middle
    # strokes bow: the arm turns around the elbow
    normal = np.array([way[1], -way[0]]) / length
    bow = habit.normal(0.06, 0.06) * min(length, 0.7)
    share = np.linspace(0, 1, len(points))[:, None]
    moved = moved + normal * bow * 4 * share * (1 - share)
    shift = habit.normal(0, 0.018, 2) + random.normal(0, 0.010 * hand.steadiness, 2)
    return np.asarray(moved + shift, np.float64)


def _simplified(strokes: list[Points], hand: Hand) -> list[Points]:
    """Return the strokes without some short ones, when there are many and the hand is hasty."""
    spare = round(max(len(strokes) - 6, 0) * 0.55 * hand.haste)
    if not spare:
        return strokes
    lengths = [float(np.hypot(*np.diff(points, axis=0).T).sum()) for points in strokes]
    # the first and the last stroke give the character its frame
    inner = sorted(range(1, len(strokes) - 1), key=lambda i: lengths[i])
    dropped = set(inner[:spare])
    return [points for i, points in enumerate(strokes) if i not in dropped]


def _drawn_out(points: Points, hand: Hand, habit: Generator) -> Points:
    """Return the last stroke of a signature, drawn out in its own direction."""
    way = points[-1] - points[max(len(points) - 6, 0)]
    unit = way / max(float(np.hypot(*way)), 1e-6)
    reach = habit.uniform(0.05, 0.7 if hand.flourish in ("tail", "return") else 0.3)
    tail = points[-1] + unit * reach * np.array([[0.5], [1.0]]) + np.array([[0, 0], [0.04, -0.03]])
    return np.vstack([points, tail])


def _pressed(points: Points) -> Points:
    """Return the pressure along a stroke: set down firmly, lighter on the way; strokes that fall away end thin."""
    share = np.linspace(0, 1, len(points))
    way = points[-1] - points[0]
    falls = way[1] > 0.25 and abs(way[0]) > 0.3 * way[1]  # the left- and right-falling strokes
    end = 0.35 if falls else 1.05
    return np.asarray(np.interp(share, [0, 0.15, 0.5, 0.85, 1], [1.25, 1.1, 0.9, 1.0, end]), np.float64)


def _run(run: list[Points], hand: Hand, random: Generator) -> Stroke:
    """Return linked strokes as one: between them the pen glides, bowing away, at little pressure."""
    parts: list[Points] = [run[0]]
    pressures: list[Points] = [_pressed(run[0])]
    for after in run[1:]:
        start, end = parts[-1][-1], after[0]
        way = end - start
        bend = (start + end) / 2 + 0.16 * np.array([way[1], -way[0]])
        glide = catmull_rom(np.array([start, bend, end]), 8)[1:-1]
        parts += [glide, after]
        pressures += [np.full(len(glide), LINK + 0.25 * hand.haste), _pressed(after)]
    path, pressure = resample(np.vstack(parts), STEP, np.concatenate(pressures))
    sigma = 1.2 + 4.2 * hand.haste
    soft = rounded(np.column_stack([pressure, pressure]), 1.5)[:, 0]
    return Stroke(rounded(path, sigma), np.clip(soft * random.normal(1, 0.04), 0.2, 1.4))
