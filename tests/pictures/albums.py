"""Albums for tests: faces of our own generator, or mere noise where nobody looks."""

from pathlib import Path

import numpy as np
from PIL import Image

from multipriv.pictures.faces import Sex, identity, photo

SIDE = 256


def noise(path: Path, seed: int, size: tuple[int, int] = (SIDE, SIDE)) -> Path:
    """Write a photo (width, height) of nothing, unlike that of any other seed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    small = np.random.default_rng(seed).integers(0, 256, (8, 8, 3), np.uint8)
    Image.fromarray(small).resize(size).save(path)
    return path


def noise_album(folder: Path, identities: int = 2, photos: int = 2) -> Path:
    """Write an album of nothing: identities id00, id01 …, photos 0.png, 1.png …"""
    for number in range(identities):
        for turn in range(photos):
            noise(folder / f"id{number:02}" / f"{turn}.png", 100 * number + turn)
    return folder


def face_album(folder: Path, identities: int, photos: int = 2) -> Path:
    """Write an album of rendered faces, men and women in turn, with both tables."""
    told, boxes = ["identity,gender,age"], ["file,x0,y0,x1,y1"]
    for number in range(identities):
        sex: Sex = "female" if number % 2 else "male"
        who, name = identity(f"brought {number}", sex, 25 + number, "en"), f"id{number:02}"
        told.append(f"{name},{sex},{25 + number}")
        for turn in range(photos):
            taken = photo(who, str(turn), size=(SIDE, SIDE), crop="portrait")
            path = folder / name / f"{turn}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(taken.image).save(path)
            boxes.append(",".join([f"{name}/{turn}.png", *(str(edge) for edge in taken.face_box)]))
    (folder / "identities.csv").write_text("\n".join(told))
    (folder / "boxes.csv").write_text("\n".join(boxes))
    return folder
