"""A driving licence: photo, name, birth date, address and number."""

from datetime import date, timedelta

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.portraying import document_photo
from multipriv.seeds import stream
from multipriv.values import printed


def draw(commission: Commission) -> Drawing:
    """Draw the front of the licence."""
    random = stream("licence", commission.seed)
    authority = issuer("traffic", commission.locale, "traffic")
    expires = date(2027, 1, 1) + timedelta(days=random.randrange(2600))
    texts = {
        "authority": authority,
        "emblem": emblem_seed(authority),
        "classes": random.choice(["B", "B, BE", "B, A1"] if commission.locale == "en" else ["C1", "C2", "C1E", "B2"]),
        "expires": printed(expires.isoformat(), "date", commission.locale, "iso"),
        "code": random.randrange(1 << 30),
    }
    return typeset(commission, texts, images={"face": document_photo(commission, "id", (440, 550))}, prints={"date": "iso"})


ARTIST = Artist(("card", "leaf"), draw)
