"""A resident card: photo, name, gender, birth date, nationality, address and number of a fictional resident."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.portraying import document_photo
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the front of the card."""
    authority = issuer("residents", commission.locale, "residents")
    texts = {
        "authority": authority,
        "emblem": emblem_seed(authority),
        "serial": stream("form", commission.seed).randrange(1 << 30),
    }
    prints = {"date": "default", "address": "default"} if commission.locale == "zh" else {}
    return typeset(commission, texts, images={"face": document_photo(commission, "id", (320, 400))}, prints=prints)


ARTIST = Artist(("banded", "portrait_right"), draw)
