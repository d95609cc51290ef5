"""A staff badge: photo, employer and occupation, and at most one more: the name or the e-mail address."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.portraying import document_photo
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the front of the badge."""
    person = commission.person
    texts = {
        "emblem": emblem_seed(person.value("employer")),
        "code": stream("form", commission.seed).randrange(1 << 30),
    }
    return typeset(commission, texts, images={"face": document_photo(commission, "portrait", (342, 399))})


ARTIST = Artist(("upright", "landscape"), draw)
