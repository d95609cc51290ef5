"""The face of a bank card: its number, and perhaps the holder's name."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

# Ground of the card, its second tone, and the ink on it.
_COLOURS = (
    ("#14365e", "#1f5c8f", "#f4f6f8"),
    ("#5a1f2e", "#8d3040", "#fbf1ee"),
    ("#1d4a40", "#2f7a66", "#f2f7f3"),
    ("#2b2d33", "#52565f", "#f3f3f0"),
    ("#c8a45c", "#e3c98b", "#2a2110"),
    ("#d9dde2", "#f1f3f5", "#1c2733"),
    ("#473066", "#74529c", "#f6f1fa"),
)


def draw(commission: Commission) -> Drawing:
    """Draw the card; its number names the bank."""
    random = stream("bank_card", commission.seed)
    bank = issuer("bank", commission.locale, commission.person.value("bank_card_number"))
    ground, second, ink = random.choice(_COLOURS)
    texts = wording(commission) | {
        "bank": bank,
        "emblem": emblem_seed(bank),
        "second": second,
        "pattern": random.randrange(1 << 30),
    }
    style = draw_style(commission.seed, commission.locale, families=("sans",))
    style = style.but(paper=ground, ink=ink, primary=ink, accent=ink)
    names = "capitals" if commission.locale == "en" else "default"
    return typeset(commission, texts, style=style, prints={"bank_card_number": "groups", "person_name": names})


ARTIST = Artist(("embossed", "flat"), draw)
