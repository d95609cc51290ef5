"""Faces: seconds a photo against the floor of the encode alone, and how well an untrained matcher tells people apart.

python -m benchmarks.faces [--people 40] [--photos 8] [--sheet FILE.png]
"""

import argparse
import time
from collections.abc import Callable
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces import Crop, Identity, face_distance, identity, photo

Floats = NDArray[np.float64]
Pixels = NDArray[np.uint8]


def person(index: int) -> Identity:
    """The benchmark's people: both sexes and regions, 18 to 75 years."""
    return identity(f"bench-{index}", "female" if index % 2 else "male", 18 + index * 7 % 58, "zh" if index % 4 == 3 else "en")


def features(image: Pixels, box: tuple[int, int, int, int]) -> Floats:
    """Orientation histograms on a 6x7 grid of the face box (square-rooted) and the mean colour; nothing trained."""
    x0, y0, x1, y1 = box
    crop = cv2.resize(image[y0:y1, x0:x1], (72, 84), interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.0)
    dx, dy = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    size, bins = np.hypot(dx, dy), ((np.arctan2(dy, dx) % np.pi) / np.pi * 8).astype(int) % 8
    cells = [
        np.bincount(bins[y : y + 12, x : x + 12].ravel(), size[y : y + 12, x : x + 12].ravel(), 8)
        for y in range(0, 84, 12)
        for x in range(0, 72, 12)
    ]
    shape = np.sqrt(np.concatenate(cells) + 1e-6)
    shape /= np.linalg.norm(shape)
    lab = cv2.cvtColor(crop, cv2.COLOR_RGB2LAB)[24:72, 18:54].reshape(-1, 3).mean(0) / 255
    return np.concatenate([shape, lab * 1.5])


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


SIZES: tuple[tuple[tuple[int, int], Crop], ...] = (
    ((512, 640), "portrait"),
    ((480, 600), "id"),
    ((240, 300), "id"),
    ((120, 150), "id"),
)
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def show_speed() -> None:
    """Print CPU seconds a photo at four sizes, and as multiples of its WebP encoding."""
    for size, crop in SIZES:
        take = partial(photo, size=size, crop=crop)
        for i in range(3):
            take(person(i), "warm")
        times = sorted(seconds(partial(take, person(i), "speed")) for i in range(10))
        image = take(person(0), "speed").image[..., ::-1]
        floor = min(seconds(partial(cv2.imencode, ".webp", image, [cv2.IMWRITE_WEBP_QUALITY, 85])) for _ in range(5))
        print(
            f"{crop} {size[0]}x{size[1]}: median {times[5]:.3f} s, slowest {times[-1]:.3f} s CPU a photo;"
            f" WebP encode alone {floor:.3f} s; ratio {times[5] / floor:.0f}"
        )


def show_matching(mine: Floats, others: Floats) -> None:
    """Print both distributions of distance, how far they are apart (d') and how much they overlap."""
    print("same person:     ", np.round(np.quantile(mine, QUANTILES), 3))
    print("different people:", np.round(np.quantile(others, QUANTILES), 3))
    apart = (others.mean() - mine.mean()) / np.sqrt((others.var() + mine.var()) / 2)
    edges = np.histogram_bin_edges(np.concatenate([mine, others]), 60)
    shares = [np.histogram(group, edges)[0] / len(group) for group in (mine, others)]
    ranks = np.searchsorted(np.sort(others), mine)
    area = 1 - float(ranks.mean()) / len(others)
    print(f"AUC {area:.3f}, d' {apart:.2f}, overlap of the histograms {float(np.minimum(*shares).sum()):.2f}")


def main() -> None:
    """Print speed, rank-1 rate and the two distributions of distances."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--photos", type=int, default=8)
    parser.add_argument("--sheet", help="write the photos, a row per person, to this file")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    show_speed()
    vectors, owners, rows = [], [], []
    for i in range(options.people):
        shots = [photo(person(i), f"{j}", size=(256, 320)) for j in range(options.photos)]
        vectors += [features(shot.image, shot.face_box) for shot in shots]
        owners += [i] * len(shots)
        rows.append(np.hstack([shot.image for shot in shots]))
    table, owner = np.stack(vectors), np.array(owners)
    distance = np.linalg.norm(table[:, None] - table[None], axis=2)
    same = owner[:, None] == owner[None]
    off = ~np.eye(len(owner), dtype=bool)
    np.fill_diagonal(distance, np.inf)
    rank_one = float(np.mean(owner[distance.argmin(1)] == owner))
    chance = (options.photos - 1) / (len(owner) - 1)
    print(f"{options.people} people x {options.photos} photos: rank-1 {rank_one:.3f} (chance {chance:.3f})")
    show_matching(distance[same & off], distance[~same])
    apart = [face_distance(person(i), person(j)) for i in range(options.people) for j in range(i)]
    print("identity distance of strangers:", np.round(np.quantile(apart, [0, 0.05, 0.5, 0.95]), 2))
    if options.sheet:
        cv2.imwrite(options.sheet, np.vstack(rows)[..., ::-1])


if __name__ == "__main__":
    main()
