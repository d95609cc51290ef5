"""A prescription: hospital, physician, medicine, date of visit, and one key of the patient."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

PAPERS = ("#ffffff", "#fdfcf6", "#f6faf3", "#fdf3f1", "#fbf7e4")  # prescription forms are tinted by their use


def draw(commission: Commission) -> Drawing:
    """Draw the one slip."""
    random = stream("prescription", commission.seed)
    texts = wording(commission, by=dict.fromkeys(("dose", "amount"), commission.person.value("medication"))) | {
        "emblem": emblem_seed(commission.person.value("hospital")),
        "code": random.randrange(1 << 30),
    }
    style = draw_style(commission.seed, commission.locale).but(paper=random.choice(PAPERS))
    return typeset(commission, texts, style=style)


ARTIST = Artist(("slip", "form"), draw)
