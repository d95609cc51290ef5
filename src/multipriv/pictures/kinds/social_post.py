"""A post in a social network: a photo of the person, words that name the employer, and at most one key of who posted it."""

from multipriv.pictures.faces import Crop
from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.portraying import snapshot
from multipriv.pictures.screens.clock import status
from multipriv.seeds import stream

CROPS: tuple[Crop, ...] = ("portrait", "selfie")
SIZES = {"feed": (860, 860), "page": (620, 700)}
RENDERED = {"feed": (620, 620), "page": (530, 598)}
"""Width and height of the photo as shown, and as taken (a network stores it smaller)."""


def draw(commission: Commission) -> Drawing:
    """Draw the screen."""
    random = stream("post", commission.seed)
    crop = random.choice(CROPS)
    photo = snapshot(commission, crop, RENDERED[commission.layout])
    words = wording(commission)
    liked = random.randrange(3, 240)
    texts = (
        status(commission.seed)
        | words
        | {
            "emblem": emblem_seed(words["app"]),
            "size": SIZES[commission.layout],
            "liked": liked,
            "comments": random.randrange(2, 4 + liked // 6),
            "avatars": [random.randrange(90) for _ in range(4)],
            "heart": random.random() < 0.5,
        }
    )
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    images = {"photo": Inset(photo.image, photo.box)}
    return typeset(commission, texts, images=images, style=style, prints={"person_name": "default"})


ARTIST = Artist(("feed", "page"), draw)
