"""A report of a medical examination: hospital, physician, examination, diagnosis, date of visit, and one key of the patient."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the report; how the examination was made decides what it says of it."""
    texts = wording(commission)
    ways: dict[str, list[str]] = texts.pop("ways")
    examination = commission.person.value("examination")
    way = next((way for way, examinations in ways.items() if examination in examinations), "picture")
    texts |= {entry: texts[entry][way] for entry in ("technique", "findings")}
    return typeset(commission, texts | {"emblem": emblem_seed(commission.person.value("hospital"))})


ARTIST = Artist(("half_sheet", "letter"), draw)
