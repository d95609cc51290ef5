"""A certificate of the income tax of one month, with one key of the taxpayer."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

PAPERS = ("#fffdf8", "#f7fbf7", "#f8f9fc", "#fdf8f4")


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the certificate."""
    random = stream("tax_form", commission.seed)
    office = issuer("revenue", commission.locale, "revenue")
    texts = wording(commission) | {"office": office, "emblem": emblem_seed(office), "code": random.randrange(1 << 30)}
    style = draw_style(commission.seed, commission.locale).but(paper=random.choice(PAPERS))
    return typeset(commission, texts, style=style)


ARTIST = Artist(("certificate", "statement"), draw)
