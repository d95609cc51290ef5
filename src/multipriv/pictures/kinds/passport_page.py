"""The data page of a passport: photo, name, nationality, gender, birth date, number, signature, machine-readable zone."""

from datetime import date, timedelta

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.machine_readable import passport_zone, specimen_zone
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.likeness import signature
from multipriv.pictures.portraying import document_photo
from multipriv.seeds import stream
from multipriv.values import printed

DATES = {"en": "capitals", "zh": "iso"}
"""How a passport writes its dates, all of them alike."""


def draw(commission: Commission) -> Drawing:
    """Draw the page; the booklet's zone repeats name and number, the other layout's zone is a specimen's."""
    person = commission.person
    signed = signature(person, commission.seed, (440, 150), (22, 24, 32))
    authority = issuer("passports", commission.locale, "passports")
    expires = date(2027, 1, 1) + timedelta(days=stream("validity", person.value("passport_number")).randrange(2600))
    texts = {
        "authority": authority,
        "emblem": emblem_seed(authority),
        "expires": printed(expires.isoformat(), "date", commission.locale, DATES[commission.locale]),
        "zone": passport_zone(person, expires) if commission.layout == "booklet" else specimen_zone(expires),
    }
    gender = "letter" if commission.locale == "en" else "default"
    prints = {"date": DATES[commission.locale], "gender": gender, "name.latin": "capitals"}
    images = {"face": document_photo(commission, "id", (320, 400)), "signature": Inset(signed.image, signed.box)}
    return typeset(commission, texts, images=images, prints=prints)


ARTIST = Artist(("booklet", "upright"), draw)
