"""A chat with the person, whose phone number or name stands at its head: they mention a relative by relation and name."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.screens.clock import status
from multipriv.seeds import stream

SKINS = {
    "round": [
        ("#f2f2f7", "#ffffff", "#3a8ef0", "#ffffff"),
        ("#ffffff", "#ececf1", "#5b57d9", "#ffffff"),
        ("#eef3f0", "#ffffff", "#2f8f6b", "#ffffff"),
    ],
    "square": [
        ("#ededed", "#ffffff", "#a4e27c", "#15171a"),
        ("#f0ebe3", "#ffffff", "#cfe9ff", "#15171a"),
        ("#e9edf5", "#ffffff", "#ffe3a6", "#15171a"),
    ],
}
"""Ground, bubble of the contact, own bubble and the letters on it, by layout."""


def draw(commission: Commission) -> Drawing:
    """Draw the screen."""
    random = stream("chat", commission.seed)
    avatar = random.randrange(90)
    texts = (
        status(commission.seed)
        | wording(commission)
        | {
            "skin": random.choice(SKINS[commission.layout]),
            "avatars": [avatar, avatar + 4],  # of opposite hues
            "minute": f"{random.randrange(8, 22)}:{random.randrange(60):02d}",
        }
    )
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    return typeset(commission, texts, style=style, prints={"person_name": "default", "label": "default"})


ARTIST = Artist(("round", "square"), draw)
