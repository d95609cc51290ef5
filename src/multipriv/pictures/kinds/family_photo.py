"""A photo of two of a family with a caption that says who the other one is: a print on a table, or a gallery on a telephone.

The subject stands on the left, the relative (`commission.others[0]`) on the right. Brought photos lie side by side, as on a
page of an album.
"""

from dataclasses import replace

import numpy as np

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.portraying import brought_photo, side_by_side
from multipriv.pictures.scenes.canvas import Pixels, parsed
from multipriv.pictures.scenes.develop import developed
from multipriv.pictures.scenes.people import together
from multipriv.pictures.scenes.walls import wall
from multipriv.pictures.screens.clock import status
from multipriv.seeds import pixel_stream, stream

SIZES = {"print": ((960, 680), (900, 680)), "gallery": ((860, 860), (860, 920))}
TABLES = ("#8a5f3c", "#6b4a34", "#a67c52", "#cdbfa8", "#5a5450")
PAGES = {"print": "#fbfaf5", "gallery": "#0f1113"}
"""What shows between two brought photos: the white of the page, the dark of the app."""
INKS = ("#1d2f6f", "#26282c", "#3a4a2a", "#5b1f2f")


def draw(commission: Commission) -> Drawing:
    """Take the photo, write the caption."""
    random = stream("family", commission.seed)
    people = (commission.person, *commission.others[:1])
    size = random.choice(SIZES[commission.layout])
    if commission.brought is None:
        photo, faces = together(people, commission.seed, size)
    else:
        page = np.array(parsed(PAGES[commission.layout]), np.uint8)
        photo, faces = side_by_side([brought_photo(commission, person) for person in people], size, page, 24)
    words = wording(commission)
    texts = (
        words
        | status(commission.seed)
        | {
            "pieces": words[_caption(len(people), commission)],
            "faces": len(faces),
            "size": size,
            "ink": random.choice(INKS),
            "liked": random.random() < 0.5,
        }
    )
    images = {"photo": Inset(photo, faces[0])}
    if len(faces) == 2:
        # the second face is marked where the right part of the same photo is laid over itself
        middle = round((faces[0][2] + faces[1][0]) / 2)
        x0, y0, x1, y1 = faces[1]
        images["right"] = Inset(photo[:, middle:], (x0 - middle, y0, x1 - middle, y1))
        texts["middle"] = middle
    if commission.layout == "print":
        images["table"] = Inset(_table(commission.seed, (size[0] + 240, size[1] + 360), random.choice(TABLES)))
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(scale=1.0)
    drawing = typeset(commission, texts, images=images, style=style, prints={"person_name": "default", "label": "default"})
    return replace(drawing, image=developed(drawing.image, commission.seed)) if commission.layout == "print" else drawing


def _caption(people: int, commission: Commission) -> str:
    if people == 1:
        return "alone"
    return "caption" if commission.brought is None else "apart"


def _table(seed: str, size: tuple[int, int], colour: str) -> Pixels:
    return wall("boards", parsed(colour), size, 1500, pixel_stream("table", seed))


ARTIST = Artist(("print", "gallery"), draw)
