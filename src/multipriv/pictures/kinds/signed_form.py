"""A form signed by hand: the printed name, the signature, and at most one further key."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.likeness import signature
from multipriv.seeds import stream

INKS = ((20, 30, 90), (24, 26, 34), (16, 52, 120))


def draw(commission: Commission) -> Drawing:
    """Draw the one page, signed."""
    random = stream("form", commission.seed)
    signed = signature(commission.person, commission.seed, (560, 190), random.choice(INKS))
    agency = issuer("agency", commission.locale, commission.seed)
    words = wording(commission)
    texts = words | words["form"] | {"agency": agency, "emblem": emblem_seed(agency)}
    return typeset(commission, texts, images={"signature": Inset(signed.image, signed.box)})


ARTIST = Artist(("letter", "boxed"), draw)
