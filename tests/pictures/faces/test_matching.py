"""Faces identify: without any training, photos of one person are nearer to each other than to those of others."""

import cv2
import numpy as np
from numpy.typing import NDArray

from multipriv.pictures.faces import identity, photo


def features(image: NDArray[np.uint8], box: tuple[int, int, int, int]) -> NDArray[np.float32]:
    """Small Lab image of the face box, each channel about its mean, plus the mean colour."""
    x0, y0, x1, y1 = box
    lab = cv2.cvtColor(cv2.resize(image[y0:y1, x0:x1], (20, 24), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2LAB)
    values = lab.astype(np.float32) / 255
    colour = values.mean((0, 1))
    return np.concatenate([(values - colour).ravel(), 6 * colour])


def test_an_untrained_matcher_ranks_the_same_person_first_more_often_than_chance() -> None:
    people, shots = 12, 3
    vectors, owners = [], []
    for i in range(people):
        person = identity(f"match-{i}", "female" if i % 2 else "male", 25 + 6 * i % 50, "en" if i % 3 else "zh")
        for j in range(shots):
            shot = photo(person, f"{j}", size=(128, 160))
            vectors.append(features(shot.image, shot.face_box))
            owners.append(i)
    table, owner = np.stack(vectors), np.array(owners)
    distance = np.linalg.norm(table[:, None] - table[None], axis=2)
    np.fill_diagonal(distance, np.inf)
    same = owner[:, None] == owner[None]
    off = ~np.eye(len(owner), dtype=bool)
    assert distance[same & off].mean() < distance[~same].mean()
    rank_one = float(np.mean(owner[distance.argmin(1)] == owner))
    chance = (shots - 1) / (people * shots - 1)
    assert rank_one > 3 * chance
