"""The screen of an iris scanner: near-infrared scans of one eye or both, and one key of whose they are."""

from multipriv.pictures.irises import Eye
from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.likeness import iris_scan
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the screen; the layout of one eye shows the left or the right one."""
    random = stream("iris", commission.seed)
    sides: tuple[Eye, ...] = ("right", "left") if commission.layout == "both_eyes" else (random.choice(["left", "right"]),)
    scans = {side: iris_scan(commission.person, side, commission.seed, (640, 480)) for side in sides}
    words = wording(commission)
    texts = words | {
        "emblem": emblem_seed(words["product"]),
        "sides": list(sides),
        "discs": {side: list(found.box) for side, found in scans.items()},
        "quality": {side: random.randrange(78, 98) for side in sides},
    }
    images: dict[str, Inset] = {side: Inset(found.image, found.box) for side, found in scans.items()}
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    return typeset(commission, texts, images=images, style=style)


ARTIST = Artist(("both_eyes", "one_eye"), draw)
