"""What a picture costs, by kind and by stage, beside the floor of encoding it; and where the rest goes.

    python -m benchmarks.pictures [--each 4] [--json FILE]

Draws `--each` pictures of every kind as the suite `large` orders them, in one process. All times are processor seconds of the
whole process (the threads of Typst included), so that other work on the machine does not count. The floor is the mean cost of
the encoding alone: what any renderer would pay.
"""

import argparse
import json
import pstats
import statistics
import time
from collections import defaultdict
from cProfile import Profile
from pathlib import Path

import cv2

from multipriv.build.circles import populate
from multipriv.build.jobs import Job, encode
from multipriv.build.orders import place_orders
from multipriv.build.run import assign
from multipriv.build.suites import suite
from multipriv.pictures import studio
from multipriv.pictures.kind import Commission, artist, kinds

PROFILES = 20
PARTS = (
    ("faces", "photos.py", "_portrait"),
    ("Typst: compile and rasterize", "engine.py", "_compiled"),
    ("Typst: query the boxes", "engine.py", "_marked"),
    ("Typst: PNG to pixels", "typesetting.py", "_pixels"),
    ("Typst: side bearings of glyphs", "bearings.py", "bearings"),
    ("fingerprints: finger", "ridges.py", "finger"),
    ("fingerprints: impression", "inking.py", "impression"),
    ("irises", "capture.py", "scan"),
    ("signatures", "writing.py", "sign"),
    ("scenes: leaves", "foliage.py", "paint_clump"),
    ("scenes: SVG to pixels", "canvas.py", "rendered"),
    ("scenes: light and lens", "develop.py", "developed"),
    ("camera: desk", "shot.py", "_desk"),
    ("camera: warp", "shot.py", "_warp"),
    ("camera: light", "light.py", "illumination"),
    ("camera: focus", "sensor.py", "focus"),
    ("camera: develop", "sensor.py", "develop"),
    ("encoding", "jobs.py", "encode"),
)
"""Names of parts with the file and function that holds each; none lies inside another."""


def orders(each: int) -> list[Job]:
    """Return `each` jobs of every kind, from both scopes and locales as they come."""
    sized = suite("large").scaled(PROFILES)
    placed = place_orders(sized, 1)
    world = populate(sized, placed, 1)
    by_kind: dict[str, list[Job]] = defaultdict(list)
    for job in assign(placed, world, 1):
        by_kind[job.order.slot.kind].append(job)
    return [job for code in kinds() for job in by_kind[code][:: max(1, len(by_kind[code]) // each)][:each]]


def stages(job: Job) -> tuple[float, float, float]:
    """Return the processor seconds of drawing, photographing and encoding one picture."""
    order, seed = job.order, f"{job.seed}/{job.order.picture_id}"
    commission = Commission(order.slot.kind, job.owner, order.slot.keys, order.layout, seed, job.others)
    start = time.process_time()
    drawing = artist(commission.kind).draw(commission)
    drawn = time.process_time()
    image, _ = studio.photographed(drawing, commission, order.capture, seed)
    photographed = time.process_time()
    encode(image, order.form)
    return drawn - start, photographed - drawn, time.process_time() - photographed


def parts(profile: Profile) -> dict[str, tuple[int, float]]:
    """Return the calls and seconds of each part, from the heaviest on."""
    found = {}
    for (file, _, function), (_, calls, _, seconds, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        for name, wanted_file, wanted_function in PARTS:
            if function == wanted_function and Path(file).name == wanted_file and "multipriv" in file:
                found[name] = (calls, seconds)
    return dict(sorted(found.items(), key=lambda entry: -entry[1][1]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Cost of pictures by kind and stage.")
    parser.add_argument("--each", type=int, default=4, help="pictures of each kind")
    parser.add_argument("--json", type=Path, help="write all times to this file")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    jobs = orders(options.each)
    warm: set[str] = set()
    for job in jobs:  # fonts, templates, compiled code
        if job.order.slot.kind not in warm:
            warm.add(job.order.slot.kind)
            stages(job)
    times: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for job in jobs:
        times[job.order.slot.kind].append(stages(job))
    floor = statistics.mean(encoded for rows in times.values() for _, _, encoded in rows)
    print(f"encode floor: {1000 * floor:.0f} ms; all else in multiples of it")
    print(f"{'kind':<22}{'draw':>7}{'camera':>8}{'encode':>8}{'sum':>7}   ms a picture")
    everything = [row for rows in times.values() for row in rows]
    for kind, rows in sorted(times.items(), key=lambda entry: -sum(map(sum, entry[1]))):
        _print(kind, rows, floor)
    _print("mean", everything, floor)

    profile = Profile(time.process_time)
    profile.enable()
    for job in jobs:
        stages(job)
    profile.disable()
    total = sum(map(sum, everything))
    print(f"\n{'where it goes':<34}{'calls':>7}{'ms a picture':>14}{'share':>8}")
    found = parts(profile)
    whole = pstats.Stats(profile).total_tt  # type: ignore[attr-defined]
    for name, (calls, seconds) in found.items():
        print(f"{name:<34}{calls:>7}{1000 * seconds / len(jobs):>14.1f}{seconds / whole:>8.0%}")
    rest = whole - sum(seconds for _, seconds in found.values())
    print(f"{'all else':<41}{1000 * rest / len(jobs):>14.1f}{rest / whole:>8.0%}")
    print(f"{len(jobs)} pictures, {total / len(jobs):.3f} CPU s each")
    if options.json:
        options.json.write_text(json.dumps({"floor": floor, "times": times}, indent=1))


def _print(name: str, rows: list[tuple[float, float, float]], floor: float) -> None:
    means = [statistics.mean(stage) for stage in zip(*rows, strict=True)]
    relative = "".join(f"{mean / floor:{width}.1f}" for mean, width in zip([*means, sum(means)], (7, 8, 8, 7), strict=True))
    print(f"{name:<22}{relative}   {1000 * sum(means):.0f}")


if __name__ == "__main__":
    main()
