"""A portrait: one person's face, close or to the waist, and nothing that can be read."""

from multipriv.pictures.faces import Crop
from multipriv.pictures.kind import Artist, Commission, Drawing, Mark
from multipriv.pictures.likeness import face_photo
from multipriv.pictures.portraying import brought_photo, scaled
from multipriv.seeds import stream

CROPS: dict[str, Crop] = {"close": "portrait", "waist": "half_body"}
SIZES = {"close": ((720, 900), (750, 900), (675, 900)), "waist": ((720, 900), (900, 900), (960, 768))}
"""Width and height in pixels."""
LONG_SIDE = 900
"""Of a brought photo, which is shown whole."""


def draw(commission: Commission) -> Drawing:
    """Take the photo."""
    person = commission.person
    size = stream("portrait", commission.seed).choice(SIZES[commission.layout])
    if commission.brought is None:
        taken = face_photo(person, commission.seed, CROPS[commission.layout], size)
    else:
        taken = scaled(brought_photo(commission, person), LONG_SIDE)
    return Drawing(taken.image, (Mark("face", "value", person.person_id, None, person.value("face"), taken.box),))


ARTIST = Artist(("close", "waist"), draw)
