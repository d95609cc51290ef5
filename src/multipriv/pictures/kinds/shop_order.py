"""An order in a shop's app or on its page: a device with its serial number, and the e-mail address or phone of the buyer."""

from multipriv.pictures.belongings import device_of, maker_of
from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.screens.clock import status


def draw(commission: Commission) -> Drawing:
    """Draw the screen."""
    words, device = wording(commission), device_of(commission.person)
    texts = (
        status(commission.seed)
        | words
        | {
            "state": words["status"],
            "emblem": emblem_seed(words["app"]),
            "maker": maker_of(commission.person),
            "device": words["device"][device],
            "shape": device,
            "reached": 4,
        }
    )
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    return typeset(commission, texts, style=style)


ARTIST = Artist(("phone", "page"), draw)
