"""A note for the employer: hospital, physician, diagnosis, date of visit, so many days of rest, and one key of the patient."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

DAYS = ((2, "贰"), (3, "叁"), (5, "伍"), (7, "柒"))
"""Days of rest, as a number and in the characters that cannot be altered."""


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the note."""
    random = stream("sick_note", commission.seed)
    visit = (commission.person.value(attribute) for attribute in ("physician", "visit_date", "diagnosis"))
    number, characters = stream("rest", *visit).choice(DAYS)
    texts = wording(commission) | {
        "emblem": emblem_seed(commission.person.value("hospital")),
        "days": number,
        "characters": characters,
        "code": random.randrange(1 << 30),
        "tilt": random.choice([-11, -6, 7, 12]),
    }
    # a letter writes the day out
    dates = ["default", "us"] if commission.locale == "en" else ["default"]
    prints = {"date": random.choice(dates)} if commission.layout == "letter" else {}
    return typeset(commission, texts, prints=prints)


ARTIST = Artist(("form", "letter"), draw)
