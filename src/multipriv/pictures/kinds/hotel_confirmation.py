"""A hotel's confirmation of a stay: hotel, city, days and room, and perhaps one key of the guest."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the confirmation."""
    texts = wording(commission) | {"emblem": emblem_seed(commission.person.value("hotel_stay", "hotel"))}
    return typeset(commission, texts)


ARTIST = Artist(("letter", "voucher"), draw)
