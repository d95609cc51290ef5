"""A health insurance card: the insured's name, the hospital of first choice, and one key."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the front of the card; the insurer is that of the household."""
    insurer = issuer("insurer", commission.locale, commission.person.household_id)
    texts = wording(commission) | {
        "insurer": insurer,
        "emblem": emblem_seed(insurer),
        "code": stream("form", commission.seed).randrange(1 << 30),
    }
    return typeset(commission, texts)


ARTIST = Artist(("wave", "ribbon"), draw)
