"""What fingerprints, irises and signatures cost, and how far they identify under matchers without training.

    python benchmarks/biometrics.py [--people 20]

Prints milliseconds a picture (fresh and cached), and for each trait the likeness of two pictures of one owner, of two
owners, and how often the nearest of all second pictures is the owner's own (rank 1).
"""

import argparse
import time
from collections.abc import Callable
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.fingerprints import finger, impression, minutiae
from multipriv.pictures.fingerprints.matching import likeness as finger_likeness
from multipriv.pictures.irises import geometry, iris, scan
from multipriv.pictures.irises.matching import likeness as iris_likeness
from multipriv.pictures.irises.matching import unroll
from multipriv.pictures.signatures import hand, sign
from multipriv.pictures.signatures.matching import likeness as signature_likeness

Picture = NDArray[np.uint8]


def milliseconds(make: Callable[[int], object], count: int = 10) -> float:
    """Return the median processor time of `make(i)`."""
    times = []
    for i in range(count):
        start = time.process_time()
        make(i)
        times.append(1000 * (time.process_time() - start))
    return float(np.median(times))


def report(trait: str, scores: NDArray[np.float64]) -> None:
    """Print one line on a matrix of likenesses, first pictures by second pictures of the same owners."""
    own, others = np.diag(scores), scores[~np.eye(len(scores), dtype=bool)]
    rank = (scores.argmax(axis=1) == np.arange(len(scores))).mean()
    print(
        f"{trait:18} same {own.mean():5.2f} (least {own.min():5.2f})   different {others.mean():5.2f} "
        f"(most {others.max():5.2f})   rank 1 {rank:.2f} of {len(scores)}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Cost and distinctness of fingerprints, irises and signatures.")
    parser.add_argument("--people", type=int, default=20)
    people = parser.parse_args().people
    cv2.setNumThreads(1)

    print(f"fingerprint, first impression  {milliseconds(lambda i: impression(finger(f'cost{i}'), 'a')):6.0f} ms")
    print(f"fingerprint, further ones      {milliseconds(lambda i: impression(finger('cost0'), str(i))):6.0f} ms")
    print(f"minutiae                       {milliseconds(lambda i: minutiae(finger(f'cost{i}'))):6.0f} ms")
    print(f"iris, first scan               {milliseconds(lambda i: scan(iris(f'cost{i}', 'left'), 'a')):6.0f} ms")
    print(f"iris, further ones             {milliseconds(lambda i: scan(iris('cost0', 'left'), str(i))):6.0f} ms")
    print(f"signature, Latin               {milliseconds(lambda i: sign(hand(str(i)), 'Maren Holloway', 'latin', 'a')):6.0f} ms")
    print(f"signature, Chinese             {milliseconds(lambda i: sign(hand(str(i)), '周明远', 'han', 'a')):6.0f} ms")

    def matrix(like: Callable[[int, int], float]) -> NDArray[np.float64]:
        return np.array([like(i, j) for i, j in product(range(people), repeat=2)]).reshape(people, people)

    prints = [[impression(finger(f"p{i}"), seed) for i in range(people)] for seed in "ab"]
    report("fingerprints", matrix(lambda i, j: finger_likeness(prints[0][i], prints[1][j])))
    eyes = [iris(f"p{i // 2}", "left" if i % 2 else "right") for i in range(people)]
    rings = [[unroll(scan(eye, seed), geometry(eye, seed)) for eye in eyes] for seed in "ab"]
    report("irises", matrix(lambda i, j: iris_likeness(rings[0][i], rings[1][j])))
    for script, name in (("latin", "Maren Holloway"), ("han", "周明远")):
        signed = [[sign(hand(f"p{i}"), name, script, seed) for i in range(people)] for seed in "ab"]  # type: ignore[arg-type]
        report(f"signatures, {script}", matrix(lambda i, j, s=signed: signature_likeness(s[0][i], s[1][j])))  # type: ignore[misc]


if __name__ == "__main__":
    main()
