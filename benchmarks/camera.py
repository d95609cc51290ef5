"""What the camera costs beside the encoding of its photo, by medium and level.

    python benchmarks/camera.py [--photos 8]

Prints the median processor milliseconds of a photo, of its JPEG (quality 88) and WebP (quality 85) encoding, the ratio to WebP,
the photo's size, and how much of the page's resolution is kept (square root of the ratio of areas, least of all).
"""

import argparse
import time
from typing import get_args

import cv2
import numpy as np

from multipriv.pictures.camera import Level, Medium, shoot, warp_box

PAGES = {"paper": (1240, 1754), "card": (1027, 648), "screen": (720, 1560)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Cost of the camera beside the encode floor.")
    parser.add_argument("--photos", type=int, default=8)
    photos = parser.parse_args().photos
    cv2.setNumThreads(1)
    print("medium level       shoot    jpeg    webp   ratio   megapixels   resolution kept")
    for medium in get_args(Medium):
        width, height = PAGES[medium]
        page = np.full((height, width, 3), 246, np.uint8)
        page[60:-60:40, 60:-60] = 30
        for level in get_args(Level)[1:]:
            times, kept, pixels = [], [], []
            for i in range(photos):
                marks = [time.process_time()]
                shot = shoot(page, f"cost{i}", level, medium=medium)
                marks.append(time.process_time())
                for suffix, options in (
                    (".jpg", (cv2.IMWRITE_JPEG_QUALITY, 88)),
                    (".webp", (cv2.IMWRITE_WEBP_QUALITY, 85)),
                ):
                    cv2.imencode(suffix, shot.image, options)
                    marks.append(time.process_time())
                times.append(np.diff(marks) * 1000)
                quad = np.array(warp_box(shot.homography, (0, 0, width, height))[0], np.float32)
                kept.append((cv2.contourArea(quad) / (width * height)) ** 0.5)
                pixels.append(shot.image.shape[0] * shot.image.shape[1] / 1e6)
            photo, jpeg, webp = np.median(times, axis=0)
            print(
                f"{medium:6} {level:7} {photo:7.0f}ms {jpeg:5.1f}ms {webp:5.0f}ms {photo / webp:6.2f} "
                f"{np.median(pixels):12.2f} {min(kept):17.2f}"
            )


if __name__ == "__main__":
    main()
