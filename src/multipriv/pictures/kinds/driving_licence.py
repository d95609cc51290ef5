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
    granted = stream("validity", commission.person.value("driver_licence_number"))
    expires = date(2027, 1, 1) + timedelta(days=granted.randrange(2600))
    texts = {
        "authority": authority,
        "emblem": emblem_seed(authority),
        "classes": granted.choice(["B", "B, BE", "B, A1"] if commission.locale == "en" else ["C1", "C2", "C1E", "B2"]),
        "expires": printed(expires.isoformat(), "date", commission.locale, "iso"),
        "code": random.randrange(1 << 30),
    }
    prints = {"date": "iso"} | ({"address": "default"} if commission.locale == "zh" else {})
    return typeset(commission, texts, images={"face": document_photo(commission, "id", (320, 400))}, prints=prints)


ARTIST = Artist(("card", "leaf"), draw)
