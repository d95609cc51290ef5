"""A professional certificate: name, birth date and occupation under the seal of an examining body."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the certificate."""
    examiner = issuer("examiner", commission.locale, commission.person.value("occupation"))
    texts = wording(commission) | {
        "examiner": examiner,
        "emblem": emblem_seed(examiner),
        "form": f"{stream('diploma', commission.seed).randrange(100, 1000)}",
    }
    families = ("serif", "modern") if commission.layout == "framed" else ()
    return typeset(commission, texts, style=draw_style(commission.seed, commission.locale, families))


ARTIST = Artist(("framed", "booklet"), draw)
