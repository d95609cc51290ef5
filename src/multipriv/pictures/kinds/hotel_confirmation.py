"""A hotel's confirmation of a stay: hotel, city, days and room, and perhaps one key of the guest."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the confirmation; the house has its rules, the room its beds, and the stay its guests."""
    hotel, room, day = (commission.person.value("hotel_stay", facet) for facet in ("hotel", "room", "check_in"))
    same = {"policy": hotel, "room": f"{hotel} {room}", "party": f"{hotel} {room} {day}"}
    texts = wording(commission, by=same) | {"emblem": emblem_seed(hotel)}
    return typeset(commission, texts)


ARTIST = Artist(("letter", "voucher"), draw)
