"""A parcel's delivery label: where the recipient lives, with the name, the phone or both."""

from random import Random

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the one label; the sort code and the bars mean nothing."""
    random = stream("delivery_label", commission.seed)
    courier = issuer("courier", commission.locale, commission.seed)
    words = wording(commission)
    shop = issuer("shop", commission.locale, commission.seed)
    texts = words | {
        "courier": courier,
        "shop": shop,
        "content": words["content"][shop],
        "emblem": emblem_seed(courier),
        "sort": _sort_code(random),
        "weight": f"{random.randrange(4, 68) / 10:.1f} kg",
        "code": random.randrange(1 << 30),
    }
    # thermal labels are black on white; only the logo may be tinted
    style = draw_style(commission.seed, commission.locale, families=("sans",)).but(paper="#ffffff", ink="#111214")
    addresses = ["default", "capitals"] if commission.locale == "en" else ["default", "spaced"]
    return typeset(commission, texts, style=style, prints={"address": random.choice(addresses)})


def _sort_code(random: Random) -> list[str]:
    """Return the three parts that tell hub, depot and round."""
    hub = random.choice("ABCDEFGH")
    return [f"{hub}{random.randrange(2, 60):02d}", *(f"{random.randrange(2, 40):02d}" for _ in range(2))]


ARTIST = Artist(("thermal", "satchel"), draw)
