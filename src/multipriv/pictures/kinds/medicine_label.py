"""A pharmacy's label on a medicine: the medicine, and the patient's name or telephone."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

PAPERS = ("#ffffff", "#fffef9", "#fbfdff")


def draw(commission: Commission) -> Drawing:
    """Draw the one label; the seed names the pharmacy."""
    random = stream("medicine_label", commission.seed)
    pharmacy = issuer("pharmacy", commission.locale, commission.seed)
    texts = wording(commission, by=dict.fromkeys(("dose", "amount"), commission.person.value("medication"))) | {
        "pharmacy": pharmacy,
        "emblem": emblem_seed(pharmacy),
        "batch": f"{random.choice('ABCDEFGH')}{random.randrange(100, 999)}",
        "code": random.randrange(1 << 30),
    }
    style = draw_style(commission.seed, commission.locale, families=("sans",)).but(paper=random.choice(PAPERS))
    return typeset(commission, texts, style=style)


ARTIST = Artist(("sticker", "bag"), draw)
