"""A bank's offer of a mortgage: score and income of the applicant, the property, and the name or e-mail."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.credit import BANDS, standing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the offer: the worse the score, the less of the price is lent, and the dearer."""
    random = stream("mortgage_offer", commission.seed)
    bank = issuer("bank", commission.locale, commission.seed)
    worse = BANDS - 1 - standing(int(commission.person.value("credit_score")), commission.locale)[1]
    texts = wording(commission) | {
        "bank": bank,
        "emblem": emblem_seed(bank),
        "share": f"{random.randrange(65, 85, 5) - 10 * worse}%",
        "years": str(random.choice([15, 20, 25, 30])),
        "rate": f"{random.randrange(285, 385, 5) / 100 + 0.7 * worse:.2f}%",
        "code": random.randrange(1 << 30),
    }
    return typeset(commission, texts, prints={"integer": "default"})


ARTIST = Artist(("letter", "decision"), draw)
