"""A certificate of title to a property: unit number, price and floor area, with one key of the owner."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

PAPERS = ("#fdf9ef", "#f8faf4", "#fbf5f3", "#f7f8fb")


def draw(commission: Commission) -> Drawing:
    """Draw the inside of the certificate."""
    random = stream("property_deed", commission.seed)
    register = issuer("land", commission.locale, "land")
    texts = wording(commission, by={"estate": commission.person.value("real_estate", "unit")}) | {
        "register": register,
        "emblem": emblem_seed(register),
        "pattern": random.randrange(1 << 30),
    }
    style = draw_style(commission.seed, commission.locale).but(paper=random.choice(PAPERS))
    return typeset(commission, texts, style=style)


ARTIST = Artist(("spread", "page"), draw)
