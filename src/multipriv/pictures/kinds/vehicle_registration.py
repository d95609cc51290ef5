"""A vehicle registration: plate, make and model, and one key of the keeper."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

PAPERS = ("#f6faf6", "#f4f8fb", "#fbf8f0", "#faf5f6")  # tinted security paper


def draw(commission: Commission) -> Drawing:
    """Draw the front of the registration."""
    random = stream("vehicle_registration", commission.seed)
    authority = issuer("traffic", commission.locale, "traffic")
    # one model, one technical sheet
    texts = wording(commission, by={"body": commission.person.value("vehicle_model")}) | {
        "authority": authority,
        "emblem": emblem_seed(authority),
        "serial": random.randrange(1 << 30),
    }
    style = draw_style(commission.seed, commission.locale).but(paper=random.choice(PAPERS))
    return typeset(commission, texts, style=style, prints={"plate": random.choice(["default", "spaced"])})


ARTIST = Artist(("leaf", "certificate"), draw)
