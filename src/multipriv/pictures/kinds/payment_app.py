"""The payments in a telephone's wallet: amount, payee and date of each, and one key of whose wallet it is."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.screens.clock import status
from multipriv.seeds import stream

DATES = {"en": ("us_short", "short", "iso"), "zh": ("default", "iso", "dots", "slashes")}
AMOUNTS = {"en": ("default",), "zh": ("default", "yuan")}


def draw(commission: Commission) -> Drawing:
    """Draw the screen, as long as the list is; marks of payees are nobody's."""
    random = stream("payment_app", commission.seed)
    words = wording(commission)
    rows = len(commission.person.facts["transactions"])
    texts = (
        status(commission.seed)
        | words
        | {
            "emblem": emblem_seed(words["app"]),
            "avatar": random.randrange(90),
            "marks": random.sample(range(90), rows),
            "ways": [random.randrange(len(words["way"])) for _ in range(rows)],
        }
    )
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    locale = commission.locale
    prints = {"date": random.choice(DATES[locale]), "amount": random.choice(AMOUNTS[locale])}
    return typeset(commission, texts, style=style, prints=prints | {"label": "default", "person_name": "default"})


ARTIST = Artist(("list", "cards"), draw)
