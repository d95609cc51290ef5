"""A health insurance card: the insured's name, the hospital of first choice, and one key."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the front of the card; insurer and plan are those of the household."""
    household = commission.person.household_id
    insurer = issuer("insurer", commission.locale, household)
    texts = wording(commission, by=dict.fromkeys(("plan", "cover"), household)) | {
        "insurer": insurer,
        "emblem": emblem_seed(insurer),
        "code": stream("form", commission.seed).randrange(1 << 30),
    }
    return typeset(commission, texts)


ARTIST = Artist(("wave", "ribbon"), draw)
