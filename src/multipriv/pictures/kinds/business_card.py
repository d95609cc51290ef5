"""A business card: name, occupation, employer, and telephone, e-mail or both."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording


def draw(commission: Commission) -> Drawing:
    """Draw the front of the card."""
    return typeset(commission, wording(commission) | {"emblem": emblem_seed(commission.person.value("employer"))})


ARTIST = Artist(("open", "halved", "centred"), draw)
