"""A resident card: photo, name, gender, birth date, nationality, address and number of a fictional resident."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.likeness import face_photo
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the front of the card."""
    person = commission.person
    photo = face_photo(person, commission.seed, "id", (440, 550))
    authority = issuer("residents", commission.locale, "residents")
    texts = {
        "authority": authority,
        "emblem": emblem_seed(authority),
        "serial": stream("form", commission.seed).randrange(1 << 30),
    }
    prints = {"date": "default", "address": "default"} if commission.locale == "zh" else {}
    return typeset(commission, texts, images={"face": Inset(photo.image, photo.box)}, prints=prints)


ARTIST = Artist(("banded", "portrait_right"), draw)
