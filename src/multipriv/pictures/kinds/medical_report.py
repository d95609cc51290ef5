"""A report of a medical examination: hospital, physician, examination, diagnosis, date of visit, and one key of the patient."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the report."""
    texts = wording(commission) | {"emblem": emblem_seed(commission.person.value("hospital"))}
    return typeset(commission, texts)


ARTIST = Artist(("half_sheet", "letter"), draw)
