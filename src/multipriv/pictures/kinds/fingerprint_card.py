"""A fingerprint card: an impression of the right thumb, and one key of whose it is."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.likeness import thumb_print
from multipriv.seeds import stream

INKS = ((38, 44, 66), (28, 28, 30), (140, 34, 40))


def draw(commission: Commission) -> Drawing:
    """Draw the card; the paper of the print is that of the card."""
    random = stream("print", commission.seed)
    style = draw_style(commission.seed, commission.locale)
    paper = tuple(int(style.paper[i : i + 2], 16) for i in (1, 3, 5))
    pressed = thumb_print(commission.person, commission.seed, (420, 560), random.choice(INKS), (paper[0], paper[1], paper[2]))
    office = issuer("biometrics", commission.locale, "biometrics")
    texts = wording(commission) | {"office": office, "emblem": emblem_seed(office), "code": random.randrange(1 << 30)}
    return typeset(commission, texts, images={"print": Inset(pressed.image, pressed.box)}, style=style)


ARTIST = Artist(("large", "hand"), draw)
